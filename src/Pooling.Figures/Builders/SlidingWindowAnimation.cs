using System.Text.Json.Nodes;

namespace Pooling.Figures;

/// <summary>
/// Adds to a figure of inputs and outputs what moves: the window, the cell that it gives, a cover over the cells that
/// are still to come, and a line that says what is computed.
/// </summary>
/// <remarks>
/// The maps themselves stand still under the cover, so that a frame is a few points whatever the size of the tensors.
/// Still every frame asks for a redraw: without it plotly.js drops the heatmaps.
/// </remarks>
internal sealed class SlidingWindowAnimation
{
    /// <summary>The room that the line of text needs below the panels, in pixels.</summary>
    public const double CaptionHeight = 44;

    /// <summary>The room that buttons and slider need below that, in pixels.</summary>
    public const double ControlsHeight = 36;

    private const double Inset = 0.05;
    private const double ButtonsWidth = 150;
    private const int MostTermsInCaption = 9;

    private readonly PoolingStep _step;
    private readonly PanelFigure _figure;
    private readonly double _milliseconds;

    public SlidingWindowAnimation(PoolingStep step, PanelFigure figure, double secondsPerWindow)
    {
        _step = step;
        _figure = figure;
        _milliseconds = Math.Round(secondsPerWindow * 1000);
    }

    public Figure ToFigure()
    {
        string[] inputs = [.. _figure.PanelAxes.Where((_, i) => i % 2 == 0)];
        string[] outputs = [.. _figure.PanelAxes.Where((_, i) => i % 2 == 1)];
        PixelArea area = _figure.Area;
        string caption = _figure.AddAxes(
            new PixelArea(0, area.Height - CaptionHeight, area.Width, CaptionHeight), 0, 1, 0, 1, isSquare: false);

        var indices = new List<int>();
        for (int map = 0; map < inputs.Length; map++)
        {
            indices.Add(_figure.AddTrace(Filled(Cover(0), Theme.Cover), outputs[map]));
            indices.Add(_figure.AddTrace(Line(Window(0), "#ffffff", 7), inputs[map]));
            indices.Add(_figure.AddTrace(Line(Window(0), Theme.Windows[0], 4), inputs[map]));
            indices.Add(_figure.AddTrace(Line(Result(0), Theme.Windows[0], 4), outputs[map]));
        }

        indices.Add(_figure.AddTrace(CaptionTrace(), caption));

        var frames = new JsonArray();
        for (int index = 0; index < _step.Windows; index++)
        {
            var changes = new JsonArray();
            foreach (string _ in inputs)
            {
                changes.Add((JsonNode)Points(Cover(index)));
                changes.Add((JsonNode)Points(Window(index)));
                changes.Add((JsonNode)Points(Window(index)));
                changes.Add((JsonNode)Points(Result(index)));
            }

            changes.Add((JsonNode)new JsonObject { ["text"] = new JsonArray(Caption(index)) });
            frames.Add((JsonNode)new JsonObject
            {
                ["name"] = Name(index),
                ["data"] = changes,
                ["traces"] = new JsonArray([.. indices.Select(trace => (JsonNode)trace)]),
            });
        }

        AddControls();
        return _figure.ToFigure(frames);
    }

    private void AddControls()
    {
        PixelArea area = _figure.Area;
        _figure.Layout["updatemenus"] = new JsonArray(new JsonObject
        {
            ["type"] = "buttons",
            ["direction"] = "left",
            ["showactive"] = false,
            ["x"] = 0,
            ["xanchor"] = "left",
            ["y"] = 0,
            ["yanchor"] = "top",
            ["pad"] = new JsonObject { ["t"] = 8, ["l"] = 0 },
            ["bgcolor"] = "#f3f4f6",
            ["bordercolor"] = "#d1d5db",
            ["font"] = Theme.Font(13),
            ["buttons"] = new JsonArray(
                Button("▶ Play", null, _milliseconds, fromCurrent: true),
                Button("Pause", new JsonArray((JsonNode?)null), 0, fromCurrent: false)),
        });

        double start = ButtonsWidth / area.Width;
        _figure.Layout["sliders"] = new JsonArray(new JsonObject
        {
            ["active"] = 0,
            ["x"] = PanelFigure.Round(start),
            ["len"] = PanelFigure.Round(1 - start),
            ["xanchor"] = "left",
            ["y"] = 0,
            ["yanchor"] = "top",
            ["pad"] = new JsonObject { ["t"] = 14, ["b"] = 0, ["l"] = 0, ["r"] = 0 },
            ["currentvalue"] = new JsonObject { ["visible"] = false },
            ["ticklen"] = 0,
            ["minorticklen"] = 0,
            ["bgcolor"] = "#e5e7eb",
            ["bordercolor"] = "#d1d5db",
            ["font"] = new JsonObject { ["color"] = "rgba(0,0,0,0)", ["size"] = 1 },
            ["steps"] = new JsonArray(
            [
                .. Enumerable.Range(0, _step.Windows).Select(index => (JsonNode)new JsonObject
                {
                    ["label"] = Name(index),
                    ["method"] = "animate",
                    ["args"] = new JsonArray(new JsonArray(Name(index)), Options(0, fromCurrent: false)),
                }),
            ]),
        });
    }

