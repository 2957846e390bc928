using System.Globalization;

namespace Pooling.Figures.Tests;

/// <summary>The contrast ratio of two colors, by WCAG 2.</summary>
internal static class Contrast
{
    public static double Ratio(string first, string second)
    {
        double one = Luminance(first);
        double other = Luminance(second);
        return (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
    }

    public static double Luminance(string color)
    {
        string hex = color[1..];
        hex = hex.Length == 3 ? $"{hex[0]}{hex[0]}{hex[1]}{hex[1]}{hex[2]}{hex[2]}" : hex;
        double[] channels =
        [
            .. hex.Chunk(2).Select(pair => int.Parse(pair, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
                .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4)),
        ];
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }
}
