namespace Pooling.Figures.Svg;

/// <summary>Draws the bar that tells which value has which color.</summary>
internal static class ColorBarPicture
{
    /// <summary>About how much room a bar takes at the right of the plotting area, in pixels.</summary>
    public static double Room(Settings bar) => 16 + bar.Number("thickness", 30) + 40 + (bar.Has("title.text") ? 12 : 0);

    public static void Draw(SvgWriter svg, ColorMap colors, Settings bar, Box paper, Font layoutFont)
    {
        double thickness = bar.Number("thickness", 30);
        double length = bar.Text("lenmode") == "pixels"
            ? bar.Number("len", paper.Height)
            : bar.Number("len", 1) * paper.Height;
        double x = paper.Left + (bar.Number("x", 1.02) * paper.Width) + bar.Number("xpad", 10);
        double y = paper.Bottom - (bar.Number("y", 0.5) * paper.Height);
        double top = bar.Text("yanchor", "middle") switch { "top" => y, "bottom" => y - length, _ => y - (length / 2) };

        const int Steps = 64;
        svg.Open("g", ("shape-rendering", "crispEdges"));
        for (int i = 0; i < Steps; i++)
        {
            svg.Element(
                "rect",
                ("x", x),
                ("y", top + (i * length / Steps)),
                ("width", thickness),
                ("height", (length / Steps) + (i < Steps - 1 ? 0.5 : 0)),
                ("fill", colors.Scale.At(1 - ((i + 0.5) / Steps))));
        }

        svg.Close("g");

        Font font = Font.Read(bar.Section("tickfont"), layoutFont with { Size = 12 });
        if (colors.Max > colors.Min)
        {
            foreach ((double position, string label) in TicksOf(colors, bar, length))
            {
                double fraction = (position - colors.Min) / (colors.Max - colors.Min);
                svg.Text(label, x + thickness + 5, top + ((1 - fraction) * length), font, "start");
            }
        }

        if ((bar.Text("title.text") ?? bar.Text("title")) is { Length: > 0 } title)
        {
            Font titleFont = Font.Read(bar.Section("title.font"), layoutFont with { Size = 12 });
            svg.Text(title, x, top - 4, titleFont, "start", 1);
        }
    }

    private static IEnumerable<(double Position, string Label)> TicksOf(ColorMap colors, Settings bar, double length)
    {
        if (!bar.Has("tickvals"))
        {
            return Ticks.Round(colors.Min, colors.Max, Math.Clamp(length / 45, 2, 8));
        }

        string?[] labels = bar.Texts("ticktext");
        return bar.Numbers("tickvals")
            .Select((value, i) => (value, (i < labels.Length ? labels[i] : null) ?? NumberText.Short(value)));
    }
}
