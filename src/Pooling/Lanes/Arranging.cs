using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>
/// Puts elements of two vectors that follow each other in any order, where machines have an instruction for it. Orders are
/// integers as wide as the elements.
/// </summary>
internal static class Arranging
{
    /// <summary>Whether there is an instruction for vectors of 512 bits.</summary>
    public static bool Arranges512<T>() => Unsafe.SizeOf<T>() == sizeof(uint) && Avx512F.IsSupported;

    /// <summary>Whether there are instructions for vectors of 256 bits.</summary>
    public static bool Arranges256<T>() => Unsafe.SizeOf<T>() == sizeof(uint) && Avx2.IsSupported;

    /// <summary>Whether there is an instruction for vectors of 128 bits.</summary>
    public static bool Arranges128<T>() => Unsafe.SizeOf<T>() == sizeof(uint) && Avx512F.VL.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Arrange<T>(Vector512<T> first, Vector512<T> second, Vector512<T> order) =>
        Avx512F.PermuteVar16x32x2(first.AsUInt32(), order.AsUInt32(), second.AsUInt32()).As<uint, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Arrange<T>(Vector256<T> first, Vector256<T> second, Vector256<T> order)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.PermuteVar8x32x2(first.AsUInt32(), order.AsUInt32(), second.AsUInt32()).As<uint, T>();
        }

        // Each vector for itself, by the lower three bits of places; the fourth says which of them it is.
        Vector256<float> isSecond = Vector256.ShiftLeft(order.AsUInt32(), 28).AsSingle();
        return Avx.BlendVariable(
            Avx2.PermuteVar8x32(first.AsUInt32(), order.AsUInt32()).AsSingle(),
            Avx2.PermuteVar8x32(second.AsUInt32(), order.AsUInt32()).AsSingle(),
            isSecond).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Arrange<T>(Vector128<T> first, Vector128<T> second, Vector128<T> order) =>
        Avx512F.VL.PermuteVar4x32x2(first.AsUInt32(), order.AsUInt32(), second.AsUInt32()).As<uint, T>();
}
