using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>The gradient of an average: that of the output, over the divisor.</summary>
internal readonly ref struct EvenShares<T, TShare>(PoolingPlan plan, Divisor divisor, SourceRows<T> gradOutput, Scratch<TShare> row)
    : IShareFinder<TShare>
    where T : INumber<T>
    where TShare : INumber<TShare>
{
    /// <summary>So many rows to each set of factors are worth making one for every column.</summary>
    private const int SomeRows = 2;

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

        // Factors for every column of single elements pay if there are enough rows that have them in common.
        bool hasFactors = _plan.Target.Inner.Length == 1 && plane.Height.Length >= SomeRows * heights.All.Length;
        nint columns = hasFactors ? plane.Width.Length : 0;
        using Scratch<double> divisors = new(columns);
        using Scratch<TShare> factors = new(columns);
        for (nint depth = 0; depth < plane.Depth.Length; depth++)
        {
            plane.Depth.Sources(depth, out WindowCount depthCount);
            foreach (TargetRun rows in heights.All)
            {
                WindowCount rowCount = depthCount * rows.Count;
                if (hasFactors)
                {
                    FindFactors(rowCount, widths.All, divisors.Span, factors.Span);
                }

                for (int height = rows.First; height < rows.End; height++)
                {
                    RowPlace place = new(batch, channel, depth, height);
                    Span<TShare> row = shares.Open(place, _row);
                    ReadOnlySpan<TShare> gradients = Widen(_gradOutput.Read(place), row);
                    if (hasFactors)
                    {
                        TensorPrimitives.Multiply(gradients, factors.Span, row);
                    }
                    else
                    {
                        Find(gradients, rowCount, widths.All, row);
                    }

                    shares.Commit(place, row);
                }
            }
        }
    }

    /// <summary>Gradients in the type of shares: where they are, or in memory that is given.</summary>
    private static ReadOnlySpan<TShare> Widen(ReadOnlySpan<T> gradients, Span<TShare> memory)
    {
        if (typeof(T) == typeof(TShare))
        {
            return MemoryMarshal.CreateReadOnlySpan(
                ref Unsafe.As<T, TShare>(ref MemoryMarshal.GetReference(gradients)), gradients.Length);
        }

        TensorPrimitives.ConvertSaturating(gradients, memory);
        return memory;
    }

    private void FindFactors(WindowCount rowCount, ReadOnlySpan<TargetRun> widths, Span<double> divisors, Span<TShare> factors)
    {
        foreach (TargetRun run in widths)
        {
            divisors[run.First..run.End].Fill(_divisor.WeightOf(rowCount * run.Count));
        }

        TensorPrimitives.Reciprocal<double>(divisors, divisors);
        TensorPrimitives.ConvertSaturating<double, TShare>(divisors, factors);
    }

    private void Find(ReadOnlySpan<TShare> gradients, WindowCount rowCount, ReadOnlySpan<TargetRun> widths, Span<TShare> row)
    {
        int inner = (int)_plan.Target.Inner.Length;
        foreach (TargetRun run in widths)
        {
            Range elements = (run.First * inner)..(run.End * inner);
            TShare factor = TShare.CreateSaturating(1 / _divisor.WeightOf(rowCount * run.Count));
            TensorPrimitives.Multiply(gradients[elements], factor, row[elements]);
        }
    }
}
