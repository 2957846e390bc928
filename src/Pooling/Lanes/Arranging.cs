using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>
/// Puts elements of two vectors that follow each other in any order, where machines have instructions for it. An order is first
/// written place by place, then prepared, so that as little as possible is left to do for each pair of vectors.
/// </summary>
/// <remarks>
/// Where no instruction takes elements from all places, each sixteen bytes have an instruction of their own, which gives 0
/// for what comes from elsewhere. What all of them gave is put together.
/// </remarks>
internal static class Arranging
{
    /// <summary>How many vectors an order has room for.</summary>
    public const int VectorsOfOrder = 4;

    /// <summary>Added to places, whose lower four bits are those in sixteen bytes, it sets the highest bit of all from 16 on.</summary>
    private const byte BeyondSixteen = 0x70;

    /// <summary>Whether there is an instruction for vectors of 512 bits.</summary>
    public static bool Arranges512<T>() =>
        (Unsafe.SizeOf<T>() == sizeof(uint) && Avx512F.IsSupported)
        || (Unsafe.SizeOf<T>() == sizeof(ushort) && Avx512BW.IsSupported)
        || (Unsafe.SizeOf<T>() == sizeof(byte) && Avx512Vbmi.IsSupported);

    /// <summary>Whether there are instructions for vectors of 256 bits.</summary>
    public static bool Arranges256<T>() => Unsafe.SizeOf<T>() <= sizeof(uint) && Avx2.IsSupported;

    /// <summary>Whether there are instructions for vectors of 128 bits.</summary>
    public static bool Arranges128<T>() => Unsafe.SizeOf<T>() == sizeof(uint)
        ? Avx512F.VL.IsSupported
        : Unsafe.SizeOf<T>() <= sizeof(ushort) && Ssse3.IsSupported;

    /// <summary>Writes that an element comes from some place: an integer as wide as the element.</summary>
    /// <param name="order">The order, which is not yet prepared.</param>
    /// <param name="index">Where the element goes.</param>
    /// <param name="place">Where it comes from, counted over both vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetPlace<T>(ref T order, int index, int place)
    {
        ref T element = ref Unsafe.Add(ref order, index);
        switch (Unsafe.SizeOf<T>())
        {
            case sizeof(byte):
                Unsafe.As<T, byte>(ref element) = (byte)place;
                break;
            case sizeof(ushort):
                Unsafe.As<T, ushort>(ref element) = (ushort)place;
                break;
            default:
                Unsafe.As<T, int>(ref element) = place;
                break;
        }
    }

    /// <summary>Prepares an order of vectors of 256 bits, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare256<T>(ref T order)
    {
        if (Unsafe.SizeOf<T>() == sizeof(uint))
        {
            return;
        }

        Vector256<byte> places = BytesOf(Vector256.LoadUnsafe(ref order));
        for (int i = 0; i < VectorsOfOrder; i++)
        {
            byte lower = (byte)(i * Vector128<byte>.Count);
            byte upper = (byte)((i + 1) % VectorsOfOrder * Vector128<byte>.Count);
            Vector256<byte> sixteens = Vector256.Create(Vector128.Create(lower), Vector128.Create(upper));
            Vector256<byte> mask = (places ^ sixteens) + Vector256.Create(BeyondSixteen);
            mask.As<byte, T>().StoreUnsafe(ref order, (nuint)(i * Vector256<T>.Count));
        }
    }

