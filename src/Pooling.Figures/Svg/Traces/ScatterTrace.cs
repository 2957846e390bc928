using System.Text;

namespace Pooling.Figures.Svg;

/// <summary>Points as lines, markers, texts and filled areas.</summary>
internal sealed class ScatterTrace : Trace
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly bool _hasLines;
    private readonly bool _hasMarkers;
    private readonly bool _hasTexts;
    private readonly ScatterTrace? _below;
    private readonly ColorMap? _colors;
    private readonly double[] _colorValues = [];
    private readonly Settings _colorOwner;

    public ScatterTrace(
        Settings settings, Axis x, Axis y, string color, Settings layout, IReadOnlyList<Trace> before)
        : base(settings, x, y, color)
    {
        int count = Math.Max(settings.Texts("x").Length, settings.Texts("y").Length);
        _x = Positions(x, count);
        _y = Positions(y, count);
        int common = Math.Min(_x.Length, _y.Length);
        _x = _x[..common];
        _y = _y[..common];

        string mode = settings.Text("mode") ?? (common < 20 ? "lines+markers" : "lines");
        _hasLines = mode.Contains("lines", StringComparison.Ordinal);
        _hasMarkers = mode.Contains("markers", StringComparison.Ordinal);
        _hasTexts = mode.Contains("text", StringComparison.Ordinal);
        _below = before.OfType<ScatterTrace>().LastOrDefault(trace => trace.X == x && trace.Y == y);

        if (settings.Text("marker.color") is null)
        {
            string? colorAxis = settings.Text("marker.coloraxis");
            _colorOwner = colorAxis is null ? settings.Section("marker") : layout.Section(colorAxis);
            _colorValues = settings.Numbers("marker.color");
            if (_colorValues.Any(double.IsFinite) || _colorOwner.Flag("showscale", false))
            {
                _colors = ColorMap.Read(_colorOwner, 'c', _colorValues, ColorScale.Named("Reds")!);
            }
        }
    }

    public override bool HasLegend => true;

    public override int Layer => 2;

    public override string Color =>
        (_hasLines ? Settings.Text("line.color") : null) ?? Settings.Text("marker.color") ?? base.Color;

    public override (ColorMap Colors, Settings Bar)? ColorBar =>
        _colors is not null && _colorOwner.Flag("showscale", Settings.Has("marker.coloraxis"))
            ? (_colors, _colorOwner.Section("colorbar"))
            : null;

    public bool HasLines => _hasLines;

    public bool HasMarkers => _hasMarkers;

    public override void Extend()
    {
        for (int i = 0; i < _x.Length; i++)
        {
            if (_hasMarkers || _hasTexts)
            {
                X.ExtendPadded(_x[i]);
            }
            else
            {
                X.Extend(_x[i]);
            }

            Y.ExtendPadded(_y[i]);
        }

        if (Settings.Text("fill") == "tozeroy")
        {
            Y.Extend(0);
        }
        else if (Settings.Text("fill") == "tozerox")
        {
            X.Extend(0);
        }
    }

    public override void Draw(SvgWriter svg)
    {
        double? opacity = Settings.Number("opacity");
        if (opacity is not null)
        {
            svg.Open("g", ("opacity", opacity));
        }

        DrawFill(svg);
        if (_hasLines)
        {
            DrawLines(svg);
        }

        if (_hasMarkers)
        {
            DrawMarkers(svg);
        }

        if (_hasTexts)
        {
            DrawTexts(svg);
        }

        if (opacity is not null)
        {
            svg.Close("g");
        }
    }

    private void DrawLines(SvgWriter svg)
    {
        double width = Settings.Number("line.width", 2);
        if (width <= 0)
        {
            return;
        }

        string path = PathOf(Points());
        if (path.Length > 0)
        {
            svg.Element(
                "path",
                ("d", path),
                ("fill", "none"),
                ("stroke", Settings.Text("line.color") ?? Settings.Text("marker.color") ?? base.Color),
                ("stroke-width", width),
                ("stroke-dasharray", Strokes.Dashes(Settings.Text("line.dash"), width)),
                ("stroke-linejoin", "round"));
        }
    }

    private void DrawFill(SvgWriter svg)
    {
        string fill = Settings.Text("fill", "none");
        string path;
        switch (fill)
        {
            case "toself" or "tonext":
                path = PathOf(Points(), close: true);
                break;
            case "tozeroy" or "tonexty" or "tozerox" or "tonextx":
                (double X, double Y)[] line = [.. Points().Where(IsFinite)];
                if (line.Length == 0)
                {
                    return;
                }

                bool isVertical = fill.EndsWith('y');
                bool isToNext = fill.StartsWith("tonext", StringComparison.Ordinal);
                IEnumerable<(double X, double Y)> other = isToNext && _below is not null
                    ? _below.Points().Where(IsFinite).Reverse()
                    : isVertical
                        ? [(line[^1].X, Zero(Y)), (line[0].X, Zero(Y))]
                        : [(Zero(X), line[^1].Y), (Zero(X), line[0].Y)];
                path = PathOf([.. line, .. other], close: true);
                break;
            default:
                return;
        }

        if (path.Length > 0)
        {
            bool isOwn = Settings.Has("fillcolor");
            svg.Element(
                "path",
                ("d", path),
                ("fill", Settings.Text("fillcolor", Color)),
                ("fill-opacity", isOwn ? null : 0.5));
        }
    }

    private void DrawMarkers(SvgWriter svg)
    {
        Func<int, string> colors = Each("marker.color", base.Color);
        Func<int, double> sizes = EachNumber("marker.size", 6);
        Func<int, string> symbols = Each("marker.symbol", "circle");
        double lineWidth = Settings.Number("marker.line.width", 0);
        string? lineColor = lineWidth > 0 ? Settings.Text("marker.line.color", "#444") : null;
        (double X, double Y)[] points = [.. PixelsOf()];
        for (int i = 0; i < points.Length; i++)
        {
            if (!IsFinite(points[i]))
            {
                continue;
            }

            string color = _colors is not null && i < _colorValues.Length
                ? _colors[_colorValues[i]].ToString()
                : _colors is not null ? base.Color : colors(i);
            Strokes.Marker(
                svg, symbols(i), points[i].X, points[i].Y, sizes(i), color, lineColor, lineWidth,
                Settings.Number("marker.opacity"));
        }
    }

    private void DrawTexts(SvgWriter svg)
    {
        Func<int, string> texts = Each("text", "");
        Func<int, string> positions = Each("textposition", "middle center");
        Func<int, string> colors = Each("textfont.color", "#444444");
        Func<int, double> sizes = EachNumber("textfont.size", 12);
        string? weight = Settings.Text("textfont.weight");
        double markers = _hasMarkers ? (Settings.Number("marker.size", 6) / 2) + 2 : 0;
        (double X, double Y)[] points = [.. PixelsOf()];
        for (int i = 0; i < points.Length; i++)
        {
            if (!IsFinite(points[i]) || texts(i).Length == 0)
            {
                continue;
            }

            string position = positions(i);
            (string anchor, double dx) = position.EndsWith("right", StringComparison.Ordinal) ? ("start", markers + 2)
                : position.EndsWith("left", StringComparison.Ordinal) ? ("end", -markers - 2)
                : ("middle", 0);
            (double vertical, double dy) = position.StartsWith("top", StringComparison.Ordinal) ? (1, -markers)
                : position.StartsWith("bottom", StringComparison.Ordinal) ? (0, markers)
                : (0.5, 0.0);
            var font = new Font(sizes(i), colors(i), weight);
            svg.Text(texts(i), points[i].X + dx, points[i].Y + dy, font, anchor, vertical);
        }
    }

    private IEnumerable<(double X, double Y)> PixelsOf() =>
        _x.Zip(_y, (x, y) => (X.Pixel(x), Y.Pixel(y)));

    /// <summary>The points of the line, with the corners of steps; not finite at gaps.</summary>
    private List<(double X, double Y)> Points()
    {
        string shape = Settings.Text("line.shape", "linear");
        bool joinsGaps = Settings.Flag("connectgaps", false);
        var points = new List<(double X, double Y)>();
        foreach ((double X, double Y) point in PixelsOf())
        {
            if (joinsGaps && !IsFinite(point))
            {
                continue;
            }

            if (points.Count > 0 && IsFinite(point) && IsFinite(points[^1]))
            {
                (double X, double Y) last = points[^1];
                double middle = (last.X + point.X) / 2;
                switch (shape)
                {
                    case "hv":
                        points.Add((point.X, last.Y));
                        break;
                    case "vh":
                        points.Add((last.X, point.Y));
                        break;
                    case "hvh":
                        points.Add((middle, last.Y));
                        points.Add((middle, point.Y));
                        break;
                }
            }

            points.Add(point);
        }

        return points;
    }

    private static double Zero(Axis axis) => axis.Type == AxisType.Log ? axis.Start : axis.Pixel(0);

    private static bool IsFinite((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    private static string PathOf(List<(double X, double Y)> points, bool close = false)
    {
        var path = new StringBuilder();
        bool isDrawing = false;
        foreach ((double X, double Y) point in points)
        {
            if (!IsFinite(point))
            {
                path.Append(isDrawing && close ? "Z" : "");
                isDrawing = false;
                continue;
            }

            path.Append(isDrawing ? 'L' : 'M');
            path.Append(SvgWriter.Format(point.X)).Append(' ').Append(SvgWriter.Format(point.Y));
            isDrawing = true;
        }

        return path.Append(isDrawing && close ? "Z" : "").ToString();
    }
}
