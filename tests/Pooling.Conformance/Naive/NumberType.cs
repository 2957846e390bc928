using System.Numerics;

namespace Pooling.Conformance.Naive;

/// <summary>What the definitions need to know of an element type.</summary>
internal static class NumberType<T>
    where T : INumber<T>
{
    public static readonly bool IsInteger = T.IsInteger(T.One / (T.One + T.One));

    private static readonly (double Relative, double Smallest, double Largest) Precision =
        typeof(T) == typeof(Half) ? (Math.Pow(2, -10), Math.Pow(2, -24), (double)Half.MaxValue)
        : typeof(T) == typeof(float) ? (Math.Pow(2, -23), Math.Pow(2, -149), float.MaxValue)
        : (Math.Pow(2, -52), double.Epsilon, double.MaxValue);

    /// <summary>The largest finite number of a floating-point type.</summary>
    public static T Largest => T.CreateSaturating(Precision.Largest);

    /// <summary>The smallest positive number of a floating-point type.</summary>
    public static T Smallest => T.CreateSaturating(Precision.Smallest);

    /// <summary>At least the distance from a number to the next that the type has.</summary>
    public static double Ulp(double value) =>
        double.IsFinite(value) ? Math.Max(Math.Abs(value) * Precision.Relative, Precision.Smallest) : 0;
}
