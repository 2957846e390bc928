namespace Pooling.Figures.Svg;

/// <summary>Bars from zero, side by side or stacked.</summary>
internal sealed class BarTrace : Trace
{
    private readonly bool _isHorizontal;
    private readonly double[] _positions;
    private readonly double[] _starts;
    private readonly double[] _ends;
    private readonly double _width;
    private double _offset;

    public BarTrace(
        Settings settings, Axis x, Axis y, string color, Settings layout, IReadOnlyList<Trace> before)
        : base(settings, x, y, settings.Text("marker.color", color))
    {
        _isHorizontal = settings.Text("orientation") == "h";
        Axis along = _isHorizontal ? y : x;
        double[] lengths = settings.Numbers(_isHorizontal ? "x" : "y");
        _positions = Positions(along, lengths.Length);
        int count = Math.Min(_positions.Length, lengths.Length);
        _positions = _positions[..count];
        double step = Step(_positions);
        _width = step * (1 - Math.Clamp(layout.Number("bargap", 0.2), 0, 1));
        double[] bases = settings.Numbers("base");
        _starts = [.. _positions.Select((_, i) => i < bases.Length && double.IsFinite(bases[i]) ? bases[i] : 0)];

        BarTrace[] neighbors =
        [
            .. before.OfType<BarTrace>().Where(bar => bar.X == x && bar.Y == y && bar._isHorizontal == _isHorizontal),
        ];
        string mode = layout.Text("barmode", "group");
        if (mode is "stack" or "relative")
        {
            for (int i = 0; i < count; i++)
            {
                bool isNegative = lengths[i] < 0;
                foreach (BarTrace neighbor in neighbors)
                {
                    int same = Array.IndexOf(neighbor._positions, _positions[i]);
                    if (same >= 0 && neighbor._ends[same] < neighbor._starts[same] == isNegative)
                    {
                        _starts[i] = neighbor._ends[same];
                    }
                }
            }
        }
        else if (mode == "group")
        {
            int all = neighbors.Length + 1;
            for (int i = 0; i < neighbors.Length; i++)
            {
                neighbors[i].Place(i, all);
            }

            Place(neighbors.Length, all);
        }

        _ends = [.. _starts.Zip(lengths, (start, length) => start + (double.IsFinite(length) ? length : 0))];
    }

    public override bool HasLegend => true;

    public override int Layer => 1;

    private int Groups { get; set; } = 1;

    public override void Extend()
    {
        Axis along = _isHorizontal ? Y : X;
        Axis across = _isHorizontal ? X : Y;
        across.Extend(0);
        for (int i = 0; i < _positions.Length; i++)
        {
            along.Extend(_positions[i] - (_width / 2));
            along.Extend(_positions[i] + (_width / 2));
            across.Extend(across.Position(_starts[i]));
            across.ExtendPadded(across.Position(_ends[i]));
        }
    }

    public override void Draw(SvgWriter svg)
    {
        Func<int, string> colors = Each("marker.color", Color);
        string?[] texts = Settings.Text("text") is { } one
            ? [.. _positions.Select(_ => one)]
            : Settings.Texts("text");
        Axis across = _isHorizontal ? X : Y;
        for (int i = 0; i < _positions.Length; i++)
        {
            double from = _positions[i] - (_width / 2) + (_offset * _width);
            double start = across.Position(_starts[i]);
            double end = across.Position(_ends[i]);
            start = double.IsFinite(start) ? start : across.From;
            if (!double.IsFinite(end) || !double.IsFinite(from))
            {
                continue;
            }

            DrawBar(svg, this, _isHorizontal, from, from + (_width / Groups), start, end, colors(i));
            if (i < texts.Length && texts[i] is { Length: > 0 } text)
            {
                DrawText(svg, text, from + (_width / Groups / 2), end, _ends[i] < _starts[i]);
            }
        }
    }

    public static void DrawBar(
        SvgWriter svg, Trace trace, bool isHorizontal, double from, double to, double start, double end, string color)
    {
        (double left, double right, double bottom, double top) =
            isHorizontal ? (start, end, from, to) : (from, to, start, end);
        bool hasLine = trace.Settings.Number("marker.line.width") > 0;
        double x1 = trace.X.Pixel(left);
        double x2 = trace.X.Pixel(right);
        double y1 = trace.Y.Pixel(bottom);
        double y2 = trace.Y.Pixel(top);
        svg.Element(
            "rect",
            ("x", Math.Min(x1, x2)),
            ("y", Math.Min(y1, y2)),
            ("width", Math.Abs(x2 - x1)),
            ("height", Math.Abs(y2 - y1)),
            ("fill", color),
            ("opacity", trace.Settings.Number("opacity") ?? trace.Settings.Number("marker.opacity")),
            ("stroke", hasLine ? trace.Settings.Text("marker.line.color", "#444444") : null));
    }

    private void DrawText(SvgWriter svg, string text, double position, double end, bool isNegative)
    {
        Font font = Font.Read(Settings.Section("textfont"), new Font(12, "#444444"));
        if (_isHorizontal)
        {
            double x = X.Pixel(end);
            svg.Text(text, isNegative ? x - 4 : x + 4, Y.Pixel(position), font, isNegative ? "end" : "start");
        }
        else
        {
            double y = Y.Pixel(end);
            svg.Text(text, X.Pixel(position), isNegative ? y + 2 : y - 2, font, "middle", isNegative ? 0 : 1);
        }
    }

    private void Place(int index, int count)
    {
        Groups = count;
        _offset = (double)index / count;
    }

    private static double Step(double[] positions)
    {
        double[] sorted = [.. positions.Where(double.IsFinite).Distinct().Order()];
        return sorted.Length < 2 ? 1 : sorted.Zip(sorted.Skip(1), (first, second) => second - first).Min();
    }
}
