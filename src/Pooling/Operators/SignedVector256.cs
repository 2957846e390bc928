using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>Winners that may have the wrong sign, or may not know yet that they are NaN.</summary>
/// <param name="winner">The winners but for the signs of zeros, and anything where an element was NaN.</param>
/// <param name="signs">In their sign bits, the signs of the winners.</param>
/// <param name="holder">NaN where an element was NaN; else a number: the element if it is the only one, or 0.</param>
internal readonly struct SignedVector256<T>(Vector256<T> winner, Vector256<T> signs, Vector256<T> holder)
{
    /// <summary>Elements, each alone.</summary>
    public SignedVector256(Vector256<T> elements)
        : this(elements, elements, elements)
    {
    }

    /// <summary>The winners but for the signs of zeros, and anything where an element was NaN.</summary>
    public Vector256<T> Winner { get; } = winner;

    /// <summary>In their sign bits, the signs of the winners.</summary>
    public Vector256<T> Signs { get; } = signs;

    /// <summary>NaN where an element was NaN; else a number: the element if it is the only one, or 0.</summary>
    public Vector256<T> Holder { get; } = holder;
}
