using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>The IEEE 754 <c>minimumNumber</c>: NaN is passed over.</summary>
internal readonly struct SmallestNumber<T> : IExtreme<T>
    where T : INumber<T>
{
    // Integers have no infinities and saturate to the largest value of their type.
    public static T Identity => T.CreateSaturating(double.PositiveInfinity);

    public static bool PicksLargest => false;

    public static bool IgnoresNaN => true;

    // T.MinNumber would say the same, but with 0 as a constant .NET 10's optimized code makes +0 of -0.
    public static T Pick(T first, T second) =>
        T.IsNaN(first) ? second
        : T.IsNaN(second) ? first
        : T.Min(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Pick<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, T> => TWidth.MinNumber(first, second);
}
