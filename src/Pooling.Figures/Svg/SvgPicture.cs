using System.Text.Json;

namespace Pooling.Figures.Svg;

/// <summary>Draws a figure from its Plotly data as a picture that needs no script.</summary>
internal sealed class SvgPicture
{
    /// <summary>The width of a figure that does not say, in pixels, as in plotly.js.</summary>
    public const double DefaultWidth = 700;

    /// <summary>The height of a figure that does not say, in pixels, as in plotly.js.</summary>
    public const double DefaultHeight = 450;

    private static readonly string[] ColorWay =
    [
        "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf",
    ];

    private readonly JsonElement _figure;
    private readonly JsonElement _template;
    private readonly Settings _layout;
    private readonly Font _font;
    private readonly SortedDictionary<string, Axis> _axes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, Trace> _byIndex = [];
    private readonly List<string> _undrawable = [];
    private readonly Animation _animation;
    private readonly SvgWriter _svg = new();
    private Box _paper;

    private IEnumerable<Trace> Traces => _byIndex.Values;

    private IEnumerable<(ColorMap Colors, Settings Bar)> ColorBars =>
        Traces.Select(trace => trace.ColorBar).OfType<(ColorMap, Settings)>();

    private SvgPicture(JsonElement figure)
    {
        _figure = figure;
        figure.TryGetProperty("layout", out JsonElement layout);
        _template = new Settings(layout)["template"];
        _layout = new Settings(layout, new Settings(_template)["layout"]);
        _font = Font.Read(_layout.Section("font"), new Font(12, "#444444"));
        _animation = new Animation(figure);
    }

    public static string Draw(Figure figure)
    {
        using JsonDocument document = JsonDocument.Parse(figure.ToJson());
        return new SvgPicture(document.RootElement).Draw();
    }

