using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// The winners of windows that start at every position of an axis, for many lanes side by side. Positions fall into blocks as
/// long as a window: a window is the end of a block, whose winners are found backward, and the start of the next, whose winners
/// are found forward. So each window takes three comparisons, however long it is.
/// </summary>
/// <remarks>
/// Comparing says nothing of NaN and of the signs of zeros. The few blocks in which they may matter are done once more, by the
/// rules.
/// </remarks>
internal static class WinnerScan
{
    /// <summary>How elements are compared.</summary>
    private interface IRules
    {
        /// <summary>Whether NaN and the signs of zeros are looked after.</summary>
        static abstract bool AreStrict { get; }

        /// <summary>Whether zeros are looked for whose sign may be wrong.</summary>
        static abstract bool WatchZeros { get; }
    }

    /// <summary>How much working memory there has to be, for values and for codes.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="size">The size of a window.</param>
    public static nint RoomFor<T>(nint size) => checked(size * Vector512<T>.Count);

    /// <summary>Finds the winners of the windows that start in a block.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TCode">A signed integer as wide.</typeparam>
    /// <typeparam name="TExtreme">Which element wins.</typeparam>
    /// <typeparam name="TSource">What is compared: elements, or winners of parts of windows.</typeparam>
    /// <typeparam name="TTaker">What becomes of winners.</typeparam>
    /// <param name="source">What positions are counted from.</param>
    /// <param name="parts">The same, the codes of winners of parts.</param>
    /// <param name="block">Where the block is.</param>
    /// <param name="step">From one position to the next.</param>
    /// <param name="codeStep">From the code of one position to that of the next. The first element has the code 0.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="firstLane">The taker's number of the first lane.</param>
    /// <param name="lanes">The number of lanes, at least as many as the shortest vector has.</param>
    /// <param name="values">Working memory for values.</param>
    /// <param name="codes">Working memory for codes.</param>
    /// <param name="taker">What becomes of winners.</param>
    public static void Find<T, TCode, TExtreme, TSource, TTaker>(
        ref T source,
        ref TCode parts,
        in ScannedBlock block,
        nint step,
        nint codeStep,
        in ScannedWindows windows,
        nint firstLane,
        nint lanes,
        Span<T> values,
        Span<TCode> codes,
        ref TTaker taker)
        where T : INumber<T>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
        where TSource : struct, IWinnerSource<TCode>
        where TTaker : struct, IWinnerTaker<T, TCode>, allows ref struct
    {
        switch (VectorWidth.ForRun<T>(lanes))
        {
            case 512:
                Find<T, TCode, TExtreme, TSource, TTaker, Vector512<T>, Width512<T>>(
                    ref source, ref parts, block, step, codeStep, windows, firstLane, lanes, values, codes, ref taker);
                break;
            case 256:
                Find<T, TCode, TExtreme, TSource, TTaker, Vector256<T>, Width256<T>>(
                    ref source, ref parts, block, step, codeStep, windows, firstLane, lanes, values, codes, ref taker);
                break;
            default:
                Find<T, TCode, TExtreme, TSource, TTaker, Vector128<T>, Width128<T>>(
                    ref source, ref parts, block, step, codeStep, windows, firstLane, lanes, values, codes, ref taker);
                break;
        }
    }

