using System.Globalization;

namespace Pooling.Figures;

/// <summary>Numbers as short text, the same in every culture.</summary>
internal static class NumberText
{
    private const string Minus = "\u2212";

    /// <summary>
    /// A number for people to read at a glance: three significant digits, but never fewer than the whole part has;
    /// powers of ten beyond six digits; a true minus sign.
    /// </summary>
    public static string Short(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "∞" : Minus + "∞";
        }

        double size = Math.Abs(value);
        string text;
        if (size == 0)
        {
            text = "0";
        }
        else if (size >= 1e6 || size < 1e-3)
        {
            text = size.ToString("0.##e0", CultureInfo.InvariantCulture);
        }
        else
        {
            string format = size >= 100 ? "0" : size >= 10 ? "0.#" : size >= 1 ? "0.##" : "0.###";
            text = size.ToString(format, CultureInfo.InvariantCulture);
        }

        return (value < 0 ? Minus : "") + text;
    }

    /// <summary>A coordinate for SVG: at most two decimals.</summary>
    public static string Coordinate(double value)
    {
        string text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }
}
