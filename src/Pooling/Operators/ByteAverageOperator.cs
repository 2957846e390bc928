using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// The average of few bytes, whose sums have 16 bits: <see cref="byte"/> as <see cref="ushort"/>, <see cref="sbyte"/> as
/// <see cref="short"/>. It is truncated toward zero.
/// </summary>
/// <remarks>
/// A sum <c>n</c> is divided by <c>d</c> as <c>(n + 1) * m / 2^(16 + s)</c>, where <c>2^s &lt; d &lt;= 2^(s + 1)</c>, or 0 for
/// 1, and <c>m = (2^(16 + s) - e) / d</c> is a whole number with <c>0 &lt; e &lt;= d</c>. With <c>n = q * d + r</c>, that is
/// <c>q + ((r + 1) * 2^(16 + s) - (n + 1) * e) / (d * 2^(16 + s))</c>: less than <c>q + 1</c>, and no less than <c>q</c> as
/// long as <c>(n + 1) * e &lt;= 2^(16 + s)</c>. As <c>n</c> is at most 255 for each element, it holds for sums of 128 elements
/// over any divisor that is no smaller than their number, and up to 181 elements over their number.
/// </remarks>
internal readonly struct ByteAverageOperator<T, TSum>(Divisor divisor) : IVectorOperator<ByteAverageOperator<T, TSum>, T, TSum, T>
    where T : INumber<T>
    where TSum : IBinaryInteger<TSum>
{
    public TSum Identity => TSum.Zero;

    public bool IsFinal => false;

    /// <summary>Whether it knows how to divide sums of so many elements.</summary>
    public static bool CanDivide(Divisor divisor, nint mostElements) =>
        !divisor.IsGiven && mostElements <= (divisor.CountsPadding ? 128 : 181);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSum Start(T element) => TSum.CreateTruncating(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Start<TVector, TWidth>(ref readonly T elements)
        where TWidth : struct, IWidth<TVector, TSum> => TWidth.Load<T, Widening<T, TSum>>(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSum Combine(TSum first, TSum second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, TSum> => TWidth.Add(first, second);

    public T Finish(TSum result, in WindowCount count) => Finish(result, Weigh(this, count));

    public static bool IsWeighted => true;

    public static bool HasSecondWeights => true;

    // The factor, and 2^(15 - s), which is another factor that has room in 16 bits.
    public static Weight<TSum> Weigh(in ByteAverageOperator<T, TSum> self, in WindowCount count)
    {
        nint by = self.DivisorOf(count);
        if (by is 0 or > ushort.MaxValue)
        {
            // The average of nothing, or of so little that it is 0.
            return default;
        }

        int shift = BitOperations.Log2((uint)by - 1);
        return new(TSum.CreateTruncating(((1u << (16 + shift)) - 1) / (uint)by), TSum.CreateTruncating(1 << (15 - shift)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish<TVector, TWidth>(TVector results, TVector weights, TVector seconds, ref T destination)
        where TWidth : struct, IWidth<TVector, TSum>
    {
        if (typeof(T) == typeof(byte))
        {
            TWidth.StoreBytes(Divide<TVector, TWidth>(results, weights, seconds), ref destination);
            return;
        }

        TVector ones = TWidth.Create(TSum.One);
        TVector minusOnes = TWidth.Create(-TSum.One);
        TVector quotients = Divide<TVector, TWidth>(TWidth.Max(results, TWidth.Multiply(results, minusOnes)), weights, seconds);
        TVector signs = TWidth.Or(TWidth.Less(results, TWidth.Create(TSum.Zero)), ones);
        TWidth.StoreBytes(TWidth.Multiply(quotients, signs), ref destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Finish(TSum result, in Weight<TSum> weight)
    {
        uint factor = ushort.CreateTruncating(weight.First);
        uint second = ushort.CreateTruncating(weight.Second!);
        uint high = ((uint.CreateTruncating(TSum.Abs(result)) + 1) * factor) >> 16;
        int quotient = (int)((2 * high * second) >> 16);
        return T.CreateTruncating(TSum.IsNegative(result) ? -quotient : quotient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Divide<TVector, TWidth>(TVector sums, TVector weights, TVector seconds)
        where TWidth : struct, IWidth<TVector, TSum>
    {
        TVector high = TWidth.MultiplyHigh(TWidth.Add(sums, TWidth.Create(TSum.One)), weights);
        return TWidth.MultiplyHigh(TWidth.Add(high, high), seconds);
    }

    private nint DivisorOf(WindowCount count) => divisor.Of(count);
}