    private static JsonObject Button(string label, JsonNode? frames, double milliseconds, bool fromCurrent) =>
        new()
        {
            ["label"] = label,
            ["method"] = "animate",
            ["args"] = new JsonArray(frames, Options(milliseconds, fromCurrent)),
        };

    private static JsonObject Options(double milliseconds, bool fromCurrent)
    {
        var options = new JsonObject
        {
            ["mode"] = "immediate",
            ["frame"] = new JsonObject { ["duration"] = milliseconds, ["redraw"] = true },
            ["transition"] = new JsonObject { ["duration"] = 0 },
        };
        if (fromCurrent)
        {
            options["fromcurrent"] = true;
        }

        return options;
    }

    private static string Name(int index) => NumberText.Coordinate(index + 1);

    /// <summary>What the step computes, such as <c>max(3, 2, 0, 7) = 7</c>.</summary>
    private string Caption(int index)
    {
        string place = $"window {Name(index)} of {Name(_step.Windows - 1)}";
        if (_step.Maps is not [var (input, output)])
        {
            return place;
        }

        string[] terms = [.. _step.Elements(index, input).Select(NumberText.Short)];
        string result = NumberText.Short(output.Values[index]);
        return terms.Length <= MostTermsInCaption
            ? $"{_step.OperationName}({string.Join(", ", terms)}) = {result}"
            : $"{place}: {_step.OperationName} = {result}";
    }

    private JsonObject CaptionTrace() =>
        new()
        {
            ["type"] = "scatter",
            ["mode"] = "text",
            ["x"] = new JsonArray(0.5),
            ["y"] = new JsonArray(0.5),
            ["text"] = new JsonArray(Caption(0)),
            ["textfont"] = Theme.Font(16),
            ["hoverinfo"] = "skip",
            ["cliponaxis"] = false,
        };

    private static JsonObject Line((double X, double Y)[] points, string color, double width)
    {
        JsonObject trace = Points(points);
        trace["type"] = "scatter";
        trace["mode"] = "lines";
        trace["line"] = new JsonObject { ["color"] = color, ["width"] = width };
        trace["hoverinfo"] = "skip";
        return trace;
    }

    private static JsonObject Filled((double X, double Y)[] points, string color)
    {
        JsonObject trace = Points(points);
        trace["type"] = "scatter";
        trace["mode"] = "lines";
        trace["line"] = new JsonObject { ["width"] = 0 };
        trace["fill"] = "toself";
        trace["fillcolor"] = color;
        trace["hoverinfo"] = "skip";
        return trace;
    }

    private static JsonObject Points((double X, double Y)[] points) =>
        new()
        {
            ["x"] = new JsonArray([.. points.Select(point => (JsonNode)PanelFigure.Round(point.X))]),
            ["y"] = new JsonArray([.. points.Select(point => (JsonNode)PanelFigure.Round(point.Y))]),
        };

    private (double X, double Y)[] Window(int index)
    {
        (int row, int column, int rows, int columns) = _step.Window(index);
        return Rectangle(
            column - 0.5 + Inset, row - 0.5 + Inset, column + columns - 0.5 - Inset, row + rows - 0.5 - Inset);
    }

    private (double X, double Y)[] Result(int index)
    {
        (int row, int column) = Math.DivRem(index, _step.Maps[0].Output.Columns);
        return Rectangle(
            column - 0.5 + Inset, row - 0.5 + Inset, column + 0.5 - Inset, row + 0.5 - Inset);
    }

    /// <summary>The outline of the cells after an index: the rest of its row and the rows below.</summary>
    private (double X, double Y)[] Cover(int index)
    {
        Plane output = _step.Maps[0].Output;
        (int row, int column) = Math.DivRem(index, output.Columns);
        double right = output.Columns - 0.5;
        double bottom = output.Rows - 0.5;
        bool isRowDone = column == output.Columns - 1;
        bool isLastRow = row == output.Rows - 1;
        return (isRowDone, isLastRow) switch
        {
            // A single point, not nothing: plotly.js would leave the cover of the frame before.
            (true, true) => [(right, bottom)],
            (true, false) => Rectangle(-0.5, row + 0.5, right, bottom),
            (false, true) => Rectangle(column + 0.5, row - 0.5, right, bottom),
            (false, false) =>
            [
                (column + 0.5, row - 0.5), (right, row - 0.5), (right, bottom), (-0.5, bottom), (-0.5, row + 0.5),
                (column + 0.5, row + 0.5), (column + 0.5, row - 0.5),
            ],
        };
    }

    private static (double X, double Y)[] Rectangle(double left, double top, double right, double bottom) =>
        [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
}
