using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Engine;
using Notebooks.Engine.Display;
using Notebooks.Engine.Documents;

namespace Notebooks.Cli.Pages;

/// <summary>Renders the outputs of code cells, each by the richest of its types.</summary>
internal sealed class OutputRenderer(NotebookMarkdown markdown)
{
    private const int MaxOutputs = 500;

    // Beyond this a browser shows nothing for seconds.
    private const int MaxMarkup = 20_000_000;

    private static readonly string[] Pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether an output draws with plotly.js.</summary>
    public static bool UsesPlotly(JsonNode? output) =>
        (output as JsonObject)?["data"] is JsonObject data
        && (Text(data, "text/html") is { } html ? html.Contains("Plotly", StringComparison.Ordinal) : data.ContainsKey(MimeType.Plotly));

    /// <summary>Whether an output is a picture or a figure.</summary>
    public static bool IsFigure(JsonNode? output) =>
        (output as JsonObject)?["data"] is JsonObject data
        && (data.ContainsKey(MimeType.Plotly) || data.ContainsKey(MimeType.Svg) || Pictures.Any(data.ContainsKey));

    /// <summary>Appends a cell's outputs.</summary>
    public void Append(StringBuilder html, NotebookCell cell, int cellNumber)
    {
        var parts = MergeStreams(cell.Outputs);
        var number = cellNumber.ToString(CultureInfo.InvariantCulture);
        foreach (var (output, text) in parts.Take(MaxOutputs))
        {
            switch (JsonText(output, "output_type"))
            {
                case "stream":
                    var name = JsonText(output, "name") == "stderr" ? "stderr" : "stdout";
                    AppendText(html, name, text, name == "stderr" ? "Error stream" : "Printed text");
                    break;
                case "error":
                    AppendError(html, output);
                    break;
                case "execute_result" or "display_data":
                    AppendData(html, output["data"] as JsonObject ?? [], $"Output of cell {number}");
                    break;
                default:
                    break;
            }
        }

        if (parts.Count > MaxOutputs)
        {
            var left = (parts.Count - MaxOutputs).ToString("N0", CultureInfo.InvariantCulture);
            html.Append("<p class=\"omitted\">").Append(left).Append(" further outputs are left out of this page; the notebook has them all.</p>\n");
        }
    }

    /// <summary>The outputs, with those that follow on the same stream as one; the text is that of the stream.</summary>
    private static List<(JsonObject Output, string Text)> MergeStreams(JsonArray outputs)
    {
        var parts = new List<(JsonObject Output, string Text)>();
        var text = new StringBuilder();
        foreach (var output in outputs.OfType<JsonObject>())
        {
            if (JsonText(output, "output_type") != "stream")
            {
                Finish();
                parts.Add((output, ""));
                continue;
            }

            if (text.Length > 0 && JsonText(output, "name") != JsonText(parts[^1].Output, "name"))
            {
                Finish();
            }

            if (text.Length == 0)
            {
                parts.Add((output, ""));
            }

            text.Append(MultilineText.Read(output["text"]));
        }

        Finish();
        return parts;

        void Finish()
        {
            if (text.Length > 0)
            {
                parts[^1] = (parts[^1].Output, text.ToString());
                text.Clear();
            }
        }
    }

