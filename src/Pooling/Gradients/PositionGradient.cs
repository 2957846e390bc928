using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// The gradient of a max or min over windows that have few elements, where many elements lie at a position: all windows at a
/// position are looked at once. The elements of each are compared with its result, and the first that equals it gets the
/// gradient: it is written to elements that no window before has, and added to others.
/// </summary>
internal static class PositionGradient
{
    /// <summary>Windows that overlap and have more elements cost less by other ways.</summary>
    private const int MostShared = 32;

    /// <summary>The same for windows that do not overlap, and for those that share rows.</summary>
    private const int Fewest = 16;

    /// <summary>It takes a while to clear gradients of so many bytes, which do not stay in a near cache.</summary>
    private const int ManyBytes = 1 << 20;

    /// <summary>What windows do with the gradients that they give.</summary>
    private interface IGiving
    {
        /// <summary>Whether windows have elements in common.</summary>
        static abstract bool Overlap { get; }

        /// <summary>Whether these are cleared first.</summary>
        static abstract bool Clears { get; }

        /// <summary>Whether the gradient of an element of a window is added to those of the windows before.</summary>
        /// <param name="added">Has the bits of the elements that are also those of windows before.</param>
        /// <param name="tap">The number of the element.</param>
        static abstract bool Adds(ulong added, int tap);
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
        else if (gradInput.Volume.Count >= ManyBytes / Unsafe.SizeOf<T>() && Follow(plan.Shared))
        {
            Write<T, TExtreme, AddedToWritten>(plan, source, gradOutput, gradInput);
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
        && plan.MostElements <= (plan.IsDisjoint || plan.Comparisons.ShareRows ? Fewest : MostShared);

    /// <summary>Whether windows have one depth each, and slide without gaps over all rows and columns.</summary>
    private static bool Follow(in PlaneReduction plane) =>
        plane.Depth is { MostSources: 1, CoversSource: true } && Follow(plane.Height) && Follow(plane.Width);

    private static bool Follow(in AxisReduction axis) =>
        axis.TryGetSlide(out Slide slide)
        && slide.Dilation == 1
        && slide.Stride <= slide.Size
        && slide.Before >= 0
        && EndBefore(slide.Count, slide) >= axis.SourceLength;

    /// <summary>Where the windows before one end.</summary>
    private static nint EndBefore(nint window, Slide slide) =>
        window == 0 ? 0 : ((window - 1) * slide.Stride) - slide.Before + slide.Size;

    private static void Write<T, TExtreme, TGiving>(
        PoolingPlan plan, in SourceRows<T> source, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TGiving : struct, IGiving
    {
        ref readonly PlaneReduction plane = ref plan.Shared;
        using AxisRuns heights = plane.Heights;
        using AxisRuns widths = plane.Widths;
        _ = plane.Height.TryGetSlide(out Slide heightSlide);
        _ = plane.Width.TryGetSlide(out Slide widthSlide);
        bool clears = TGiving.Overlap ? TGiving.Clears : !plan.CoversSource;
        using Scratch<nint> cleared = new(clears ? plan.Source.Depth.Length : 0);
        Span<nint> from = stackalloc nint[Comparisons.Most];
        Span<nint> to = stackalloc nint[Comparisons.Most];
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

                            nint rowsEnd = EndBefore(row, heightSlide);
                            foreach (TargetRun columns in widths.All)
                            {
                                TargetRun others = columns;
                                if (TGiving.Overlap && !TGiving.Clears)
                                {
                                    // The first has none before.
                                    others = columns.Between(1, columns.End);
                                    WriteRow<T, TExtreme, TGiving>(
                                        source, gradOutput, gradInput, place, depths, sources, columns.Between(0, 1), rowsEnd, 0, from, to);
                                }

                                nint end = EndBefore(others.First, widthSlide);
                                WriteRow<T, TExtreme, TGiving>(
                                    source, gradOutput, gradInput, place, depths, sources, others, rowsEnd, end, from, to);
                            }
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

    /// <summary>Writes what some windows of a row give.</summary>
    /// <param name="source">The input.</param>
    /// <param name="gradOutput">The gradient of the output.</param>
    /// <param name="gradInput">Where the gradient goes.</param>
    /// <param name="place">The row.</param>
    /// <param name="depths">The depths of the windows.</param>
    /// <param name="heights">The rows of the windows.</param>
    /// <param name="columns">The windows.</param>
    /// <param name="rowsEnd">Where the rows of the windows before end.</param>
    /// <param name="columnsEnd">Where the window before the first ends.</param>
    /// <param name="from">Room for the places of elements.</param>
    /// <param name="to">Room for the places of their gradients.</param>
    private static void WriteRow<T, TExtreme, TGiving>(
        in SourceRows<T> source,
        in SourceRows<T> gradOutput,
        in Rows<T> gradInput,
        RowPlace place,
        ElementRange depths,
        ElementRange heights,
        in TargetRun columns,
        nint rowsEnd,
        nint columnsEnd,
        Span<nint> from,
        Span<nint> to)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TGiving : struct, IGiving
    {
        if (columns.Length <= 0)
        {
            return;
        }

        ulong added = 0;
        nint inner = source.Volume.Inner.Length;
        int count = 0;
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            for (nint height = heights.Start; height < heights.End; height += heights.Step)
            {
                nint elementsOfRow = source.Volume.Offset(new RowPlace(0, 0, depth, height));
                nint gradientsOfRow = gradInput.Volume.Offset(new RowPlace(0, 0, depth, height));
                for (nint width = columns.Sources.Start; width < columns.Sources.End; width += columns.Sources.Step)
                {
                    added |= height < rowsEnd || width < columnsEnd ? 1UL << count : 0;
                    from[count] = elementsOfRow + (width * inner);
                    to[count++] = gradientsOfRow + (width * inner);
                }
            }
        }

        if (count == 0)
        {
            return;
        }

        RowPlace origin = place with { Depth = 0, Height = 0 };
        ref T elements = ref source.First(origin);
        ref T shares = ref Unsafe.Add(ref gradOutput.First(place), columns.First * inner);
        ref T gradients = ref MemoryMarshal.GetReference(gradInput.Open(origin));
        nint step = columns.Advance * inner;
        switch (WidthFor<T, TGiving>(inner))
        {
            case 512:
                Give<T, TExtreme, TGiving, Vector512<T>, Width512<T>>(
                    ref elements, from[..count], step, ref shares, inner, ref gradients, to[..count], added, inner, columns.Length);
                break;
            case 256:
                Give<T, TExtreme, TGiving, Vector256<T>, Width256<T>>(
                    ref elements, from[..count], step, ref shares, inner, ref gradients, to[..count], added, inner, columns.Length);
                break;
            default:
                Give<T, TExtreme, TGiving, Vector128<T>, Width128<T>>(
                    ref elements, from[..count], step, ref shares, inner, ref gradients, to[..count], added, inner, columns.Length);
                break;
        }
    }

    /// <summary>
    /// How many bits vectors should have. What has just been written by the widest is slow to read, so that they are no gain
    /// where the next windows add to it soon.
    /// </summary>
    private static int WidthFor<T, TGiving>(nint inner)
        where TGiving : struct, IGiving
    {
        int bits = VectorWidth.ForRun<T>(inner);
        bool isReadSoon = TGiving.Overlap && inner * Unsafe.SizeOf<T>() < 4 * Vector512<byte>.Count;
        return isReadSoon ? int.Min(bits, 256) : bits;
    }

    /// <summary>Gives the gradients of windows, as many of which lie side by side as a position has elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Give<T, TExtreme, TGiving, TVector, TWidth>(
        ref T elements,
        ReadOnlySpan<nint> from,
        nint step,
        ref T shares,
        nint shareStep,
        ref T gradients,
        ReadOnlySpan<nint> to,
        ulong added,
        nint length,
        nint runs)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TGiving : struct, IGiving
        where TWidth : struct, IWidth<TVector, T>
    {
        int count = TWidth.Count;
        nint last = length - count;

        // Others are known, and need no register.
        added = TGiving.Overlap && !TGiving.Clears ? added : 0;
        for (nint run = 0; run < runs; run++)
        {
            nint i = 0;
            for (; i <= length - (2 * count); i += 2 * count)
            {
                ref T source = ref Unsafe.Add(ref elements, i);
                ref T target = ref Unsafe.Add(ref gradients, i);
                ref T next = ref Unsafe.Add(ref source, from[0]);
                TVector a = TWidth.Load(ref next);
                TVector b = TWidth.Load(ref Unsafe.Add(ref next, count));

                // NaN if any element is; seldom otherwise.
                TVector sumOfA = a;
                TVector sumOfB = b;
                for (int tap = 1; tap < from.Length; tap++)
                {
                    next = ref Unsafe.Add(ref source, from[tap]);
                    TVector c = TWidth.Load(ref next);
                    TVector d = TWidth.Load(ref Unsafe.Add(ref next, count));
                    sumOfA = TWidth.Add(sumOfA, c);
                    sumOfB = TWidth.Add(sumOfB, d);
                    a = PlainExtreme.Pick<T, TExtreme, TVector, TWidth>(a, c);
                    b = PlainExtreme.Pick<T, TExtreme, TVector, TWidth>(b, d);
                }

                ref T share = ref Unsafe.Add(ref shares, i);
                sumOfA = TWidth.Add(sumOfA, sumOfB);
                if (!TWidth.AllEqual(sumOfA, sumOfA))
                {
                    GiveLastNaN<T, TExtreme, TGiving, TVector, TWidth>(ref source, from, TWidth.Load(ref share), ref target, to, added, 0);
                    share = ref Unsafe.Add(ref share, count);
                    GiveLastNaN<T, TExtreme, TGiving, TVector, TWidth>(
                        ref Unsafe.Add(ref source, count), from, TWidth.Load(ref share), ref Unsafe.Add(ref target, count), to, added, 0);
                    continue;
                }

                // Not read sooner, or they would be in memory, not in registers, because of the calls above.
                TVector shareOfA = TWidth.Load(ref share);
                TVector shareOfB = TWidth.Load(ref Unsafe.Add(ref share, count));

                // The first of those that equal the winner takes all.
                for (int tap = 0; tap < to.Length; tap++)
                {
                    next = ref Unsafe.Add(ref source, from[tap]);
                    ref T gradient = ref Unsafe.Add(ref target, to[tap]);
                    TVector winsA = TWidth.Equal(TWidth.Load(ref next), a);
                    TVector winsB = TWidth.Equal(TWidth.Load(ref Unsafe.Add(ref next, count)), b);
                    TVector givenByA = TWidth.And(shareOfA, winsA);
                    TVector givenByB = TWidth.And(shareOfB, winsB);
                    if (TGiving.Adds(added, tap))
                    {
                        givenByA = TWidth.Add(TWidth.Load(ref gradient), givenByA);
                        givenByB = TWidth.Add(TWidth.Load(ref Unsafe.Add(ref gradient, count)), givenByB);
                    }

                    TWidth.Store(givenByA, ref gradient);
                    TWidth.Store(givenByB, ref Unsafe.Add(ref gradient, count));
                    shareOfA = TWidth.AndNot(shareOfA, winsA);
                    shareOfB = TWidth.AndNot(shareOfB, winsB);
                }
            }

            for (; i < length; i += count)
            {
                // The last vector has some of the one before once more.
                nint at = nint.Min(i, last);
                ref T source = ref Unsafe.Add(ref elements, at);
                ref T target = ref Unsafe.Add(ref gradients, at);
                TVector best = TWidth.Load(ref Unsafe.Add(ref source, from[0]));
                TVector sum = best;
                for (int tap = 1; tap < from.Length; tap++)
                {
                    TVector element = TWidth.Load(ref Unsafe.Add(ref source, from[tap]));
                    sum = TWidth.Add(sum, element);
                    best = PlainExtreme.Pick<T, TExtreme, TVector, TWidth>(best, element);
                }

                TVector share = TWidth.Load(ref Unsafe.Add(ref shares, at));
                if (!TWidth.AllEqual(sum, sum))
                {
                    GiveLastNaN<T, TExtreme, TGiving, TVector, TWidth>(ref source, from, share, ref target, to, added, i - at);
                    continue;
                }

                for (int tap = 0; tap < to.Length; tap++)
                {
                    TVector wins = TWidth.Equal(TWidth.Load(ref Unsafe.Add(ref source, from[tap])), best);
                    Give<T, TVector, TWidth>(TWidth.And(share, wins), ref Unsafe.Add(ref target, to[tap]), TGiving.Adds(added, tap), i - at);
                    share = TWidth.AndNot(share, wins);
                }
            }

            elements = ref Unsafe.Add(ref elements, step);
            shares = ref Unsafe.Add(ref shares, shareStep);
            gradients = ref Unsafe.Add(ref gradients, step);
        }
    }

    /// <summary>Writes or adds gradients, of which the first have been given before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Give<T, TVector, TWidth>(TVector shares, ref T gradients, bool adds, nint given)
        where TWidth : struct, IWidth<TVector, T>
    {
        if (adds)
        {
            shares = given > 0 ? TWidth.And(shares, LaneMask.From<T, TVector, TWidth>(given)) : shares;
            shares = TWidth.Add(TWidth.Load(ref gradients), shares);
        }

        TWidth.Store(shares, ref gradients);
    }

    /// <summary>Gives the gradients of a vector of windows of which some may have NaN: the last one wins.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void GiveLastNaN<T, TExtreme, TGiving, TVector, TWidth>(
        ref T elements, ReadOnlySpan<nint> from, TVector share, ref T gradients, ReadOnlySpan<nint> to, ulong added, nint given)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TGiving : struct, IGiving
        where TWidth : struct, IWidth<TVector, T>
    {
        TVector best = TWidth.Load(ref Unsafe.Add(ref elements, from[0]));
        TVector winner = TWidth.Create(T.Zero);
        for (int tap = 1; tap < from.Length; tap++)
        {
            TVector element = TWidth.Load(ref Unsafe.Add(ref elements, from[tap]));
            TVector number = TWidth.Create(T.CreateTruncating(tap));
            TVector wins = TExtreme.PicksLargest ? TWidth.Greater(element, best) : TWidth.Less(element, best);

            // Nothing is larger or smaller than NaN.
            TVector isNumber = TWidth.Equal(element, element);
            best = TWidth.Select(isNumber, TWidth.Select(wins, element, best), element);
            winner = TWidth.Select(isNumber, TWidth.Select(wins, number, winner), number);
        }

        for (int tap = 0; tap < to.Length; tap++)
        {
            TVector isWinner = TWidth.Equal(winner, TWidth.Create(T.CreateTruncating(tap)));
            Give<T, TVector, TWidth>(TWidth.And(share, isWinner), ref Unsafe.Add(ref gradients, to[tap]), TGiving.Adds(added, tap), given);
        }
    }

    /// <summary>Windows that have no element in common.</summary>
    private readonly struct Alone : IGiving
    {
        public static bool Overlap => false;

        public static bool Clears => false;

        public static bool Adds(ulong added, int tap) => false;
    }

    /// <summary>Windows that add to zeros.</summary>
    private readonly struct Added : IGiving
    {
        public static bool Overlap => true;

        public static bool Clears => true;

        public static bool Adds(ulong added, int tap) => true;
    }

    /// <summary>Windows that add only to what has been written by those before.</summary>
    private readonly struct AddedToWritten : IGiving
    {
        public static bool Overlap => true;

        public static bool Clears => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Adds(ulong added, int tap) => ((added >> tap) & 1) != 0;
    }
}
