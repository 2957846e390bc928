using System.Numerics;

namespace Pooling;

/// <summary>
/// The sum over a divisor. <typeparamref name="TAccumulator"/> is wide enough that a sum neither rounds as the elements
/// do nor overflows; where it overflows all the same, an <see cref="OverflowException"/> says so.
/// </summary>
internal readonly struct AverageOperator<T, TAccumulator>(Divisor divisor)
    : IPoolingOperator<AverageOperator<T, TAccumulator>, T, TAccumulator, T>
    where T : INumber<T>
    where TAccumulator : INumber<TAccumulator>
{
    public TAccumulator Identity => TAccumulator.Zero;

    public bool IsFinal => false;

    public TAccumulator Start(T element) => TAccumulator.CreateChecked(element);

    public TAccumulator Combine(TAccumulator first, TAccumulator second) => checked(first + second);

    public T Finish(TAccumulator result, in WindowCount count)
    {
        nint by = DivisorOf(count);
        // A window of nothing has the average 0.
        return by == 0 ? T.Zero : Wide.Narrow<T, TAccumulator>(result / TAccumulator.CreateChecked(by));
    }

    public static void Finish(
        in AverageOperator<T, TAccumulator> self, ReadOnlySpan<TAccumulator> results, in WindowCount count, Span<T> outputs)
    {
        nint by = self.DivisorOf(count);
        for (int i = by == 0 ? 0 : WideVectors.Divide(results, by, outputs); i < outputs.Length; i++)
        {
            outputs[i] = self.Finish(results[i], count);
        }
    }

    private nint DivisorOf(WindowCount count) => divisor.Of(count);
}
