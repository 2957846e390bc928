using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>
/// Rows of bytes turned into columns and back, 32 rows by 16 columns at a time: what one half of a vector has becomes 16 rows
/// or columns, what the other half has, the other 16.
/// </summary>
internal static class ByteTurning
{
    /// <summary>How many rows are turned at a time.</summary>
    public const int Rows = 32;

    /// <summary>How many columns.</summary>
    private const int Columns = 16;

    /// <summary>Whether there are instructions for it.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <inheritdoc cref="Turning.ToColumns"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ToColumns(ref byte source, ReadOnlySpan<nint> rows, nint length, ref byte target)
    {
        nint pitch = rows.Length;
        for (int first = 0; first < rows.Length; first += Rows)
        {
            ReadOnlySpan<nint> some = rows.Slice(first, Rows);
            ref byte columns = ref Unsafe.Add(ref target, first);
            for (nint i = 0; i < length && length >= Columns; i += Columns)
            {
                // The last ones have some of those before once more.
                nint at = nint.Min(i, length - Columns);
                ref byte from = ref Unsafe.Add(ref source, at);
                Turn(
                    Pair(ref from, some, 0),
                    Pair(ref from, some, 1),
                    Pair(ref from, some, 2),
                    Pair(ref from, some, 3),
                    Pair(ref from, some, 4),
                    Pair(ref from, some, 5),
                    Pair(ref from, some, 6),
                    Pair(ref from, some, 7),
                    out Block former);
                Turn(
                    Pair(ref from, some, 8),
                    Pair(ref from, some, 9),
                    Pair(ref from, some, 10),
                    Pair(ref from, some, 11),
                    Pair(ref from, some, 12),
                    Pair(ref from, some, 13),
                    Pair(ref from, some, 14),
                    Pair(ref from, some, 15),
                    out Block latter);
                ref byte to = ref Unsafe.Add(ref columns, at * pitch);
                WriteColumns(former.Row0, latter.Row0, ref to, pitch);
                WriteColumns(former.Row1, latter.Row1, ref Unsafe.Add(ref to, 2 * pitch), pitch);
                WriteColumns(former.Row2, latter.Row2, ref Unsafe.Add(ref to, 4 * pitch), pitch);
                WriteColumns(former.Row3, latter.Row3, ref Unsafe.Add(ref to, 6 * pitch), pitch);
                WriteColumns(former.Row4, latter.Row4, ref Unsafe.Add(ref to, 8 * pitch), pitch);
                WriteColumns(former.Row5, latter.Row5, ref Unsafe.Add(ref to, 10 * pitch), pitch);
                WriteColumns(former.Row6, latter.Row6, ref Unsafe.Add(ref to, 12 * pitch), pitch);
                WriteColumns(former.Row7, latter.Row7, ref Unsafe.Add(ref to, 14 * pitch), pitch);
            }

            for (nint i = 0; i < length && length < Columns; i++)
            {
                for (int row = 0; row < Rows; row++)
                {
                    Unsafe.Add(ref columns, (i * pitch) + row) = Unsafe.Add(ref source, some[row] + i);
                }
            }
        }
    }

