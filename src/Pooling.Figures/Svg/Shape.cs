using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Pooling.Figures.Svg;

/// <summary>Draws Plotly's layout shapes: rectangles, circles, lines and paths.</summary>
internal static partial class Shape
{
    public static void Draw(SvgWriter svg, Settings shape, References references)
    {
        if (!shape.Flag("visible", true))
        {
            return;
        }

        string xRef = shape.Text("xref", "x");
        string yRef = shape.Text("yref", "y");
        string type = shape.Text("type", "rect");
        double width = shape.Number("line.width", 2);
        (string, object?)[] style =
        [
            ("fill", type == "line" ? "none" : shape.Text("fillcolor", "none")),
            ("stroke", width > 0 ? shape.Text("line.color", "#444444") : null),
            ("stroke-width", width > 0 ? width : null),
            ("stroke-dasharray", width > 0 ? Strokes.Dashes(shape.Text("line.dash"), width) : null),
            ("opacity", shape.Number("opacity")),
        ];
        if (type == "path")
        {
            string? path = ConvertPath(shape.Text("path", ""), xRef, yRef, references);
            if (path is not null)
            {
                svg.Element("path", [("d", path), .. style]);
            }

            return;
        }

        double x0 = references.Pixel(xRef, shape.Text("x0"), isHorizontal: true);
        double x1 = references.Pixel(xRef, shape.Text("x1"), isHorizontal: true);
        double y0 = references.Pixel(yRef, shape.Text("y0"), isHorizontal: false);
        double y1 = references.Pixel(yRef, shape.Text("y1"), isHorizontal: false);
        if (!double.IsFinite(x0 + x1 + y0 + y1))
        {
            return;
        }

        switch (type)
        {
            case "line":
                svg.Element("line", [("x1", x0), ("y1", y0), ("x2", x1), ("y2", y1), .. style]);
                break;
            case "circle":
                svg.Element(
                    "ellipse",
                    [
                        ("cx", (x0 + x1) / 2), ("cy", (y0 + y1) / 2), ("rx", Math.Abs(x1 - x0) / 2),
                        ("ry", Math.Abs(y1 - y0) / 2), .. style,
                    ]);
                break;
            default:
                svg.Element(
                    "rect",
                    [
                        ("x", Math.Min(x0, x1)), ("y", Math.Min(y0, y1)), ("width", Math.Abs(x1 - x0)),
                        ("height", Math.Abs(y1 - y0)), .. style,
                    ]);
                break;
        }
    }

    /// <summary>A path in values of the axes as a path in pixels; null if it is none.</summary>
    private static string? ConvertPath(string path, string xRef, string yRef, References references)
    {
        var pixels = new StringBuilder();
        foreach (Match segment in Segment().Matches(path))
        {
            char command = segment.Groups["command"].Value[0];
            pixels.Append(command);
            string[] values = [.. Value().Matches(segment.Groups["values"].Value).Select(match => match.Value)];
            for (int i = 0; i < values.Length; i++)
            {
                bool isHorizontal = command == 'H' || (command != 'V' && i % 2 == 0);
                double pixel = references.Pixel(isHorizontal ? xRef : yRef, values[i], isHorizontal);
                if (!double.IsFinite(pixel))
                {
                    return null;
                }

                pixels.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? " " : "")}{SvgWriter.Format(pixel)}");
            }
        }

        return pixels.Length > 0 ? pixels.ToString() : null;
    }

    [GeneratedRegex("(?<command>[MLHVQCTSZ])(?<values>[^MLHVQCTSZ]*)")]
    private static partial Regex Segment();

    [GeneratedRegex(@"[^\s,]+")]
    private static partial Regex Value();
}