    private static void Find<T, TCode, TExtreme, TSource, TTaker, TVector, TWidth>(
        ref T source,
        ref TCode parts,
        in ScannedBlock block,
        nint step,
        nint codeStep,
        in ScannedWindows windows,
        nint firstLane,
        nint lanes,
        Span<T> values,
        Span<TCode> codes,
        ref TTaker taker)
        where T : INumber<T>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
        where TSource : struct, IWinnerSource<TCode>
        where TTaker : struct, IWinnerTaker<T, TCode>, allows ref struct
        where TWidth : struct, IWidth<TVector, T>
    {
        ref T blockValues = ref MemoryMarshal.GetReference(values);
        ref TCode blockCodes = ref MemoryMarshal.GetReference(codes);
        nint count = nint.Min(windows.Size, windows.Count - block.Start);
        for (nint next = 0; next < lanes; next += TWidth.Count)
        {
            // The last vector has some of the one before once more.
            nint lane = nint.Min(next, lanes - TWidth.Count);
            ref T elements = ref Unsafe.Add(ref source, lane);
            ref TCode partsOfLanes = ref Unsafe.Add(ref parts, lane);
            bool isSure = TTaker.TakesValues
                ? Scan<T, TCode, TExtreme, TSource, Watchful, TVector, TWidth>(
                    ref elements, ref partsOfLanes, block, step, codeStep, windows, count, ref blockValues, ref blockCodes)
                : Scan<T, TCode, TExtreme, TSource, Plain, TVector, TWidth>(
                    ref elements, ref partsOfLanes, block, step, codeStep, windows, count, ref blockValues, ref blockCodes);
            if (!isSure)
            {
                _ = Scan<T, TCode, TExtreme, TSource, Strict, TVector, TWidth>(
                    ref elements, ref partsOfLanes, block, step, codeStep, windows, count, ref blockValues, ref blockCodes);
            }

            taker.Take<TVector, TWidth>(block.Start, count, firstLane + lane, next - lane, ref blockValues, ref blockCodes);
        }
    }

