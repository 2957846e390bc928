using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>Takes the elements at even and at odd places of two vectors that follow each other apart.</summary>
internal static class Zipper
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip<T>(Vector512<T> first, Vector512<T> second, out Vector512<T> even, out Vector512<T> odd)
    {
        if (Unsafe.SizeOf<T>() == sizeof(uint) && Avx512F.IsSupported)
        {
            Vector512<uint> evens = Vector512.Create(0u, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
            even = Avx512F.PermuteVar16x32x2(first.AsUInt32(), evens, second.AsUInt32()).As<uint, T>();
            odd = Avx512F.PermuteVar16x32x2(first.AsUInt32(), evens + Vector512<uint>.One, second.AsUInt32()).As<uint, T>();
        }
        else if (Unsafe.SizeOf<T>() == sizeof(ulong) && Avx512F.IsSupported)
        {
            Vector512<ulong> evens = Vector512.Create(0ul, 2, 4, 6, 8, 10, 12, 14);
            even = Avx512F.PermuteVar8x64x2(first.AsUInt64(), evens, second.AsUInt64()).As<ulong, T>();
            odd = Avx512F.PermuteVar8x64x2(first.AsUInt64(), evens + Vector512<ulong>.One, second.AsUInt64()).As<ulong, T>();
        }
        else
        {
            Unzip(first.GetLower(), first.GetUpper(), out Vector256<T> even1, out Vector256<T> odd1);
            Unzip(second.GetLower(), second.GetUpper(), out Vector256<T> even2, out Vector256<T> odd2);
            even = Vector512.Create(even1, even2);
            odd = Vector512.Create(odd1, odd2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip<T>(Vector256<T> first, Vector256<T> second, out Vector256<T> even, out Vector256<T> odd)
    {
        if (Unsafe.SizeOf<T>() == sizeof(uint) && Avx2.IsSupported)
        {
            // Within each half first; then the quarters are put in order.
            Vector256<float> evens = Avx.Shuffle(first.AsSingle(), second.AsSingle(), 0b10_00_10_00);
            Vector256<float> odds = Avx.Shuffle(first.AsSingle(), second.AsSingle(), 0b11_01_11_01);
            even = Avx2.Permute4x64(evens.AsUInt64(), 0b11_01_10_00).As<ulong, T>();
            odd = Avx2.Permute4x64(odds.AsUInt64(), 0b11_01_10_00).As<ulong, T>();
        }
        else if (Unsafe.SizeOf<T>() == sizeof(ulong) && Avx2.IsSupported)
        {
            Vector256<ulong> evens = Avx2.UnpackLow(first.AsUInt64(), second.AsUInt64());
            Vector256<ulong> odds = Avx2.UnpackHigh(first.AsUInt64(), second.AsUInt64());
            even = Avx2.Permute4x64(evens, 0b11_01_10_00).As<ulong, T>();
            odd = Avx2.Permute4x64(odds, 0b11_01_10_00).As<ulong, T>();
        }
        else
        {
            Unzip(first.GetLower(), first.GetUpper(), out Vector128<T> even1, out Vector128<T> odd1);
            Unzip(second.GetLower(), second.GetUpper(), out Vector128<T> even2, out Vector128<T> odd2);
            even = Vector256.Create(even1, even2);
            odd = Vector256.Create(odd1, odd2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip<T>(Vector128<T> first, Vector128<T> second, out Vector128<T> even, out Vector128<T> odd)
    {
        switch (Unsafe.SizeOf<T>())
        {
            case sizeof(byte):
                Vector128<byte> bytes = Vector128.Create((byte)0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
                Join(Vector128.Shuffle(first.AsByte(), bytes), Vector128.Shuffle(second.AsByte(), bytes), out even, out odd);
                break;
            case sizeof(ushort):
                Vector128<ushort> shorts = Vector128.Create((ushort)0, 2, 4, 6, 1, 3, 5, 7);
                Join(Vector128.Shuffle(first.AsUInt16(), shorts), Vector128.Shuffle(second.AsUInt16(), shorts), out even, out odd);
                break;
            case sizeof(uint):
                Vector128<uint> ints = Vector128.Create(0u, 2, 1, 3);
                Join(Vector128.Shuffle(first.AsUInt32(), ints), Vector128.Shuffle(second.AsUInt32(), ints), out even, out odd);
                break;
            default:
                Join(first, second, out even, out odd);
                break;
        }
    }

    /// <summary>Vectors that have the elements of even places in the lower half already, those of odd places in the upper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join<TFrom, T>(Vector128<TFrom> first, Vector128<TFrom> second, out Vector128<T> even, out Vector128<T> odd)
    {
        even = Vector128.Create(first.GetLower(), second.GetLower()).As<TFrom, T>();
        odd = Vector128.Create(first.GetUpper(), second.GetUpper()).As<TFrom, T>();
    }
}
