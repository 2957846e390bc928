using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>
/// Reads elements as numbers of a wider type: <see cref="Half"/> as <see cref="float"/> or <see cref="double"/>,
/// <see cref="float"/> as <see cref="double"/>, integers as integers of twice or four times the size and the same kind. Types
/// that are the same stay as they are.
/// </summary>
internal readonly struct Widening<T, TWide> : IConversion<T, TWide>
{
    private static float Scale => BitConverter.UInt32BitsToSingle(0x77800000);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<TWide> Load128(ref readonly T source)
    {
        if (typeof(T) == typeof(TWide))
        {
            return Vector128.LoadUnsafe(in source).As<T, TWide>();
        }

        if (2 * Unsafe.SizeOf<T>() == Unsafe.SizeOf<TWide>())
        {
            return typeof(T) == typeof(Half)
                ? ToSingle(Widening<ushort, uint>.Load128(in Bits(in source))).As<float, TWide>()
                : Widen(Read<ulong>(in source).As<ulong, T>());
        }

        Vector128<uint> quarter = Read<uint>(in source);
        return typeof(T) == typeof(Half) ? Widening<float, TWide>.Widen(ToSingle(Vector128.WidenLower(quarter.AsUInt16())))
            : typeof(T) == typeof(byte) ? Widening<ushort, TWide>.Widen(Widening<byte, ushort>.Widen(quarter.AsByte()))
            : Widening<short, TWide>.Widen(Widening<sbyte, short>.Widen(quarter.AsSByte()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<TWide> Load256(ref readonly T source)
    {
        if (typeof(T) == typeof(TWide))
        {
            return Vector256.LoadUnsafe(in source).As<T, TWide>();
        }

        if (2 * Unsafe.SizeOf<T>() == Unsafe.SizeOf<TWide>())
        {
            return typeof(T) == typeof(Half)
                ? ToSingle(Widening<ushort, uint>.Load256(in Bits(in source))).As<float, TWide>()
                : Widen256(Vector128.LoadUnsafe(in source));
        }

        return typeof(T) == typeof(Half) ? Widening<float, TWide>.Widen256(ToSingle(Widening<ushort, uint>.Load128(in Bits(in source))))
            : typeof(T) == typeof(byte) ? Widening<ushort, TWide>.Widen256(Widening<T, ushort>.Load128(in source))
            : Widening<short, TWide>.Widen256(Widening<T, short>.Load128(in source));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<TWide> Load512(ref readonly T source)
    {
        if (typeof(T) == typeof(TWide))
        {
            return Vector512.LoadUnsafe(in source).As<T, TWide>();
        }

        if (2 * Unsafe.SizeOf<T>() == Unsafe.SizeOf<TWide>())
        {
            return typeof(T) == typeof(Half)
                ? ToSingle(Widening<ushort, uint>.Load512(in Bits(in source))).As<float, TWide>()
                : Widen(Vector256.LoadUnsafe(in source).ToVector512Unsafe());
        }

        return typeof(T) == typeof(Half) ? Widening<float, TWide>.Widen(ToSingle(Widening<ushort, uint>.Load256(in Bits(in source))).ToVector512Unsafe())
            : typeof(T) == typeof(byte) ? Widening<ushort, TWide>.Widen(Widening<T, ushort>.Load256(in source).ToVector512Unsafe())
            : Widening<short, TWide>.Widen(Widening<T, short>.Load256(in source).ToVector512Unsafe());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<TWide> Widen(Vector128<T> lower) =>
        typeof(T) == typeof(byte) ? Vector128.WidenLower(lower.AsByte()).As<ushort, TWide>()
        : typeof(T) == typeof(sbyte) ? Vector128.WidenLower(lower.AsSByte()).As<short, TWide>()
        : typeof(T) == typeof(ushort) ? Vector128.WidenLower(lower.AsUInt16()).As<uint, TWide>()
        : typeof(T) == typeof(short) ? Vector128.WidenLower(lower.AsInt16()).As<int, TWide>()
        : typeof(T) == typeof(uint) ? Vector128.WidenLower(lower.AsUInt32()).As<ulong, TWide>()
        : typeof(T) == typeof(int) ? Vector128.WidenLower(lower.AsInt32()).As<long, TWide>()
        : Vector128.WidenLower(lower.AsSingle()).As<double, TWide>();

    // The instructions by name take what they widen from memory; what the compiler makes of WidenLower reads it first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<TWide> Widen256(Vector128<T> elements)
    {
        if (typeof(T) == typeof(float))
        {
            return Avx.IsSupported
                ? Avx.ConvertToVector256Double(elements.AsSingle()).As<double, TWide>()
                : Vector256.WidenLower(elements.AsSingle().ToVector256Unsafe()).As<double, TWide>();
        }

        if (Avx2.IsSupported)
        {
            return typeof(T) == typeof(byte) ? Avx2.ConvertToVector256Int16(elements.AsByte()).As<short, TWide>()
                : typeof(T) == typeof(sbyte) ? Avx2.ConvertToVector256Int16(elements.AsSByte()).As<short, TWide>()
                : typeof(T) == typeof(ushort) ? Avx2.ConvertToVector256Int32(elements.AsUInt16()).As<int, TWide>()
                : typeof(T) == typeof(short) ? Avx2.ConvertToVector256Int32(elements.AsInt16()).As<int, TWide>()
                : typeof(T) == typeof(uint) ? Avx2.ConvertToVector256Int64(elements.AsUInt32()).As<long, TWide>()
                : Avx2.ConvertToVector256Int64(elements.AsInt32()).As<long, TWide>();
        }

        Vector256<T> lower = elements.ToVector256Unsafe();
        return typeof(T) == typeof(byte) ? Vector256.WidenLower(lower.AsByte()).As<ushort, TWide>()
            : typeof(T) == typeof(sbyte) ? Vector256.WidenLower(lower.AsSByte()).As<short, TWide>()
            : typeof(T) == typeof(ushort) ? Vector256.WidenLower(lower.AsUInt16()).As<uint, TWide>()
            : typeof(T) == typeof(short) ? Vector256.WidenLower(lower.AsInt16()).As<int, TWide>()
            : typeof(T) == typeof(uint) ? Vector256.WidenLower(lower.AsUInt32()).As<ulong, TWide>()
            : Vector256.WidenLower(lower.AsInt32()).As<long, TWide>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<TWide> Widen(Vector512<T> lower) =>
        typeof(T) == typeof(byte) ? Vector512.WidenLower(lower.AsByte()).As<ushort, TWide>()
        : typeof(T) == typeof(sbyte) ? Vector512.WidenLower(lower.AsSByte()).As<short, TWide>()
        : typeof(T) == typeof(ushort) ? Vector512.WidenLower(lower.AsUInt16()).As<uint, TWide>()
        : typeof(T) == typeof(short) ? Vector512.WidenLower(lower.AsInt16()).As<int, TWide>()
        : typeof(T) == typeof(uint) ? Vector512.WidenLower(lower.AsUInt32()).As<ulong, TWide>()
        : typeof(T) == typeof(int) ? Vector512.WidenLower(lower.AsInt32()).As<long, TWide>()
        : typeof(T) == typeof(Half) ? Vector512.Create(ToSingle(Vector256.WidenLower(lower.GetLower().AsUInt16())), ToSingle(Vector256.WidenUpper(lower.GetLower().AsUInt16()))).As<float, TWide>()
        : Vector512.WidenLower(lower.AsSingle()).As<double, TWide>();

    // Exponent and fraction, moved to where a float has them, are too small by the difference of the biases: a factor of
    // 2^112, with which subnormal numbers become normal. Infinities and NaN have all bits of the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ToSingle(Vector512<uint> halves) =>
        Vector512.Create(ToSingle(halves.GetLower()), ToSingle(halves.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ToSingle(Vector256<uint> halves)
    {
        Vector256<uint> magnitude = halves & Vector256.Create(0x7FFFu);
        Vector256<float> scaled = (magnitude << 13).AsSingle() * Vector256.Create(Scale);
        Vector256<uint> special =
            Vector256.GreaterThan(magnitude.AsInt32(), Vector256.Create(0x7BFF)).AsUInt32() & Vector256.Create(0x7F800000u);
        return (scaled.AsUInt32() | special | ((halves ^ magnitude) << 16)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ToSingle(Vector128<uint> halves)
    {
        Vector128<uint> magnitude = halves & Vector128.Create(0x7FFFu);
        Vector128<float> scaled = (magnitude << 13).AsSingle() * Vector128.Create(Scale);
        Vector128<uint> special =
            Vector128.GreaterThan(magnitude.AsInt32(), Vector128.Create(0x7BFF)).AsUInt32() & Vector128.Create(0x7F800000u);
        return (scaled.AsUInt32() | special | ((halves ^ magnitude) << 16)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<TBits> Read<TBits>(ref readonly T source) => Vector128.CreateScalarUnsafe(
        Unsafe.ReadUnaligned<TBits>(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in source))));

    private static ref readonly ushort Bits(ref readonly T halves) => ref Unsafe.As<T, ushort>(ref Unsafe.AsRef(in halves));
}
