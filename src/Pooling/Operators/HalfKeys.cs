using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// Numbers of type <see cref="Half"/> as 16-bit integers in the same order, -0 below +0, for which there are vectors. NaN
/// is the integer that wins, or where it is passed over the one that loses.
/// </summary>
/// <typeparam name="T"><see cref="Half"/>.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal readonly struct HalfKeys<T, TExtreme> : IConversion<T, short>
    where TExtreme : struct, IExtreme<T>
{
    private const short Magnitude = 0x7FFF;
    private const short Infinity = 0x7C00;

    private static short NaN
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TExtreme.PicksLargest == TExtreme.IgnoresNaN ? short.MinValue : short.MaxValue;
    }

    /// <summary>The key of a number.</summary>
    public static short Of(T number)
    {
        short bits = Unsafe.BitCast<T, short>(number);
        return (bits & Magnitude) > Infinity ? NaN : Flip(bits);
    }

    /// <summary>The number of a key.</summary>
    public static T ToNumber(short key) => Unsafe.BitCast<short, T>(Flip(key));

    /// <summary>The key that wins.</summary>
    public static short Pick(short first, short second) =>
        TExtreme.PicksLargest ? short.Max(first, second) : short.Min(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Load128(ref readonly T source)
    {
        Vector128<short> bits = Vector128.LoadUnsafe(in Unsafe.As<T, short>(ref Unsafe.AsRef(in source)));
        Vector128<short> isNaN = Vector128.GreaterThan(bits & Vector128.Create(Magnitude), Vector128.Create(Infinity));
        return Vector128.ConditionalSelect(isNaN, Vector128.Create(NaN), bits ^ ((bits >> 15) & Vector128.Create(Magnitude)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Load256(ref readonly T source)
    {
        Vector256<short> bits = Vector256.LoadUnsafe(in Unsafe.As<T, short>(ref Unsafe.AsRef(in source)));
        Vector256<short> isNaN = Vector256.GreaterThan(bits & Vector256.Create(Magnitude), Vector256.Create(Infinity));
        return Vector256.ConditionalSelect(isNaN, Vector256.Create(NaN), bits ^ ((bits >> 15) & Vector256.Create(Magnitude)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Load512(ref readonly T source)
    {
        Vector512<short> bits = Vector512.LoadUnsafe(in Unsafe.As<T, short>(ref Unsafe.AsRef(in source)));
        Vector512<short> isNaN = Vector512.GreaterThan(bits & Vector512.Create(Magnitude), Vector512.Create(Infinity));
        return Vector512.ConditionalSelect(isNaN, Vector512.Create(NaN), bits ^ ((bits >> 15) & Vector512.Create(Magnitude)));
    }

    /// <inheritdoc cref="Pick(short, short)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Pick<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, short> =>
        TExtreme.PicksLargest ? TWidth.Max(first, second) : TWidth.Min(first, second);

    /// <inheritdoc cref="Pick(short, short)"/>
    public static Vector<short> Pick(Vector<short> first, Vector<short> second) =>
        TExtreme.PicksLargest ? Vector.Max(first, second) : Vector.Min(first, second);

    /// <inheritdoc cref="ToNumber(short)"/>
    public static Vector<short> ToNumbers(Vector<short> keys) => keys ^ ((keys >> 15) & new Vector<short>(Magnitude));

    // All bits but the sign, if that is set: a number's own inverse.
    private static short Flip(short bits) => (short)(bits ^ ((bits >> 15) & Magnitude));
}
