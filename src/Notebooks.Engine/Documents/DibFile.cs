using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Engine.Documents;

/// <summary>
/// Reads <c>.dib</c> files, the text format of Polyglot Notebooks: a line <c>#!csharp</c>, <c>#!markdown</c>,
/// <c>#!html</c> ... begins a cell of that language and is no part of it; an optional <c>#!meta</c> block holds the
/// notebook's metadata as JSON and may declare further languages; any other <c>#!</c> line is a directive and stays in
/// its cell. Empty lines around a cell, and cells without text, are dropped.
/// </summary>
public static class DibFile
{
    private const string Prefix = "#!";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; errors name it as given.</param>
    /// <returns>A notebook of the file's cells.</returns>
    /// <exception cref="NotebookFormatException">The file cannot be read, or its metadata are not JSON.</exception>
    public static NotebookDocument Load(string path) => Parse(TextFile.ReadText(path), path);

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text, with line ends of any kind.</param>
    /// <param name="name">What errors call it, such as the file's name.</param>
    /// <returns>A notebook of the text's cells.</returns>
    /// <exception cref="NotebookFormatException">The metadata are not JSON.</exception>
    public static NotebookDocument Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var notebook = NotebookDocument.Create();
        var declared = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var language = (string?)null;
        var cell = new List<string>();
        var hasMetadata = false;
        for (var i = 0; i < lines.Length; i++)
        {
            if (!hasMetadata && lines[i].TrimEnd() == "#!meta")
            {
                hasMetadata = true;
                var end = Array.FindIndex(lines, i + 1, line => line.StartsWith(Prefix, StringComparison.Ordinal));
                end = end < 0 ? lines.Length : end;
                ReadMetadata(string.Join('\n', lines[(i + 1)..end]), i + 1, notebook, declared, name);
                i = end - 1;
            }
            else if (CellLanguage(lines[i], declared) is { } next)
            {
                AddCell(notebook, cell, language);
                cell.Clear();
                language = next;
            }
            else
            {
                cell.Add(lines[i]);
            }
        }

        AddCell(notebook, cell, language);
        return notebook;
    }

    private static string? CellLanguage(string line, Dictionary<string, string> declared)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var name = line[Prefix.Length..].TrimEnd();
        return declared.TryGetValue(name, out var kernel) ? kernel
            : LanguageName.IsKnown(name) ? LanguageName.Normalize(name)
            : null;
    }

    private static void AddCell(NotebookDocument notebook, List<string> lines, string? language)
    {
        var first = lines.FindIndex(line => line.Length > 0);
        if (first < 0)
        {
            return;
        }

        var last = lines.FindLastIndex(line => line.Length > 0);
        var source = string.Join('\n', lines[first..(last + 1)]);
        notebook.Add(language == LanguageName.Markdown ? CellKind.Markdown : CellKind.Code, source, language);
    }

    private static void ReadMetadata(
        string json, int line, NotebookDocument notebook, Dictionary<string, string> declared, string name)
    {
        JsonNode? metadata;
        try
        {
            metadata = JsonNode.Parse(json);
        }
        catch (JsonException error)
        {
            var at = (line + 1 + (error.LineNumber ?? 0)).ToString(CultureInfo.InvariantCulture);
            throw new NotebookFormatException(name, $"the #!meta block is not valid JSON at line {at}", error);
        }

        if (metadata is not JsonObject entries)
        {
            throw new NotebookFormatException(name, "the #!meta block must be a JSON object");
        }

        foreach (var (key, value) in entries)
        {
            if (key == "kernelInfo")
            {
                // Where notebook files keep the same thing.
                JsonPath.ObjectOrNew(notebook.Metadata, "polyglot_notebook")[key] = value?.DeepClone();
            }
            else
            {
                notebook.Metadata[key] = value?.DeepClone();
            }
        }

        foreach (var item in (entries["kernelInfo"] as JsonObject)?["items"] as JsonArray ?? [])
        {
            if (JsonPath.Text(item, "name") is not { } kernel)
            {
                continue;
            }

            declared[kernel] = kernel;
            foreach (var alias in (item as JsonObject)?["aliases"] as JsonArray ?? [])
            {
                if (JsonPath.Text(alias) is { } other)
                {
                    declared[other] = kernel;
                }
            }
        }
    }
}
