using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// The gradient of a max or min over windows of two or four columns, side by side along rows of single elements. Elements
/// stay in their places: each is compared with its neighbors, whose places are next to it.
/// </summary>
internal static class NeighborWinners
{
    /// <summary>How many columns a window has.</summary>
    private interface IColumns
    {
        /// <summary>Whether they are four; else they are two.</summary>
        static abstract bool AreFour { get; }

        /// <summary>How many they are.</summary>
        static abstract int Count { get; }
    }

    /// <summary>How the elements of a vector are moved.</summary>
    private interface IMoves<TVector, T>
    {
        /// <summary>The second element of each pair before its first.</summary>
        static abstract TVector Swap(TVector pairs);

        /// <summary>Of each four elements, the last two before the first two.</summary>
        static abstract TVector SwapPairs(TVector fours);

        /// <summary>As many elements as there are pairs, each two times.</summary>
        static abstract TVector Twice(ref T elements);

        /// <summary>As many elements as there are fours, each four times.</summary>
        static abstract TVector FourTimes(ref T elements);
    }

    /// <summary>Whether rows of so many windows of so many columns can be written.</summary>
    public static bool Supports<T>(nint windows, nint columns) =>
        Vector256.IsHardwareAccelerated && columns is 2 or 4 && windows >= Vector256<T>.Count / columns;

