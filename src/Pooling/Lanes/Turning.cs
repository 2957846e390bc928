using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>Rows turned into columns and back, eight by eight elements at a time.</summary>
internal static class Turning
{
    /// <summary>How many rows are turned at a time.</summary>
    public const int Rows = 8;

    /// <summary>How many of them, if elements are twice as large.</summary>
    private const int HalfRows = Rows / 2;

    /// <summary>Whether there are instructions for elements of a type.</summary>
    public static bool IsSupported<T>() =>
        Avx.IsSupported && Unsafe.SizeOf<T>() == sizeof(float) && !RuntimeHelpers.IsReferenceOrContainsReferences<T>();

    /// <summary>Writes the elements that rows have at a place side by side.</summary>
    /// <param name="source">What rows are counted from.</param>
    /// <param name="rows">Where rows begin: a multiple of <see cref="Rows"/>.</param>
    /// <param name="length">The length of a row.</param>
    /// <param name="target">Where the elements of the first place go; those of the next follow.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ToColumns<T>(ref T source, ReadOnlySpan<nint> rows, nint length, ref T target)
    {
        if (Unsafe.SizeOf<T>() == sizeof(byte))
        {
            ByteTurning.ToColumns(ref Unsafe.As<T, byte>(ref source), rows, length, ref Unsafe.As<T, byte>(ref target));
            return;
        }

        nint pitch = rows.Length;
        for (int first = 0; first < rows.Length; first += Rows)
        {
            ReadOnlySpan<nint> some = rows.Slice(first, Rows);
            ref T columns = ref Unsafe.Add(ref target, first);
            for (nint i = 0; i < length && length >= Rows; i += Rows)
            {
                // The last ones have some of those before once more.
                nint at = nint.Min(i, length - Rows);
                ref T from = ref Unsafe.Add(ref source, at);
                ref T to = ref Unsafe.Add(ref columns, at * pitch);
                Turn(
                    ref Unsafe.Add(ref from, some[0]),
                    ref Unsafe.Add(ref from, some[1]),
                    ref Unsafe.Add(ref from, some[2]),
                    ref Unsafe.Add(ref from, some[3]),
                    ref Unsafe.Add(ref from, some[4]),
                    ref Unsafe.Add(ref from, some[5]),
                    ref Unsafe.Add(ref from, some[6]),
                    ref Unsafe.Add(ref from, some[7]),
                    out Block<T> block);
                block.Row0.StoreUnsafe(ref to);
                block.Row1.StoreUnsafe(ref Unsafe.Add(ref to, pitch));
                block.Row2.StoreUnsafe(ref Unsafe.Add(ref to, 2 * pitch));
                block.Row3.StoreUnsafe(ref Unsafe.Add(ref to, 3 * pitch));
                block.Row4.StoreUnsafe(ref Unsafe.Add(ref to, 4 * pitch));
                block.Row5.StoreUnsafe(ref Unsafe.Add(ref to, 5 * pitch));
                block.Row6.StoreUnsafe(ref Unsafe.Add(ref to, 6 * pitch));
                block.Row7.StoreUnsafe(ref Unsafe.Add(ref to, 7 * pitch));
            }

            for (nint i = 0; i < length && length < Rows; i++)
            {
                for (int row = 0; row < Rows; row++)
                {
                    Unsafe.Add(ref columns, (i * pitch) + row) = Unsafe.Add(ref source, some[row] + i);
                }
            }
        }
    }

    /// <summary>Writes elements that lie side by side, or numbers of eight bytes of each, where their rows have them.</summary>
    /// <param name="source">The elements of the first place; those of the next follow.</param>
    /// <param name="pitch">How many those are: a multiple of <see cref="Rows"/>, and no fewer than there are rows.</param>
    /// <param name="length">The length of a row.</param>
    /// <param name="target">What rows are counted from.</param>
    /// <param name="rows">Where rows begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ToRows<T>(ref T source, nint pitch, nint length, ref T target, ReadOnlySpan<nint> rows)
    {
        if (Unsafe.SizeOf<T>() == sizeof(byte))
        {
            ByteTurning.ToRows(
                ref Unsafe.As<T, byte>(ref source), pitch, length, ref Unsafe.As<T, byte>(ref target), rows);
            return;
        }

        int first = 0;
        for (; Unsafe.SizeOf<T>() == sizeof(double) && first <= rows.Length - HalfRows && length >= HalfRows; first += HalfRows)
        {
            ReadOnlySpan<nint> some = rows.Slice(first, HalfRows);
            ref T columns = ref Unsafe.Add(ref source, first);
            for (nint i = 0; i < length; i += HalfRows)
            {
                nint at = nint.Min(i, length - HalfRows);
                ref T from = ref Unsafe.Add(ref columns, at * pitch);
                ref T to = ref Unsafe.Add(ref target, at);
                TurnWide(
                    ref from,
                    pitch,
                    out Vector256<T> row0,
                    out Vector256<T> row1,
                    out Vector256<T> row2,
                    out Vector256<T> row3);
                row0.StoreUnsafe(ref Unsafe.Add(ref to, some[0]));
                row1.StoreUnsafe(ref Unsafe.Add(ref to, some[1]));
                row2.StoreUnsafe(ref Unsafe.Add(ref to, some[2]));
                row3.StoreUnsafe(ref Unsafe.Add(ref to, some[3]));
            }
        }

        for (; Unsafe.SizeOf<T>() == sizeof(float) && first <= rows.Length - Rows && length >= Rows; first += Rows)
        {
            ReadOnlySpan<nint> some = rows.Slice(first, Rows);
            ref T columns = ref Unsafe.Add(ref source, first);
            for (nint i = 0; i < length; i += Rows)
            {
                nint at = nint.Min(i, length - Rows);
                ref T from = ref Unsafe.Add(ref columns, at * pitch);
                ref T to = ref Unsafe.Add(ref target, at);
                Turn(
                    ref from,
                    ref Unsafe.Add(ref from, pitch),
                    ref Unsafe.Add(ref from, 2 * pitch),
                    ref Unsafe.Add(ref from, 3 * pitch),
                    ref Unsafe.Add(ref from, 4 * pitch),
                    ref Unsafe.Add(ref from, 5 * pitch),
                    ref Unsafe.Add(ref from, 6 * pitch),
                    ref Unsafe.Add(ref from, 7 * pitch),
                    out Block<T> block);
                block.Row0.StoreUnsafe(ref Unsafe.Add(ref to, some[0]));
                block.Row1.StoreUnsafe(ref Unsafe.Add(ref to, some[1]));
                block.Row2.StoreUnsafe(ref Unsafe.Add(ref to, some[2]));
                block.Row3.StoreUnsafe(ref Unsafe.Add(ref to, some[3]));
                block.Row4.StoreUnsafe(ref Unsafe.Add(ref to, some[4]));
                block.Row5.StoreUnsafe(ref Unsafe.Add(ref to, some[5]));
                block.Row6.StoreUnsafe(ref Unsafe.Add(ref to, some[6]));
                block.Row7.StoreUnsafe(ref Unsafe.Add(ref to, some[7]));
            }
        }

        for (; first < rows.Length; first++)
        {
            for (nint i = 0; i < length; i++)
            {
                Unsafe.Add(ref target, rows[first] + i) = Unsafe.Add(ref source, (i * pitch) + first);
            }
        }
    }

