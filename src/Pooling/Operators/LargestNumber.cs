using System.Numerics;
using System.Runtime.Intrinsics;

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

    public static Vector128<T> Pick(Vector128<T> first, Vector128<T> second) => Vector128.MaxNumber(first, second);

    public static Vector256<T> Pick(Vector256<T> first, Vector256<T> second) => Vector256.MaxNumber(first, second);

    public static Vector512<T> Pick(Vector512<T> first, Vector512<T> second) => Vector512.MaxNumber(first, second);
}
