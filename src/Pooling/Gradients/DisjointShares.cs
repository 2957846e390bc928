using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// The gradient of averages over windows that have no element in common: every element has the share of its window, with
/// nothing to add up.
/// </summary>
internal static class DisjointShares
{
    /// <summary>How many shares are at hand at a time, so that they stay in the nearest cache.</summary>
    private const int Block = 1024;

    public static void Write<T>(PoolingPlan plan, Divisor divisor, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
    {
        Volume output = plan.Target;
        if (output.Count == 0)
        {
            return;
        }

        PlaneReduction plane = plan.Of(0, 0);
        using AxisRuns heights = plane.Heights;
        using AxisRuns widths = plane.Widths;
        int inner = (int)output.Inner.Length;
        int blockColumns = int.Max(1, Block / inner);
        using Scratch<double> wide = new((nint)blockColumns * inner);
        using Scratch<T> narrow = new((nint)blockColumns * inner);
        bool coversColumns = gradInput.WritesInPlace && (plan.CoversSource || plane.Width.CoversSource);
        bool coversRows = plan.CoversSource || (plane.Depth.CoversSource && plane.Height.CoversSource);
        using Scratch<T> row = new(coversColumns ? 0 : plan.Source.RowLength);
        row.Span.Clear();
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
                            nint advanced = (height - run.First) * run.Advance;
                            if (depths.Length == 0 || run.Sources.Length == 0)
                            {
                                continue;
                            }

                            RowPlace place = new(batch, channel, depths.Start, advanced + run.Sources.Start);
                            Span<T> first = coversColumns ? gradInput.Open(place) : row.Span;
                            foreach (TargetRun columns in widths.All)
                            {
                                nint by = divisor.Of(depthCount * run.Count * columns.Count);
                                for (int column = columns.First; column < columns.End; column += blockColumns)
                                {
                                    TargetRun some = columns.Between(column, column + blockColumns);
                                    ReadOnlySpan<T> shared = gradients.Slice(column * inner, some.Length * inner);
                                    Share(shared, by, wide.Span[..shared.Length], narrow.Span[..shared.Length]);
                                    Spread(narrow.Span[..shared.Length], some, inner, first);
                                }
                            }

                            Copy(first, place with { Depth = 0, Height = advanced }, depths, run.Sources, gradInput);
                        }
                    }
                }
            }
        }
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
                Span<T> target = rows.Open(place);
                if (target != row)
                {
                    row.CopyTo(target);
                }

                rows.Commit(place);
            }
        }
    }

    /// <summary>What each window gives to an element.</summary>
    private static void Share<T>(ReadOnlySpan<T> gradients, nint by, Span<double> wide, Span<T> shares)
        where T : INumber<T>
    {
        if (by != 0 && (typeof(T) == typeof(float) || typeof(T) == typeof(double)))
        {
            TensorPrimitives.Divide(gradients, T.CreateSaturating(by), shares);
            return;
        }

        TensorPrimitives.ConvertSaturating(gradients, wide);
        TensorPrimitives.Multiply(wide, by == 0 ? 0 : 1.0 / by, wide);
        TensorPrimitives.ConvertSaturating<double, T>(wide, shares);
    }

    /// <summary>Gives each element of a row the share of its window.</summary>
    private static void Spread<T>(ReadOnlySpan<T> shares, in TargetRun run, int inner, Span<T> row)
    {
        int start = (int)run.Sources.Start;
        int advance = (int)run.Advance;
        if (inner == 1 && run.Sources.Step == 1)
        {
            int length = (int)run.Sources.Length;
            int i = 0;
            if (Vector<T>.IsSupported && length == advance)
            {
                // What is too much is overwritten by the next.
                int end = (shares.Length * length) - Vector<T>.Count;
                for (; length <= Vector<T>.Count && i * length <= end; i++)
                {
                    Vector.Create(shares[i]).CopyTo(row[(start + (i * length))..]);
                }
            }

            for (; i < shares.Length; i++)
            {
                row.Slice(start + (i * advance), length).Fill(shares[i]);
            }

            return;
        }

        int last = (int)run.Sources.End;
        int step = (int)run.Sources.Step;
        for (int target = 0; target < run.Length; target++)
        {
            ReadOnlySpan<T> share = shares.Slice(target * inner, inner);
            for (int width = start; width < last; width += step)
            {
                share.CopyTo(row[((width + (target * advance)) * inner)..]);
            }
        }
    }
}
