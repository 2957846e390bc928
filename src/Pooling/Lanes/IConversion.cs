using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>Reads elements as numbers of another type, as many as a vector has of these.</summary>
/// <typeparam name="TFrom">The type of the elements.</typeparam>
/// <typeparam name="T">The type of the numbers.</typeparam>
internal interface IConversion<TFrom, T>
{
    /// <summary>A vector of 128 bits.</summary>
    static abstract Vector128<T> Load128(ref readonly TFrom source);

    /// <summary>A vector of 256 bits.</summary>
    static abstract Vector256<T> Load256(ref readonly TFrom source);

    /// <summary>A vector of 512 bits.</summary>
    static abstract Vector512<T> Load512(ref readonly TFrom source);
}
