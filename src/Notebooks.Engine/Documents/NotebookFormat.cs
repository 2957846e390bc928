using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Notebooks.Engine.Documents;

/// <summary>Parses the JSON of a notebook and checks what the rest of the code relies on.</summary>
internal static class NotebookFormat
{
    private const int Version = 4;

    // Deeper than any chart, shallow enough that writing it cannot exhaust a stack.
    private const int MaxDepth = 512;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Parses a file's bytes, which it may change and keeps.</summary>
    public static JsonObject Parse(byte[] file, string name)
    {
        var root = ParseJson(file, name);
        if (root is not JsonObject notebook)
        {
            throw new NotebookFormatException(name, $"not a notebook: expected a JSON object, got {Describe(root)}");
        }

        CheckVersion(notebook, name);
        CheckKind<JsonObject>(notebook, "metadata", "an object", required: false, "", name);
        var cells = CheckKind<JsonArray>(notebook, "cells", "a list", required: true, "", name)!;
        for (var i = 0; i < cells.Count; i++)
        {
            CheckCell(cells[i], $"cell {(i + 1).ToString(CultureInfo.InvariantCulture)}: ", name);
        }

        return notebook;
    }

    public static CellKind? Kind(JsonObject cell) => JsonPath.Text(cell, "cell_type") switch
    {
        "code" => CellKind.Code,
        "markdown" => CellKind.Markdown,
        "raw" => CellKind.Raw,
        _ => null,
    };

    public static string CellType(CellKind kind) => kind switch
    {
        CellKind.Code => "code",
        CellKind.Markdown => "markdown",
        CellKind.Raw => "raw",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected code, markdown or raw."),
    };

    public static bool HasCellIds(JsonObject notebook) => Integer(notebook["nbformat_minor"]) is >= 5;

    private static JsonNode? ParseJson(byte[] file, string name)
    {
        var start = file.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        if (file.AsSpan(start).Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new NotebookFormatException(name, "empty; expected the JSON of a notebook");
        }

        if (!Utf8.IsValid(file))
        {
            throw new NotebookFormatException(name, "not UTF-8 text; expected the JSON of a notebook");
        }

        ReplaceLoneSurrogates(file);
        try
        {
            var document = JsonDocument.Parse(file.AsMemory(start), Strict);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => JsonObject.Create(document.RootElement),
                JsonValueKind.Array => JsonArray.Create(document.RootElement),
                _ => JsonValue.Create(document.RootElement),
            };
        }
        catch (JsonException error)
        {
            throw new NotebookFormatException(name, Explain(error, file.AsSpan(start)), error);
        }
    }

    /// <summary>
    /// An escape such as <c>\ud83d</c> without its other half is no character, cannot be written as UTF-8 (Jupyter
    /// fails to save it), and .NET refuses to read it; it becomes the replacement character in place.
    /// </summary>
    private static void ReplaceLoneSurrogates(Span<byte> json)
    {
        for (var i = 0; ;)
        {
            var next = json[i..].IndexOf((byte)'\\');
            if (next < 0)
            {
                return;
            }

            i += next;
            if (CodeUnit(json[i..]) is not { } unit)
            {
                i = Math.Min(i + 2, json.Length);
            }
            else if (char.IsHighSurrogate(unit) && CodeUnit(json[(i + 6)..]) is { } low && char.IsLowSurrogate(low))
            {
                i += 12;
            }
            else
            {
                if (char.IsSurrogate(unit))
                {
                    "fffd"u8.CopyTo(json[(i + 2)..]);
                }

                i += 6;
            }
        }

        static char? CodeUnit(ReadOnlySpan<byte> json) =>
            json.Length >= 6 && json.StartsWith("\\u"u8)
            && Utf8Parser.TryParse(json[2..6], out ushort unit, out var length, 'X') && length == 4
                ? (char)unit
                : null;
    }

    private static string Explain(JsonException error, ReadOnlySpan<byte> json)
    {
        // Without the position that .NET appends, counted from zero and in bytes.
        var message = error.Message;
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        message = (end < 0 ? message : message[..end]).TrimEnd('.');
        if (error.LineNumber is not { } lineNumber || error.BytePositionInLine is not { } bytePosition)
        {
            return $"not valid as a notebook: {message}";
        }

        var line = json;
        for (var i = 0L; i < lineNumber; i++)
        {
            line = line[(line.IndexOf((byte)'\n') + 1)..];
        }

        var position = Encoding.UTF8.GetCharCount(line[..(int)Math.Min(bytePosition, line.Length)]);
        var where = string.Create(CultureInfo.InvariantCulture, $"line {lineNumber + 1}, position {position + 1}");
        return line.StartsWith("<<<<<<< "u8) || line.StartsWith("======="u8) || line.StartsWith(">>>>>>> "u8)
            ? $"not valid JSON at {where}: a merge conflict was left in the file"
            : $"not valid JSON at {where}: {message}";
    }

    private static void CheckVersion(JsonObject notebook, string name)
    {
        var version = notebook["nbformat"];
        if (version is null)
        {
            throw new NotebookFormatException(name, "not a notebook: it has no 'nbformat'; expected 4");
        }

        if (Integer(version) is not Version)
        {
            var hint = Integer(version) is < Version ? "; 'jupyter nbconvert --to notebook' converts it" : "";
            throw new NotebookFormatException(name, $"notebook format {version.ToJsonString()} cannot be read; expected 4{hint}");
        }
    }

    private static void CheckCell(JsonNode? node, string where, string name)
    {
        if (node is not JsonObject cell)
        {
            throw new NotebookFormatException(name, $"{where}expected an object, got {Describe(node)}");
        }

        if (Kind(cell) is null)
        {
            var got = cell["cell_type"] is { } type ? type.ToJsonString() : "nothing";
            throw new NotebookFormatException(name, $"{where}'cell_type' must be code, markdown or raw, got {got}");
        }

        if (cell["source"] is { } source && MultilineText.Read(source) is null)
        {
            throw new NotebookFormatException(name, $"{where}'source' must be text or a list of lines, got {Describe(source)}");
        }

        CheckKind<JsonObject>(cell, "metadata", "an object", required: false, where, name);
        var outputs = CheckKind<JsonArray>(cell, "outputs", "a list", required: false, where, name) ?? [];
        for (var i = 0; i < outputs.Count; i++)
        {
            if (outputs[i] is not JsonObject output || JsonPath.Text(output, "output_type") is null)
            {
                var number = (i + 1).ToString(CultureInfo.InvariantCulture);
                throw new NotebookFormatException(
                    name, $"{where}output {number} must be an object with an 'output_type', got {Describe(outputs[i])}");
            }
        }
    }

    private static T? CheckKind<T>(JsonObject parent, string key, string expected, bool required, string where, string name)
        where T : JsonNode
    {
        if (parent[key] is T value)
        {
            return value;
        }

        return parent.ContainsKey(key) || required
            ? throw new NotebookFormatException(name, $"{where}'{key}' must be {expected}, got {Describe(parent[key])}")
            : null;
    }

    private static int? Integer(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out int number) ? number : null;

    private static string Describe(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "nothing",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };
}
