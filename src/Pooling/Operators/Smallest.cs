using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>The IEEE 754 <c>minimum</c>: NaN wins.</summary>
internal readonly struct Smallest<T> : IExtreme<T>
    where T : INumber<T>
{
    // Integers have no infinities and saturate to the largest value of their type.
    public static T Identity => T.CreateSaturating(double.PositiveInfinity);

    public static bool PicksLargest => false;

    public static bool IgnoresNaN => false;

    public static T Pick(T first, T second) => T.Min(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Pick<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, T> => TWidth.Min(first, second);
}
