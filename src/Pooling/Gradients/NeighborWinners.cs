using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// The gradient of a max or min over windows of two or four columns, side by side along rows of single elements or, if they
/// are two, of a few channels. Elements stay in their places: each is compared with its neighbors, whose places are next to
/// it or as far away as there are channels.
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

        /// <summary>How many elements lie at a position.</summary>
        static abstract int Channels { get; }

        /// <summary>All bits where a vector of as many <see cref="int"/> has the second of two columns.</summary>
        static abstract ReadOnlySpan<int> Seconds { get; }
    }

    /// <summary>How the elements of a vector are moved.</summary>
    private interface IMoves<TVector, T>
    {
        /// <summary>The second column of each pair before its first.</summary>
        static abstract TVector Swap(TVector pairs);

        /// <summary>Of each four elements, the last two before the first two.</summary>
        static abstract TVector SwapPairs(TVector fours);

        /// <summary>As many positions as there are pairs, each two times.</summary>
        static abstract TVector Twice(ref T elements);

        /// <summary>As many elements as there are fours, each four times.</summary>
        static abstract TVector FourTimes(ref T elements);
    }

    /// <summary>Whether rows of so many windows of so many columns can be written.</summary>
    public static bool Supports<T>(nint windows, nint columns, nint channels = 1) =>
        Vector256.IsHardwareAccelerated
        && (channels == 1 ? columns is 2 or 4 : columns == 2 && channels is >= 2 and <= 4 && typeof(T) == typeof(float))
        && windows >= Vector256<T>.Count / (columns * channels);

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
    /// <param name="channels">The number of elements at a position.</param>
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
        nint channels,
        int rows)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        switch (channels)
        {
            case 2:
                Write<T, TExtreme, TwoOfTwo, Vector256<T>, Width256<T>, ChannelMoves256<T, TwoOfTwo>>(
                    ref elements, from, elementStep, ref shares, shareStep, ref gradients, to, gradientStep, windows, rows);
                return;
            case 3:
                Write<T, TExtreme, TwoOfThree, Vector256<T>, Width256<T>, ChannelMoves256<T, TwoOfThree>>(
                    ref elements, from, elementStep, ref shares, shareStep, ref gradients, to, gradientStep, windows, rows);
                return;
            case 4:
                Write<T, TExtreme, TwoOfFour, Vector256<T>, Width256<T>, ChannelMoves256<T, TwoOfFour>>(
                    ref elements, from, elementStep, ref shares, shareStep, ref gradients, to, gradientStep, windows, rows);
                return;
            default:
                break;
        }

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
        int elementsOfRow = TColumns.Count * TColumns.Channels;
        int count = TWidth.Count / elementsOfRow;

        // Where a vector has more than its windows, the next write over that, and the last of a row is done alone.
        nint whole = TWidth.Count % elementsOfRow == 0 ? windows : windows - 1;
        nint last = whole - count;
        TVector seconds = MaskOf<T, TVector, TWidth>(TColumns.Seconds, [0, -1, 0, -1, 0, -1, 0, -1]);
        TVector secondPairs = MaskOf<T, TVector, TWidth>(
            [0, 0, -1, -1, 0, 0, -1, -1, 0, 0, -1, -1, 0, 0, -1, -1], [0, 0, -1, -1, 0, 0, -1, -1]);
        for (int run = 0; run < rows; run++)
        {
            for (nint i = 0; i < whole; i += count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                nint at = nint.Min(i, last);
                ref T source = ref Unsafe.Add(ref elements, elementsOfRow * at);
                ref T target = ref Unsafe.Add(ref gradients, elementsOfRow * at);
                ref T share = ref Unsafe.Add(ref shares, TColumns.Channels * at);
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
                    WriteOneByOne<T, TExtreme, TColumns>(ref source, from, ref share, count, ref target, to);
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

            if (whole < windows)
            {
                WriteOneByOne<T, TExtreme, TColumns>(
                    ref Unsafe.Add(ref elements, elementsOfRow * whole),
                    from,
                    ref Unsafe.Add(ref shares, TColumns.Channels * whole),
                    1,
                    ref Unsafe.Add(ref gradients, elementsOfRow * whole),
                    to);
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

    /// <summary>Writes the gradients of some windows, of which some may have NaN: the last one wins.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteOneByOne<T, TExtreme, TColumns>(
        ref T elements, ReadOnlySpan<nint> from, ref T shares, int windows, ref T gradients, ReadOnlySpan<nint> to)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TColumns : struct, IColumns
    {
        for (int i = 0; i < windows * TColumns.Channels; i++)
        {
            (int window, int channel) = int.DivRem(i, TColumns.Channels);
            int first = (window * TColumns.Count * TColumns.Channels) + channel;
            T best = TExtreme.Identity;
            nint winner = 0;
            bool hasOne = false;
            for (int row = 0; row < from.Length; row++)
            {
                for (int column = first; column < first + (TColumns.Count * TColumns.Channels); column += TColumns.Channels)
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

            Unsafe.Add(ref gradients, winner) = Unsafe.Add(ref shares, i);
        }
    }

    private readonly struct Two : IColumns
    {
        public static bool AreFour => false;

        public static int Count => 2;

        public static int Channels => 1;

        public static ReadOnlySpan<int> Seconds => [0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1];
    }

    private readonly struct Four : IColumns
    {
        public static bool AreFour => true;

        public static int Count => 4;

        public static int Channels => 1;

        public static ReadOnlySpan<int> Seconds => [0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1];
    }

    private readonly struct TwoOfTwo : IColumns
    {
        public static bool AreFour => false;

        public static int Count => 2;

        public static int Channels => 2;

        public static ReadOnlySpan<int> Seconds => [0, 0, -1, -1, 0, 0, -1, -1];
    }

    private readonly struct TwoOfThree : IColumns
    {
        public static bool AreFour => false;

        public static int Count => 2;

        public static int Channels => 3;

        public static ReadOnlySpan<int> Seconds => [0, 0, 0, -1, -1, -1, 0, 0];
    }

    private readonly struct TwoOfFour : IColumns
    {
        public static bool AreFour => false;

        public static int Count => 2;

        public static int Channels => 4;

        public static ReadOnlySpan<int> Seconds => [0, 0, 0, 0, -1, -1, -1, -1];
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

    /// <summary>Moves of <see cref="float"/> with two to four channels.</summary>
    private readonly struct ChannelMoves256<T, TColumns> : IMoves<Vector256<T>, T>
        where TColumns : struct, IColumns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<T> Swap(Vector256<T> pairs) => Move(
            pairs,
            TColumns.Channels switch
            {
                2 => Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5),
                3 => Vector256.Create(3, 4, 5, 0, 1, 2, 6, 7),
                _ => Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3),
            });

        public static Vector256<T> SwapPairs(Vector256<T> fours) => throw new NotSupportedException();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<T> Twice(ref T elements) => Move(
            Vector128.LoadUnsafe(ref elements).ToVector256Unsafe(),
            TColumns.Channels switch
            {
                2 => Vector256.Create(0, 1, 0, 1, 2, 3, 2, 3),
                3 => Vector256.Create(0, 1, 2, 0, 1, 2, 3, 3),
                _ => Vector256.Create(0, 1, 2, 3, 0, 1, 2, 3),
            });

        public static Vector256<T> FourTimes(ref T elements) => throw new NotSupportedException();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<T> Move(Vector256<T> elements, Vector256<int> order) =>
            Vector256.ShuffleNative(elements.AsSingle(), order).As<float, T>();
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
