using System.Text.Json.Nodes;

namespace Pooling.Figures;

/// <summary>Turns panels at known places into Plotly data.</summary>
internal sealed class PanelFigure
{
    /// <summary>
    /// Beyond so many cells along an axis a map is a picture: in JSON its numbers would take megabytes.
    /// </summary>
    private const int MostNumbers = 64;

    private readonly JsonArray _data = [];
    private readonly JsonArray _shapes = [];
    private readonly JsonArray _annotations = [];
    private readonly JsonObject _layout = [];
    private PixelArea _area;
    private int _panels;

    /// <summary>The number of traces so far, which is the index of the next.</summary>
    public int Traces => _data.Count;

    /// <summary>The suffixes of the panels' axes, in the order in which they were added.</summary>
    public List<string> PanelAxes { get; } = [];

    /// <summary>The area of the panels in the figure.</summary>
    public PixelArea Area => _area;

    /// <summary>The layout, for what else belongs to it.</summary>
    public JsonObject Layout => _layout;

    /// <summary>Sets the size of the figure and the area of the panels in it.</summary>
    public void Begin(string? title, PixelArea area, double right, double bottom)
    {
        _area = area;
        if (title is not null)
        {
            _layout["title"] = new JsonObject
            {
                ["text"] = Escape(title),
                ["font"] = Theme.Font(17, weight: 600),
                ["x"] = Round((area.Left + (area.Width / 2)) / (area.Left + area.Width + right)),
                ["xanchor"] = "center",
                ["y"] = 1,
                ["yref"] = "container",
                ["yanchor"] = "top",
                ["pad"] = new JsonObject { ["t"] = 14 },
            };
        }

        _layout["width"] = Math.Round(area.Left + area.Width + right);
        _layout["height"] = Math.Round(area.Top + area.Height + bottom);
        _layout["margin"] = new JsonObject
        {
            ["l"] = Round(area.Left),
            ["r"] = Round(right),
            ["t"] = Round(area.Top),
            ["b"] = Round(bottom),
        };
        _layout["font"] = new JsonObject { ["family"] = Theme.FontFamily, ["size"] = 13, ["color"] = Theme.Ink };
        _layout["paper_bgcolor"] = Theme.Card;
        _layout["plot_bgcolor"] = Theme.Card;
        _layout["dragmode"] = false;
        _layout["showlegend"] = false;
    }

    /// <summary>Draws a panel.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="place">Where it is in the area, its padding included.</param>
    /// <param name="cell">The side of a cell in pixels.</param>
    /// <param name="fontSize">The size of the numbers in the cells; 0 for none.</param>
    public void Add(Panel panel, PixelArea place, double cell, double fontSize)
    {
        string suffix = AddAxes(
            place,
            left: -0.5 - panel.Padding.Left,
            right: panel.Columns - 0.5 + panel.Padding.Right,
            bottom: panel.Rows - 0.5 + panel.Padding.Bottom,
            top: -0.5 - panel.Padding.Top);
        PanelAxes.Add(suffix);
        if (panel.Plane is { } plane)
        {
            AddNumbers(panel, plane, panel.Colors!, suffix, fontSize);
        }
        else
        {
            AddPicture(suffix, panel.Png!, isSmooth: cell < 1);
        }

        AddPaddingCells(panel, suffix);
        foreach (Outline outline in panel.Outlines)
        {
            AddOutline(outline, suffix, cell);
        }

        if (panel.Title is not null)
        {
            _annotations.Add((JsonNode)new JsonObject
            {
                ["text"] = Escape(panel.Title),
                ["xref"] = $"x{suffix} domain",
                ["yref"] = $"y{suffix} domain",
                ["x"] = 0.5,
                ["y"] = 1,
                ["yshift"] = 3,
                ["xanchor"] = "center",
                ["yanchor"] = "bottom",
                ["showarrow"] = false,
                ["font"] = Theme.Font(13, Theme.Muted),
            });
        }
    }

