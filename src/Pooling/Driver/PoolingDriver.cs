namespace Pooling;

/// <summary>
/// The one loop over windows, for every kind of pooling, rank and data format, forward and back. Each row of the target
/// comes about in two steps: all source rows that it is made of are reduced, along depth and height, into one line of
/// partial results; then each target element is reduced along the width of that line (<see cref="WidthReduction{T, TAccumulator, TResult, TOperator}"/>).
/// So a window costs its height plus its width, not their product, and neighboring windows share the first step.
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

        nint planes = checked(target.Batch.Length * target.Channels.Length);
        nint next = 0;
        while (next < planes)
        {
            // Planes share what is known of their windows, unless every plane has windows of its own.
            nint end = plan.VariesByPlane ? next + 1 : planes;
            PlaneReduction plane = plan.Of(next / target.Channels.Length, next % target.Channels.Length);
            using WidthReduction<T, TAccumulator, TResult, TOperator> width =
                new(op, plane.Width, (int)sourceVolume.Width.Length, inner);
            for (; next < end; next++)
            {
                (nint batch, nint channel) = nint.DivRem(next, target.Channels.Length);
                for (nint depth = 0; depth < target.Depth.Length; depth++)
                {
                    ElementRange depths = plane.Depth.Sources(depth, out WindowCount depthCount);
                    for (nint height = 0; height < target.Height.Length; height++)
                    {
                        ElementRange heights = plane.Height.Sources(height, out WindowCount heightCount);
                        ReduceRows<T, TAccumulator, TResult, TOperator>(
                            op, source, sourceVolume, batch, channel, depths, heights, width.Source);

                        RowPlace place = new(batch, channel, depth, height);
                        width.Reduce(depthCount * heightCount, output.Open(place));
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
}
