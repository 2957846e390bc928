using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The gradient of a max or min over windows that have no element in common and few elements: every element gets the
/// gradient of its window if it has won, else 0, with nothing to add up and no winner to be kept.
/// </summary>
internal static class DisjointWinners
{
    /// <summary>More elements are not compared with each other at once.</summary>
    private const int MostElements = 16;

    /// <summary>Writes the gradient of the input, if windows are of the kind.</summary>
    /// <returns>Whether it was done.</returns>
    public static bool TryWrite<T, TExtreme>(
        PoolingPlan plan, in SourceRows<T> source, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        if (!Supports<T, TExtreme>(plan, gradInput, out Slide slide))
        {
            return false;
        }

        ref readonly PlaneReduction plane = ref plan.Shared;
        if (!plane.CoversSource)
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

    private static bool Supports<T, TExtreme>(PoolingPlan plan, in Rows<T> gradInput, out Slide slide)
        where TExtreme : struct, IExtreme<T>
    {
        slide = default;
        nint inner = plan.Target.Inner.Length;
        if (!Vector.IsHardwareAccelerated
            || (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            || TExtreme.IgnoresNaN
            || plan.VariesByPlane
            || plan.IsFlat
            || plan.Target.Count == 0
            || plan.MostElements > MostElements
            || !gradInput.WritesInPlace
            || (inner == 1 ? !PairWinners.Supports<T>(plan.Target.Width.Length) : inner < Vector<T>.Count)
            || !plan.IsDisjoint)
        {
            return false;
        }

        ref readonly PlaneReduction plane = ref plan.Shared;
        using AxisRuns widths = plane.Widths;
        return plane.Width.TryGetSlide(out slide)
            && (slide.Dilation == 1 || slide.Size == 1)
            && (inner > 1 || plane.HasPairs(widths.All))
            && widths.All is [{ } all]
            && all.Sources.Length == slide.Size;
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
        nint inner = source.Volume.Inner.Length;
        nint columns = inner == 1 ? 1 : slide.Size;
        nint start = -slide.Before * inner;
        ElementRange heights = rows.Sources;
        int count = 0;
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            for (nint height = heights.Start; height < heights.End; height += heights.Step)
            {
                RowPlace row = new(0, 0, depth, height);
                for (nint column = 0; column < columns; column++)
                {
                    from[count] = source.Volume.Offset(row) + start + (column * inner);
                    to[count++] = gradInput.Volume.Offset(row) + start + (column * inner);
                }
            }
        }

        if (count == 0)
        {
            return;
        }

        RowPlace origin = place with { Depth = 0, Height = 0 };
        ref T elements = ref source.First(origin);
        ref T gradients = ref MemoryMarshal.GetReference(gradInput.Open(origin));
        ref T shares = ref gradOutput.First(place);
        nint elementStep = rows.Advance * source.Volume.Height.Stride;
        nint gradientStep = rows.Advance * gradInput.Volume.Height.Stride;
        nint shareStep = gradOutput.Volume.Height.Stride;
        if (inner == 1)
        {
            PairWinners.Write<T, TExtreme>(
                ref elements,
                from[..count],
                elementStep,
                ref shares,
                shareStep,
                ref gradients,
                to[..count],
                gradientStep,
                slide.Count,
                rows.Length);
            return;
        }

        for (int row = 0; row < rows.Length; row++)
        {
            nint step = slide.Stride * inner;
            Write<T, TExtreme>(
                ref elements, from[..count], step, ref shares, inner, ref gradients, to[..count], inner, slide.Count);
            elements = ref Unsafe.Add(ref elements, elementStep);
            gradients = ref Unsafe.Add(ref gradients, gradientStep);
            shares = ref Unsafe.Add(ref shares, shareStep);
        }
    }

    /// <summary>Writes the elements of windows, as many of which lie side by side as a position has elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Write<T, TExtreme>(
        ref T elements,
        ReadOnlySpan<nint> from,
        nint step,
        ref T shares,
        nint shareStep,
        ref T gradients,
        ReadOnlySpan<nint> to,
        nint length,
        nint runs)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        nint last = length - Vector<T>.Count;
        for (nint run = 0; run < runs; run++)
        {
            for (nint i = 0; i < length; i += Vector<T>.Count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                nint at = nint.Min(i, last);
                ref T source = ref Unsafe.Add(ref elements, at);
                ref T target = ref Unsafe.Add(ref gradients, at);
                Vector<T> best = Vector.LoadUnsafe(ref Unsafe.Add(ref source, from[0]));
                Vector<T> isNaN = ~Vector.Equals(best, best);
                for (int tap = 1; tap < from.Length; tap++)
                {
                    Vector<T> element = Vector.LoadUnsafe(ref Unsafe.Add(ref source, from[tap]));
                    best = TExtreme.PicksLargest ? Vector.MaxNative(best, element) : Vector.MinNative(best, element);
                    isNaN |= ~Vector.Equals(element, element);
                }

                Vector<T> share = Vector.LoadUnsafe(ref Unsafe.Add(ref shares, at));
                if (!Vector.EqualsAll(isNaN.As<T, byte>(), Vector<byte>.Zero))
                {
                    WriteLastNaN<T, TExtreme>(ref source, from, share, ref target, to);
                    continue;
                }

                // The first of those that equal the winner takes all.
                for (int tap = 0; tap < to.Length; tap++)
                {
                    Vector<T> wins = Vector.Equals(Vector.LoadUnsafe(ref Unsafe.Add(ref source, from[tap])), best);
                    (share & wins).StoreUnsafe(ref Unsafe.Add(ref target, to[tap]));
                    share = Vector.AndNot(share, wins);
                }
            }

            elements = ref Unsafe.Add(ref elements, step);
            shares = ref Unsafe.Add(ref shares, shareStep);
            gradients = ref Unsafe.Add(ref gradients, step);
        }
    }

    /// <summary>Writes the elements of a vector of windows of which some have NaN: the last one wins.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteLastNaN<T, TExtreme>(
        ref T elements, ReadOnlySpan<nint> from, Vector<T> share, ref T gradients, ReadOnlySpan<nint> to)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        Vector<T> best = Vector.LoadUnsafe(ref Unsafe.Add(ref elements, from[0]));
        Vector<T> winner = Vector<T>.Zero;
        Vector<T> number = Vector<T>.Zero;
        for (int tap = 1; tap < from.Length; tap++)
        {
            number += Vector<T>.One;
            Vector<T> element = Vector.LoadUnsafe(ref Unsafe.Add(ref elements, from[tap]));
            Vector<T> wins = TExtreme.PicksLargest ? Vector.GreaterThan(element, best) : Vector.LessThan(element, best);
            wins |= ~Vector.Equals(element, element);
            best = Vector.ConditionalSelect(wins, element, best);
            winner = Vector.ConditionalSelect(wins, number, winner);
        }

        number = Vector<T>.Zero;
        for (int tap = 0; tap < to.Length; tap++)
        {
            (share & Vector.Equals(winner, number)).StoreUnsafe(ref Unsafe.Add(ref gradients, to[tap]));
            number += Vector<T>.One;
        }
    }
}
