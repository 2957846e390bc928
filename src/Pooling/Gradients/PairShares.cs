using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// The gradient of averages over windows of two columns, side by side along rows of single elements, that have no element in
/// common: every share is written to all elements of its window at once.
/// </summary>
internal static class PairShares
{
    /// <summary>How many elements a column of a window may have.</summary>
    private const int MostRows = 16;

    /// <summary>Writes the gradient of the input, if windows are of the kind.</summary>
    /// <returns>Whether it was done.</returns>
    public static bool TryWrite<T>(PoolingPlan plan, Divisor divisor, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
    {
        if ((typeof(T) != typeof(float) && typeof(T) != typeof(double))
            || plan.VariesByPlane
            || plan.Target.Inner.Length != 1
            || plan.Target.Count == 0
            || plan.MostElements > 2 * MostRows
            || !gradInput.WritesInPlace
            || !NeighborWinners.Supports<T>(plan.Target.Width.Length, columns: 2))
        {
            return false;
        }

        ref readonly PlaneReduction plane = ref plan.Shared;
        using AxisRuns heights = plane.Heights;
        using AxisRuns widths = plane.Widths;
        if (!plane.HasPairs(widths.All) || !plan.IsDisjoint)
        {
            return false;
        }

        TargetRun columns = widths.All[0];

        if (!plan.CoversSource)
        {
            gradInput.Clear();
        }

        Span<nint> to = stackalloc nint[MostRows];
        Volume output = plan.Target;
        for (nint batch = 0; batch < output.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < output.Channels.Length; channel++)
            {
                for (nint depth = 0; depth < output.Depth.Length; depth++)
                {
                    ElementRange depths = plane.Depth.Sources(depth, out WindowCount depthCount);
                    foreach (TargetRun run in heights.All)
                    {
                        RowPlace place = new(batch, channel, depth, run.First);
                        Write(
                            ref gradOutput.First(place),
                            gradOutput.Volume.Height.Stride,
                            T.CreateSaturating(divisor.WeightOf(depthCount * run.Count * columns.Count)),
                            ref gradInput.Open(place with { Depth = 0, Height = 0 })[(int)columns.Sources.Start],
                            to[..FindRows(depths, run.Sources, gradInput.Volume, to)],
                            run.Advance * gradInput.Volume.Height.Stride,
                            columns.Length,
                            run.Length);
                    }
                }
            }
        }

        return true;
    }

    /// <summary>Finds the source rows of the first of some target rows.</summary>
    private static int FindRows(ElementRange depths, ElementRange heights, in Volume volume, Span<nint> rows)
    {
        int count = 0;
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            for (nint height = heights.Start; height < heights.End; height += heights.Step)
            {
                rows[count++] = volume.Offset(new RowPlace(0, 0, depth, height));
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Write<T>(
        ref T shares,
        nint shareStep,
        T divisor,
        ref T gradients,
        ReadOnlySpan<nint> to,
        nint gradientStep,
        nint windows,
        int rows)
    {
        int count = Vector256<T>.Count / 2;
        nint last = windows - count;
        Vector256<T> divisors = Vector256.Create(divisor);
        for (int row = 0; row < rows; row++)
        {
            for (nint i = 0; i < windows; i += count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                nint at = nint.Min(i, last);
                ref T target = ref Unsafe.Add(ref gradients, 2 * at);
                Vector256<T> share = Neighbors.Twice256(ref Unsafe.Add(ref shares, at)) / divisors;
                foreach (nint sourceRow in to)
                {
                    share.StoreUnsafe(ref Unsafe.Add(ref target, sourceRow));
                }
            }

            shares = ref Unsafe.Add(ref shares, shareStep);
            gradients = ref Unsafe.Add(ref gradients, gradientStep);
        }
    }
}
