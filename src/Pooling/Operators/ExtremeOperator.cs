using System.Numerics;

namespace Pooling;

/// <summary>
/// The largest or smallest element. The outcome does not depend on the order of the elements, so every way of splitting
/// a window gives the same bits.
/// </summary>
internal readonly struct ExtremeOperator<T, TExtreme>(bool paddingHoldsZeros)
    : IPoolingOperator<ExtremeOperator<T, TExtreme>, T, T, T>
    where T : INumber<T>
    where TExtreme : struct, IExtreme<T>
{
    public T Identity => TExtreme.Identity;

    public T Start(T element, nint index) => element;

    public T Combine(T first, T second) => TExtreme.Pick(first, second);

    public T Finish(T result, in WindowCount count)
    {
        T winner = TExtreme.IgnoresNaN && T.IsNaN(result) ? TExtreme.Identity : result;
        return IsPadded(count) ? TExtreme.Pick(winner, T.Zero) : winner;
    }

    // The tensor package's own operations keep the rules of T.Max and its like, and are vectorized.
    public static void Start(
        in ExtremeOperator<T, TExtreme> self, ReadOnlySpan<T> row, nint index, int inner, Span<T> line) =>
        row.CopyTo(line);

    public static void Accumulate(
        in ExtremeOperator<T, TExtreme> self, ReadOnlySpan<T> row, nint index, int inner, Span<T> line) =>
        TExtreme.Pick(line, row, line);

    public static void Combine(
        in ExtremeOperator<T, TExtreme> self, ReadOnlySpan<T> first, ReadOnlySpan<T> second, Span<T> merged) =>
        TExtreme.Pick(first, second, merged);

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
