using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>
/// The gradient of a max or min over windows that have few elements, where many elements lie at a position: all windows at a
/// position are looked at once. The elements of each are compared with its result, and the first that equals it gets the
/// gradient.
/// </summary>
internal static class PositionGradient
{
    /// <summary>Windows that overlap and have more elements cost less by other ways.</summary>
    private const int MostShared = 32;

    /// <summary>The same for windows that do not overlap, and for those that share rows.</summary>
    private const int Fewest = 16;

    /// <summary>What windows do with the gradients that they give.</summary>
    private interface IGiving
    {
        /// <summary>Whether they are added to those of other windows; else there are none.</summary>
        static abstract bool Adds { get; }
    }

    /// <summary>Writes the gradient of the input, if windows are of the kind; for <see cref="WinnersInPlace"/>.</summary>
    /// <returns>Whether it was done.</returns>
    public static bool TryWrite<T, TExtreme>(
        PoolingPlan plan, in SourceRows<T> source, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        if (!Supports<T>(plan))
        {
            return false;
        }

        if (plan.IsDisjoint)
        {
            Write<T, TExtreme, Alone>(plan, source, gradOutput, gradInput);
        }
        else
        {
            Write<T, TExtreme, Added>(plan, source, gradOutput, gradInput);
        }

        return true;
    }

    private static bool Supports<T>(PoolingPlan plan) =>
        Vector.IsHardwareAccelerated
        && !plan.IsFlat
        && plan.Target.Inner.Length >= Vector<T>.Count
        && plan.MostElements <= (plan.IsDisjoint || FewElements.ShareRows(plan.Shared) ? Fewest : MostShared);

    private static void Write<T, TExtreme, TGiving>(
        PoolingPlan plan, in SourceRows<T> source, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TGiving : struct, IGiving
    {
        ref readonly PlaneReduction plane = ref plan.Shared;
        using AxisRuns heights = plane.Heights;
        using AxisRuns widths = plane.Widths;
        bool clears = TGiving.Adds || !plane.CoversSource;
        using Scratch<nint> cleared = new(clears ? plan.Source.Depth.Length : 0);
        Volume output = plan.Target;
        for (nint batch = 0; batch < output.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < output.Channels.Length; channel++)
            {
                cleared.Span.Clear();
                for (nint depth = 0; depth < output.Depth.Length; depth++)
                {
                    ElementRange depths = plane.Depth.Sources(depth, out _);
                    foreach (TargetRun run in heights.All)
                    {
                        for (int row = run.First; row < run.End; row++)
                        {
                            RowPlace place = new(batch, channel, depth, row);
                            ElementRange sources = run.Between(row, row + 1).Sources;
                            if (clears)
                            {
                                // Not sooner, so that they are still near when gradients are added.
                                Clear(gradInput, place, depths, sources.End, cleared.Span);
                            }

                            WriteRow<T, TExtreme, TGiving>(source, gradOutput, gradInput, place, depths, sources, widths.All);
                        }
                    }
                }

                if (clears)
                {
                    ElementRange all = new(0, plan.Source.Depth.Length);
                    Clear(gradInput, new RowPlace(batch, channel, 0, 0), all, plan.Source.Height.Length, cleared.Span);
                }
            }
        }
    }

