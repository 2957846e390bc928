using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Engine.Documents;

/// <summary>
/// One shown value in several MIME types, as a notebook file keeps it.
/// </summary>
/// <remarks>
/// Front ends differ in what they show, so a saved figure must carry more than one type:
/// VS Code shows Plotly JSON, HTML and pictures; JupyterLab 4 and Notebook 7 pictures, trusted HTML, and Plotly JSON
/// only with an extension; Notebook 6 and nbconvert HTML and pictures; GitHub pictures, and HTML without its scripts.
/// So HTML and a picture together reach every one of them, and Plotly JSON beside the two would only double the file.
/// </remarks>
public static class OutputBundle
{
    /// <summary>Makes the <c>data</c> of an output from texts.</summary>
    /// <param name="bundle">MIME types and their texts; the text of a JSON type is its JSON.</param>
    /// <returns>
    /// The data a notebook file keeps, sorted by type as Jupyter does: JSON types as JSON, lines of text as a list, and
    /// without Plotly JSON where both <c>text/html</c> and <c>image/svg+xml</c> stand beside it.
    /// </returns>
    public static JsonObject FromText(IEnumerable<KeyValuePair<string, string>> bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var data = new JsonObject();
        foreach (var (type, text) in bundle)
        {
            data[type] = MimeType.IsJson(type) ? ParseOrText(text) : text;
        }

        return ForSaving(data);
    }

    /// <summary>Makes the <c>data</c> of an output from a bundle in which JSON types are JSON already.</summary>
    /// <param name="bundle">MIME types and their values as in Jupyter's messages; it stays as it is.</param>
    /// <returns>As for <see cref="FromText"/>.</returns>
    public static JsonObject ForSaving(JsonObject bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var withoutPlotly = bundle.ContainsKey(MimeType.Html) && bundle.ContainsKey(MimeType.Svg);
        var data = new JsonObject();
        foreach (var (type, value) in bundle.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (type != MimeType.Plotly || !withoutPlotly)
            {
                data[type] = IsSplit(type) && value?.GetValueKind() == JsonValueKind.String
                    ? MultilineText.Write(value.GetValue<string>())
                    : value?.DeepClone();
            }
        }

        return data;
    }

    /// <summary>Whether nbformat stores the type as a list of lines.</summary>
    private static bool IsSplit(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type is MimeType.Svg or "application/javascript";

    private static JsonNode? ParseOrText(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            // What claims to be JSON and is not must still reach the file.
            return text;
        }
    }
}
