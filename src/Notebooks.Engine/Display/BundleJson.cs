using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine.Display;

/// <summary>Turns what a value is shown in into JSON.</summary>
internal static class BundleJson
{
    /// <summary>A value in each of its MIME types, as messages have it: text, or JSON where the type is JSON.</summary>
    /// <exception cref="FormatException">What is to be shown as JSON is none.</exception>
    public static JsonObject Of(IReadOnlyList<FormattedValue> bundle)
    {
        var data = new JsonObject();
        foreach (var formatted in bundle)
        {
            data[formatted.MimeType] = MimeType.IsJson(formatted.MimeType)
                ? Parse(formatted)
                : JsonValue.Create(formatted.Value);
        }

        return data;
    }

    private static JsonNode? Parse(FormattedValue formatted)
    {
        try
        {
            return JsonNode.Parse(formatted.Value);
        }
        catch (JsonException failure)
        {
            throw new FormatException($"Expected JSON to show as {formatted.MimeType}, but {failure.Message}", failure);
        }
    }
}
