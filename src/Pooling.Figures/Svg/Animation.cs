using System.Globalization;
using System.Text.Json;

namespace Pooling.Figures.Svg;

/// <summary>
/// The frames of a figure as pictures that take turns. Where a viewer does not play them, one frame from the middle
/// stands still.
/// </summary>
internal sealed class Animation
{
    /// <summary>Beyond so many frames the picture would grow too large, and only one is drawn.</summary>
    private const int MostFrames = 256;

    private readonly List<SortedDictionary<int, JsonElement>> _frames = [];
    private readonly double _seconds;

    public Animation(JsonElement figure)
    {
        var settings = new Settings(figure);
        foreach (Settings frame in settings.Sections("frames"))
        {
            Add(frame);
        }

        Settings layout = settings.Section("layout");
        HasControls = _frames.Count > 0 && (layout.Has("sliders") || layout.Has("updatemenus"));
        _seconds = FrameSeconds(layout);
    }

    /// <summary>Whether the layout has buttons or a slider.</summary>
    public bool HasControls { get; }

    /// <summary>The indices of the traces that change.</summary>
    public SortedSet<int> Traces { get; } = [];

    /// <summary>Draws the frames.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="drawTrace">Draws a trace with the settings of a frame over its own.</param>
    public void Draw(SvgWriter svg, Action<JsonElement, int> drawTrace)
    {
        int still = _frames.Count / 2;
        bool plays = _frames.Count is > 1 and <= MostFrames;
        for (int i = 0; i < _frames.Count; i++)
        {
            if (!plays && i != still)
            {
                continue;
            }

            svg.Open("g", ("display", i == still ? null : "none"));
            if (plays)
            {
                Animate(svg, i);
            }

            foreach ((int trace, JsonElement change) in _frames[i])
            {
                drawTrace(change, trace);
            }

            svg.Close("g");
        }
    }

    private void Animate(SvgWriter svg, int index)
    {
        double count = _frames.Count;
        string start = (index / count).ToString("0.####", CultureInfo.InvariantCulture);
        string end = ((index + 1) / count).ToString("0.####", CultureInfo.InvariantCulture);
        (string values, string times) = index == 0 ? ("inline;none", $"0;{end}")
            : index == _frames.Count - 1 ? ("none;inline", $"0;{start}")
            : ("none;inline;none", $"0;{start};{end}");
        svg.Element(
            "animate",
            ("attributeName", "display"),
            ("values", values),
            ("keyTimes", times),
            ("dur", string.Create(CultureInfo.InvariantCulture, $"{_seconds * count:0.##}s")),
            ("calcMode", "discrete"),
            ("repeatCount", "indefinite"));
    }

    private void Add(Settings frame)
    {
        // What a frame does not change stays as the frame before left it.
        var state = _frames.Count > 0 ? new SortedDictionary<int, JsonElement>(_frames[^1]) : [];
        if (frame["data"] is { ValueKind: JsonValueKind.Array } data)
        {
            double[] indices = frame.Numbers("traces");
            int i = 0;
            foreach (JsonElement change in data.EnumerateArray())
            {
                int trace = i < indices.Length && indices[i] is >= 0 and < int.MaxValue ? (int)indices[i] : i;
                state[trace] = change;
                Traces.Add(trace);
                i++;
            }
        }

        _frames.Add(state);
    }

    private static double FrameSeconds(Settings layout)
    {
        foreach (Settings menu in layout.Sections("updatemenus"))
        {
            foreach (Settings button in menu.Sections("buttons"))
            {
                JsonElement arguments = button["args"];
                if (arguments.ValueKind == JsonValueKind.Array && arguments.GetArrayLength() > 1 &&
                    new Settings(arguments[1]).Number("frame.duration") is { } duration &&
                    duration > 0)
                {
                    return Math.Clamp(duration, 50, 10_000) / 1000;
                }
            }
        }

        return 0.5;
    }
}
