using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// The largest or smallest element. The outcome does not depend on the order of the elements, so every way of splitting
/// a window gives the same bits.
/// </summary>
internal readonly struct ExtremeOperator<T, TExtreme>(bool paddingHoldsZeros)
    : IVectorOperator<ExtremeOperator<T, TExtreme>, T, T, T>
    where T : INumber<T>
    where TExtreme : struct, IExtreme<T>
{
    public static bool IsIdempotent => true;

    public static bool StartsAsIs => true;

    public T Identity => TExtreme.Identity;

    public bool IsFinal => !TExtreme.IgnoresNaN && !paddingHoldsZeros;

    public T Start(T element) => element;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Start<TVector, TWidth>(ref readonly T elements)
        where TWidth : struct, IWidth<TVector, T> => TWidth.Load(in elements);

    public T Combine(T first, T second) => TExtreme.Pick(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, T> => TExtreme.Pick<TVector, TWidth>(first, second);

    public T Finish(T result, in WindowCount count)
    {
        T winner = TExtreme.IgnoresNaN && T.IsNaN(result) ? TExtreme.Identity : result;
        return IsPadded(count) ? TExtreme.Pick(winner, T.Zero) : winner;
    }

    public static void Finish(
        in ExtremeOperator<T, TExtreme> self, ReadOnlySpan<T> results, in WindowCount count, Span<T> outputs)
    {
        if (!TExtreme.IgnoresNaN && !self.IsPadded(count))
        {
            results.CopyTo(outputs);
            return;
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = self.Finish(results[i], count);
        }
    }

    private bool IsPadded(WindowCount count) => paddingHoldsZeros && count.Positions > count.Elements;
}
