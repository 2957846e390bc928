using System.Numerics;

namespace Pooling;

/// <summary>
/// The largest or smallest element with its index: of equal elements the first, of NaNs that win the last.
/// </summary>
internal readonly struct ExtremeIndexOperator<T, TExtreme>(bool paddingHoldsZeros)
    : IPoolingOperator<ExtremeIndexOperator<T, TExtreme>, T, Candidate<T>, Candidate<T>>
    where T : INumber<T>
    where TExtreme : struct, IExtreme<T>
{
    public Candidate<T> Identity => new(TExtreme.Identity, -1);

    public Candidate<T> Start(T element, nint index) =>
        TExtreme.IgnoresNaN && T.IsNaN(element) ? Identity : new Candidate<T>(element, index);

    public Candidate<T> Combine(Candidate<T> first, Candidate<T> second)
    {
        if (first.Index < 0 || second.Index < 0)
        {
            return first.Index < 0 ? second : first;
        }

        bool firstIsNaN = T.IsNaN(first.Value);
        bool secondIsNaN = T.IsNaN(second.Value);
        if (firstIsNaN || secondIsNaN)
        {
            bool takeSecond = secondIsNaN && (!firstIsNaN || second.Index > first.Index);
            return takeSecond ? second : first;
        }

        if (TExtreme.Beats(second.Value, first.Value))
        {
            return second;
        }

        return TExtreme.Beats(first.Value, second.Value)
            ? first
            : new Candidate<T>(TExtreme.Pick(first.Value, second.Value), nint.Min(first.Index, second.Index));
    }

    public Candidate<T> Finish(Candidate<T> result, in WindowCount count)
    {
        if (!paddingHoldsZeros || count.Positions == count.Elements)
        {
            return result;
        }

        return TExtreme.Beats(T.Zero, result.Value)
            ? new Candidate<T>(T.Zero, -1)
            : result with { Value = TExtreme.Pick(result.Value, T.Zero) };
    }
}