    /// <summary>Prepares an order of vectors of 128 bits, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare128<T>(ref T order)
    {
        if (Unsafe.SizeOf<T>() == sizeof(uint))
        {
            return;
        }

        Vector128<byte> places = BytesOf(Vector128.LoadUnsafe(ref order));
        Vector128<byte> beyond = Vector128.Create(BeyondSixteen);
        (places + beyond).As<byte, T>().StoreUnsafe(ref order);
        Vector128<byte> ofSecond = (places ^ Vector128.Create((byte)Vector128<byte>.Count)) + beyond;
        ofSecond.As<byte, T>().StoreUnsafe(ref order, (nuint)Vector128<T>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Arrange<T>(Vector512<T> first, Vector512<T> second, Vector512<T> head, ref readonly T order) =>
        Unsafe.SizeOf<T>() switch
        {
            sizeof(byte) => Avx512Vbmi.PermuteVar64x8x2(first.AsByte(), head.AsByte(), second.AsByte()).As<byte, T>(),
            sizeof(ushort) => Avx512BW.PermuteVar32x16x2(first.AsUInt16(), head.AsUInt16(), second.AsUInt16()).As<ushort, T>(),
            _ => Avx512F.PermuteVar16x32x2(first.AsUInt32(), head.AsUInt32(), second.AsUInt32()).As<uint, T>(),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Arrange<T>(Vector256<T> first, Vector256<T> second, Vector256<T> head, ref readonly T order)
    {
        if (Unsafe.SizeOf<T>() < sizeof(uint))
        {
            ref byte masks = ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in order));
            return ArrangeBytes(first.AsByte(), second.AsByte(), head.AsByte(), ref masks).As<byte, T>();
        }

        Vector256<uint> places = head.AsUInt32();
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.PermuteVar8x32x2(first.AsUInt32(), places, second.AsUInt32()).As<uint, T>();
        }

        // Each vector for itself, by the lower three bits of places; the fourth says which of them it is.
        return Avx.BlendVariable(
            Avx2.PermuteVar8x32(first.AsUInt32(), places).AsSingle(),
            Avx2.PermuteVar8x32(second.AsUInt32(), places).AsSingle(),
            Vector256.ShiftLeft(places, 28).AsSingle()).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Arrange<T>(Vector128<T> first, Vector128<T> second, Vector128<T> head, ref readonly T order)
    {
        if (Unsafe.SizeOf<T>() == sizeof(uint))
        {
            return Avx512F.VL.PermuteVar4x32x2(first.AsUInt32(), head.AsUInt32(), second.AsUInt32()).As<uint, T>();
        }

        Vector128<T> ofSecond = Vector128.LoadUnsafe(in order, (nuint)Vector128<T>.Count);
        return (Ssse3.Shuffle(first.AsByte(), head.AsByte()) | Ssse3.Shuffle(second.AsByte(), ofSecond.AsByte())).As<byte, T>();
    }

    /// <summary>The halves of both vectors come by one at a time in either half, and each byte is taken from one of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> ArrangeBytes(Vector256<byte> first, Vector256<byte> second, Vector256<byte> head, ref readonly byte order)
    {
        int count = Vector256<byte>.Count;
        Vector256<byte> inner = Avx2.Permute2x128(first, second, 0x21);
        Vector256<byte> outer = Avx2.Permute2x128(second, first, 0x21);
        return Avx2.Shuffle(first, head)
            | Avx2.Shuffle(inner, Vector256.LoadUnsafe(in order, (nuint)count))
            | (Avx2.Shuffle(second, Vector256.LoadUnsafe(in order, (nuint)(2 * count)))
            | Avx2.Shuffle(outer, Vector256.LoadUnsafe(in order, (nuint)(3 * count))));
    }

    /// <summary>Where the bytes of elements come from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> BytesOf<T>(Vector256<T> places) => Unsafe.SizeOf<T>() == sizeof(byte)
        ? places.AsByte()
        : ((places.AsUInt16() * 0x0202) + Vector256.Create((ushort)0x0100)).AsByte();

    /// <inheritdoc cref="BytesOf{T}(Vector256{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> BytesOf<T>(Vector128<T> places) => Unsafe.SizeOf<T>() == sizeof(byte)
        ? places.AsByte()
        : ((places.AsUInt16() * 0x0202) + Vector128.Create((ushort)0x0100)).AsByte();
}