    /// <summary>Adds axes that are not drawn.</summary>
    /// <returns>What is appended to <c>x</c> and <c>y</c> to name them.</returns>
    public string AddAxes(
        PixelArea place, double left, double right, double bottom, double top, bool isSquare = true)
    {
        _panels++;
        string suffix = _panels == 1 ? "" : NumberText.Coordinate(_panels);
        _layout["xaxis" + suffix] = new JsonObject
        {
            ["domain"] = new JsonArray(
                Round(place.Left / _area.Width), Round((place.Left + place.Width) / _area.Width)),
            ["range"] = new JsonArray(left, right),
            ["anchor"] = "y" + suffix,
            ["visible"] = false,
            ["fixedrange"] = true,
            ["constrain"] = "domain",
        };
        var y = new JsonObject
        {
            ["domain"] = new JsonArray(
                Round(1 - ((place.Top + place.Height) / _area.Height)), Round(1 - (place.Top / _area.Height))),
            ["range"] = new JsonArray(bottom, top),
            ["anchor"] = "x" + suffix,
            ["visible"] = false,
            ["fixedrange"] = true,
        };
        if (isSquare)
        {
            y["scaleanchor"] = "x" + suffix;
            y["constrain"] = "domain";
        }

        _layout["yaxis" + suffix] = y;
        return suffix;
    }

    /// <summary>Adds a trace on the axes of a suffix.</summary>
    /// <returns>The index of the trace.</returns>
    public int AddTrace(JsonObject trace, string suffix)
    {
        if (suffix.Length > 0)
        {
            trace["xaxis"] = "x" + suffix;
            trace["yaxis"] = "y" + suffix;
        }

        _data.Add((JsonNode)trace);
        return _data.Count - 1;
    }

    /// <summary>Writes a text at a place in pixels of the area.</summary>
    public void AddText(string text, double x, double y, JsonObject font) =>
        _annotations.Add((JsonNode)new JsonObject
        {
            ["text"] = text,
            ["xref"] = "paper",
            ["yref"] = "paper",
            ["x"] = Round(x / _area.Width),
            ["y"] = Round(1 - (y / _area.Height)),
            ["xanchor"] = "center",
            ["yanchor"] = "middle",
            ["showarrow"] = false,
            ["font"] = font,
        });

    /// <summary>
    /// Adds the bar of a color scale at the right: a trace without points that has nothing else to show.
    /// </summary>
    /// <param name="colors">The colors.</param>
    /// <param name="height">How long the bar is, from the top of the area, in pixels.</param>
    public void AddColorBar(ValueColors colors, double height)
    {
        var bar = new JsonObject
        {
            ["thickness"] = 10,
            ["outlinewidth"] = 0,
            ["len"] = Round(height / _area.Height),
            ["y"] = 1,
            ["yanchor"] = "top",
            ["x"] = 1,
            ["xpad"] = 12,
            ["ypad"] = 0,
            ["nticks"] = 6,
            ["tickfont"] = Theme.Font(12, Theme.Muted),
        };
        AddTrace(
            new JsonObject
            {
                ["type"] = "scatter",
                ["mode"] = "markers",
                ["x"] = new JsonArray((JsonNode?)null),
                ["y"] = new JsonArray((JsonNode?)null),
                ["marker"] = new JsonObject
                {
                    ["colorscale"] = colors.Scale.ToJson(),
                    ["cmin"] = Round(colors.Min),
                    ["cmax"] = Round(colors.Max),
                    ["color"] = new JsonArray(Round(colors.Min)),
                    ["showscale"] = true,
                    ["colorbar"] = bar,
                },
                ["hoverinfo"] = "skip",
            },
            "");
    }

    public Figure ToFigure(JsonArray? frames = null)
    {
        if (_shapes.Count > 0)
        {
            _layout["shapes"] = _shapes;
        }

        if (_annotations.Count > 0)
        {
            _layout["annotations"] = _annotations;
        }

        return new Figure(_data, _layout, frames);
    }