    /// <summary>Clears rows up to one that have not been cleared.</summary>
    private static void Clear<T>(in Rows<T> gradInput, RowPlace plane, ElementRange depths, nint end, Span<nint> cleared)
    {
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            ref nint row = ref cleared[(int)depth];
            for (; row < end; row++)
            {
                gradInput.Open(plane with { Depth = depth, Height = row }).Clear();
            }
        }
    }

    /// <summary>Writes what a row of windows gives.</summary>
    private static void WriteRow<T, TExtreme, TGiving>(
        in SourceRows<T> source,
        in SourceRows<T> gradOutput,
        in Rows<T> gradInput,
        RowPlace place,
        ElementRange depths,
        ElementRange heights,
        ReadOnlySpan<TargetRun> widths)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TGiving : struct, IGiving
    {
        Span<nint> from = stackalloc nint[FewElements.Most];
        Span<nint> to = stackalloc nint[FewElements.Most];
        nint inner = source.Volume.Inner.Length;
        RowPlace origin = place with { Depth = 0, Height = 0 };
        foreach (TargetRun columns in widths)
        {
            int count = 0;
            for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
            {
                for (nint height = heights.Start; height < heights.End; height += heights.Step)
                {
                    nint elements = source.Volume.Offset(new RowPlace(0, 0, depth, height));
                    nint gradients = gradInput.Volume.Offset(new RowPlace(0, 0, depth, height));
                    for (nint width = columns.Sources.Start; width < columns.Sources.End; width += columns.Sources.Step)
                    {
                        from[count] = elements + (width * inner);
                        to[count++] = gradients + (width * inner);
                    }
                }
            }

            if (count > 0)
            {
                Give<T, TExtreme, TGiving>(
                    ref source.First(origin),
                    from[..count],
                    columns.Advance * inner,
                    ref Unsafe.Add(ref gradOutput.First(place), columns.First * inner),
                    inner,
                    ref MemoryMarshal.GetReference(gradInput.Open(origin)),
                    to[..count],
                    inner,
                    columns.Length);
            }
        }
    }

    /// <summary>Gives the gradients of windows, as many of which lie side by side as a position has elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Give<T, TExtreme, TGiving>(
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
        where TGiving : struct, IGiving
    {
        int count = Vector<T>.Count;
        nint last = length - count;
        for (nint run = 0; run < runs; run++)
        {
            nint i = 0;
            for (; i <= length - (2 * count); i += 2 * count)
            {
                ref T source = ref Unsafe.Add(ref elements, i);
                ref T target = ref Unsafe.Add(ref gradients, i);
                ref T next = ref Unsafe.Add(ref source, from[0]);
                Vector<T> a = Vector.LoadUnsafe(ref next);
                Vector<T> b = Vector.LoadUnsafe(ref Unsafe.Add(ref next, count));
                Vector<T> hasNaN = EitherNaN(a, b);
                for (int tap = 1; tap < from.Length; tap++)
                {
                    next = ref Unsafe.Add(ref source, from[tap]);
                    Vector<T> c = Vector.LoadUnsafe(ref next);
                    Vector<T> d = Vector.LoadUnsafe(ref Unsafe.Add(ref next, count));
                    hasNaN |= EitherNaN(c, d);
                    a = Best<T, TExtreme>(a, c);
                    b = Best<T, TExtreme>(b, d);
                }

                ref T share = ref Unsafe.Add(ref shares, i);
                if (!Vector.EqualsAll(hasNaN.As<T, byte>(), Vector<byte>.Zero))
                {
                    GiveLastNaN<T, TExtreme, TGiving>(ref source, from, Vector.LoadUnsafe(ref share), ref target, to);
                    share = ref Unsafe.Add(ref share, count);
                    GiveLastNaN<T, TExtreme, TGiving>(
                        ref Unsafe.Add(ref source, count), from, Vector.LoadUnsafe(ref share), ref Unsafe.Add(ref target, count), to);
                    continue;
                }

                // Not read sooner, or they would be in memory, not in registers, because of the calls above.
                Vector<T> shareOfA = Vector.LoadUnsafe(ref share);
                Vector<T> shareOfB = Vector.LoadUnsafe(ref Unsafe.Add(ref share, count));
                // The first of those that equal the winner takes all.
                for (int tap = 0; tap < to.Length; tap++)
                {
                    next = ref Unsafe.Add(ref source, from[tap]);
                    ref T gradient = ref Unsafe.Add(ref target, to[tap]);
                    Vector<T> winsA = Vector.Equals(Vector.LoadUnsafe(ref next), a);
                    Vector<T> winsB = Vector.Equals(Vector.LoadUnsafe(ref Unsafe.Add(ref next, count)), b);
                    Give<T, TGiving>(shareOfA & winsA, ref gradient);
                    Give<T, TGiving>(shareOfB & winsB, ref Unsafe.Add(ref gradient, count));
                    shareOfA = Vector.AndNot(shareOfA, winsA);
                    shareOfB = Vector.AndNot(shareOfB, winsB);
                }
            }

            for (; i < length; i += count)
            {
                // The last vector has some of the one before once more.
                nint at = nint.Min(i, last);
                ref T source = ref Unsafe.Add(ref elements, at);
                ref T target = ref Unsafe.Add(ref gradients, at);
                Vector<T> best = Vector.LoadUnsafe(ref Unsafe.Add(ref source, from[0]));
                Vector<T> hasNaN = EitherNaN(best, best);
                for (int tap = 1; tap < from.Length; tap++)
                {
                    Vector<T> element = Vector.LoadUnsafe(ref Unsafe.Add(ref source, from[tap]));
                    hasNaN |= EitherNaN(element, element);
                    best = Best<T, TExtreme>(best, element);
                }

                Vector<T> share = Vector.LoadUnsafe(ref Unsafe.Add(ref shares, at));
                if (TGiving.Adds && at < i)
                {
                    share = Vector.ConditionalSelect(
                        Vector.LessThan(Vector<T>.Indices, Vector.Create(T.CreateTruncating(i - at))), Vector<T>.Zero, share);
                }

                if (!Vector.EqualsAll(hasNaN.As<T, byte>(), Vector<byte>.Zero))
                {
                    GiveLastNaN<T, TExtreme, TGiving>(ref source, from, share, ref target, to);
                    continue;
                }

                for (int tap = 0; tap < to.Length; tap++)
                {
                    Vector<T> wins = Vector.Equals(Vector.LoadUnsafe(ref Unsafe.Add(ref source, from[tap])), best);
                    Give<T, TGiving>(share & wins, ref Unsafe.Add(ref target, to[tap]));
                    share = Vector.AndNot(share, wins);
                }
            }

            elements = ref Unsafe.Add(ref elements, step);
            shares = ref Unsafe.Add(ref shares, shareStep);
            gradients = ref Unsafe.Add(ref gradients, step);
        }
    }

    /// <summary>Bits that are not 0 where one of two elements is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> EitherNaN<T>(Vector<T> first, Vector<T> second)
    {
        if (Avx.IsSupported && Vector<byte>.Count == Vector256<byte>.Count)
        {
            return typeof(T) == typeof(float)
                ? Avx.CompareUnordered(first.AsVector256().AsSingle(), second.AsVector256().AsSingle()).AsVector().As<float, T>()
                : Avx.CompareUnordered(first.AsVector256().AsDouble(), second.AsVector256().AsDouble()).AsVector().As<double, T>();
        }

        return ~(Vector.Equals(first, first) & Vector.Equals(second, second));
    }

    /// <summary>The larger or smaller elements; where one is NaN, either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Best<T, TExtreme>(Vector<T> first, Vector<T> second)
        where TExtreme : struct, IExtreme<T> =>
        TExtreme.PicksLargest ? Vector.MaxNative(first, second) : Vector.MinNative(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Give<T, TGiving>(Vector<T> shares, ref T gradients)
        where TGiving : struct, IGiving =>
        (TGiving.Adds ? Vector.LoadUnsafe(ref gradients) + shares : shares).StoreUnsafe(ref gradients);

    /// <summary>Gives the gradients of a vector of windows of which some have NaN: the last one wins.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void GiveLastNaN<T, TExtreme, TGiving>(
        ref T elements, ReadOnlySpan<nint> from, Vector<T> share, ref T gradients, ReadOnlySpan<nint> to)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TGiving : struct, IGiving
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
            Give<T, TGiving>(share & Vector.Equals(winner, number), ref Unsafe.Add(ref gradients, to[tap]));
            number += Vector<T>.One;
        }
    }

    private readonly struct Alone : IGiving
    {
        public static bool Adds => false;
    }

    private readonly struct Added : IGiving
    {
        public static bool Adds => true;
    }
}
