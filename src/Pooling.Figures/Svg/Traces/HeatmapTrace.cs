namespace Pooling.Figures.Svg;

/// <summary>A matrix as colored cells; contours and surfaces are drawn the same way, seen from above.</summary>
internal sealed class HeatmapTrace : Trace
{
    /// <summary>Beyond so many cells a picture in the picture is smaller than rectangles.</summary>
    private const int MostRectangles = 64;

    private const int MostTexts = 2500;

    private readonly double[][] _rows;
    private readonly int _columns;
    private readonly double[] _xEdges;
    private readonly double[] _yEdges;
    private readonly ColorMap _colors;
    private readonly Settings _bar;
    private readonly bool _hasBar;

    public HeatmapTrace(Settings settings, Axis x, Axis y, string color, Settings layout)
        : base(settings, x, y, color)
    {
        _rows = settings.Matrix("z");
        if (settings.Flag("transpose", false))
        {
            _rows = Transpose(_rows);
        }

        _columns = _rows.Length == 0 ? 0 : _rows.Max(row => row.Length);
        _xEdges = Edges(Positions(x, _columns), _columns);
        _yEdges = Edges(Positions(y, _rows.Length), _rows.Length);

        ColorScale otherwise = ColorScale.Named("RdBu")!;
        IEnumerable<double> values = _rows.SelectMany(row => row);
        string? colorAxis = settings.Text("coloraxis");
        Settings owner = colorAxis is null ? settings : layout.Section(colorAxis);
        _colors = ColorMap.Read(owner, colorAxis is null ? 'z' : 'c', values, otherwise);
        _bar = owner.Section("colorbar");
        _hasBar = owner.Flag("showscale", true);
    }

    public override (ColorMap Colors, Settings Bar)? ColorBar => _hasBar && _columns > 0 ? (_colors, _bar) : null;

    public override void Extend()
    {
        foreach (double edge in _xEdges)
        {
            X.Extend(edge);
        }

        foreach (double edge in _yEdges)
        {
            Y.Extend(edge);
        }
    }

    public override void Draw(SvgWriter svg)
    {
        if (_columns == 0)
        {
            return;
        }

        bool hasGaps = Settings.Number("xgap", 0) > 0 || Settings.Number("ygap", 0) > 0;
        if (_rows.Length * _columns > MostRectangles && !hasGaps && IsEven(_xEdges) && IsEven(_yEdges))
        {
            DrawPicture(svg);
        }
        else
        {
            DrawCells(svg);
        }

        DrawTexts(svg);
    }

    private void DrawCells(SvgWriter svg)
    {
        double xGap = Settings.Number("xgap", 0);
        double yGap = Settings.Number("ygap", 0);
        bool hasGaps = xGap > 0 || yGap > 0;
        svg.Open("g", ("shape-rendering", "crispEdges"), ("opacity", Settings.Number("opacity")));
        for (int row = 0; row < _rows.Length; row++)
        {
            for (int column = 0; column < _rows[row].Length; column++)
            {
                double value = _rows[row][column];
                if (!double.IsFinite(value))
                {
                    continue;
                }

                // Without gaps, a run of cells of one color is one rectangle.
                int last = column;
                while (!hasGaps && last + 1 < _rows[row].Length && _rows[row][last + 1] == value)
                {
                    last++;
                }

                (double left, double width) = Span(X, _xEdges[column], _xEdges[last + 1], xGap);
                (double top, double height) = Span(Y, _yEdges[row], _yEdges[row + 1], yGap);
                svg.Element(
                    "rect",
                    ("x", left), ("y", top), ("width", width), ("height", height), ("fill", _colors[value]));
                column = last;
            }
        }

        svg.Close("g");
    }