    /// <summary>
    /// A number for JSON, with seven significant digits, as many as a float has; null if it is not finite.
    /// </summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(Round(value)) : null;

    public static double Round(double value) =>
        value == Math.Truncate(value) && Math.Abs(value) < 1e15
            ? value + 0.0
            : double.Parse(
                value.ToString("G7", System.Globalization.CultureInfo.InvariantCulture),
                System.Globalization.CultureInfo.InvariantCulture);

    private void AddNumbers(Panel panel, Plane plane, ValueColors colors, string suffix, double fontSize)
    {
        if (Math.Max(plane.Rows, plane.Columns) > MostNumbers)
        {
            double[] fractions = Array.ConvertAll(plane.Values, colors.Fraction);
            AddPicture(
                suffix,
                PlanePicture.Draw(plane.Columns, plane.Rows, fractions, colors.Scale, Theme.GapColor),
                isSmooth: false);
            return;
        }

        bool hasText = fontSize > 0;
        bool hasInfinity = plane.Values.Any(double.IsInfinity);
        var z = new JsonArray();
        var texts = new JsonArray();
        for (int row = 0; row < plane.Rows; row++)
        {
            var zRow = new JsonArray();
            var textRow = new JsonArray();
            for (int column = 0; column < plane.Columns; column++)
            {
                double value = plane[row, column];

                // JSON has no infinity: the cell gets the color of the scale's end, and the text tells.
                zRow.Add(Number(double.IsInfinity(value) ? (value > 0 ? colors.Max : colors.Min) : value));
                textRow.Add((JsonNode?)NumberText.Short(value));
                if (double.IsNaN(value))
                {
                    AddGap(row, column, suffix);
                }
            }

            z.Add((JsonNode)zRow);
            texts.Add((JsonNode)textRow);
        }

        var trace = new JsonObject
        {
            ["type"] = "heatmap",
            ["z"] = z,
            ["zmin"] = Round(colors.Min),
            ["zmax"] = Round(colors.Max),
            ["colorscale"] = colors.Scale.ToJson(),
            ["showscale"] = false,
            ["hovertemplate"] = $"row %{{y}}, column %{{x}}: {(hasInfinity ? "%{text}" : "%{z}")}<extra></extra>",
        };
        if (hasInfinity)
        {
            trace["text"] = texts;
        }

        if (hasText)
        {
            trace["xgap"] = 2;
            trace["ygap"] = 2;
        }

        AddTrace(trace, suffix);
        if (hasText)
        {
            AddCellTexts(plane, colors, suffix, fontSize);
        }
    }

    private void AddCellTexts(Plane plane, ValueColors colors, string suffix, double fontSize)
    {
        var x = new JsonArray();
        var y = new JsonArray();
        var text = new JsonArray();
        var color = new JsonArray();
        for (int row = 0; row < plane.Rows; row++)
        {
            for (int column = 0; column < plane.Columns; column++)
            {
                double value = plane[row, column];
                x.Add(column);
                y.Add(row);
                text.Add((JsonNode?)NumberText.Short(value));
                bool isDark = !double.IsNaN(value) && colors[value].TextColor == Rgb.White;
                color.Add((JsonNode?)(isDark ? "#fff" : "#000"));
            }
        }

        AddTrace(
            new JsonObject
            {
                ["type"] = "scatter",
                ["mode"] = "text",
                ["x"] = x,
                ["y"] = y,
                ["text"] = text,
                ["textfont"] = new JsonObject { ["size"] = fontSize, ["color"] = color },
                ["hoverinfo"] = "skip",
                ["cliponaxis"] = false,
            },
            suffix);
    }

