namespace Pooling.Figures;

/// <summary>The colors of values: the range that they span, and the scale over it.</summary>
/// <param name="Min">The value at the start of the scale.</param>
/// <param name="Max">The value at the end of the scale.</param>
/// <param name="Scale">The colors between.</param>
internal sealed record ValueColors(double Min, double Max, ColorScale Scale)
{
    /// <summary>
    /// The colors for a set of values. With a negative value among them the scale is diverging, with zero in its
    /// middle. NaN and infinities do not stretch the range. Values that are all the same are colored as on a scale
    /// from zero.
    /// </summary>
    public static ValueColors Of(IEnumerable<double> values)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        bool hasNegative = false;
        foreach (double value in values)
        {
            hasNegative |= value < 0;
            if (double.IsFinite(value))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        if (hasNegative)
        {
            double reach = Math.Max(Math.Abs(low), Math.Abs(high));
            reach = double.IsFinite(reach) && reach > 0 ? reach : 1;
            return new ValueColors(-reach, reach, ColorScale.Diverging);
        }

        if (!(low <= high))
        {
            (low, high) = (0, 1);
        }
        else if (low == high)
        {
            (low, high) = (0, high > 0 ? high : 1);
        }

        return new ValueColors(low, high, ColorScale.Sequential);
    }

    /// <summary>The color of a number that is not NaN; infinities have the color of their end.</summary>
    public Rgb this[double value] => Scale.At(Fraction(value));

    /// <summary>Where a number is on the scale, from 0 to 1.</summary>
    public double Fraction(double value) =>
        double.IsInfinity(value) ? (value > 0 ? 1 : 0)
        : Math.Clamp((value / 2 - Min / 2) / (Max / 2 - Min / 2), 0, 1);
}
