using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// The gradient of averages over windows that have no element in common: every element has the share of its window, with
/// nothing to add up.
/// </summary>
internal static class DisjointShares
{
    public static void Write<T>(in PoolingPlan plan, Divisor divisor, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
    {
        Volume output = plan.Target;
        if (output.Count == 0)
        {
            return;
        }

        PlaneReduction plane = plan.Of(0, 0);
        using AxisRuns heights = new(plane.Height);
        using AxisRuns widths = new(plane.Width);
        using Scratch<double> wide = new(output.RowLength);
        using Scratch<T> narrow = new(output.RowLength);
        using Scratch<T> row = new(plan.Source.RowLength);
        row.Span.Clear();
        bool coversRows = CountOf(plane.Depth) == plan.Source.Depth.Length && CountOf(plane.Height) == plan.Source.Height.Length;
        for (nint batch = 0; batch < output.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < output.Channels.Length; channel++)
            {
                if (!coversRows)
                {
                    Clear(plan.Source, batch, channel, gradInput);
                }

                for (nint depth = 0; depth < output.Depth.Length; depth++)
                {
                    ElementRange depths = plane.Depth.Sources(depth, out WindowCount depthCount);
                    foreach (TargetRun run in heights.All)
                    {
                        for (int height = run.First; height < run.End; height++)
                        {
                            ReadOnlySpan<T> gradients = gradOutput.Read(new RowPlace(batch, channel, depth, height));
                            Share(gradients, divisor, depthCount * run.Count, widths.All, wide.Span, narrow.Span);
                            Spread(narrow.Span, widths.All, (int)output.Inner.Length, row.Span);
                            nint advanced = (height - run.First) * run.Advance;
                            Copy(row.Span, new RowPlace(batch, channel, 0, advanced), depths, run.Sources, gradInput);
                        }
                    }
                }
            }
        }
    }

    private static nint CountOf(in AxisReduction axis)
    {
        nint count = 0;
        for (nint target = 0; target < axis.Length; target++)
        {
            count += axis.Sources(target, out _).Length;
        }

        return count;
    }

    private static void Clear<T>(in Volume volume, nint batch, nint channel, in Rows<T> rows)
    {
        for (nint depth = 0; depth < volume.Depth.Length; depth++)
        {
            for (nint height = 0; height < volume.Height.Length; height++)
            {
                RowPlace place = new(batch, channel, depth, height);
                rows.Open(place).Clear();
                rows.Commit(place);
            }
        }
    }

    /// <summary>Copies a row to all source rows of its windows.</summary>
    private static void Copy<T>(
        ReadOnlySpan<T> row, RowPlace first, ElementRange depths, ElementRange heights, in Rows<T> rows)
    {
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            for (nint height = heights.Start; height < heights.End; height += heights.Step)
            {
                RowPlace place = first with { Depth = depth, Height = first.Height + height };
                row.CopyTo(rows.Open(place));
                rows.Commit(place);
            }
        }
    }

    /// <summary>What each window of a row gives to an element.</summary>
    private static void Share<T>(
        ReadOnlySpan<T> gradients,
        Divisor divisor,
        WindowCount rowCount,
        ReadOnlySpan<TargetRun> widths,
        Span<double> wide,
        Span<T> shares)
        where T : INumber<T>
    {
        int inner = gradients.Length / widths[^1].End;
        TensorPrimitives.ConvertSaturating(gradients, wide);
        foreach (TargetRun run in widths)
        {
            Span<double> part = wide[(run.First * inner)..(run.End * inner)];
            nint by = divisor.Of(rowCount * run.Count);
            TensorPrimitives.Multiply(part, by == 0 ? 0 : 1.0 / by, part);
        }

        TensorPrimitives.ConvertSaturating<double, T>(wide, shares);
    }

    /// <summary>Gives each element of a row the share of its window.</summary>
    private static void Spread<T>(ReadOnlySpan<T> shares, ReadOnlySpan<TargetRun> widths, int inner, Span<T> row)
    {
        foreach (TargetRun run in widths)
        {
            if (inner == 1 && run.Sources.Step == 1)
            {
                Spread(shares[run.First..run.End], run, row);
                continue;
            }

            for (int target = 0; target < run.Length; target++)
            {
                ReadOnlySpan<T> share = shares.Slice((run.First + target) * inner, inner);
                nint advanced = target * run.Advance;
                for (nint width = run.Sources.Start; width < run.Sources.End; width += run.Sources.Step)
                {
                    share.CopyTo(row[(int)((width + advanced) * inner)..]);
                }
            }
        }
    }

    private static void Spread<T>(ReadOnlySpan<T> shares, in TargetRun run, Span<T> row)
    {
        int start = (int)run.Sources.Start;
        int length = (int)run.Sources.Length;
        int advance = (int)run.Advance;
        if (length == 2 && advance == 2)
        {
            Span<T> pairs = row.Slice(start, 2 * shares.Length);
            for (int i = 0; i < shares.Length; i++)
            {
                pairs[2 * i] = shares[i];
                pairs[(2 * i) + 1] = shares[i];
            }

            return;
        }

        for (int i = 0; i < shares.Length; i++)
        {
            row.Slice(start + (i * advance), length).Fill(shares[i]);
        }
    }
}