    /// <summary>Adds a picture whose first pixel is at row 0 and column 0.</summary>
    private void AddPicture(string suffix, byte[] png, bool isSmooth)
    {
        var trace = new JsonObject { ["type"] = "image", ["source"] = Png.ToDataUri(png), ["hoverinfo"] = "skip" };
        if (isSmooth)
        {
            trace["zsmooth"] = "fast";
        }

        AddTrace(trace, suffix);
    }

    /// <summary>Hatches a cell that has no number.</summary>
    private void AddGap(int row, int column, string suffix)
    {
        AddShape(suffix, column - 0.48, row - 0.48, column + 0.48, row + 0.48, fill: Theme.Gap, isBelow: true);
        const double Reach = 0.48;
        string path = "";
        foreach (double offset in (double[])[-0.6, -0.2, 0.2, 0.6])
        {
            // A stroke from bottom left to top right, cut off at the edges of the cell.
            double fromX = Math.Max(-Reach, offset - Reach);
            double toX = Math.Min(Reach, offset + Reach);
            path += FormattableString.Invariant($"M{Round(column + fromX)},{Round(row + offset - fromX)}");
            path += FormattableString.Invariant($"L{Round(column + toX)},{Round(row + offset - toX)}");
        }

        JsonObject shape = Shape("path", suffix);
        shape["path"] = path;
        shape["line"] = new JsonObject { ["color"] = Theme.GapHatch, ["width"] = 1.5 };
        _shapes.Add((JsonNode)shape);
    }

    private void AddPaddingCells(Panel panel, string suffix)
    {
        CellMargin padding = panel.Padding;
        for (int row = -padding.Top; row < panel.Rows + padding.Bottom; row++)
        {
            for (int column = -padding.Left; column < panel.Columns + padding.Right; column++)
            {
                bool isInside = row >= 0 && row < panel.Rows && column >= 0 && column < panel.Columns;
                if (!isInside)
                {
                    AddShape(
                        suffix, column - 0.46, row - 0.46, column + 0.46, row + 0.46, line: Theme.Faint, width: 1,
                        dash: "dot", isBelow: true);
                }
            }
        }
    }

    private void AddOutline(Outline outline, string suffix, double cell)
    {
        double left = outline.Column - 0.5 + outline.InsetX;
        double top = outline.Row - 0.5 + outline.InsetY;
        double right = outline.Column + outline.Columns - 0.5 - outline.InsetX;
        double bottom = outline.Row + outline.Rows - 0.5 - outline.InsetY;
        double width = Math.Clamp(Math.Round(cell * 0.06, 1), 1, outline.IsThin ? 2 : 3.5);

        // A white line beneath sets the color off from cells of any color, where there is room for it.
        if (cell >= 24)
        {
            AddShape(suffix, left, top, right, bottom, line: "#ffffff", width: width + (outline.IsThin ? 2 : 3));
        }

        AddShape(suffix, left, top, right, bottom, line: outline.Color, width: width);
    }

    private void AddShape(
        string suffix,
        double x0,
        double y0,
        double x1,
        double y1,
        string? line = null,
        double width = 0,
        string? dash = null,
        string? fill = null,
        bool isBelow = false)
    {
        JsonObject shape = Shape("rect", suffix);
        shape["x0"] = Round(x0);
        shape["y0"] = Round(y0);
        shape["x1"] = Round(x1);
        shape["y1"] = Round(y1);
        if (fill is not null)
        {
            shape["fillcolor"] = fill;
        }

        var stroke = new JsonObject { ["width"] = width };
        if (line is not null)
        {
            stroke["color"] = line;
        }

        if (dash is not null)
        {
            stroke["dash"] = dash;
        }

        shape["line"] = stroke;
        if (isBelow)
        {
            shape["layer"] = "below";
        }

        _shapes.Add((JsonNode)shape);
    }

    private static JsonObject Shape(string type, string suffix) =>
        new() { ["type"] = type, ["xref"] = "x" + suffix, ["yref"] = "y" + suffix };

    private static string Escape(string text) => Svg.Markup.Escape(text);
}
