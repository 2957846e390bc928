using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>The gradient of an average: that of the output, over the divisor.</summary>
internal readonly ref struct EvenShares<T, TShare>(PoolingPlan plan, Divisor divisor, SourceRows<T> gradOutput, Scratch<TShare> row)
    : IShareFinder<TShare>
    where T : INumber<T>
    where TShare : INumber<TShare>
{
    private readonly PoolingPlan _plan = plan;
    private readonly Divisor _divisor = divisor;
    private readonly SourceRows<T> _gradOutput = gradOutput;
    private readonly Scratch<TShare> _row = row;

    /// <inheritdoc/>
    public void Find(nint batch, nint channel, scoped PlaneShares<TShare> shares)
    {
        PlaneReduction plane = _plan.Of(batch, channel);
        using AxisRuns heights = plane.Heights;
        using AxisRuns widths = plane.Widths;
        for (nint depth = 0; depth < plane.Depth.Length; depth++)
        {
            plane.Depth.Sources(depth, out WindowCount depthCount);
            foreach (TargetRun rows in heights.All)
            {
                for (int height = rows.First; height < rows.End; height++)
                {
                    RowPlace place = new(batch, channel, depth, height);
                    Span<TShare> row = shares.Open(place, _row);
                    Find(_gradOutput.Read(place), depthCount * rows.Count, widths.All, row);
                    shares.Commit(place, row);
                }
            }
        }
    }

    private void Find(ReadOnlySpan<T> gradients, WindowCount rowCount, ReadOnlySpan<TargetRun> widths, Span<TShare> row)
    {
        int inner = (int)_plan.Target.Inner.Length;
        TensorPrimitives.ConvertSaturating(gradients, row);
        foreach (TargetRun run in widths)
        {
            Span<TShare> part = row[(run.First * inner)..(run.End * inner)];
            nint by = _divisor.Of(rowCount * run.Count);
            TensorPrimitives.Multiply(part, by == 0 ? TShare.Zero : TShare.CreateSaturating(1.0 / by), part);
        }
    }
}
