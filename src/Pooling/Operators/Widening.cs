using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// Reads elements as numbers of a wider type: <see cref="Half"/> and <see cref="float"/> as <see cref="double"/>, integers
/// as integers of twice or four times the size and the same kind. Types that are the same stay as they are.
/// </summary>
internal static class Widening
{
    /// <summary>As many elements as a vector of 512 bits has of <typeparamref name="TWide"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<TWide> Load512<T, TWide>(ref readonly T elements)
    {
        if (typeof(T) == typeof(TWide))
        {
            return Vector512.LoadUnsafe(in elements).As<T, TWide>();
        }

        if (2 * Unsafe.SizeOf<T>() == Unsafe.SizeOf<TWide>())
        {
            return Widen<T, TWide>(Vector256.LoadUnsafe(in elements).ToVector512Unsafe());
        }

        Vector256<byte> quarter = Vector128.LoadUnsafe(in Unsafe.As<T, byte>(ref Unsafe.AsRef(in elements))).ToVector256Unsafe();
        if (typeof(T) == typeof(Half))
        {
            Vector256<float> singles = ToSingle(Vector256.WidenLower(quarter.AsUInt16()));
            return Vector512.WidenLower(singles.ToVector512Unsafe()).As<double, TWide>();
        }

        return typeof(T) == typeof(byte)
            ? Widen<ushort, TWide>(Widen<byte, ushort>(quarter).ToVector512Unsafe())
            : Widen<short, TWide>(Widen<sbyte, short>(quarter.AsSByte()).ToVector512Unsafe());
    }

    /// <summary>As many elements as a vector of 256 bits has of <typeparamref name="TWide"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<TWide> Load256<T, TWide>(ref readonly T elements)
    {
        if (typeof(T) == typeof(TWide))
        {
            return Vector256.LoadUnsafe(in elements).As<T, TWide>();
        }

        if (2 * Unsafe.SizeOf<T>() == Unsafe.SizeOf<TWide>())
        {
            return Widen<T, TWide>(Vector128.LoadUnsafe(in elements).ToVector256Unsafe());
        }

        Vector128<byte> quarter = Vector128.CreateScalarUnsafe(Read<T, ulong>(in elements)).AsByte();
        if (typeof(T) == typeof(Half))
        {
            Vector128<float> singles = ToSingle(Vector128.WidenLower(quarter.AsUInt16()));
            return Vector256.WidenLower(singles.ToVector256Unsafe()).As<double, TWide>();
        }

        return typeof(T) == typeof(byte)
            ? Widen<ushort, TWide>(Widen<byte, ushort>(quarter).ToVector256Unsafe())
            : Widen<short, TWide>(Widen<sbyte, short>(quarter.AsSByte()).ToVector256Unsafe());
    }

    /// <summary>As many elements as a vector of 128 bits has of <typeparamref name="TWide"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<TWide> Load128<T, TWide>(ref readonly T elements)
    {
        if (typeof(T) == typeof(TWide))
        {
            return Vector128.LoadUnsafe(in elements).As<T, TWide>();
        }

        if (2 * Unsafe.SizeOf<T>() == Unsafe.SizeOf<TWide>())
        {
            return Widen<T, TWide>(Vector128.CreateScalarUnsafe(Read<T, ulong>(in elements)).As<ulong, T>());
        }

        Vector128<byte> quarter = Vector128.CreateScalarUnsafe(Read<T, uint>(in elements)).AsByte();
        if (typeof(T) == typeof(Half))
        {
            Vector128<float> singles = ToSingle(Vector128.WidenLower(quarter.AsUInt16()));
            return Vector128.WidenLower(singles).As<double, TWide>();
        }

        return typeof(T) == typeof(byte)
            ? Widen<ushort, TWide>(Widen<byte, ushort>(quarter))
            : Widen<short, TWide>(Widen<sbyte, short>(quarter.AsSByte()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<TWide> Widen<T, TWide>(Vector512<T> lower) =>
        typeof(T) == typeof(byte) ? Vector512.WidenLower(lower.AsByte()).As<ushort, TWide>()
        : typeof(T) == typeof(sbyte) ? Vector512.WidenLower(lower.AsSByte()).As<short, TWide>()
        : typeof(T) == typeof(ushort) ? Vector512.WidenLower(lower.AsUInt16()).As<uint, TWide>()
        : typeof(T) == typeof(short) ? Vector512.WidenLower(lower.AsInt16()).As<int, TWide>()
        : typeof(T) == typeof(uint) ? Vector512.WidenLower(lower.AsUInt32()).As<ulong, TWide>()
        : typeof(T) == typeof(int) ? Vector512.WidenLower(lower.AsInt32()).As<long, TWide>()
        : Vector512.WidenLower(lower.AsSingle()).As<double, TWide>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<TWide> Widen<T, TWide>(Vector256<T> lower) =>
        typeof(T) == typeof(byte) ? Vector256.WidenLower(lower.AsByte()).As<ushort, TWide>()
        : typeof(T) == typeof(sbyte) ? Vector256.WidenLower(lower.AsSByte()).As<short, TWide>()
        : typeof(T) == typeof(ushort) ? Vector256.WidenLower(lower.AsUInt16()).As<uint, TWide>()
        : typeof(T) == typeof(short) ? Vector256.WidenLower(lower.AsInt16()).As<int, TWide>()
        : typeof(T) == typeof(uint) ? Vector256.WidenLower(lower.AsUInt32()).As<ulong, TWide>()
        : typeof(T) == typeof(int) ? Vector256.WidenLower(lower.AsInt32()).As<long, TWide>()
        : Vector256.WidenLower(lower.AsSingle()).As<double, TWide>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<TWide> Widen<T, TWide>(Vector128<T> lower) =>
        typeof(T) == typeof(byte) ? Vector128.WidenLower(lower.AsByte()).As<ushort, TWide>()
        : typeof(T) == typeof(sbyte) ? Vector128.WidenLower(lower.AsSByte()).As<short, TWide>()
        : typeof(T) == typeof(ushort) ? Vector128.WidenLower(lower.AsUInt16()).As<uint, TWide>()
        : typeof(T) == typeof(short) ? Vector128.WidenLower(lower.AsInt16()).As<int, TWide>()
        : typeof(T) == typeof(uint) ? Vector128.WidenLower(lower.AsUInt32()).As<ulong, TWide>()
        : typeof(T) == typeof(int) ? Vector128.WidenLower(lower.AsInt32()).As<long, TWide>()
        : Vector128.WidenLower(lower.AsSingle()).As<double, TWide>();

    private static float Scale => BitConverter.UInt32BitsToSingle(0x77800000);

    // Exponent and fraction, moved to where a float has them, are too small by the difference of the biases: a factor of
    // 2^112, with which subnormal numbers become normal. Infinities and NaN have all bits of the exponent.
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

    private static TBits Read<T, TBits>(ref readonly T elements) =>
        Unsafe.ReadUnaligned<TBits>(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in elements)));
}
