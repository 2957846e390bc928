using System.Globalization;

namespace Pooling.Figures.Svg;

/// <summary>Dashes and markers by Plotly's names.</summary>
internal static class Strokes
{
    /// <summary>The lengths of dashes and gaps; null for a solid line.</summary>
    public static string? Dashes(string? dash, double width)
    {
        double[] lengths = dash switch
        {
            "dot" => [1, 1],
            "dash" => [3, 3],
            "longdash" => [5, 5],
            "dashdot" => [3, 2, 1, 2],
            "longdashdot" => [5, 2, 1, 2],
            _ => [],
        };
        if (lengths.Length > 0)
        {
            double unit = Math.Max(width, 3);
            return string.Join(' ', lengths.Select(length => SvgWriter.Format(length * unit)));
        }

        return dash is { Length: > 0 } && char.IsAsciiDigit(dash[0])
            ? dash.Replace("px", "", StringComparison.Ordinal).Replace(',', ' ')
            : null;
    }

    public static void Marker(
        SvgWriter svg,
        string symbol,
        double x,
        double y,
        double size,
        string color,
        string? lineColor,
        double lineWidth,
        double? opacity)
    {
        double radius = size / 2;
        bool isOpen = symbol.Contains("-open", StringComparison.Ordinal);
        string? stroke = isOpen ? color : lineColor;
        double? width = isOpen ? Math.Max(lineWidth, 1) : lineColor is null ? null : lineWidth;
        string fill = isOpen ? "none" : color;
        string? path = symbol.Split('-')[0] switch
        {
            "square" => Path(x, y, (-radius, -radius), (radius, -radius), (radius, radius), (-radius, radius)),
            "diamond" => Path(x, y, (0, -1.3 * radius), (1.3 * radius, 0), (0, 1.3 * radius), (-1.3 * radius, 0)),
            "triangle" when symbol.Contains("down", StringComparison.Ordinal) =>
                Path(x, y, (0, radius), (1.15 * radius, -0.6 * radius), (-1.15 * radius, -0.6 * radius)),
            "triangle" => Path(x, y, (0, -radius), (1.15 * radius, 0.6 * radius), (-1.15 * radius, 0.6 * radius)),
            "cross" => Cross(x, y, radius, radius * 0.4),
            "x" => Path(
                x, y, (0, -0.4 * radius), (0.6 * radius, -radius), (radius, -0.6 * radius), (0.4 * radius, 0),
                (radius, 0.6 * radius), (0.6 * radius, radius), (0, 0.4 * radius), (-0.6 * radius, radius),
                (-radius, 0.6 * radius), (-0.4 * radius, 0), (-radius, -0.6 * radius), (-0.6 * radius, -radius)),
            _ => null,
        };
        if (path is null)
        {
            svg.Element(
                "circle",
                ("cx", x), ("cy", y), ("r", radius), ("fill", fill), ("stroke", stroke), ("stroke-width", width),
                ("opacity", opacity));
        }
        else
        {
            svg.Element(
                "path", ("d", path), ("fill", fill), ("stroke", stroke), ("stroke-width", width), ("opacity", opacity));
        }
    }

    private static string Cross(double x, double y, double length, double breadth) =>
        Path(
            x, y, (-breadth, -length), (breadth, -length), (breadth, -breadth), (length, -breadth), (length, breadth),
            (breadth, breadth), (breadth, length), (-breadth, length), (-breadth, breadth), (-length, breadth),
            (-length, -breadth), (-breadth, -breadth));

    private static string Path(double x, double y, params ReadOnlySpan<(double X, double Y)> corners)
    {
        string path = "";
        foreach ((double dx, double dy) in corners)
        {
            path += string.Create(
                CultureInfo.InvariantCulture,
                $"{(path.Length == 0 ? 'M' : 'L')}{SvgWriter.Format(x + dx)} {SvgWriter.Format(y + dy)}");
        }

        return path + "Z";
    }
}