    /// <summary>Writes the gradients of rows of windows.</summary>
    /// <param name="elements">What the places of elements are counted from.</param>
    /// <param name="from">Where the elements of each source row of the first window begin.</param>
    /// <param name="elementStep">From there to those of the first window in the next row.</param>
    /// <param name="shares">The gradient of the first window.</param>
    /// <param name="shareStep">From there to that of the first window in the next row.</param>
    /// <param name="gradients">What the places of gradients are counted from.</param>
    /// <param name="to">Where the gradients of each source row of the first window begin.</param>
    /// <param name="gradientStep">From there to those of the first window in the next row.</param>
    /// <param name="windows">The number of windows of a row.</param>
    /// <param name="columns">The number of columns of a window, two or four.</param>
    /// <param name="rows">The number of rows.</param>
    public static void Write<T, TExtreme>(
        ref T elements,
        ReadOnlySpan<nint> from,
        nint elementStep,
        ref T shares,
        nint shareStep,
        ref T gradients,
        ReadOnlySpan<nint> to,
        nint gradientStep,
        nint windows,
        nint columns,
        int rows)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        if (VectorWidth.ForRun<T>(windows * columns) == 512)
        {
            Write<T, TExtreme, Vector512<T>, Width512<T>, Moves512<T>>(
                ref elements, from, elementStep, ref shares, shareStep, ref gradients, to, gradientStep, windows, columns, rows);
        }
        else
        {
            Write<T, TExtreme, Vector256<T>, Width256<T>, Moves256<T>>(
                ref elements, from, elementStep, ref shares, shareStep, ref gradients, to, gradientStep, windows, columns, rows);
        }
    }

    private static void Write<T, TExtreme, TVector, TWidth, TMoves>(
        ref T elements,
        ReadOnlySpan<nint> from,
        nint elementStep,
        ref T shares,
        nint shareStep,
        ref T gradients,
        ReadOnlySpan<nint> to,
        nint gradientStep,
        nint windows,
        nint columns,
        int rows)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TWidth : struct, IWidth<TVector, T>
        where TMoves : struct, IMoves<TVector, T>
    {
        if (columns == 4)
        {
            Write<T, TExtreme, Four, TVector, TWidth, TMoves>(
                ref elements, from, elementStep, ref shares, shareStep, ref gradients, to, gradientStep, windows, rows);
        }
        else
        {
            Write<T, TExtreme, Two, TVector, TWidth, TMoves>(
                ref elements, from, elementStep, ref shares, shareStep, ref gradients, to, gradientStep, windows, rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Write<T, TExtreme, TColumns, TVector, TWidth, TMoves>(
        ref T elements,
        ReadOnlySpan<nint> from,
        nint elementStep,
        ref T shares,
        nint shareStep,
        ref T gradients,
        ReadOnlySpan<nint> to,
        nint gradientStep,
        nint windows,
        int rows)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TColumns : struct, IColumns
        where TWidth : struct, IWidth<TVector, T>
        where TMoves : struct, IMoves<TVector, T>
    {
        int count = TWidth.Count / TColumns.Count;
        nint last = windows - count;
        TVector seconds = MaskOf<T, TVector, TWidth>(
            [0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1], [0, -1, 0, -1, 0, -1, 0, -1]);
        TVector secondPairs = MaskOf<T, TVector, TWidth>(
            [0, 0, -1, -1, 0, 0, -1, -1, 0, 0, -1, -1, 0, 0, -1, -1], [0, 0, -1, -1, 0, 0, -1, -1]);
        for (int run = 0; run < rows; run++)
        {
            for (nint i = 0; i < windows; i += count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                nint at = nint.Min(i, last);
                ref T source = ref Unsafe.Add(ref elements, TColumns.Count * at);
                ref T target = ref Unsafe.Add(ref gradients, TColumns.Count * at);
                ref T share = ref Unsafe.Add(ref shares, at);
                TVector best = TWidth.Load(ref Unsafe.Add(ref source, from[0]));

                // NaN if any element is; seldom otherwise.
                TVector sum = best;
                for (int row = 1; row < from.Length; row++)
                {
                    TVector element = TWidth.Load(ref Unsafe.Add(ref source, from[row]));
                    best = PlainExtreme.Pick<T, TExtreme, TVector, TWidth>(best, element);
                    sum = TWidth.Add(sum, element);
                }

                if (!TWidth.AllEqual(sum, sum))
                {
                    WriteLastNaN<T, TExtreme, TColumns>(ref source, from, ref share, count, ref target, to);
                    continue;
                }

                // The first of those that equal the winner takes all.
                TVector left = TColumns.AreFour ? TMoves.FourTimes(ref share) : TMoves.Twice(ref share);
                best = PlainExtreme.Pick<T, TExtreme, TVector, TWidth>(best, TMoves.Swap(best));
                best = TColumns.AreFour ? PlainExtreme.Pick<T, TExtreme, TVector, TWidth>(best, TMoves.SwapPairs(best)) : best;
                for (int row = 0; row < to.Length; row++)
                {
                    TVector wins = TWidth.Equal(TWidth.Load(ref Unsafe.Add(ref source, from[row])), best);
                    TVector neighborWins = TMoves.Swap(wins);
                    TVector pairWins = TWidth.Or(wins, neighborWins);
                    TVector before = TWidth.And(neighborWins, seconds);
                    if (TColumns.AreFour)
                    {
                        TVector otherPairWins = TMoves.SwapPairs(pairWins);
                        before = TWidth.Or(before, TWidth.And(otherPairWins, secondPairs));
                        pairWins = TWidth.Or(pairWins, otherPairWins);
                    }

                    TWidth.Store(TWidth.AndNot(TWidth.And(left, wins), before), ref Unsafe.Add(ref target, to[row]));
                    left = TWidth.AndNot(left, pairWins);
                }
            }

            elements = ref Unsafe.Add(ref elements, elementStep);
            shares = ref Unsafe.Add(ref shares, shareStep);
            gradients = ref Unsafe.Add(ref gradients, gradientStep);
        }
    }

    /// <summary>A mask as wide as a vector, from one of integers as wide as an element.</summary>
    private static TVector MaskOf<T, TVector, TWidth>(ReadOnlySpan<int> ofSingles, ReadOnlySpan<long> ofDoubles)
        where TWidth : struct, IWidth<TVector, T> => typeof(T) == typeof(float)
        ? TWidth.Load(ref Unsafe.As<int, T>(ref MemoryMarshal.GetReference(ofSingles)))
        : TWidth.Load(ref Unsafe.As<long, T>(ref MemoryMarshal.GetReference(ofDoubles)));

    /// <summary>Writes the gradients of some windows of which some may have NaN: the last one wins.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteLastNaN<T, TExtreme, TColumns>(
        ref T elements, ReadOnlySpan<nint> from, ref T shares, int windows, ref T gradients, ReadOnlySpan<nint> to)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TColumns : struct, IColumns
    {
        for (int window = 0; window < windows; window++)
        {
            T best = TExtreme.Identity;
            nint winner = 0;
            bool hasOne = false;
            for (int row = 0; row < from.Length; row++)
            {
                for (int column = window * TColumns.Count; column < (window + 1) * TColumns.Count; column++)
                {
                    T element = Unsafe.Add(ref elements, from[row] + column);
                    Unsafe.Add(ref gradients, to[row] + column) = T.Zero;
                    if (!hasOne || T.IsNaN(element) || (TExtreme.PicksLargest ? element > best : element < best))
                    {
                        best = element;
                        winner = to[row] + column;
                        hasOne = true;
                    }
                }
            }

            Unsafe.Add(ref gradients, winner) = Unsafe.Add(ref shares, window);
        }
    }

    private readonly struct Two : IColumns
    {
        public static bool AreFour => false;

        public static int Count => 2;
    }

    private readonly struct Four : IColumns
    {
        public static bool AreFour => true;

        public static int Count => 4;
    }

    private readonly struct Moves256<T> : IMoves<Vector256<T>, T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<T> Swap(Vector256<T> pairs) => Neighbors.Swap(pairs);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<T> SwapPairs(Vector256<T> fours) => Neighbors.SwapPairs(fours);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<T> Twice(ref T elements) => Neighbors.Twice256(ref elements);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<T> FourTimes(ref T elements) => Neighbors.FourTimes256(ref elements);
    }

    private readonly struct Moves512<T> : IMoves<Vector512<T>, T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Swap(Vector512<T> pairs) => Neighbors.Swap(pairs);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> SwapPairs(Vector512<T> fours) => Neighbors.SwapPairs(fours);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Twice(ref T elements) => Neighbors.Twice512(ref elements);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> FourTimes(ref T elements) => Neighbors.FourTimes512(ref elements);
    }
}
