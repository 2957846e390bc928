using System.Numerics;

namespace Pooling;

/// <summary>
/// Where the largest or smallest elements are: of those equal to the result the first, of NaNs that won the last. A result
/// that is no element, as of a window without elements, has no place.
/// </summary>
internal readonly ref struct WinnerSearch<T>
    where T : INumber<T>
{
    private readonly SourceRows<T> _source;
    private readonly PoolingPlan _plan;
    private readonly Scratch<nint> _row;

    public WinnerSearch(SourceRows<T> source, PoolingPlan plan)
    {
        _source = source;
        _plan = plan;
        _row = new Scratch<nint>(plan.Target.RowLength);
    }

    /// <summary>The number of elements at a position.</summary>
    public int Inner => (int)_plan.Target.Inner.Length;

    /// <summary>Finds the winners of a row.</summary>
    /// <param name="place">The row of the target.</param>
    /// <param name="values">The results.</param>
    /// <returns>The index of each in its plane, or -1.</returns>
    public ReadOnlySpan<nint> Find(RowPlace place, ReadOnlySpan<T> values)
    {
        Span<nint> found = _row.Span;
        found.Fill(-1);
        int inner = Inner;
        Volume volume = _source.Volume;
        PlaneReduction plane = _plan.Of(place.Batch, place.Channel);
        ElementRange depths = plane.Depth.Sources(place.Depth, out _);
        ElementRange heights = plane.Height.Sources(place.Height, out _);
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            for (nint height = heights.Start; height < heights.End; height += heights.Step)
            {
                ReadOnlySpan<T> row = _source.Read(new RowPlace(place.Batch, place.Channel, depth, height));
                nint index = ((depth * volume.Height.Length) + height) * volume.Width.Length;
                FindInRow(plane.Width, row, index, inner, values, found);
            }
        }

        return found;
    }

    public void Dispose() => _row.Dispose();

    private static void FindInRow(
        in AxisReduction width, ReadOnlySpan<T> row, nint index, int inner, ReadOnlySpan<T> values, Span<nint> found)
    {
        for (int target = 0; target * inner < values.Length; target++)
        {
            ElementRange sources = width.Sources(target, out _);
            for (int i = target * inner; i < (target + 1) * inner; i++)
            {
                T value = values[i];
                bool isNaN = T.IsNaN(value);
                if (found[i] >= 0 && !isNaN)
                {
                    continue;
                }

                for (nint position = sources.Start; position < sources.End; position += sources.Step)
                {
                    T element = row[(int)((position * inner) + (i - (target * inner)))];
                    if (isNaN ? T.IsNaN(element) : element == value)
                    {
                        found[i] = index + position;
                        if (!isNaN)
                        {
                            break;
                        }
                    }
                }
            }
        }
    }
}
