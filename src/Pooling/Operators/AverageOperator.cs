using System.Numerics;

namespace Pooling;

/// <summary>
/// The sum over the number of elements. <typeparamref name="TAccumulator"/> is wide enough that a sum neither rounds
/// as the elements do nor overflows; where it overflows all the same, an <see cref="OverflowException"/> says so.
/// </summary>
internal readonly struct AverageOperator<T, TAccumulator>
    : IPoolingOperator<AverageOperator<T, TAccumulator>, T, TAccumulator>
    where T : INumber<T>
    where TAccumulator : INumber<TAccumulator>
{
    public TAccumulator Start(T element) => TAccumulator.CreateChecked(element);

    public TAccumulator Combine(TAccumulator first, TAccumulator second) => checked(first + second);

    // An average lies between its elements, so it always fits their type; the conversion rounds to nearest.
    public T Finish(TAccumulator result, nint count) => T.CreateTruncating(result / TAccumulator.CreateChecked(count));
}
