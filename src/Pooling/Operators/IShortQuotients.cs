using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>How sums of 16 bits are divided, without a division: they are multiplied, and the upper half is kept.</summary>
/// <remarks>
/// A sum <c>n</c> is divided by <c>d</c> as <c>(n + 1) * m / 2^(16 + s)</c>, where <c>m = (2^(16 + s) - e) / d</c> is a whole
/// number with <c>0 &lt; e &lt;= d</c>. With <c>n = q * d + r</c>, that is
/// <c>q + ((r + 1) * 2^(16 + s) - (n + 1) * e) / (d * 2^(16 + s))</c>: less than <c>q + 1</c>, and no less than <c>q</c> as
/// long as <c>(n + 1) * e &lt;= 2^(16 + s)</c>.
/// </remarks>
internal interface IShortQuotients
{
    /// <summary>Whether there is a second factor.</summary>
    static abstract bool HasSecondFactor { get; }

    /// <summary>Whether it can divide the sums of windows of bytes.</summary>
    /// <param name="divisor">What they are divided by.</param>
    /// <param name="mostElements">How many elements a window has, at most.</param>
    static abstract bool CanDivide(Divisor divisor, nint mostElements);

    /// <summary>The factors for a divisor.</summary>
    static abstract (ushort First, ushort Second) FactorsOf(int divisor);

    /// <summary>The quotients of sums that are not negative.</summary>
    static abstract TVector Divide<TVector, TSum, TWidth>(TVector sums, TVector factors, TVector seconds)
        where TSum : INumberBase<TSum>
        where TWidth : struct, IWidth<TVector, TSum>;

    /// <summary>The quotient of one of them.</summary>
    static abstract int Divide(ushort sum, ushort factor, ushort second);
}

/// <summary>By one factor: <c>s</c> is 0.</summary>
internal readonly struct OneFactorQuotients : IShortQuotients
{
    public static bool HasSecondFactor => false;

    // As n is at most 255 for each element, and e no more than their number: (16 * 255 + 1) * 16 <= 2^16.
    public static bool CanDivide(Divisor divisor, nint mostElements) =>
        !divisor.IsGiven && !divisor.CountsPadding && mostElements <= 16;

    public static (ushort First, ushort Second) FactorsOf(int divisor) => ((ushort)(ushort.MaxValue / divisor), 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Divide<TVector, TSum, TWidth>(TVector sums, TVector factors, TVector seconds)
        where TSum : INumberBase<TSum>
        where TWidth : struct, IWidth<TVector, TSum> =>
        TWidth.MultiplyHigh(TWidth.Add(sums, TWidth.Create(TSum.One)), factors);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Divide(ushort sum, ushort factor, ushort second) => (int)(((sum + 1u) * factor) >> 16);
}

/// <summary>
/// By two factors: <c>2^s &lt; d &lt;= 2^(s + 1)</c>, or <c>s</c> is 0 for 1. The second is 2^(15 - s), instead of a shift.
/// </summary>
internal readonly struct TwoFactorQuotients : IShortQuotients
{
    public static bool HasSecondFactor => true;

    // As n is at most 255 for each element, 128 of them may be divided by anything that is no smaller than their number, and up
    // to 181 by their number.
    public static bool CanDivide(Divisor divisor, nint mostElements) =>
        !divisor.IsGiven && mostElements <= (divisor.CountsPadding ? 128 : 181);

    public static (ushort First, ushort Second) FactorsOf(int divisor)
    {
        int shift = BitOperations.Log2((uint)divisor - 1);
        return ((ushort)(((1u << (16 + shift)) - 1) / (uint)divisor), (ushort)(1 << (15 - shift)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Divide<TVector, TSum, TWidth>(TVector sums, TVector factors, TVector seconds)
        where TSum : INumberBase<TSum>
        where TWidth : struct, IWidth<TVector, TSum>
    {
        TVector high = TWidth.MultiplyHigh(TWidth.Add(sums, TWidth.Create(TSum.One)), factors);
        return TWidth.MultiplyHigh(TWidth.Add(high, high), seconds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Divide(ushort sum, ushort factor, ushort second)
    {
        uint high = ((sum + 1u) * factor) >> 16;
        return (int)((2 * high * second) >> 16);
    }
}
