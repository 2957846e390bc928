using System.Globalization;

namespace Pooling.Figures;

/// <summary>An opaque sRGB color.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B)
{
    public static readonly Rgb Black = new(0, 0, 0);
    public static readonly Rgb White = new(255, 255, 255);

    /// <summary>The relative luminance of WCAG 2, from 0 (black) to 1 (white).</summary>
    public double Luminance => (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));

    /// <summary>
    /// Black or white, whichever contrasts more. One of the two always reaches a contrast ratio of 4.58, more than the
    /// 4.5 that WCAG asks of text.
    /// </summary>
    public Rgb TextColor => (Luminance + 0.05) * (Luminance + 0.05) > 1.05 * 0.05 ? Black : White;

    /// <summary>The color between two others.</summary>
    /// <param name="start">The color at 0.</param>
    /// <param name="end">The color at 1.</param>
    /// <param name="amount">The position, from 0 to 1.</param>
    public static Rgb Between(Rgb start, Rgb end, double amount) =>
        new(Mix(start.R, end.R, amount), Mix(start.G, end.G, amount), Mix(start.B, end.B, amount));

    /// <summary>
    /// Reads <c>#rgb</c>, <c>#rrggbb</c>, <c>rgb(r, g, b)</c> and <c>rgba(r, g, b, a)</c>, alpha ignored.
    /// </summary>
    public static bool TryParse(string text, out Rgb color)
    {
        color = default;
        text = text.Trim();
        if (text.StartsWith('#'))
        {
            string hex = text.Length == 4 ? string.Concat(text[1..].Select(digit => $"{digit}{digit}")) : text[1..];
            if (hex.Length < 6 ||
                !int.TryParse(
                    hex.AsSpan(0, 6), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int value))
            {
                return false;
            }

            color = new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
            return true;
        }

        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (!text.StartsWith("rgb", StringComparison.OrdinalIgnoreCase) || open < 0 || !text.EndsWith(')'))
        {
            return false;
        }

        string[] parts = text[(open + 1)..^1].Split(',');
        Span<byte> channels = stackalloc byte[3];
        if (parts.Length < 3)
        {
            return false;
        }

        for (int i = 0; i < 3; i++)
        {
            if (!double.TryParse(parts[i], CultureInfo.InvariantCulture, out double channel) ||
                !double.IsFinite(channel))
            {
                return false;
            }

            channels[i] = (byte)Math.Clamp(Math.Round(channel), 0, 255);
        }

        color = new Rgb(channels[0], channels[1], channels[2]);
        return true;
    }

    public override string ToString() => $"#{R:x2}{G:x2}{B:x2}";

    private static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static byte Mix(byte start, byte end, double amount) =>
        (byte)Math.Round(start + ((end - start) * amount), MidpointRounding.AwayFromZero);
}
