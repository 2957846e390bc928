namespace Pooling.Figures.Svg;

/// <summary>Draws what belongs to an axis: grid, line, ticks, labels and title.</summary>
/// <param name="axis">The axis.</param>
/// <param name="across">The pixels that the grid lines span.</param>
/// <param name="layoutFont">The font of the layout.</param>
internal sealed class AxisPicture(Axis axis, (double Start, double End) across, Font layoutFont)
{
    private readonly (double Position, string Label)[] _ticks = axis.IsVisible ? Ticks.Of(axis) : [];

    private Settings Settings => axis.Settings;

    private Font TickFont => Font.Read(Settings.Section("tickfont"), layoutFont with { Size = 12 });

    private bool IsOpposite => Settings.Text("side") is "top" or "right";

    public void DrawGrid(SvgWriter svg)
    {
        if (!axis.IsVisible)
        {
            return;
        }

        if (Settings.Flag("showgrid", axis.Type != AxisType.Category))
        {
            string color = Settings.Text("gridcolor", "#eeeeee");
            double width = Settings.Number("gridwidth", 1);
            foreach ((double position, _) in _ticks)
            {
                DrawLine(svg, axis.Pixel(position), color, width);
            }
        }

        bool hasZero = Math.Min(axis.From, axis.To) <= 0 && Math.Max(axis.From, axis.To) >= 0;
        if (axis.Type == AxisType.Linear && hasZero && Settings.Flag("zeroline", Settings.Flag("showgrid", true)))
        {
            DrawLine(
                svg, axis.Pixel(0), Settings.Text("zerolinecolor", "#444444"), Settings.Number("zerolinewidth", 1));
        }
    }

    public void DrawLabels(SvgWriter svg)
    {
        if (!axis.IsVisible)
        {
            return;
        }

        int outward = (axis.IsHorizontal ? 1 : -1) * (IsOpposite ? -1 : 1);
        if (Settings.Flag("showline", false))
        {
            string color = Settings.Text("linecolor", "#444444");
            double width = Settings.Number("linewidth", 1);
            if (axis.IsHorizontal)
            {
                svg.Element(
                    "line",
                    ("x1", axis.Start), ("y1", axis.Line), ("x2", axis.End), ("y2", axis.Line), ("stroke", color),
                    ("stroke-width", width));
            }
            else
            {
                svg.Element(
                    "line",
                    ("x1", axis.Line), ("y1", axis.Start), ("x2", axis.Line), ("y2", axis.End), ("stroke", color),
                    ("stroke-width", width));
            }
        }

        bool hasTicks = Settings.Text("ticks") is "outside";
        double tickLength = hasTicks ? Settings.Number("ticklen", 5) : 0;
        double widest = 0;
        if (Settings.Flag("showticklabels", true))
        {
            foreach ((double position, string label) in _ticks)
            {
                double pixel = axis.Pixel(position);
                if (hasTicks)
                {
                    DrawTick(svg, pixel, outward * tickLength);
                }

                double away = axis.Line + (outward * (tickLength + 4));
                if (axis.IsHorizontal)
                {
                    DrawHorizontalLabel(svg, label, pixel, away);
                }
                else
                {
                    svg.Text(label, away, pixel, TickFont, IsOpposite ? "start" : "end");
                }

                widest = Math.Max(widest, TickFont.Width(label));
            }
        }

        DrawTitle(svg, outward, tickLength + widest);
    }

    /// <summary>How many pixels the labels and the title need outside of the axis.</summary>
    public double Room
    {
        get
        {
            if (!axis.IsVisible)
            {
                return 0;
            }

            double labels = !Settings.Flag("showticklabels", true) || _ticks.Length == 0 ? 0
                : axis.IsHorizontal && !IsTurned ? TickFont.Size * Font.LineHeight
                : _ticks.Max(tick => TickFont.Width(tick.Label));
            return labels + 10 + (Title is null ? 0 : TitleFont.Size * 1.8);
        }
    }

    private bool IsTurned =>
        _ticks.Length > 1 &&
        _ticks.Max(tick => TickFont.Width(tick.Label)) > (axis.Length / _ticks.Length) + 8;

    private string? Title => Settings.Text("title.text") ?? Settings.Text("title");

    private Font TitleFont => Font.Read(Settings.Section("title.font"), layoutFont with { Size = 14 });

    private void DrawHorizontalLabel(SvgWriter svg, string label, double x, double y)
    {
        if (IsTurned)
        {
            svg.Text(label, x, y, TickFont, IsOpposite ? "start" : "end", 0.5, -90);
        }
        else
        {
            svg.Text(label, x, y, TickFont, "middle", IsOpposite ? 1 : 0);
        }
    }

    private void DrawTick(SvgWriter svg, double pixel, double length)
    {
        string color = Settings.Text("tickcolor", "#444444");
        (double x1, double y1, double x2, double y2) = axis.IsHorizontal
            ? (pixel, axis.Line, pixel, axis.Line + length)
            : (axis.Line, pixel, axis.Line + length, pixel);
        svg.Element("line", ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("stroke", color));
    }

    private void DrawLine(SvgWriter svg, double pixel, string color, double width)
    {
        (double x1, double y1, double x2, double y2) = axis.IsHorizontal
            ? (pixel, across.Start, pixel, across.End)
            : (across.Start, pixel, across.End, pixel);
        svg.Element(
            "line", ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("stroke", color), ("stroke-width", width));
    }

    private void DrawTitle(SvgWriter svg, int outward, double labels)
    {
        if (Title is not { Length: > 0 } title)
        {
            return;
        }

        double middle = (axis.Start + axis.End) / 2;
        if (axis.IsHorizontal)
        {
            double away = (IsTurned ? labels : TickFont.Size * Font.LineHeight) + 10;
            svg.Text(title, middle, axis.Line + (outward * away), TitleFont, "middle", IsOpposite ? 1 : 0);
        }
        else
        {
            double away = axis.Line + (outward * (labels + 10 + (TitleFont.Size * 0.7)));
            svg.Text(title, away, middle, TitleFont, "middle", 0.5, -90);
        }
    }
}
