using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>Winners whose sign bits do not count yet.</summary>
/// <param name="winner">The winners but for the signs of zeros.</param>
/// <param name="signs">In their sign bits, the signs of the winners.</param>
internal readonly struct SignedVector256<T>(Vector256<T> winner, Vector256<T> signs)
{
    /// <summary>Elements, each alone.</summary>
    public SignedVector256(Vector256<T> elements)
        : this(elements, elements)
    {
    }

    /// <summary>The winners but for the signs of zeros.</summary>
    public Vector256<T> Winner { get; } = winner;

    /// <summary>In their sign bits, the signs of the winners.</summary>
    public Vector256<T> Signs { get; } = signs;
}
