using System.Numerics;
using System.Runtime.Intrinsics;

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

    public static Vector128<T> Pick(Vector128<T> first, Vector128<T> second) => Vector128.Min(first, second);

    public static Vector256<T> Pick(Vector256<T> first, Vector256<T> second) => Vector256.Min(first, second);

    public static Vector512<T> Pick(Vector512<T> first, Vector512<T> second) => Vector512.Min(first, second);
}
