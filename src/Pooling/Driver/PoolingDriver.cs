namespace Pooling;

/// <summary>
/// The one loop over windows, for every kind of pooling, rank and data format, forward and back. Each row of the target
/// comes about in two steps: all source rows that it is made of are reduced, along depth and height, into one line of
/// partial results; then each target element is reduced along the width of that line. So a window costs its height plus
/// its width, not their product, and neighboring windows share the first step.
/// </summary>
internal static class PoolingDriver
{
    public static void Run<T, TAccumulator, TResult, TOperator, TOutput>(
        TOperator op, in PoolingPlan plan, in Rows<T> source, in TOutput output)
        where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
        where TOutput : struct, IOutputRows<TResult>, allows ref struct
    {
        Volume sourceVolume = plan.Source;
        Volume target = plan.Target;
        int inner = (int)target.Inner.Length;

        using Scratch<TAccumulator> line = new(sourceVolume.RowLength);
        using Scratch<TAccumulator> window = new(inner);

        for (nint batch = 0; batch < target.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < target.Channels.Length; channel++)
            {
                PlaneReduction plane = plan.Of(batch, channel);
                for (nint depth = 0; depth < target.Depth.Length; depth++)
                {
                    ElementRange depths = plane.Depth.Sources(depth, out WindowCount depthCount);
                    for (nint height = 0; height < target.Height.Length; height++)
                    {
                        ElementRange heights = plane.Height.Sources(height, out WindowCount heightCount);
                        ReduceRows<T, TAccumulator, TResult, TOperator>(
                            op, source, sourceVolume, batch, channel, depths, heights, line.Span);

                        RowPlace place = new(batch, channel, depth, height);
                        Span<TResult> row = output.Open(place);
                        ReduceWidth<T, TAccumulator, TResult, TOperator>(
                            op, line.Span, plane.Width, depthCount * heightCount, window.Span, row);
                        output.Commit(place);
                    }
                }
            }
        }
    }

    /// <summary>Reduces the rows that one target row is made of into a line of partial results.</summary>
    private static void ReduceRows<T, TAccumulator, TResult, TOperator>(
        TOperator op,
        in Rows<T> rows,
        in Volume volume,
        nint batch,
        nint channel,
        ElementRange depths,
        ElementRange heights,
        Span<TAccumulator> line)
        where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
    {
        int inner = (int)volume.Inner.Length;
        bool started = false;
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            for (nint height = heights.Start; height < heights.End; height += heights.Step)
            {
                ReadOnlySpan<T> row = rows.Read(new RowPlace(batch, channel, depth, height));
                nint index = ((depth * volume.Height.Length) + height) * volume.Width.Length;
                if (started)
                {
                    TOperator.Accumulate(op, row, index, inner, line);
                }
                else
                {
                    TOperator.Start(op, row, index, inner, line);
                    started = true;
                }
            }
        }

        if (!started)
        {
            line.Fill(op.Identity);
        }
    }

    /// <summary>Reduces each target element along the width of a line and writes the target row.</summary>
    /// <param name="op">The kind of pooling.</param>
    /// <param name="line">
    /// The partial results, <paramref name="window"/>'s length for each position of the width.
    /// </param>
    /// <param name="width">What each target position is made of.</param>
    /// <param name="rowCount">The number of rows that each partial result stands for.</param>
    /// <param name="window">Memory for the partial results of one window: one for each inner element.</param>
    /// <param name="row">The target row.</param>
    private static void ReduceWidth<T, TAccumulator, TResult, TOperator>(
        TOperator op,
        ReadOnlySpan<TAccumulator> line,
        in AxisReduction width,
        WindowCount rowCount,
        Span<TAccumulator> window,
        Span<TResult> row)
        where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
    {
        int inner = window.Length;
        for (int target = 0; target < width.Length; target++)
        {
            ElementRange sources = width.Sources(target, out WindowCount widthCount);
            WindowCount count = rowCount * widthCount;
            if (inner == 1)
            {
                TAccumulator result = sources.Length > 0 ? line[(int)sources.Start] : op.Identity;
                for (nint next = sources.Start + sources.Step; next < sources.End; next += sources.Step)
                {
                    result = op.Combine(result, line[(int)next]);
                }

                row[target] = op.Finish(result, count);
                continue;
            }

            if (sources.Length > 0)
            {
                line.Slice((int)sources.Start * inner, inner).CopyTo(window);
            }
            else
            {
                window.Fill(op.Identity);
            }

            for (nint next = sources.Start + sources.Step; next < sources.End; next += sources.Step)
            {
                TOperator.Combine(op, window, line.Slice((int)next * inner, inner));
            }

            Span<TResult> results = row.Slice(target * inner, inner);
            for (int i = 0; i < inner; i++)
            {
                results[i] = op.Finish(window[i], count);
            }
        }
    }
}
