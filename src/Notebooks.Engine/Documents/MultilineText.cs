using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Engine.Documents;

/// <summary>
/// Text as the notebook format stores it: a string, or a list of strings, one a line, each with its line end, which
/// together are the text.
/// </summary>
public static class MultilineText
{
    /// <summary>Reads text.</summary>
    /// <param name="node">A string or a list of strings; null and anything else is no text.</param>
    /// <returns>The whole text, or null where <paramref name="node"/> is neither.</returns>
    public static string? Read(JsonNode? node)
    {
        switch (node)
        {
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return value.GetValue<string>();
            case JsonArray lines:
                var text = new StringBuilder();
                foreach (var line in lines)
                {
                    if (line?.GetValueKind() != JsonValueKind.String)
                    {
                        return null;
                    }

                    text.Append(line.GetValue<string>());
                }

                return text.ToString();
            default:
                return null;
        }
    }

    /// <summary>
    /// Writes text as a list of lines, split where Jupyter splits it: after every line end that Python's
    /// <c>str.splitlines</c> knows, the rare ones included, so that a file does not change when Jupyter saves it.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>The lines with their ends; empty text is an empty list.</returns>
    public static JsonArray Write(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new JsonArray();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\r' && i + 1 < text.Length && text[i + 1] is '\n')
            {
                continue;
            }

            if (text[i] is '\n' or '\r' or '\v' or '\f' or (>= '\u001c' and <= '\u001e') or '\u0085' or '\u2028' or '\u2029')
            {
                lines.Add((JsonNode)text[start..(i + 1)]);
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            lines.Add((JsonNode)text[start..]);
        }

        return lines;
    }
}
