using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>The gradient of an average: that of the output, over the divisor.</summary>
internal readonly ref struct EvenShares<T>(PoolingPlan plan, Divisor divisor, SourceRows<T> gradOutput, Scratch<double> row)
    : IShareFinder<double>
    where T : INumber<T>
{
    private readonly PoolingPlan _plan = plan;
    private readonly Divisor _divisor = divisor;
    private readonly SourceRows<T> _gradOutput = gradOutput;
    private readonly Scratch<double> _row = row;

    /// <inheritdoc/>
    public void Find(nint batch, nint channel, scoped PlaneShares<double> shares)
    {
        PlaneReduction plane = _plan.Of(batch, channel);
        using AxisRuns heights = new(plane.Height);
        using AxisRuns widths = new(plane.Width);
        for (nint depth = 0; depth < plane.Depth.Length; depth++)
        {
            plane.Depth.Sources(depth, out WindowCount depthCount);
            foreach (TargetRun rows in heights.All)
            {
                for (int height = rows.First; height < rows.End; height++)
                {
                    RowPlace place = new(batch, channel, depth, height);
                    Span<double> row = shares.Open(place, _row);
                    Find(_gradOutput.Read(place), depthCount * rows.Count, widths.All, row);
                    shares.Commit(place, row);
                }
            }
        }
    }

    private void Find(ReadOnlySpan<T> gradients, WindowCount rowCount, ReadOnlySpan<TargetRun> widths, Span<double> row)
    {
        int inner = (int)_plan.Target.Inner.Length;
        TensorPrimitives.ConvertSaturating(gradients, row);
        foreach (TargetRun run in widths)
        {
            Span<double> part = row[(run.First * inner)..(run.End * inner)];
            nint by = _divisor.Of(rowCount * run.Count);
            TensorPrimitives.Multiply(part, by == 0 ? 0 : 1.0 / by, part);
        }
    }
}
