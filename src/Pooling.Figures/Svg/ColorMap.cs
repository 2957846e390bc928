using System.Text.Json;

namespace Pooling.Figures.Svg;

/// <summary>The colors that a trace gives to its values.</summary>
/// <param name="Min">The value at the start of the scale.</param>
/// <param name="Max">The value at the end of the scale.</param>
/// <param name="Scale">The colors between.</param>
internal sealed record ColorMap(double Min, double Max, ColorScale Scale)
{
    /// <summary>Reads the settings of a color map.</summary>
    /// <param name="settings">The settings, of a trace, of its markers or of a color axis.</param>
    /// <param name="letter">The letter that the names begin with: <c>z</c> or <c>c</c>.</param>
    /// <param name="values">All values, which tell the range where the settings do not.</param>
    /// <param name="otherwise">The scale if the settings have none.</param>
    public static ColorMap Read(Settings settings, char letter, IEnumerable<double> values, ColorScale otherwise)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        if (!(low <= high))
        {
            (low, high) = (0, 1);
        }

        if (settings.Number(letter + "mid") is { } middle)
        {
            double reach = Math.Max(high - middle, middle - low);
            (low, high) = (middle - reach, middle + reach);
        }

        low = settings.Number(letter + "min", low);
        high = settings.Number(letter + "max", high);
        ColorScale scale = ReadScale(settings["colorscale"]) ?? otherwise;
        return new ColorMap(low, high, settings.Flag("reversescale", false) ? scale.Reversed() : scale);
    }

    public Rgb this[double value] => Scale.At(Fraction(value));

    /// <summary>Where a number is on the scale: 0 at its start, 1 at its end.</summary>
    public double Fraction(double value) => Max > Min ? (value - Min) / (Max - Min) : 0.5;

    private static ColorScale? ReadScale(JsonElement scale)
    {
        if (scale.ValueKind == JsonValueKind.String)
        {
            return ColorScale.Named(scale.GetString()!);
        }

        if (scale.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        JsonElement[] elements = [.. scale.EnumerateArray()];
        var stops = new List<(double Position, Rgb Color)>();
        for (int i = 0; i < elements.Length; i++)
        {
            // Either [position, color] or just the color, spread evenly.
            bool isPair = elements[i].ValueKind == JsonValueKind.Array && elements[i].GetArrayLength() == 2;
            double position = isPair
                ? Settings.ToNumber(elements[i][0])
                : (double)i / Math.Max(elements.Length - 1, 1);
            string? color = Settings.ToText(isPair ? elements[i][1] : elements[i]);
            if (color is null || !Rgb.TryParse(color, out Rgb rgb) || !double.IsFinite(position))
            {
                return null;
            }

            stops.Add((position, rgb));
        }

        return stops.Count > 1 ? new ColorScale([.. stops]) : null;
    }
}