    private void AppendData(StringBuilder html, JsonObject data, string label)
    {
        if (Text(data, MimeType.Html) is { Length: <= MaxMarkup } markup)
        {
            html.Append("<div class=\"output output-html\">").Append(markup).Append("</div>\n");
        }
        else if (data[MimeType.Plotly] is JsonObject figure && figure.ToJsonString() is { Length: <= MaxMarkup } json)
        {
            // In a script element only "</script" and "<!--" mean anything.
            html.Append("<div class=\"output output-plotly\" role=\"figure\" aria-label=\"").Append(Label(data, label)).Append("\">")
                .Append("<script type=\"application/json\">").Append(json.Replace("<", "\\u003c", StringComparison.Ordinal))
                .Append("</script><noscript>This chart needs JavaScript.</noscript></div>\n");
        }
        else if (Text(data, MimeType.Svg) is { Length: <= MaxMarkup } svg)
        {
            // As a picture of its own, its ids and styles cannot meet those of other pictures in the page.
            AppendPicture(html, MimeType.Svg, Convert.ToBase64String(Encoding.UTF8.GetBytes(SvgText.AsFile(svg))), Label(data, label));
        }
        else if (Pictures.FirstOrDefault(data.ContainsKey) is { } type && Text(data, type) is { Length: <= MaxMarkup } base64)
        {
            AppendPicture(html, type, HtmlText.Escape(base64.ReplaceLineEndings("")), Label(data, label));
        }
        else if (Text(data, "text/markdown") is { Length: <= MaxMarkup } source)
        {
            html.Append("<div class=\"output output-markdown prose\">").Append(markdown.ToHtml(source)).Append("</div>\n");
        }
        else if (data["application/json"] is { } value)
        {
            AppendText(html, "json", value.ToJsonString(Indented), "JSON");
        }
        else if (Text(data, "text/plain") is { } text)
        {
            AppendText(html, "plain", text, "Result");
        }
        else if (data.Count > 0)
        {
            var types = string.Join(", ", data.Select(entry => entry.Key));
            html.Append("<p class=\"omitted\">").Append("This output is left out of this page: ").Append(HtmlText.Escape(types)).Append("</p>\n");
        }
    }

    private static void AppendPicture(StringBuilder html, string type, string base64, string label) =>
        html.Append("<div class=\"output output-picture\"><img alt=\"").Append(label).Append("\" src=\"data:").Append(type)
            .Append(";base64,").Append(base64).Append("\"></div>\n");

    private static void AppendError(StringBuilder html, JsonObject error)
    {
        var name = JsonText(error, "ename") ?? "Error";
        var message = JsonText(error, "evalue") ?? "";
        var traceback = string.Join('\n', (error["traceback"] as JsonArray ?? []).Select(line => MultilineText.Read(line) ?? ""));
        html.Append("<div class=\"output output-error\">");
        if (message.Length > 0 && !AnsiText.Strip(traceback).Contains(message, StringComparison.Ordinal))
        {
            html.Append("<p><strong>").Append(HtmlText.Escape(name)).Append("</strong> ").Append(AnsiText.ToHtml(message)).Append("</p>");
        }

        AppendPre(html, traceback.Length > 0 ? traceback : $"{name}: {message}", "Error");
        html.Append("</div>\n");
    }

    private static void AppendText(StringBuilder html, string kind, string text, string label)
    {
        html.Append("<div class=\"output output-").Append(kind).Append("\">");
        AppendPre(html, text, label);
        html.Append("</div>\n");
    }

    private static void AppendPre(StringBuilder html, string text, string label)
    {
        // Long text scrolls, and what scrolls must be reachable by keyboard and so have a name.
        var excerpt = Excerpt.Of(text);
        var scrolls = excerpt.Note is not null || text.AsSpan().Count('\n') > 24;
        html.Append(scrolls ? $"<pre tabindex=\"0\" role=\"region\" aria-label=\"{label}\">" : "<pre>");
        // A browser drops a line feed right behind the tag.
        html.Append(text.StartsWith('\n') ? "\n" : "").Append(AnsiText.ToHtml(excerpt.Head));
        if (excerpt.Note is not null)
        {
            html.Append("</pre><p class=\"omitted\">").Append(excerpt.Note).Append("; the notebook has them all.</p>")
                .Append("<pre tabindex=\"0\" role=\"region\" aria-label=\"").Append(label).Append(", end\">")
                .Append(AnsiText.ToHtml(excerpt.Tail));
        }

        html.Append("</pre>");
    }

    private static string Label(JsonObject data, string otherwise)
    {
        var text = Text(data, "text/plain")?.Trim();
        return HtmlText.Escape(text is { Length: > 0 and <= 200 } ? text.ReplaceLineEndings(" ") : otherwise);
    }

    private static string? Text(JsonObject data, string type) => MultilineText.Read(data[type]);

    private static string? JsonText(JsonObject json, string key) => json[key] is JsonValue ? MultilineText.Read(json[key]) : null;
}
