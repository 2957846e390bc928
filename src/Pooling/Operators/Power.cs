namespace Pooling;

/// <summary>Powers, with the common ones by multiplication or square root.</summary>
internal static class Power
{
    /// <summary><paramref name="x"/> to the power of <paramref name="exponent"/>, as <see cref="double.Pow"/> has it.</summary>
    public static double Raise(double x, double exponent) => exponent switch
    {
        1 => x,
        2 => x * x,
        3 => x * x * x,
        4 => x * x * (x * x),
        0.5 when x >= 0 => double.Sqrt(x),
        _ => double.Pow(x, exponent),
    };
}
