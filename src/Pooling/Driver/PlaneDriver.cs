using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>The rows of planes that have the same windows.</summary>
internal static class PlaneDriver<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>, IWeightedLanes<TAccumulator, TResult, TVector>
    where TOutput : struct, IOutputRows<TResult>, allows ref struct
{
    /// <summary>Makes shares of a target.</summary>
    /// <param name="op">The kind of pooling.</param>
    /// <param name="lanes">The same for vectors.</param>
    /// <param name="plane">What the target positions are made of.</param>
    /// <param name="source">What is read.</param>
    /// <param name="output">Where the rows go.</param>
    /// <param name="shares">The shares.</param>
    public static void Run<TShares>(
        TOperator op, TLanes lanes, in PlaneReduction plane, in SourceRows<T> source, in TOutput output, TShares shares)
        where TShares : struct, IShares, allows ref struct
    {
        using AxisRuns heights = plane.Heights;
        using AxisRuns widths = plane.Widths;
        if (TOperator.Runs)
        {
            RunOn(op, plane, heights.All, widths.All, source, output, shares);
            return;
        }

        DirectChoice choice = DirectChoice.Of<T, TAccumulator, TVector, TLanes>(plane, heights.All, widths.All, source.Volume);
        if (choice.Way != DirectWay.None)
        {
            RunDirectly(op, lanes, choice, plane, heights.All, widths.All, source, output, shares);
        }
        else
        {
            RunByLines(op, lanes, plane, heights.All, widths.All, source, output, shares);
        }
    }

    // A caller that had all of this, and of the other way, would clear many more variables than it needs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunDirectly<TShares>(
        TOperator op,
        TLanes lanes,
        in DirectChoice choice,
        in PlaneReduction plane,
        ReadOnlySpan<TargetRun> heights,
        ReadOnlySpan<TargetRun> widths,
        in SourceRows<T> source,
        in TOutput output,
        TShares shares)
        where TShares : struct, IShares, allows ref struct
    {
        DirectReduction<T, TAccumulator, TVector, TLanes> direct = new(lanes, choice, plane, source.Volume);
        using DirectRows<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput> rows =
            new(op, direct, heights, widths, source.Volume, output);
        Run(rows, plane, source, shares);
    }

    /// <inheritdoc cref="RunDirectly"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunByLines<TShares>(
        TOperator op,
        TLanes lanes,
        in PlaneReduction plane,
        ReadOnlySpan<TargetRun> heights,
        ReadOnlySpan<TargetRun> widths,
        in SourceRows<T> source,
        in TOutput output,
        TShares shares)
        where TShares : struct, IShares, allows ref struct
    {
        using LineRows<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput> rows =
            new(op, lanes, plane, heights, widths, source.Volume, output);
        Run(rows, plane, source, shares);
    }

    /// <inheritdoc cref="RunDirectly"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunOn<TShares>(
        TOperator op,
        in PlaneReduction plane,
        ReadOnlySpan<TargetRun> heights,
        ReadOnlySpan<TargetRun> widths,
        in SourceRows<T> source,
        in TOutput output,
        TShares shares)
        where TShares : struct, IShares, allows ref struct
    {
        using RunningRows<T, TAccumulator, TResult, TOperator, TOutput> rows =
            new(op, plane, heights, widths, source.Volume, output);
        Run(rows, plane, source, shares);
    }

    private static void Run<TRows, TShares>(in TRows rows, in PlaneReduction plane, in SourceRows<T> source, TShares shares)
        where TRows : struct, IRowMaker<T>, allows ref struct
        where TShares : struct, IShares, allows ref struct
    {
        // Without the copy that each call through a readonly reference of unknown type makes; it does not change.
        ref TRows maker = ref Unsafe.AsRef(in rows);
        nint channels = source.Volume.Channels.Length;
        nint height = plane.Height.Length;
        while (shares.TryTake(out Share share))
        {
            for (nint next = share.FirstRow; next < share.EndRow;)
            {
                (nint number, nint row) = nint.DivRem(next, height);
                (nint batch, nint channel) = nint.DivRem(number, channels);
                nint rowEnd = row + share.EndRow - next;
                rowEnd = maker.SpansPlanes ? rowEnd : nint.Min(height, rowEnd);
                ref T first = ref source.First(new RowPlace(batch, channel, 0, 0));
                for (nint depth = 0; depth < plane.Depth.Length; depth++)
                {
                    ElementRange depths = plane.Depth.Sources(depth, out WindowCount depthCount);
                    RowPlace place = new(batch, channel, depth, 0);
                    maker.Make(ref first, depths, depthCount, place, share with { FirstRow = row, EndRow = rowEnd });
                }

                next += rowEnd - row;
            }
        }
    }
}
