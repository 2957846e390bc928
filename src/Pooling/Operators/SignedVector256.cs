using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>Winners that may have the wrong sign, or may not know yet that they are NaN.</summary>
/// <remarks>
/// These are fields, because the compiler keeps vectors in memory where a method has too many variables, and each call of a
/// property adds to them.
/// </remarks>
/// <param name="winner">The winners but for the signs of zeros, and anything where an element was NaN.</param>
/// <param name="signs">In their sign bits, the signs of the winners.</param>
/// <param name="holder">NaN where an element was NaN; else a number: the element if it is the only one, or 0.</param>
internal readonly struct SignedVector256<T>(Vector256<T> winner, Vector256<T> signs, Vector256<T> holder)
{
    /// <summary>The winners but for the signs of zeros, and anything where an element was NaN.</summary>
    public readonly Vector256<T> Winner = winner;

    /// <summary>In their sign bits, the signs of the winners.</summary>
    public readonly Vector256<T> Signs = signs;

    /// <summary>NaN where an element was NaN; else a number: the element if it is the only one, or 0.</summary>
    public readonly Vector256<T> Holder = holder;
}
