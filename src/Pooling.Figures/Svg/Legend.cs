namespace Pooling.Figures.Svg;

/// <summary>Draws the names of the traces beside their colors.</summary>
internal sealed class Legend
{
    private const double Row = 19;
    private const double Swatch = 34;

    private readonly (string Name, Trace Trace)[] _entries;
    private readonly Font _font;

    public Legend(Settings layout, IEnumerable<(string Name, Trace Trace)> entries, Font layoutFont)
    {
        _entries = [.. entries];
        _font = Font.Read(layout.Section("legend.font"), layoutFont with { Size = 12 });
        IsShown = _entries.Length > 0 &&
            layout.Flag("showlegend", _entries.Length > 1 || _entries[0].Trace.Settings.Flag("showlegend", false));
        IsHorizontal = layout.Text("legend.orientation") == "h";
    }

    public bool IsShown { get; }

    public bool IsHorizontal { get; }

    public double Width => _entries.Max(EntryWidth) + 12;

    public void Draw(SvgWriter svg, Settings layout, Box paper)
    {
        double x = paper.Left + (layout.Number("legend.x", IsHorizontal ? 0 : 1.02) * paper.Width);
        double y = paper.Bottom - (layout.Number("legend.y", IsHorizontal ? -0.1 : 1) * paper.Height);
        double width = IsHorizontal ? _entries.Sum(EntryWidth) : Width;
        double height = IsHorizontal ? Row : _entries.Length * Row;
        x -= layout.Text("legend.xanchor") switch { "right" => width, "center" => width / 2, _ => 0 };
        y -= layout.Text("legend.yanchor") switch
        {
            "bottom" => height,
            "middle" => height / 2,
            null when layout.Number("legend.y", 1) < 1 / 3.0 && !IsHorizontal => height,
            _ => 0,
        };

        foreach ((string name, Trace trace) in _entries)
        {
            double middle = y + (Row / 2);
            if (trace is ScatterTrace scatter)
            {
                if (scatter.HasLines)
                {
                    svg.Element(
                        "line",
                        ("x1", x), ("y1", middle), ("x2", x + Swatch - 6), ("y2", middle), ("stroke", trace.Color),
                        ("stroke-width", 2), ("stroke-dasharray", Strokes.Dashes(trace.Settings.Text("line.dash"), 2)));
                }

                if (scatter.HasMarkers)
                {
                    svg.Element(
                        "circle", ("cx", x + ((Swatch - 6) / 2)), ("cy", middle), ("r", 3), ("fill", trace.Color));
                }
            }
            else
            {
                svg.Element(
                    "rect", ("x", x + 8), ("y", middle - 6), ("width", 12), ("height", 12), ("fill", trace.Color));
            }

            svg.Text(name, x + Swatch, middle, _font, "start");
            x += IsHorizontal ? EntryWidth((name, trace)) : 0;
            y += IsHorizontal ? 0 : Row;
        }
    }

    private double EntryWidth((string Name, Trace Trace) entry) => Swatch + _font.Width(entry.Name) + 12;
}
