using System.Numerics;
using System.Runtime.Intrinsics;

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

    public static Vector128<T> Pick(Vector128<T> first, Vector128<T> second) => Vector128.MinNumber(first, second);

    public static Vector256<T> Pick(Vector256<T> first, Vector256<T> second) => Vector256.MinNumber(first, second);

    public static Vector512<T> Pick(Vector512<T> first, Vector512<T> second) => Vector512.MinNumber(first, second);
}
