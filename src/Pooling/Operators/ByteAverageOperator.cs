using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// The average of few bytes, whose sums have 16 bits: <see cref="byte"/> as <see cref="ushort"/>, <see cref="sbyte"/> as
/// <see cref="short"/>. It is truncated toward zero.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TSum">The type of their sums.</typeparam>
/// <typeparam name="TQuotients">How sums are divided.</typeparam>
internal readonly struct ByteAverageOperator<T, TSum, TQuotients>(Divisor divisor)
    : IVectorOperator<ByteAverageOperator<T, TSum, TQuotients>, T, TSum, T>
    where T : INumber<T>
    where TSum : IBinaryInteger<TSum>
    where TQuotients : struct, IShortQuotients
{
    public TSum Identity => TSum.Zero;

    public bool IsFinal => false;

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

    public static bool HasSecondWeights => TQuotients.HasSecondFactor;

    public static Weight<TSum> Weigh(in ByteAverageOperator<T, TSum, TQuotients> self, in WindowCount count)
    {
        nint by = self.DivisorOf(count);
        if (by is 0 or > ushort.MaxValue)
        {
            // The average of nothing, or of so little that it is 0.
            return default;
        }

        (ushort first, ushort second) = TQuotients.FactorsOf((int)by);
        return new(TSum.CreateTruncating(first), TSum.CreateTruncating(second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish<TVector, TWidth>(TVector results, TVector weights, TVector seconds, ref T destination)
        where TWidth : struct, IWidth<TVector, TSum>
    {
        if (typeof(T) == typeof(byte))
        {
            TWidth.StoreBytes(TQuotients.Divide<TVector, TSum, TWidth>(results, weights, seconds), ref destination);
            return;
        }

        TVector minusOnes = TWidth.Create(-TSum.One);
        TVector sizes = TWidth.Max(results, TWidth.Multiply(results, minusOnes));
        TVector quotients = TQuotients.Divide<TVector, TSum, TWidth>(sizes, weights, seconds);
        TVector signs = TWidth.Or(TWidth.Less(results, TWidth.Create(TSum.Zero)), TWidth.Create(TSum.One));
        TWidth.StoreBytes(TWidth.Multiply(quotients, signs), ref destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Finish(TSum result, in Weight<TSum> weight)
    {
        ushort second = TQuotients.HasSecondFactor ? ushort.CreateTruncating(weight.Second!) : default;
        int quotient = TQuotients.Divide(ushort.CreateTruncating(TSum.Abs(result)), ushort.CreateTruncating(weight.First), second);
        return T.CreateTruncating(TSum.IsNegative(result) ? -quotient : quotient);
    }

    private nint DivisorOf(WindowCount count) => divisor.Of(count);
}