    /// <inheritdoc cref="Turning.ToRows"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ToRows(ref byte source, nint pitch, nint length, ref byte target, ReadOnlySpan<nint> rows)
    {
        int first = 0;
        for (; first <= rows.Length - Rows && length >= Columns; first += Rows)
        {
            ReadOnlySpan<nint> some = rows.Slice(first, Rows);
            ref byte columns = ref Unsafe.Add(ref source, first);
            for (nint i = 0; i < length; i += Columns)
            {
                nint at = nint.Min(i, length - Columns);
                ref byte from = ref Unsafe.Add(ref columns, at * pitch);
                TurnColumns(ref from, pitch, out Block former);
                TurnColumns(ref Unsafe.Add(ref from, 8 * pitch), pitch, out Block latter);
                ref byte to = ref Unsafe.Add(ref target, at);
                WriteRows(former.Row0, latter.Row0, ref to, some, 0);
                WriteRows(former.Row1, latter.Row1, ref to, some, 2);
                WriteRows(former.Row2, latter.Row2, ref to, some, 4);
                WriteRows(former.Row3, latter.Row3, ref to, some, 6);
                WriteRows(former.Row4, latter.Row4, ref to, some, 8);
                WriteRows(former.Row5, latter.Row5, ref to, some, 10);
                WriteRows(former.Row6, latter.Row6, ref to, some, 12);
                WriteRows(former.Row7, latter.Row7, ref to, some, 14);
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

    /// <summary>Sixteen bytes of a row and of the one that is 16 further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Pair(ref byte from, ReadOnlySpan<nint> rows, int row) => Vector256.Create(
        Vector128.LoadUnsafe(ref Unsafe.Add(ref from, rows[row])),
        Vector128.LoadUnsafe(ref Unsafe.Add(ref from, rows[row + Columns])));

    /// <summary>Writes two columns of which each vector has a half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteColumns(Vector256<byte> former, Vector256<byte> latter, ref byte to, nint pitch)
    {
        Avx2.UnpackLow(former.AsInt64(), latter.AsInt64()).AsByte().StoreUnsafe(ref to);
        Avx2.UnpackHigh(former.AsInt64(), latter.AsInt64()).AsByte().StoreUnsafe(ref Unsafe.Add(ref to, pitch));
    }

    /// <summary>Writes two rows, and those that are 16 further on, of which each vector has a half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteRows(Vector256<byte> former, Vector256<byte> latter, ref byte to, ReadOnlySpan<nint> rows, int row)
    {
        Vector256<byte> even = Avx2.UnpackLow(former.AsInt64(), latter.AsInt64()).AsByte();
        Vector256<byte> odd = Avx2.UnpackHigh(former.AsInt64(), latter.AsInt64()).AsByte();
        even.GetLower().StoreUnsafe(ref Unsafe.Add(ref to, rows[row]));
        odd.GetLower().StoreUnsafe(ref Unsafe.Add(ref to, rows[row + 1]));
        even.GetUpper().StoreUnsafe(ref Unsafe.Add(ref to, rows[row + Columns]));
        odd.GetUpper().StoreUnsafe(ref Unsafe.Add(ref to, rows[row + Columns + 1]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnColumns(ref byte from, nint pitch, out Block block) => Turn(
        Vector256.LoadUnsafe(ref from),
        Vector256.LoadUnsafe(ref Unsafe.Add(ref from, pitch)),
        Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 2 * pitch)),
        Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 3 * pitch)),
        Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 4 * pitch)),
        Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 5 * pitch)),
        Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 6 * pitch)),
        Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 7 * pitch)),
        out block);

    /// <summary>Turns eight rows, in both halves: each vector of the block has two columns of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(
        Vector256<byte> row0,
        Vector256<byte> row1,
        Vector256<byte> row2,
        Vector256<byte> row3,
        Vector256<byte> row4,
        Vector256<byte> row5,
        Vector256<byte> row6,
        Vector256<byte> row7,
        out Block block)
    {
        Mix(row0, row1, row2, row3, row4, row5, row6, row7, out Block a);
        Mix(a.Row0, a.Row1, a.Row2, a.Row3, a.Row4, a.Row5, a.Row6, a.Row7, out Block b);
        Mix(b.Row0, b.Row1, b.Row2, b.Row3, b.Row4, b.Row5, b.Row6, b.Row7, out block);
    }

    /// <summary>Mixes each vector with the one four further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(
        Vector256<byte> row0,
        Vector256<byte> row1,
        Vector256<byte> row2,
        Vector256<byte> row3,
        Vector256<byte> row4,
        Vector256<byte> row5,
        Vector256<byte> row6,
        Vector256<byte> row7,
        out Block mixed)
    {
        mixed.Row0 = Avx2.UnpackLow(row0, row4);
        mixed.Row1 = Avx2.UnpackHigh(row0, row4);
        mixed.Row2 = Avx2.UnpackLow(row1, row5);
        mixed.Row3 = Avx2.UnpackHigh(row1, row5);
        mixed.Row4 = Avx2.UnpackLow(row2, row6);
        mixed.Row5 = Avx2.UnpackHigh(row2, row6);
        mixed.Row6 = Avx2.UnpackLow(row3, row7);
        mixed.Row7 = Avx2.UnpackHigh(row3, row7);
    }

    private ref struct Block
    {
        public Vector256<byte> Row0;
        public Vector256<byte> Row1;
        public Vector256<byte> Row2;
        public Vector256<byte> Row3;
        public Vector256<byte> Row4;
        public Vector256<byte> Row5;
        public Vector256<byte> Row6;
        public Vector256<byte> Row7;
    }
}
