using System.Globalization;
using System.Text.Json.Nodes;

namespace Pooling.Figures;

/// <summary>Colors for values from 0 to 1, mixed between stops as plotly.js mixes them.</summary>
internal sealed class ColorScale
{
    /// <summary>Plotly's named scales. The values are part of plotly.js's interface.</summary>
    private static readonly Dictionary<string, ColorScale> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Greys"] = Parse(
            "0 #000000, 1 #ffffff"),
        ["YlGnBu"] = Parse(
            "0 #081d58, 0.125 #253494, 0.25 #225ea8, 0.375 #1d91c0, 0.5 #41b6c4, 0.625 #7fcdbb, 0.75 " +
            "#c7e9b4, 0.875 #edf8d9, 1 #ffffd9"),
        ["Greens"] = Parse(
            "0 #00441b, 0.125 #006d2c, 0.25 #238b45, 0.375 #41ab5d, 0.5 #74c476, 0.625 #a1d99b, 0.75 " +
            "#c7e9c0, 0.875 #e5f5e0, 1 #f7fcf5"),
        ["YlOrRd"] = Parse(
            "0 #800026, 0.125 #bd0026, 0.25 #e31a1c, 0.375 #fc4e2a, 0.5 #fd8d3c, 0.625 #feb24c, 0.75 " +
            "#fed976, 0.875 #ffeda0, 1 #ffffcc"),
        ["Bluered"] = Parse(
            "0 #0000ff, 1 #ff0000"),
        ["RdBu"] = Parse(
            "0 #050aac, 0.35 #6a89f7, 0.5 #bebebe, 0.6 #dcaa84, 0.7 #e6915a, 1 #b20a1c"),
        ["Reds"] = Parse(
            "0 #dcdcdc, 0.2 #f5c39d, 0.4 #f5a069, 1 #b20a1c"),
        ["Blues"] = Parse(
            "0 #050aac, 0.35 #283cbe, 0.5 #4664f5, 0.6 #5a78f5, 0.7 #6a89f7, 1 #dcdcdc"),
        ["Picnic"] = Parse(
            "0 #0000ff, 0.1 #3399ff, 0.2 #66ccff, 0.3 #99ccff, 0.4 #ccccff, 0.5 #ffffff, 0.6 #ffccff, " +
            "0.7 #ff99ff, 0.8 #ff66cc, 0.9 #ff6666, 1 #ff0000"),
        ["Rainbow"] = Parse(
            "0 #96005a, 0.125 #0000c8, 0.25 #0019ff, 0.375 #0098ff, 0.5 #2cff96, 0.625 #97ff00, 0.75 " +
            "#ffea00, 0.875 #ff6f00, 1 #ff0000"),
        ["Portland"] = Parse(
            "0 #0c3383, 0.25 #0a88ba, 0.5 #f2d338, 0.75 #f28f38, 1 #d91e1e"),
        ["Jet"] = Parse(
            "0 #000083, 0.125 #003caa, 0.375 #05ffff, 0.625 #ffff00, 0.875 #fa0000, 1 #800000"),
        ["Hot"] = Parse(
            "0 #000000, 0.3 #e60000, 0.6 #ffd200, 1 #ffffff"),
        ["Blackbody"] = Parse(
            "0 #000000, 0.2 #e60000, 0.4 #e6d200, 0.7 #ffffff, 1 #a0c8ff"),
        ["Earth"] = Parse(
            "0 #000082, 0.1 #00b4b4, 0.2 #28d228, 0.4 #e6e632, 0.6 #784614, 1 #ffffff"),
        ["Electric"] = Parse(
            "0 #000000, 0.15 #1e0064, 0.4 #780064, 0.6 #a05a00, 0.8 #e6c800, 1 #fffadc"),
        ["Viridis"] = Parse(
            "0 #440154, 0.0627 #48186a, 0.1255 #472d7b, 0.1882 #424086, 0.251 #3b528b, 0.3137 " +
            "#33638d, 0.3765 #2c728e, 0.4392 #26828e, 0.502 #21918c, 0.5647 #1fa088, 0.6275 #28ae80, " +
            "0.6902 #3fbc73, 0.7529 #5ec962, 0.8157 #84d44b, 0.8784 #addc30, 0.9412 #d8e219, 1 " +
            "#fde725"),
        ["Cividis"] = Parse(
            "0 #00204c, 0.0588 #002a66, 0.1176 #00346e, 0.1765 #273f6c, 0.2353 #3c4a6b, 0.2941 " +
            "#4c556b, 0.3529 #5b5f6d, 0.4118 #686a70, 0.4706 #757575, 0.5294 #838178, 0.5882 #928c78, " +
            "0.6471 #a19876, 0.7059 #b0a572, 0.7647 #c0b16d, 0.8235 #d1bf66, 0.8824 #e1cc5c, 0.9412 " +
            "#f3db4f, 1 #ffe945"),
    };

    private readonly (double Position, Rgb Color)[] _stops;

    public ColorScale(params (double Position, Rgb Color)[] stops)
    {
        _stops = stops;
    }

    /// <summary>
    /// For values of one sign: viridis, whose lightness grows evenly and which color-blind readers can follow.
    /// </summary>
    public static ColorScale Sequential => ByName["Viridis"];

    /// <summary>
    /// For values of both signs: blue below zero, white at zero, red above, after ColorBrewer's color-blind-safe RdBu.
    /// </summary>
    public static ColorScale Diverging { get; } = Parse(
        "0 #053061, 0.125 #2166ac, 0.25 #4393c3, 0.375 #a6cee4, 0.5 #f7f7f7, " +
        "0.625 #fac8af, 0.75 #d6604d, 0.875 #b2182b, 1 #67001f");

    /// <summary>From black to white.</summary>
    public static ColorScale Gray => ByName["Greys"];

    /// <summary>
    /// One of Plotly's named scales, with <c>_r</c> for its reverse; null if there is none of that name.
    /// </summary>
    public static ColorScale? Named(string name)
    {
        if (ByName.TryGetValue(name, out ColorScale? scale))
        {
            return scale;
        }

        return name.EndsWith("_r", StringComparison.Ordinal) ? Named(name[..^2])?.Reversed() : null;
    }

    /// <summary>The color at a position. Positions outside of 0 to 1 get the color of the nearer end.</summary>
    public Rgb At(double position)
    {
        if (!(position > _stops[0].Position))
        {
            return _stops[0].Color;
        }

        for (int i = 1; i < _stops.Length; i++)
        {
            (double end, Rgb endColor) = _stops[i];
            if (position <= end)
            {
                (double start, Rgb startColor) = _stops[i - 1];
                return end > start ? Rgb.Between(startColor, endColor, (position - start) / (end - start)) : endColor;
            }
        }

        return _stops[^1].Color;
    }

    /// <summary>The same colors in the opposite order.</summary>
    public ColorScale Reversed() =>
        new([.. _stops.Reverse().Select(stop => (1 - stop.Position, stop.Color))]);

    /// <summary>The scale as Plotly takes it: its name, or <c>[[position, color], ...]</c>.</summary>
    public JsonNode ToJson() =>
        ByName.FirstOrDefault(pair => pair.Value == this).Key is { } name
            ? JsonValue.Create(name)
            : new JsonArray([.. _stops.Select(stop => new JsonArray(stop.Position, stop.Color.ToString()))]);

    private static ColorScale Parse(string stops) =>
        new([.. stops.Split(", ").Select(ParseStop)]);

    private static (double Position, Rgb Color) ParseStop(string stop)
    {
        string[] parts = stop.Split(' ');
        return Rgb.TryParse(parts[1], out Rgb color)
            ? (double.Parse(parts[0], CultureInfo.InvariantCulture), color)
            : throw new FormatException($"'{parts[1]}' is not a color.");
    }
}
