using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pooling.Figures.Svg;

namespace Pooling.Figures;

/// <summary>
/// A picture of tensors or of a pooling step: Plotly data, which every notebook host can show.
/// </summary>
/// <remarks>
/// <para>
/// In a notebook the last expression of a cell shows itself: as a picture (<see cref="ToSvg"/>) where scripts do not
/// run, and as a live chart (<see cref="ToHtml"/>) where they do.
/// </para>
/// <para>
/// <see cref="Data"/>, <see cref="Layout"/> and <see cref="Frames"/> are what plotly.js takes, documented at
/// <see href="https://plotly.com/javascript/reference/"/>. They may be changed: the picture follows.
/// </para>
/// </remarks>
[TypeFormatterSource(typeof(FigureFormatterSource), PreferredMimeTypes = ["text/html", "image/svg+xml"])]
public sealed partial class Figure
{
    /// <summary>The version of plotly.js that live charts are drawn with.</summary>
    public const string PlotlyVersion = "4.1.1";

    private static readonly JsonWriterOptions JsonOptions = new()
    {
        // Keeps letters beyond ASCII readable. Whatever embeds the JSON in a page escapes it for that page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Creates a figure from Plotly data.</summary>
    /// <param name="data">The traces.</param>
    /// <param name="layout">Title, axes, annotations and shapes; empty if null.</param>
    /// <param name="frames">The frames of an animation; none if null.</param>
    public Figure(JsonArray data, JsonObject? layout = null, JsonArray? frames = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        Data = data;
        Layout = layout ?? [];
        Frames = frames ?? [];
    }

    /// <summary>The traces.</summary>
    public JsonArray Data { get; }

    /// <summary>Title, axes, annotations and shapes.</summary>
    public JsonObject Layout { get; }

    /// <summary>The frames of an animation; empty for a still figure.</summary>
    public JsonArray Frames { get; }

    /// <summary>Reads a figure that any Plotly library wrote.</summary>
    /// <param name="plotlyFigureJson">
    /// A JSON object with <c>data</c>, and where it has them <c>layout</c> and <c>frames</c>.
    /// </param>
    /// <returns>
    /// The figure, as it was written; only titles that are a bare text become objects, since plotly.js 3 wants that.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="plotlyFigureJson"/> is null.</exception>
    /// <exception cref="ArgumentException">The text is not the JSON of a Plotly figure.</exception>
    /// <example>
    /// A chart of Plotly.NET: <code>Figure.FromJson(GenericChart.toFigureJson(chart))</code>
    /// </example>
    public static Figure FromJson(string plotlyFigureJson)
    {
        ArgumentNullException.ThrowIfNull(plotlyFigureJson);
        JsonNode? figure;
        try
        {
            figure = JsonNode.Parse(plotlyFigureJson);
        }
        catch (JsonException exception)
        {
            throw new ArgumentException(
                $"Expected the JSON of a Plotly figure, but this is not JSON: {exception.Message}",
                nameof(plotlyFigureJson),
                exception);
        }

        if (figure is not JsonObject members)
        {
            throw Unexpected($"got {Describe(figure)}");
        }

        if (members["data"] is not JsonArray data)
        {
            throw Unexpected(
                members.ContainsKey("data") ? $"'data' is {Describe(members["data"])}" : "it has no 'data'");
        }

        if (data.Any(trace => trace is not JsonObject))
        {
            throw Unexpected("'data' holds something that is not a trace, which is an object");
        }

        JsonObject? layout = Member<JsonObject>("layout", "an object");
        JsonArray? frames = Member<JsonArray>("frames", "an array");
        members.Clear();
        if (layout is not null)
        {
            ModernizeTitle(layout);
            foreach (JsonObject axis in layout
                .Where(member => member.Key.StartsWith("xaxis", StringComparison.Ordinal) ||
                    member.Key.StartsWith("yaxis", StringComparison.Ordinal))
                .Select(member => member.Value)
                .OfType<JsonObject>())
            {
                ModernizeTitle(axis);
            }
        }

        return new Figure(data, layout, frames);

        TNode? Member<TNode>(string name, string expected)
            where TNode : JsonNode =>
            members[name] switch
            {
                null => null,
                TNode node => node,
                JsonNode node => throw Unexpected($"'{name}' is {Describe(node)}, not {expected}"),
            };

        static ArgumentException Unexpected(string problem) =>
            new(
                "Expected the JSON of a Plotly figure, an object with an array 'data' of traces, " +
                $"and where it has them an object 'layout' and an array 'frames', but {problem}.",
                nameof(plotlyFigureJson));
    }

    /// <summary>The figure as the JSON that plotly.js takes, <c>application/vnd.plotly.v1+json</c>.</summary>
    /// <returns>One line of JSON, the same on every run.</returns>
    public string ToJson()
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, JsonOptions))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("data");
            Data.WriteTo(writer);
            writer.WritePropertyName("layout");
            Layout.WriteTo(writer);
            if (Frames.Count > 0)
            {
                writer.WritePropertyName("frames");
                Frames.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    /// <summary>The figure as a picture that needs no script, <c>image/svg+xml</c>.</summary>
    /// <returns>
    /// An SVG document, the same on every run. An animation plays in it. In place of a trace that it cannot draw, the
    /// picture says so in words.
    /// </returns>
    public string ToSvg() => SvgPicture.Draw(this);

    /// <summary>
    /// The figure as a piece of a web page, <c>text/html</c>: the picture, which a script replaces by the live chart
    /// where scripts run and plotly.js is there or can be fetched.
    /// </summary>
    /// <returns>A <c>div</c>, the same on every run.</returns>
    public string ToHtml() => FigureHtml.Write(this);

    /// <summary>The figure in words: its title, what it shows and its size.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FigureText.Describe(this);

    /// <summary>Turns a title that is just a text, as plotly.js took it before version 3, into an object.</summary>
    private static void ModernizeTitle(JsonObject owner)
    {
        if (owner["title"] is JsonValue title && title.TryGetValue(out string? text))
        {
            owner["title"] = new JsonObject { ["text"] = text };
        }
    }

    private static string Describe(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => "a number",
            JsonValueKind.True or JsonValueKind.False => "a truth value",
            _ => "null",
        };
}
