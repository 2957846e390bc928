using System.Numerics;
using System.Runtime.CompilerServices;
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
        if (columns == 4)
        {
            Write<T, TExtreme, Four>(
                ref elements, from, elementStep, ref shares, shareStep, ref gradients, to, gradientStep, windows, rows);
        }
        else
        {
            Write<T, TExtreme, Two>(
                ref elements, from, elementStep, ref shares, shareStep, ref gradients, to, gradientStep, windows, rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Write<T, TExtreme, TColumns>(
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
    {
        for (int row = 0; row < rows; row++)
        {
            WriteRow<T, TExtreme, TColumns>(ref elements, from, ref shares, ref gradients, to, windows);
            elements = ref Unsafe.Add(ref elements, elementStep);
            shares = ref Unsafe.Add(ref shares, shareStep);
            gradients = ref Unsafe.Add(ref gradients, gradientStep);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteRow<T, TExtreme, TColumns>(
        ref T elements, ReadOnlySpan<nint> from, ref T shares, ref T gradients, ReadOnlySpan<nint> to, nint windows)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TColumns : struct, IColumns
    {
        int count = Vector256<T>.Count / TColumns.Count;
        nint last = windows - count;
        for (nint i = 0; i < windows; i += count)
        {
            // The last vector has some of the one before once more, and comes to the same.
            nint at = nint.Min(i, last);
            ref T source = ref Unsafe.Add(ref elements, TColumns.Count * at);
            ref T target = ref Unsafe.Add(ref gradients, TColumns.Count * at);
            Vector256<T> best = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, from[0]));
            Vector256<T> isNaN = ~Vector256.Equals(best, best);
            for (int row = 1; row < from.Length; row++)
            {
                Vector256<T> element = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, from[row]));
                best = Neighbors.Best<T, TExtreme>(best, element);
                isNaN |= ~Vector256.Equals(element, element);
            }

            Vector256<T> share = TColumns.AreFour ? FourTimes(ref Unsafe.Add(ref shares, at)) : Twice(ref Unsafe.Add(ref shares, at));
            if (isNaN.AsByte() != Vector256<byte>.Zero)
            {
                WriteLastNaN<T, TExtreme, TColumns>(ref source, from, share, ref target, to);
                continue;
            }

            // The first of those that equal the winner takes all.
            best = Neighbors.Best<T, TExtreme>(best, Neighbors.Swap(best));
            best = TColumns.AreFour ? Neighbors.Best<T, TExtreme>(best, Neighbors.SwapPairs(best)) : best;
            for (int row = 0; row < to.Length; row++)
            {
                Vector256<T> wins = Vector256.Equals(Vector256.LoadUnsafe(ref Unsafe.Add(ref source, from[row])), best);
                Vector256<T> neighborWins = Neighbors.Swap(wins);
                Vector256<T> pairWins = wins | neighborWins;
                Vector256<T> before = neighborWins & Seconds<T>();
                if (TColumns.AreFour)
                {
                    Vector256<T> otherPairWins = Neighbors.SwapPairs(pairWins);
                    before |= otherPairWins & SecondPairs<T>();
                    pairWins |= otherPairWins;
                }

                Vector256.AndNot(share & wins, before).StoreUnsafe(ref Unsafe.Add(ref target, to[row]));
                share = Vector256.AndNot(share, pairWins);
            }
        }
    }

    /// <summary>Writes the gradients of a vector of windows of which some have NaN: the last one wins.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteLastNaN<T, TExtreme, TColumns>(
        ref T elements, ReadOnlySpan<nint> from, Vector256<T> share, ref T gradients, ReadOnlySpan<nint> to)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TColumns : struct, IColumns
    {
        for (int first = 0; first < Vector256<T>.Count; first += TColumns.Count)
        {
            T best = TExtreme.Identity;
            nint winner = 0;
            bool hasOne = false;
            for (int row = 0; row < from.Length; row++)
            {
                for (int column = first; column < first + TColumns.Count; column++)
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

            Unsafe.Add(ref gradients, winner) = share[first];
        }
    }

    /// <summary>All bits of the last two of each four elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> SecondPairs<T>() => typeof(T) == typeof(float)
        ? Vector256.Create(0, 0, -1, -1, 0, 0, -1, -1).As<int, T>()
        : Vector256.Create(0L, 0, -1, -1).As<long, T>();

    /// <summary>All bits of the second element of each pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Seconds<T>() => typeof(T) == typeof(float)
        ? Vector256.Create(0, -1, 0, -1, 0, -1, 0, -1).As<int, T>()
        : Vector256.Create(0L, -1, 0, -1).As<long, T>();

    /// <summary>As many elements as there are pairs, each two times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Twice<T>(ref T elements)
    {
        Vector256<T> half = Vector128.LoadUnsafe(ref elements).ToVector256();
        return typeof(T) == typeof(float)
            ? Vector256.Shuffle(half.AsSingle(), Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3)).As<float, T>()
            : Vector256.Shuffle(half.AsDouble(), Vector256.Create(0L, 0, 1, 1)).As<double, T>();
    }
    /// <summary>As many elements as there are fours, each four times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> FourTimes<T>(ref T elements)
    {
        if (typeof(T) == typeof(double))
        {
            return Vector256.Create(elements);
        }

        Vector256<float> two = Vector128.Create(Unsafe.ReadUnaligned<long>(ref Unsafe.As<T, byte>(ref elements))).AsSingle().ToVector256();
        return Vector256.Shuffle(two, Vector256.Create(0, 0, 0, 0, 1, 1, 1, 1)).As<float, T>();
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
}
