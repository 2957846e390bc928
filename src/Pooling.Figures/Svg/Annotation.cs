namespace Pooling.Figures.Svg;

/// <summary>Draws Plotly's annotations: texts, with an arrow where they have one.</summary>
internal static class Annotation
{
    public static void Draw(SvgWriter svg, Settings annotation, References references, Font layoutFont)
    {
        string text = annotation.Text("text", "");
        string xRef = annotation.Text("xref", "x");
        string yRef = annotation.Text("yref", "y");
        double x = references.Pixel(xRef, annotation.Text("x"), isHorizontal: true, isLogarithm: true);
        double y = references.Pixel(yRef, annotation.Text("y"), isHorizontal: false, isLogarithm: true);
        if (!annotation.Flag("visible", true) || !double.IsFinite(x + y))
        {
            return;
        }

        x += annotation.Number("xshift", 0);
        y -= annotation.Number("yshift", 0);
        bool hasArrow = annotation.Flag("showarrow", true);
        string xAnchor = annotation.Text("xanchor", "auto");
        string yAnchor = annotation.Text("yanchor", "auto");
        if (hasArrow)
        {
            double tailX = x + annotation.Number("ax", -10);
            double tailY = y + annotation.Number("ay", -30);
            Arrow(svg, tailX, tailY, x, y, annotation);
            xAnchor = xAnchor != "auto" ? xAnchor : Math.Abs(tailX - x) < 16 ? "center" : tailX < x ? "right" : "left";
            yAnchor = yAnchor != "auto" ? yAnchor : Math.Abs(tailY - y) < 16 ? "middle" : tailY < y ? "bottom" : "top";
            (x, y) = (tailX, tailY);
        }
        else
        {
            // A text on the paper stays on it by itself: it leans on the side that it is near.
            xAnchor = xAnchor != "auto" ? xAnchor : Lean(xRef, annotation.Number("x", 0.5), "left", "center", "right");
            yAnchor = yAnchor != "auto" ? yAnchor : Lean(yRef, annotation.Number("y", 0.5), "bottom", "middle", "top");
        }

        Font font = Font.Read(annotation.Section("font"), layoutFont with { Size = 12 });
        double width = font.Width(text);
        double height = Markup.Lines(text).Length * font.Size * Font.LineHeight;
        double left = xAnchor switch { "left" => x, "right" => x - width, _ => x - (width / 2) };
        double top = yAnchor switch { "top" => y, "bottom" => y - height, _ => y - (height / 2) };
        string? background = annotation.Text("bgcolor");
        string? border = annotation.Text("bordercolor");
        if ((background ?? border) is not null && text.Length > 0)
        {
            svg.Element(
                "rect",
                ("x", left - 3), ("y", top), ("width", width + 6), ("height", height), ("fill", background ?? "none"),
                ("stroke", border));
        }

        svg.Text(
            text,
            x,
            y,
            font,
            xAnchor switch { "left" => "start", "right" => "end", _ => "middle" },
            yAnchor switch { "top" => 0, "bottom" => 1, _ => 0.5 },
            annotation.Number("textangle", 0));
    }

    private static string Lean(string reference, double fraction, string low, string middle, string high) =>
        reference != "paper" ? middle : fraction < 1 / 3.0 ? low : fraction > 2 / 3.0 ? high : middle;

    private static void Arrow(SvgWriter svg, double fromX, double fromY, double toX, double toY, Settings settings)
    {
        double length = Math.Sqrt(Math.Pow(toX - fromX, 2) + Math.Pow(toY - fromY, 2));
        if (length < 1)
        {
            return;
        }

        double width = settings.Number("arrowwidth", 2);
        string color = settings.Text("arrowcolor", settings.Text("font.color", "#444444"));
        bool hasHead = settings.Number("arrowhead", 1) > 0;
        double size = hasHead ? (3 * width) + 1 : 0;
        double dx = (toX - fromX) / length;
        double dy = (toY - fromY) / length;
        double baseX = toX - (dx * size);
        double baseY = toY - (dy * size);
        svg.Element(
            "line",
            ("x1", fromX), ("y1", fromY), ("x2", baseX), ("y2", baseY), ("stroke", color), ("stroke-width", width));
        if (hasHead)
        {
            double half = size / 2;
            svg.Element(
                "path",
                ("d",
                    $"M{F(toX)} {F(toY)}L{F(baseX - (dy * half))} {F(baseY + (dx * half))}" +
                    $"L{F(baseX + (dy * half))} {F(baseY - (dx * half))}Z"),
                ("fill", color));
        }

        static string F(double value) => SvgWriter.Format(value);
    }
}
