using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>The IEEE 754 <c>maximumNumber</c>: NaN is passed over.</summary>
internal readonly struct LargestNumber<T> : IExtreme<T>
    where T : INumber<T>
{
    // Integers have no infinities and saturate to the smallest value of their type.
    public static T Identity => T.CreateSaturating(double.NegativeInfinity);

    public static bool PicksLargest => true;

    public static bool IgnoresNaN => true;

    public static T Pick(T first, T second) => T.MaxNumber(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Pick<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, T> => TWidth.MaxNumber(first, second);
}