    private string Draw()
    {
        double width = Math.Clamp(_layout.Number("width", DefaultWidth), 10, 10_000);
        double height = Math.Clamp(_layout.Number("height", DefaultHeight), 10, 10_000);

        // The buttons and the slider of an animation need script; without them their room stays empty.
        height -= _animation.HasControls ? Math.Max(_layout.Number("margin.b", 80) - 24, 0) : 0;

        CreateTraces();
        foreach (Trace trace in Traces)
        {
            trace.Extend();
        }

        foreach (Axis axis in _axes.Values)
        {
            axis.SettleRange();
        }

        Legend legend = new(_layout, LegendEntries(), _font);
        PlacePaper(width, height, legend);
        foreach (Axis axis in _axes.Values)
        {
            PlaceAxis(axis);
        }

        SquareAxes();
        foreach (Axis axis in _axes.Values)
        {
            PlaceLine(axis);
        }

        _svg.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", width),
            ("height", height),
            ("viewBox", $"0 0 {SvgWriter.Format(width)} {SvgWriter.Format(height)}"),
            ("role", "img"),
            ("font-family", _layout.Text("font.family", Theme.FontFamily)));
        string title = FigureText.Title(_layout) ?? "Figure";
        _svg.Element("title", title);
        string background = _layout.Text("paper_bgcolor", "#ffffff");
        _svg.Element("rect", ("width", width), ("height", height), ("rx", 8), ("fill", background));
        DrawContent(legend);
        DrawTitle(width, height);
        DrawNotes(width, height);
        _svg.Close("svg");
        return _svg.ToString();
    }

    private void DrawContent(Legend legend)
    {
        var references = new References(_axes, _paper);
        Settings[] shapes = _layout.Sections("shapes");
        DrawBackgrounds();
        DrawShapes(shapes.Where(shape => shape.Text("layer") == "below"), references);
        AxisPicture[] axes = [.. _axes.Values.Select(axis => new AxisPicture(axis, Across(axis), _font))];
        foreach (AxisPicture axis in axes)
        {
            axis.DrawGrid(_svg);
        }

        DrawTraces();
        foreach (AxisPicture axis in axes)
        {
            axis.DrawLabels(_svg);
        }

        DrawShapes(shapes.Where(shape => shape.Text("layer") != "below"), references);
        foreach (Settings annotation in _layout.Sections("annotations"))
        {
            Annotation.Draw(_svg, annotation, references, _font);
        }

        if (legend.IsShown)
        {
            legend.Draw(_svg, _layout, _paper);
        }

        var drawn = new HashSet<ColorMap>();
        foreach ((ColorMap colors, Settings bar) in ColorBars)
        {
            if (drawn.Add(colors))
            {
                ColorBarPicture.Draw(_svg, colors, bar, _paper, _font);
            }
        }
    }

    private void CreateTraces()
    {
        JsonElement[] data = [.. _figure.GetProperty("data").EnumerateArray()];
        Settings[] settings = [.. data.Select(WithTemplate)];
        for (int i = 0; i < settings.Length; i++)
        {
            foreach (string letter in (string[])["x", "y"])
            {
                string id = AxisId(settings[i], letter);
                if (!_axes.ContainsKey(id))
                {
                    _axes.Add(id, CreateAxis(id, settings));
                }
            }
        }

        for (int i = 0; i < settings.Length; i++)
        {
            if (settings[i].Text("visible") is "false" or "legendonly")
            {
                continue;
            }

            if (CreateTrace(settings[i], i, [.. Traces]) is { } trace)
            {
                _byIndex.Add(i, trace);
            }
            else
            {
                _undrawable.Add(settings[i].Text("type", "scatter"));
            }
        }
    }

    private Trace? CreateTrace(Settings settings, int index, IReadOnlyList<Trace> before)
    {
        string?[] colorWay = _layout.Texts("colorway");
        string? own = colorWay.Length > 0 ? colorWay[index % colorWay.Length] : null;
        string color = own ?? ColorWay[index % ColorWay.Length];
        Axis x = _axes[AxisId(settings, "x")];
        Axis y = _axes[AxisId(settings, "y")];
        return Trace.Create(settings, x, y, color, _layout, before);
    }

    private Settings WithTemplate(JsonElement trace)
    {
        var own = new Settings(trace);
        string type = own.Text("type", "scatter");
        JsonElement templates = new Settings(_template)[$"data.{type}"];
        return templates.ValueKind == JsonValueKind.Array
            ? new Settings([trace, .. templates.EnumerateArray().Take(1)])
            : own;
    }

    private Axis CreateAxis(string id, Settings[] traces)
    {
        string letter = id[..1];
        string name = $"{letter}axis{id[1..]}";
        Settings template = new Settings(_template).Section($"layout.{letter}axis");
        Settings settings = _layout.Section(name).Over(template);
        IEnumerable<string?> values = traces
            .Where(trace => AxisId(trace, letter) == id)
            .SelectMany(trace => trace.Texts(letter));
        return new Axis(id, settings, values);
    }

    /// <summary>The axis of a trace, such as <c>x2</c>.</summary>
    private static string AxisId(Settings trace, string letter) =>
        trace.Text(letter + "axis") is { } id && id.StartsWith(letter, StringComparison.Ordinal) ? id : letter;

    private IEnumerable<(string Name, Trace Trace)> LegendEntries() =>
        Traces
            .Select((trace, i) => (Name: trace.Settings.Text("name", $"trace {i}"), Trace: trace))
            .Where(entry => entry.Trace.HasLegend && entry.Trace.Settings.Flag("showlegend", true));

    private void PlacePaper(double width, double height, Legend legend)
    {
        double left = _layout.Number("margin.l", 80);
        double right = _layout.Number("margin.r", 80);
        double top = _layout.Number("margin.t", 100);
        double bottom = _layout.Number("margin.b", 80);
        if (_animation.HasControls)
        {
            bottom = Math.Min(bottom, 24);
        }

        if (legend.IsShown && !legend.IsHorizontal && _layout.Number("legend.x", 1.02) >= 1)
        {
            right = Math.Max(right, legend.Width + 24);
        }

        foreach ((_, Settings bar) in ColorBars)
        {
            right = Math.Max(right, bar.Number("x", 1.02) >= 1 ? ColorBarPicture.Room(bar) : 0);
        }

        _paper = new Box(left, top, width - right, height - bottom);
        foreach (Axis axis in _axes.Values)
        {
            PlaceAxis(axis);
            double room = new AxisPicture(axis, (0, 0), _font).Room;
            if (axis.IsHorizontal)
            {
                bottom = axis.Settings.Text("side") == "top" ? bottom : Math.Max(bottom, Math.Min(room, height / 3));
            }
            else
            {
                left = axis.Settings.Text("side") == "right" ? left : Math.Max(left, Math.Min(room, width / 3));
            }
        }

        // However small the figure, some of it is for the data.
        double scaleX = Math.Min(1, (width - 10) / Math.Max(left + right, 1));
        double scaleY = Math.Min(1, (height - 10) / Math.Max(top + bottom, 1));
        _paper = new Box(left * scaleX, top * scaleY, width - (right * scaleX), height - (bottom * scaleY));
    }

    private void PlaceAxis(Axis axis)
    {
        double[] domain = axis.Settings.Numbers("domain");
        if (domain.Length != 2 &&
            axis.Settings.Text("overlaying") is { } under &&
            _axes.TryGetValue(under, out Axis? other))
        {
            domain = other.Settings.Numbers("domain");
        }

        (double from, double to) = domain is [var start, var end] ? (start, end) : (0, 1);
        (axis.Start, axis.End) = axis.IsHorizontal
            ? (_paper.Left + (from * _paper.Width), _paper.Left + (to * _paper.Width))
            : (_paper.Bottom - (from * _paper.Height), _paper.Bottom - (to * _paper.Height));
    }

    /// <summary>
    /// Gives the axes of a subplot the same number of pixels for a unit where they are tied together.
    /// </summary>
    private void SquareAxes()
    {
        foreach (Trace picture in Traces.Where(trace => trace is ImageTrace))
        {
            Square(picture.X, picture.Y, 1, shortens: true);
        }

        foreach (Axis axis in _axes.Values)
        {
            if (axis.Settings.Text("scaleanchor") is { } anchor &&
                _axes.TryGetValue(anchor, out Axis? other) &&
                other != axis)
            {
                bool shortens =
                    axis.Settings.Text("constrain") == "domain" || other.Settings.Text("constrain") == "domain";
                Square(other, axis, axis.Settings.Number("scaleratio", 1), shortens);
            }
        }
    }

    private static void Square(Axis first, Axis second, double ratio, bool shortens)
    {
        double firstUnit = first.Length / Math.Abs(first.To - first.From);
        double secondUnit = second.Length / Math.Abs(second.To - second.From) / ratio;
        if (!(firstUnit > 0) || !(secondUnit > 0) || Math.Abs((firstUnit / secondUnit) - 1) < 1e-3)
        {
            return;
        }

        (Axis longer, double factor) =
            firstUnit > secondUnit ? (first, secondUnit / firstUnit) : (second, firstUnit / secondUnit);
        if (shortens)
        {
            longer.Shrink(factor);
        }
        else
        {
            longer.Widen(1 / factor);
        }
    }

    private void PlaceLine(Axis axis)
    {
        bool isOpposite = axis.Settings.Text("side") is "top" or "right";
        if (axis.Settings.Text("anchor") != "free" && Partner(axis) is { } partner)
        {
            axis.Line = isOpposite ? partner.End : partner.Start;
        }
        else
        {
            double position = axis.Settings.Number("position", isOpposite ? 1 : 0);
            axis.Line = axis.IsHorizontal
                ? _paper.Bottom - (position * _paper.Height)
                : _paper.Left + (position * _paper.Width);
        }
    }

    private Axis? Partner(Axis axis)
    {
        if (axis.Settings.Text("anchor") is { } anchor && _axes.TryGetValue(anchor, out Axis? partner))
        {
            return partner;
        }

        Trace? trace = Traces.FirstOrDefault(trace => trace.X == axis || trace.Y == axis);
        return trace is null ? null : axis.IsHorizontal ? trace.Y : trace.X;
    }

    private (double Start, double End) Across(Axis axis) =>
        Partner(axis) is { } partner ? (partner.Start, partner.End)
        : axis.IsHorizontal ? (_paper.Bottom, _paper.Top)
        : (_paper.Left, _paper.Right);

    private void DrawBackgrounds()
    {
        string background = _layout.Text("plot_bgcolor", "#ffffff");
        if (background == _layout.Text("paper_bgcolor", "#ffffff"))
        {
            return;
        }

        foreach ((Axis x, Axis y) in Traces.Select(trace => (trace.X, trace.Y)).Distinct())
        {
            _svg.Element(
                "rect",
                ("x", x.Start), ("y", y.End), ("width", x.Length), ("height", y.Length), ("fill", background));
        }
    }

    private void DrawShapes(IEnumerable<Settings> shapes, References references)
    {
        foreach (Settings shape in shapes)
        {
            Shape.Draw(_svg, shape, references);
        }
    }

    private void DrawTraces()
    {
        Trace[] still = [.. _byIndex.Where(pair => !_animation.Traces.Contains(pair.Key)).Select(pair => pair.Value)];
        foreach (Trace trace in still.OrderBy(trace => trace.Layer))
        {
            DrawClipped(trace);
        }

        _animation.Draw(_svg, (frame, index) =>
        {
            if (_byIndex.TryGetValue(index, out Trace? first) &&
                CreateTrace(new Settings(frame).Over(first.Settings), index, []) is { } trace)
            {
                DrawClipped(trace);
            }
        });
    }

    /// <summary>
    /// Draws a trace inside of its axes; a nested picture cuts off what is outside without needing an id.
    /// </summary>
    private void DrawClipped(Trace trace)
    {
        if (trace.Settings.Flag("cliponaxis", true) is false)
        {
            trace.Draw(_svg);
            return;
        }

        // Markers and thick lines at the very edge stay whole, as in plotly.js.
        double slack = trace is ScatterTrace ? 8 : 0;
        Box box = new(trace.X.Start - slack, trace.Y.End - slack, trace.X.End + slack, trace.Y.Start + slack);
        string[] numbers = [.. new[] { box.Left, box.Top, box.Width, box.Height }.Select(SvgWriter.Format)];
        _svg.Open(
            "svg",
            ("x", numbers[0]),
            ("y", numbers[1]),
            ("width", numbers[2]),
            ("height", numbers[3]),
            ("viewBox", string.Join(' ', numbers)));
        trace.Draw(_svg);
        _svg.Close("svg");
    }

    private void DrawTitle(double width, double height)
    {
        if (FigureText.TitleMarkup(_layout) is not { Length: > 0 } title)
        {
            return;
        }

        Font font = Font.Read(_layout.Section("title.font"), _font with { Size = _font.Size * 1.4 });
        double x = _layout.Number("title.x", 0.5);
        string anchor = _layout.Text("title.xanchor", "auto") switch
        {
            "left" => "start",
            "right" => "end",
            "center" => "middle",
            _ => x < 1 / 3.0 ? "start" : x > 2 / 3.0 ? "end" : "middle",
        };
        double padding = _layout.Number("title.pad.t", 0);
        bool isAtTop = _layout.Text("title.yanchor") == "top";
        double y = _layout.Number("title.y") is { } fraction ? ((1 - fraction) * height) + padding : _paper.Top / 2;
        _svg.Text(title, (x * width) + _layout.Number("title.pad.l", 0), y, font, anchor, isAtTop ? 0 : 0.5);
    }

    /// <summary>Says in words what cannot be drawn.</summary>
    private void DrawNotes(double width, double height)
    {
        string[] notes =
        [
            .. _undrawable.Distinct().Select(type => $"This picture leaves out a {type} trace, which needs plotly.js."),
        ];
        bool isEmpty = _byIndex.Count == 0;
        var font = new Font(13, "#6b7280");
        for (int i = 0; i < notes.Length; i++)
        {
            double y = isEmpty ? (height / 2) + (i * 20) : height - 12 - (i * 20);
            _svg.Text(notes[i].Replace("<", "‹", StringComparison.Ordinal), width / 2, y, font);
        }
    }
}
