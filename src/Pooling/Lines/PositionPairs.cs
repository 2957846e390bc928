using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// Lines of positions with a few elements each, taken apart into the even and the odd positions and put together again, as many
/// whole positions as fit in a vector at a time, where machines have an instruction for it.
/// </summary>
internal static class PositionPairs
{
    /// <summary>Takes a line apart.</summary>
    /// <param name="line">Whole pairs of positions; <see cref="Phases.Slack{T}"/> behind it is read.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="evens">Where even positions go; the slack behind them is written.</param>
    /// <param name="odds">Where odd positions go, likewise.</param>
    /// <returns>Whether it was done.</returns>
    public static bool TryUnzip<T>(ReadOnlySpan<T> line, int inner, ref T evens, ref T odds)
    {
        if (Arranging.Arranges512<T>() && VectorWidth.Widest == 512 && inner <= Vector512<T>.Count / 2)
        {
            Unzip<T, Vector512<T>, Width512<T>>(line, inner, ref evens, ref odds);
            return true;
        }

        if (Arranging.Arranges256<T>() && inner <= Vector256<T>.Count / 2)
        {
            Unzip<T, Vector256<T>, Width256<T>>(line, inner, ref evens, ref odds);
            return true;
        }

        return false;
    }

    /// <summary>Puts a line together.</summary>
    /// <param name="evens">The even positions; <see cref="Phases.Slack{T}"/> behind them is read.</param>
    /// <param name="odds">The odd positions, likewise.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="line">Whole pairs of positions; the slack behind it is written.</param>
    /// <returns>Whether it was done.</returns>
    public static bool TryZip<T>(ref T evens, ref T odds, int inner, Span<T> line)
    {
        if (Arranging.Arranges512<T>() && VectorWidth.Widest == 512 && inner <= Vector512<T>.Count / 2)
        {
            Zip<T, Vector512<T>, Width512<T>>(ref evens, ref odds, inner, line);
            return true;
        }

        if (Arranging.Arranges256<T>() && inner <= Vector256<T>.Count / 2)
        {
            Zip<T, Vector256<T>, Width256<T>>(ref evens, ref odds, inner, line);
            return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Unzip<T, TVector, TWidth>(ReadOnlySpan<T> line, int inner, ref T evens, ref T odds)
        where TWidth : struct, IWidth<TVector, T>
    {
        int count = TWidth.Count;
        int whole = count / inner * inner;
        Span<byte> room = stackalloc byte[2 * Arranging.VectorsOfOrder * count * Unsafe.SizeOf<T>()];
        ref T orderOfEvens = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetReference(room));
        ref T orderOfOdds = ref Unsafe.Add(ref orderOfEvens, Arranging.VectorsOfOrder * count);
        for (int i = 0; i < count; i++)
        {
            // Places past the last whole position are anywhere.
            int even = i + (i / inner * inner);
            Arranging.SetPlace(ref orderOfEvens, i, even % (2 * count));
            Arranging.SetPlace(ref orderOfOdds, i, (even + inner) % (2 * count));
        }

        TWidth.Prepare(ref orderOfEvens);
        TWidth.Prepare(ref orderOfOdds);
        TVector headOfEvens = TWidth.Load(in orderOfEvens);
        TVector headOfOdds = TWidth.Load(in orderOfOdds);
        ref T from = ref MemoryMarshal.GetReference(line);
        for (int i = 0; i < line.Length / 2; i += whole)
        {
            TVector first = TWidth.Load(ref Unsafe.Add(ref from, 2 * i));
            TVector second = TWidth.Load(ref Unsafe.Add(ref from, (2 * i) + count));
            TWidth.Store(TWidth.Arrange(first, second, headOfEvens, ref orderOfEvens), ref Unsafe.Add(ref evens, i));
            TWidth.Store(TWidth.Arrange(first, second, headOfOdds, ref orderOfOdds), ref Unsafe.Add(ref odds, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Zip<T, TVector, TWidth>(ref T evens, ref T odds, int inner, Span<T> line)
        where TWidth : struct, IWidth<TVector, T>
    {
        int count = TWidth.Count;
        int whole = count / inner * inner;
        Span<byte> room = stackalloc byte[2 * Arranging.VectorsOfOrder * count * Unsafe.SizeOf<T>()];
        ref T orderOfFirst = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetReference(room));
        ref T orderOfSecond = ref Unsafe.Add(ref orderOfFirst, Arranging.VectorsOfOrder * count);
        for (int i = 0; i < 2 * count; i++)
        {
            (int position, int element) = int.DivRem(i, inner);
            int place = (position / 2 * inner) + element + (position % 2 * count);
            Arranging.SetPlace(ref i < count ? ref orderOfFirst : ref orderOfSecond, i % count, place);
        }

        TWidth.Prepare(ref orderOfFirst);
        TWidth.Prepare(ref orderOfSecond);
        TVector headOfFirst = TWidth.Load(in orderOfFirst);
        TVector headOfSecond = TWidth.Load(in orderOfSecond);
        ref T to = ref MemoryMarshal.GetReference(line);
        for (int i = 0; i < line.Length / 2; i += whole)
        {
            TVector even = TWidth.Load(ref Unsafe.Add(ref evens, i));
            TVector odd = TWidth.Load(ref Unsafe.Add(ref odds, i));
            TWidth.Store(TWidth.Arrange(even, odd, headOfFirst, ref orderOfFirst), ref Unsafe.Add(ref to, 2 * i));
            TWidth.Store(TWidth.Arrange(even, odd, headOfSecond, ref orderOfSecond), ref Unsafe.Add(ref to, (2 * i) + count));
        }
    }
}
