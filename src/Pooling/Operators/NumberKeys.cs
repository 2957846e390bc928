using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// Floating-point numbers as integers of the same size and in the same order, -0 below +0, of which the largest or smallest
/// is found by one instruction. NaN, of either sign, lies at the end that wins, or where it is passed over, that loses.
/// </summary>
/// <remarks>
/// With all bits but the sign turned over where that is set, numbers are in order, but for NaN, which then lies at both ends.
/// To add as many as there are at one end moves these to the other, as integers wrap around.
/// </remarks>
/// <typeparam name="T"><see cref="Half"/>, <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TKey">A signed integer as large.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal static class NumberKeys<T, TKey, TExtreme>
    where TKey : IBinaryInteger<TKey>, IMinMaxValue<TKey>
    where TExtreme : struct, IExtreme<T>
{
    /// <summary>All bits but the sign.</summary>
    private static TKey Magnitude => TKey.MaxValue;

    private static int SignPlace => (8 * Unsafe.SizeOf<TKey>()) - 1;

    /// <summary>How far all are moved: up, so that NaN is at the lower end, or down, so that it is at the upper one.</summary>
    private static TKey Distance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            TKey infinity = TKey.CreateTruncating(Unsafe.SizeOf<TKey>() switch
            {
                sizeof(short) => 0x7C00,
                sizeof(int) => 0x7F80_0000,
                _ => 0x7FF0_0000_0000_0000,
            });
            return TExtreme.PicksLargest == TExtreme.IgnoresNaN ? Magnitude - infinity : infinity - Magnitude;
        }
    }

    /// <summary>The key of a number.</summary>
    public static TKey Of(T number) => unchecked(Flip(Unsafe.BitCast<T, TKey>(number)) + Distance);

    /// <summary>The keys of the numbers from <paramref name="numbers"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, TWidth>(ref readonly T numbers)
        where TWidth : struct, IWidth<TVector, TKey> => TWidth.Add(
            TWidth.FlipNegative(TWidth.Load(in Unsafe.As<T, TKey>(ref Unsafe.AsRef(in numbers)))), TWidth.Create(Distance));

    /// <summary>The number of a key.</summary>
    public static T ToNumber(TKey key) => Unsafe.BitCast<TKey, T>(Flip(unchecked(key - Distance)));

    /// <summary>The numbers of keys.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ToNumbers<TVector, TWidth>(TVector keys)
        where TWidth : struct, IWidth<TVector, TKey> =>
        TWidth.FlipNegative(TWidth.Add(keys, TWidth.Create(TKey.Zero - Distance)));

    /// <summary>The key that wins.</summary>
    public static TKey Pick(TKey first, TKey second) =>
        TExtreme.PicksLargest ? TKey.Max(first, second) : TKey.Min(first, second);

    /// <inheritdoc cref="Pick(TKey, TKey)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Pick<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, TKey> =>
        TExtreme.PicksLargest ? TWidth.Max(first, second) : TWidth.Min(first, second);

    // A number's own inverse.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TKey Flip(TKey bits) => bits ^ ((bits >> SignPlace) & Magnitude);
}