    /// <summary>Finds the winners of a block in some lanes.</summary>
    /// <returns>Whether neither NaN nor the sign of a zero matters.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static bool Scan<T, TCode, TExtreme, TSource, TRules, TVector, TWidth>(
        ref T source,
        ref TCode parts,
        in ScannedBlock block,
        nint step,
        nint codeStep,
        in ScannedWindows windows,
        nint count,
        ref T values,
        ref TCode codes)
        where T : INumber<T>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
        where TSource : struct, IWinnerSource<TCode>
        where TRules : struct, IRules
        where TWidth : struct, IWidth<TVector, T>
    {
        nint first = nint.Max(block.Start, windows.First);
        nint last = nint.Min(block.Start + windows.Size, windows.End) - 1;
        nint tap = block.Place + ((last - block.Start) * step);
        TVector codeOfStep = TWidth.CreateInteger(TCode.CreateTruncating(codeStep));
        TVector codeBack = TWidth.CreateInteger(TCode.CreateTruncating(-codeStep));
        TVector position = TWidth.CreateInteger(TCode.CreateTruncating((last - windows.First) * codeStep));
        TVector best = TWidth.Load(ref Unsafe.Add(ref source, tap));
        TVector winner = TSource.CodeOf<TVector, TWidth, T>(ref parts, tap, position);
        TVector losingZero = TWidth.Create(TExtreme.PicksLargest ? -T.Zero : T.Zero);
        TVector losing = TRules.WatchZeros ? TWidth.Same(best, losingZero) : best;
        TVector sum = best;
        nint at = (last - block.Start) * TWidth.Count;
        Store<T, TCode, TVector, TWidth>(best, winner, ref values, ref codes, at);
        for (nint i = last - 1; i >= first; i--)
        {
            tap -= step;
            at -= TWidth.Count;
            position = TWidth.AddIntegers(position, codeBack);
            TVector element = TWidth.Load(ref Unsafe.Add(ref source, tap));
            TVector stays = Beats<T, TExtreme, TRules, TVector, TWidth>(best, element);
            winner = TWidth.Select(stays, winner, TSource.CodeOf<TVector, TWidth, T>(ref parts, tap, position));
            best = Pick<T, TExtreme, TRules, TVector, TWidth>(element, best);
            sum = TWidth.Add(sum, element);
            losing = TRules.WatchZeros ? TWidth.Or(losing, TWidth.Same(best, losingZero)) : losing;
            Store<T, TCode, TVector, TWidth>(best, winner, ref values, ref codes, at);
        }

        while (at > 0)
        {
            // Windows that start in the padding.
            at -= TWidth.Count;
            Store<T, TCode, TVector, TWidth>(best, winner, ref values, ref codes, at);
        }

        nint start = block.Start + windows.Size;
        if (start < windows.End)
        {
            tap = block.NextPlace;
            position = TWidth.CreateInteger(TCode.CreateTruncating((start - windows.First) * codeStep));
            best = TWidth.Load(ref Unsafe.Add(ref source, tap));
            winner = TSource.CodeOf<TVector, TWidth, T>(ref parts, tap, position);
            sum = TWidth.Add(sum, best);
            nint end = count * TWidth.Count;
            nint inside = nint.Min(end, (windows.End - start + 1) * TWidth.Count);
            for (at = TWidth.Count; at < end; at += TWidth.Count)
            {
                if (at > TWidth.Count && at < inside)
                {
                    tap += step;
                    position = TWidth.AddIntegers(position, codeOfStep);
                    TVector element = TWidth.Load(ref Unsafe.Add(ref source, tap));
                    TVector wins = Beats<T, TExtreme, TRules, TVector, TWidth>(element, best);
                    winner = TWidth.Select(wins, TSource.CodeOf<TVector, TWidth, T>(ref parts, tap, position), winner);
                    best = Pick<T, TExtreme, TRules, TVector, TWidth>(best, element);
                    sum = TWidth.Add(sum, element);
                }

                ref T value = ref Unsafe.Add(ref values, at);
                ref TCode code = ref Unsafe.Add(ref codes, at);
                TVector before = TWidth.Load(ref value);
                TVector isLate = Beats<T, TExtreme, TRules, TVector, TWidth>(best, before);
                TVector codeBefore = TWidth.Load(ref Unsafe.As<TCode, T>(ref code));
                TVector result = Pick<T, TExtreme, TRules, TVector, TWidth>(before, best);
                losing = TRules.WatchZeros ? TWidth.Or(losing, TWidth.Same(result, losingZero)) : losing;
                Store<T, TCode, TVector, TWidth>(result, TWidth.Select(isLate, winner, codeBefore), ref values, ref codes, at);
            }
        }

        // NaN if any element is; seldom otherwise.
        return TWidth.AllEqual(sum, sum) && (!TRules.WatchZeros || TWidth.FirstBits(losing) == 0);
    }

    /// <summary>Where the later of two elements wins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Beats<T, TExtreme, TRules, TVector, TWidth>(TVector later, TVector earlier)
        where TExtreme : struct, IExtreme<T>
        where TRules : struct, IRules
        where TWidth : struct, IWidth<TVector, T>
    {
        TVector wins = TExtreme.PicksLargest ? TWidth.Greater(later, earlier) : TWidth.Less(later, earlier);

        // The last NaN wins.
        return TRules.AreStrict ? TWidth.Select(TWidth.Equal(later, later), wins, TWidth.Same(later, later)) : wins;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Pick<T, TExtreme, TRules, TVector, TWidth>(TVector first, TVector second)
        where TExtreme : struct, IExtreme<T>
        where TRules : struct, IRules
        where TWidth : struct, IWidth<TVector, T> => TRules.AreStrict
        ? TExtreme.Pick<TVector, TWidth>(first, second)
        : PlainExtreme.Pick<T, TExtreme, TVector, TWidth>(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TCode, TVector, TWidth>(TVector best, TVector winner, ref T values, ref TCode codes, nint at)
        where TWidth : struct, IWidth<TVector, T>
    {
        TWidth.Store(best, ref Unsafe.Add(ref values, at));
        TWidth.Store(winner, ref Unsafe.As<TCode, T>(ref Unsafe.Add(ref codes, at)));
    }

    private readonly struct Plain : IRules
    {
        public static bool AreStrict => false;

        public static bool WatchZeros => false;
    }

    private readonly struct Watchful : IRules
    {
        public static bool AreStrict => false;

        public static bool WatchZeros => true;
    }

    private readonly struct Strict : IRules
    {
        public static bool AreStrict => true;

        public static bool WatchZeros => false;
    }
}
