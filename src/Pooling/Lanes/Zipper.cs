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
        else if (Unsafe.SizeOf<T>() <= sizeof(ushort) && Avx512BW.IsSupported)
        {
            // Within each quarter first; then the eighths are put in order.
            Vector512<byte> order = Vector512.Create(Vector256.Create(HalvesOf<T>(), HalvesOf<T>()), Vector256.Create(HalvesOf<T>(), HalvesOf<T>()));
            Vector512<ulong> first64 = Avx512BW.Shuffle(first.AsByte(), order).AsUInt64();
            Vector512<ulong> second64 = Avx512BW.Shuffle(second.AsByte(), order).AsUInt64();
            Vector512<ulong> evens = Vector512.Create(0ul, 2, 4, 6, 8, 10, 12, 14);
            even = Avx512F.PermuteVar8x64x2(first64, evens, second64).As<ulong, T>();
            odd = Avx512F.PermuteVar8x64x2(first64, evens + Vector512<ulong>.One, second64).As<ulong, T>();
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
        else if (Unsafe.SizeOf<T>() <= sizeof(ushort) && Avx2.IsSupported)
        {
            Vector256<byte> order = Vector256.Create(HalvesOf<T>(), HalvesOf<T>());
            Unzip(
                Avx2.Shuffle(first.AsByte(), order).AsUInt64(),
                Avx2.Shuffle(second.AsByte(), order).AsUInt64(),
                out Vector256<ulong> evens,
                out Vector256<ulong> odds);
            even = evens.As<ulong, T>();
            odd = odds.As<ulong, T>();
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
            case sizeof(ushort):
                Join(
                    Vector128.Shuffle(first.AsByte(), HalvesOf<T>()), Vector128.Shuffle(second.AsByte(), HalvesOf<T>()), out even, out odd);
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

    /// <summary>The order of bytes that puts elements of even places in the lower half, those of odd places in the upper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> HalvesOf<T>() => Unsafe.SizeOf<T>() == sizeof(byte)
        ? Vector128.Create((byte)0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15)
        : Vector128.Create((byte)0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15);

    /// <summary>Vectors that have the elements of even places in the lower half already, those of odd places in the upper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join<TFrom, T>(Vector128<TFrom> first, Vector128<TFrom> second, out Vector128<T> even, out Vector128<T> odd)
    {
        even = Vector128.Create(first.GetLower(), second.GetLower()).As<TFrom, T>();
        odd = Vector128.Create(first.GetUpper(), second.GetUpper()).As<TFrom, T>();
    }
}
