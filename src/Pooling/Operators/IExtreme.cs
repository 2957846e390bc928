using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>Which of two elements wins, and what NaN does: the difference between max and min, and between their kinds.</summary>
internal interface IExtreme<T>
{
    /// <summary>What every element wins against or equals.</summary>
    static abstract T Identity { get; }

    /// <summary>Whether the larger element wins; else the smaller.</summary>
    static abstract bool PicksLargest { get; }

    /// <summary>Whether NaN is passed over; else it wins.</summary>
    static abstract bool IgnoresNaN { get; }

    /// <summary>The winner by IEEE 754, whose outcome does not depend on the order: +0 is larger than -0.</summary>
    static abstract T Pick(T first, T second);

    /// <summary>The winner in each lane.</summary>
    static abstract Vector128<T> Pick(Vector128<T> first, Vector128<T> second);

    /// <inheritdoc cref="Pick(Vector128{T}, Vector128{T})"/>
    static abstract Vector256<T> Pick(Vector256<T> first, Vector256<T> second);

    /// <inheritdoc cref="Pick(Vector128{T}, Vector128{T})"/>
    static abstract Vector512<T> Pick(Vector512<T> first, Vector512<T> second);
}
