using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>
/// Floating-point numbers as integers of the same size and in the same order, -0 below +0, of which the largest or smallest
/// is found by one instruction. NaN is the integer that wins, or where it is passed over the one that loses.
/// </summary>
/// <typeparam name="T"><see cref="Half"/>, <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TKey">A signed integer as large.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal readonly struct NumberKeys<T, TKey, TExtreme> : IConversion<T, TKey>
    where TKey : IBinaryInteger<TKey>, IMinMaxValue<TKey>
    where TExtreme : struct, IExtreme<T>
{
    /// <summary>What VFIXUPIMM does with numbers of each kind: the first two kinds are NaN, which it passes over; all others it takes.</summary>
    private const int AllButNaN = 0x11111100;

    private static int SignPlace => (8 * Unsafe.SizeOf<TKey>()) - 1;

    /// <summary>All bits but the sign.</summary>
    private static TKey Magnitude => TKey.MaxValue;

    private static TKey Infinity
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TKey.CreateTruncating(Unsafe.SizeOf<TKey>() switch
        {
            sizeof(short) => 0x7C00,
            sizeof(int) => 0x7F80_0000,
            _ => 0x7FF0_0000_0000_0000,
        });
    }

    private static TKey NaN
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TExtreme.PicksLargest == TExtreme.IgnoresNaN ? TKey.MinValue : TKey.MaxValue;
    }

    /// <summary>The key of a number.</summary>
    public static TKey Of(T number)
    {
        TKey bits = Unsafe.BitCast<T, TKey>(number);
        return (bits & Magnitude) > Infinity ? NaN : Flip(bits);
    }

    /// <summary>The number of a key.</summary>
    public static T ToNumber(TKey key) => Unsafe.BitCast<TKey, T>(Flip(key));

    /// <summary>The numbers of keys.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ToNumbers<TVector, TWidth>(TVector keys)
        where TWidth : struct, IWidth<TVector, TKey> => TWidth.FlipNegative(keys);

    /// <summary>The key that wins.</summary>
    public static TKey Pick(TKey first, TKey second) =>
        TExtreme.PicksLargest ? TKey.Max(first, second) : TKey.Min(first, second);

    /// <inheritdoc cref="Pick(TKey, TKey)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Pick<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, TKey> =>
        TExtreme.PicksLargest ? TWidth.Max(first, second) : TWidth.Min(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<TKey> Load128(ref readonly T source)
    {
        Vector128<TKey> bits = Vector128.LoadUnsafe(in Unsafe.As<T, TKey>(ref Unsafe.AsRef(in source)));
        Vector128<TKey> isNaN = Vector128.GreaterThan(bits & Vector128.Create(Magnitude), Vector128.Create(Infinity));
        return Vector128.ConditionalSelect(isNaN, Vector128.Create(NaN), Width128<TKey>.FlipNegative(bits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<TKey> Load256(ref readonly T source)
    {
        Vector256<TKey> bits = Vector256.LoadUnsafe(in Unsafe.As<T, TKey>(ref Unsafe.AsRef(in source)));
        Vector256<TKey> isNaN = Vector256.GreaterThan(bits & Vector256.Create(Magnitude), Vector256.Create(Infinity));
        return Vector256.ConditionalSelect(isNaN, Vector256.Create(NaN), Width256<TKey>.FlipNegative(bits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<TKey> Load512(ref readonly T source)
    {
        Vector512<TKey> bits = Vector512.LoadUnsafe(in Unsafe.As<T, TKey>(ref Unsafe.AsRef(in source)));
        if (typeof(T) == typeof(float) && Avx512F.IsSupported)
        {
            Vector512<TKey> numbers = Avx512F.Fixup(
                Vector512.Create(Flip(NaN)).AsSingle(), bits.AsSingle(), Vector512.Create(AllButNaN), 0).As<float, TKey>();
            return Width512<TKey>.FlipNegative(numbers);
        }

        Vector512<TKey> isNaN = Vector512.GreaterThan(bits & Vector512.Create(Magnitude), Vector512.Create(Infinity));
        return Vector512.ConditionalSelect(isNaN, Vector512.Create(NaN), Width512<TKey>.FlipNegative(bits));
    }

    // All bits but the sign, if that is set: a number's own inverse.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TKey Flip(TKey bits) => bits ^ ((bits >> SignPlace) & Magnitude);
}