    /// <summary>Reads eight elements of eight rows, as eight columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn<T>(
        ref T row0, ref T row1, ref T row2, ref T row3, ref T row4, ref T row5, ref T row6, ref T row7, out Block<T> block)
    {
        Turn(
            Pair(ref row0, ref row4, 0),
            Pair(ref row1, ref row5, 0),
            Pair(ref row2, ref row6, 0),
            Pair(ref row3, ref row7, 0),
            out block.Row0,
            out block.Row1,
            out block.Row2,
            out block.Row3);
        Turn(
            Pair(ref row0, ref row4, Rows / 2),
            Pair(ref row1, ref row5, Rows / 2),
            Pair(ref row2, ref row6, Rows / 2),
            Pair(ref row3, ref row7, Rows / 2),
            out block.Row4,
            out block.Row5,
            out block.Row6,
            out block.Row7);
    }

    /// <summary>Reads four elements of eight bytes at four places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnWide<T>(
        ref T columns, nint pitch, out Vector256<T> row0, out Vector256<T> row1, out Vector256<T> row2, out Vector256<T> row3)
    {
        Vector256<double> first = Vector256.LoadUnsafe(ref columns).As<T, double>();
        Vector256<double> second = Vector256.LoadUnsafe(ref Unsafe.Add(ref columns, pitch)).As<T, double>();
        Vector256<double> third = Vector256.LoadUnsafe(ref Unsafe.Add(ref columns, 2 * pitch)).As<T, double>();
        Vector256<double> fourth = Vector256.LoadUnsafe(ref Unsafe.Add(ref columns, 3 * pitch)).As<T, double>();
        Vector256<double> even = Avx.UnpackLow(first, second);
        Vector256<double> odd = Avx.UnpackHigh(first, second);
        Vector256<double> nextEven = Avx.UnpackLow(third, fourth);
        Vector256<double> nextOdd = Avx.UnpackHigh(third, fourth);
        row0 = Avx.Permute2x128(even, nextEven, 0x20).As<double, T>();
        row1 = Avx.Permute2x128(odd, nextOdd, 0x20).As<double, T>();
        row2 = Avx.Permute2x128(even, nextEven, 0x31).As<double, T>();
        row3 = Avx.Permute2x128(odd, nextOdd, 0x31).As<double, T>();
    }

    /// <summary>Four elements of one row and four of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair<T>(ref T lower, ref T upper, nint index) => Vector256.Create(
        Vector128.LoadUnsafe(ref Unsafe.As<T, float>(ref Unsafe.Add(ref lower, index))),
        Vector128.LoadUnsafe(ref Unsafe.As<T, float>(ref Unsafe.Add(ref upper, index))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn<T>(
        Vector256<float> first,
        Vector256<float> second,
        Vector256<float> third,
        Vector256<float> fourth,
        out Vector256<T> column0,
        out Vector256<T> column1,
        out Vector256<T> column2,
        out Vector256<T> column3)
    {
        Vector256<float> lower = Avx.UnpackLow(first, second);
        Vector256<float> upper = Avx.UnpackHigh(first, second);
        Vector256<float> nextLower = Avx.UnpackLow(third, fourth);
        Vector256<float> nextUpper = Avx.UnpackHigh(third, fourth);
        column0 = Avx.Shuffle(lower, nextLower, 0b01_00_01_00).As<float, T>();
        column1 = Avx.Shuffle(lower, nextLower, 0b11_10_11_10).As<float, T>();
        column2 = Avx.Shuffle(upper, nextUpper, 0b01_00_01_00).As<float, T>();
        column3 = Avx.Shuffle(upper, nextUpper, 0b11_10_11_10).As<float, T>();
    }

    /// <summary>Eight by eight elements.</summary>
    private ref struct Block<T>
    {
        public Vector256<T> Row0;
        public Vector256<T> Row1;
        public Vector256<T> Row2;
        public Vector256<T> Row3;
        public Vector256<T> Row4;
        public Vector256<T> Row5;
        public Vector256<T> Row6;
        public Vector256<T> Row7;
    }
}