    private void DrawPicture(SvgWriter svg)
    {
        double[] fractions = new double[_rows.Length * _columns];
        bool flipX = X.Pixel(_xEdges[0]) > X.Pixel(_xEdges[^1]);
        bool flipY = Y.Pixel(_yEdges[0]) > Y.Pixel(_yEdges[^1]);
        for (int row = 0; row < _rows.Length; row++)
        {
            int y = flipY ? _rows.Length - 1 - row : row;
            for (int column = 0; column < _columns; column++)
            {
                int x = flipX ? _columns - 1 - column : column;
                double value = column < _rows[row].Length ? _rows[row][column] : double.NaN;
                fractions[(y * _columns) + x] = double.IsFinite(value) ? _colors.Fraction(value) : double.NaN;
            }
        }

        byte[] png = PlanePicture.Draw(_columns, _rows.Length, fractions, _colors.Scale);
        (double left, double width) = Span(X, _xEdges[0], _xEdges[^1], 0);
        (double top, double height) = Span(Y, _yEdges[0], _yEdges[^1], 0);
        ImageTrace.DrawImage(svg, Png.ToDataUri(png), left, top, width, height, smooth: false);
    }

    /// <summary>The text in the cells, where the trace has a template for it.</summary>
    private void DrawTexts(SvgWriter svg)
    {
        string? template = Settings.Text("texttemplate");
        if (string.IsNullOrEmpty(template) || _rows.Length * _columns > MostTexts)
        {
            return;
        }

        string?[][] cells = Settings.TextMatrix("text");
        Settings font = Settings.Section("textfont");
        double cellHeight = Span(Y, _yEdges[0], _yEdges[1], 0).Length;
        double size = font.Number("size", Math.Clamp(cellHeight * 0.4, 6, 12));
        for (int row = 0; row < _rows.Length; row++)
        {
            for (int column = 0; column < _rows[row].Length; column++)
            {
                double value = _rows[row][column];
                if (!double.IsFinite(value))
                {
                    continue;
                }

                string text = row < cells.Length && column < cells[row].Length ? cells[row][column] ?? "" : "";
                text = Markup.FillTemplate(template, value, text);
                double x = X.Pixel((_xEdges[column] + _xEdges[column + 1]) / 2);
                double y = Y.Pixel((_yEdges[row] + _yEdges[row + 1]) / 2);
                string color = font.Text("color", _colors[value].TextColor.ToString());
                svg.Text(text, x, y, new Font(size, color));
            }
        }
    }

    /// <summary>The start and the length of a stretch, in pixels.</summary>
    private static (double Start, double Length) Span(Axis axis, double from, double to, double gap)
    {
        double start = axis.Pixel(from);
        double end = axis.Pixel(to);
        return (Math.Min(start, end) + (gap / 2), Math.Max(Math.Abs(end - start) - gap, 0));
    }

    /// <summary>The edges of cells whose middles, or whose edges already, are given.</summary>
    private static double[] Edges(double[] positions, int count)
    {
        if (count == 0 || positions.Length == count + 1)
        {
            return positions;
        }

        if (positions.Length < count || positions.Any(position => !double.IsFinite(position)))
        {
            positions = [.. Enumerable.Range(0, count).Select(i => (double)i)];
        }

        double[] edges = new double[count + 1];
        for (int i = 1; i < count; i++)
        {
            edges[i] = (positions[i - 1] + positions[i]) / 2;
        }

        edges[0] = count > 1 ? (2 * positions[0]) - edges[1] : positions[0] - 0.5;
        edges[count] = count > 1 ? (2 * positions[count - 1]) - edges[count - 1] : positions[0] + 0.5;
        return edges;
    }

    private static bool IsEven(double[] edges)
    {
        double step = edges[1] - edges[0];
        return edges.Zip(edges.Skip(1)).All(pair => Math.Abs(pair.Second - pair.First - step) <= Math.Abs(step) * 1e-3);
    }

    private static double[][] Transpose(double[][] rows)
    {
        int columns = rows.Length == 0 ? 0 : rows.Max(row => row.Length);
        return
        [
            .. Enumerable.Range(0, columns).Select(
                column => rows.Select(row => column < row.Length ? row[column] : double.NaN).ToArray()),
        ];
    }
}
