using System.Numerics;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The gradient of a max or min over windows of two or four columns that have no element in common: every element gets the
/// gradient of its window if it has won, else 0, with nothing to add up and no winner to be kept.
/// </summary>
internal static class DisjointWinners
{
    /// <summary>More elements are not compared with each other at once.</summary>
    private const int MostElements = 16;

    /// <summary>Writes the gradient of the input, if windows are of the kind; for <see cref="WinnersInPlace"/>.</summary>
    /// <returns>Whether it was done.</returns>
    public static bool TryWrite<T, TExtreme>(
        PoolingPlan plan, in SourceRows<T> source, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        if (!Supports<T>(plan, out Slide slide))
        {
            return false;
        }

        ref readonly PlaneReduction plane = ref plan.Shared;
        if (!plan.CoversSource)
        {
            gradInput.Clear();
        }

        using AxisRuns heights = plane.Heights;
        Volume output = plan.Target;
        for (nint batch = 0; batch < output.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < output.Channels.Length; channel++)
            {
                for (nint depth = 0; depth < output.Depth.Length; depth++)
                {
                    ElementRange depths = plane.Depth.Sources(depth, out _);
                    foreach (TargetRun run in heights.All)
                    {
                        RowPlace place = new(batch, channel, depth, run.First);
                        WriteRows<T, TExtreme>(source, gradOutput, gradInput, place, depths, run, slide);
                    }
                }
            }
        }

        return true;
    }

    private static bool Supports<T>(PoolingPlan plan, out Slide slide)
    {
        slide = default;
        if (plan.IsFlat || plan.MostElements > MostElements || !plan.IsDisjoint)
        {
            return false;
        }

        ref readonly PlaneReduction plane = ref plan.Shared;
        using AxisRuns widths = plane.Widths;
        return plane.Width.TryGetSlide(out slide)
            && NeighborWinners.Supports<T>(plan.Target.Width.Length, plane.TiledColumns(widths.All), plan.Target.Inner.Length);
    }

    /// <summary>Writes the elements of rows of windows that are alike.</summary>
    private static void WriteRows<T, TExtreme>(
        in SourceRows<T> source,
        in SourceRows<T> gradOutput,
        in Rows<T> gradInput,
        RowPlace place,
        ElementRange depths,
        in TargetRun rows,
        Slide slide)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        Span<nint> from = stackalloc nint[MostElements];
        Span<nint> to = stackalloc nint[MostElements];
        ElementRange heights = rows.Sources;
        nint inner = source.Volume.Inner.Length;
        int count = 0;
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            for (nint height = heights.Start; height < heights.End; height += heights.Step)
            {
                RowPlace row = new(0, 0, depth, height);
                from[count] = source.Volume.Offset(row) - (slide.Before * inner);
                to[count++] = gradInput.Volume.Offset(row) - (slide.Before * inner);
            }
        }

        if (count == 0)
        {
            return;
        }

        RowPlace origin = place with { Depth = 0, Height = 0 };
        NeighborWinners.Write<T, TExtreme>(
            ref source.First(origin),
            from[..count],
            rows.Advance * source.Volume.Height.Stride,
            ref gradOutput.First(place),
            gradOutput.Volume.Height.Stride,
            ref MemoryMarshal.GetReference(gradInput.Open(origin)),
            to[..count],
            rows.Advance * gradInput.Volume.Height.Stride,
            slide.Count,
            slide.Size,
            inner,
            rows.Length);
    }
}
