using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>
/// Takes as many elements as a vector has from some place on of two vectors that follow each other, where machines have
/// instructions for it. The place is a power of two, and at most half of a vector.
/// </summary>
internal static class Shifting
{
    /// <summary>Whether there are instructions for vectors of 512 bits.</summary>
    public static bool Shifts512 => Avx512BW.IsSupported;

    /// <summary>Whether there are instructions for vectors of 256 bits.</summary>
    public static bool Shifts256 => Avx2.IsSupported;

    /// <summary>Whether there is an instruction for vectors of 128 bits.</summary>
    public static bool Shifts128 => Ssse3.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Shift<T>(Vector512<T> first, Vector512<T> second, int count)
    {
        Vector512<byte> lower = first.AsByte();
        Vector512<ulong> longs = first.AsUInt64();
        Vector512<ulong> others = second.AsUInt64();
        return (count * Unsafe.SizeOf<T>()) switch
        {
            1 => Avx512BW.AlignRight(Avx512F.AlignRight64(others, longs, 2).AsByte(), lower, 1).As<byte, T>(),
            2 => Avx512BW.AlignRight(Avx512F.AlignRight64(others, longs, 2).AsByte(), lower, 2).As<byte, T>(),
            4 => Avx512F.AlignRight32(second.AsUInt32(), first.AsUInt32(), 1).As<uint, T>(),
            8 => Avx512F.AlignRight64(others, longs, 1).As<ulong, T>(),
            16 => Avx512F.AlignRight64(others, longs, 2).As<ulong, T>(),
            32 => Avx512F.AlignRight64(others, longs, 4).As<ulong, T>(),
            _ => throw new ArgumentOutOfRangeException(nameof(count), count, "Expected a power of 2, at most half of a vector."),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Shift<T>(Vector256<T> first, Vector256<T> second, int count)
    {
        // The second half of one and the first half of the other: what the instruction shifts into each half.
        Vector256<byte> lower = first.AsByte();
        Vector256<byte> next = Avx2.Permute2x128(lower, second.AsByte(), 0x21);
        return (count * Unsafe.SizeOf<T>()) switch
        {
            1 => Avx2.AlignRight(next, lower, 1).As<byte, T>(),
            2 => Avx2.AlignRight(next, lower, 2).As<byte, T>(),
            4 => Avx2.AlignRight(next, lower, 4).As<byte, T>(),
            8 => Avx2.AlignRight(next, lower, 8).As<byte, T>(),
            16 => next.As<byte, T>(),
            _ => throw new ArgumentOutOfRangeException(nameof(count), count, "Expected a power of 2, at most half of a vector."),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Shift<T>(Vector128<T> first, Vector128<T> second, int count)
    {
        Vector128<byte> lower = first.AsByte();
        Vector128<byte> upper = second.AsByte();
        return (count * Unsafe.SizeOf<T>()) switch
        {
            1 => Ssse3.AlignRight(upper, lower, 1).As<byte, T>(),
            2 => Ssse3.AlignRight(upper, lower, 2).As<byte, T>(),
            4 => Ssse3.AlignRight(upper, lower, 4).As<byte, T>(),
            8 => Ssse3.AlignRight(upper, lower, 8).As<byte, T>(),
            _ => throw new ArgumentOutOfRangeException(nameof(count), count, "Expected a power of 2, at most half of a vector."),
        };
    }
}
