using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Notebooks.Engine.Documents;

/// <summary>
/// A Jupyter notebook of format 4. It wraps the file's whole JSON, so that metadata, fields and orders it knows nothing
/// of come through loading and saving unharmed: a file that Jupyter saved comes back byte for byte.
/// </summary>
public sealed class NotebookDocument
{
    private readonly JsonObject _json;
    private readonly List<NotebookCell> _cells = [];

    private NotebookDocument(JsonObject json)
    {
        _json = json;
        foreach (var cell in CellArray)
        {
            _cells.Add(new NotebookCell(this, (JsonObject)cell!, NotebookFormat.Kind((JsonObject)cell!)!.Value));
        }
    }

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells => _cells;

    /// <summary>The cells that run, in order: code cells with some text. Messages count cells among these, from 1.</summary>
    public IReadOnlyList<NotebookCell> CodeCells =>
        [.. _cells.Where(cell => cell.Kind == CellKind.Code && !string.IsNullOrWhiteSpace(cell.Source))];

    /// <summary>The notebook's metadata. Where the notebook has none, asking for it adds an empty one.</summary>
    public JsonObject Metadata => JsonPath.ObjectOrNew(_json, "metadata");

    /// <summary>The kernel the notebook asks for, such as <c>.net-csharp</c>; null where it names none.</summary>
    public string? KernelName => JsonPath.Text(_json, "metadata", "kernelspec", "name");

    /// <summary>
    /// The language of cells that name none, as .NET Interactive spells it: <c>csharp</c>, <c>fsharp</c>,
    /// <c>python</c>. Where nothing says otherwise it is <c>csharp</c>.
    /// </summary>
    public string Language => LanguageName.Normalize(
        JsonPath.Text(_json, "metadata", "polyglot_notebook", "kernelInfo", "defaultKernelName")
        ?? JsonPath.Text(_json, "metadata", "polyglot_notebook", "defaultKernelName")
        ?? JsonPath.Text(_json, "metadata", "dotnet_interactive", "defaultKernelName")
        ?? JsonPath.Text(_json, "metadata", "kernelspec", "language")
        ?? JsonPath.Text(_json, "metadata", "language_info", "name")
        ?? KernelName
        ?? LanguageName.CSharp);

    private JsonArray CellArray => (JsonArray)_json["cells"]!;

    /// <summary>Creates an empty notebook of format 4.5 for the C# kernel.</summary>
    /// <returns>A notebook without cells.</returns>
    public static NotebookDocument Create() => new(new JsonObject
    {
        ["cells"] = new JsonArray(),
        ["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject
            {
                ["display_name"] = ".NET (C#)",
                ["language"] = "C#",
                ["name"] = ".net-csharp",
            },
            ["language_info"] = new JsonObject { ["name"] = "C#" },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    });

    /// <summary>Reads a notebook file.</summary>
    /// <param name="path">The file; errors name it as given.</param>
    /// <returns>The notebook.</returns>
    /// <exception cref="NotebookFormatException">The file cannot be read or is not a notebook of format 4.</exception>
    public static NotebookDocument Load(string path) => new(NotebookFormat.Parse(TextFile.ReadBytes(path), path));

    /// <summary>Reads a notebook from its JSON.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="name">What errors call it, such as the file's name.</param>
    /// <returns>The notebook.</returns>
    /// <exception cref="NotebookFormatException">It is not a notebook of format 4.</exception>
    public static NotebookDocument Parse(string json, string name)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(NotebookFormat.Parse(Encoding.UTF8.GetBytes(json), name));
    }

    /// <summary>Adds a cell at the end.</summary>
    /// <param name="kind">What the cell holds.</param>
    /// <param name="source">Its text.</param>
    /// <param name="language">The language of a code cell, where it is not the notebook's.</param>
    /// <returns>The new cell. Its id, where the notebook's format has ids, is made from its position.</returns>
    public NotebookCell Add(CellKind kind, string source, string? language = null)
    {
        var json = new JsonObject
        {
            ["cell_type"] = NotebookFormat.CellType(kind),
            ["metadata"] = new JsonObject(),
            ["source"] = MultilineText.Write(source),
        };
        if (kind == CellKind.Code)
        {
            JsonPath.Set(json, "execution_count", null);
            JsonPath.Set(json, "outputs", new JsonArray());
        }

        if (NotebookFormat.HasCellIds(_json))
        {
            JsonPath.Set(json, "id", UnusedId());
        }

        if (language is not null && LanguageName.Normalize(language) != Language && kind == CellKind.Code)
        {
            // Both, as .NET Interactive writes them: older and newer readers look in different places.
            JsonPath.ObjectOrNew((JsonObject)json["metadata"]!, "dotnet_interactive")["language"] = language;
            JsonPath.ObjectOrNew((JsonObject)json["metadata"]!, "polyglot_notebook")["kernelName"] = language;
        }

        CellArray.Add((JsonNode)json);
        var cell = new NotebookCell(this, json, kind);
        _cells.Add(cell);
        return cell;
    }

    /// <summary>The notebook's JSON as Jupyter formats it, with a line end after the last line.</summary>
    /// <returns>The text of the file.</returns>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        NotebookJsonWriter.Write(_json, stream);
        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>
    /// Saves the notebook as Jupyter formats it. The file is replaced as a whole or not at all; a link stays a link.
    /// </summary>
    /// <param name="path">The file, which need not exist; its folder must.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => NotebookJsonWriter.Write(_json, stream));

    /// <summary>A copy that shares nothing with this notebook.</summary>
    /// <returns>The copy.</returns>
    public NotebookDocument Clone()
    {
        // Copying node by node would cost a document of its own for every value that was read from a file.
        using var stream = new MemoryStream();
        NotebookJsonWriter.Write(_json, stream);
        return new NotebookDocument(NotebookFormat.Parse(stream.ToArray(), "copy"));
    }

    private string UnusedId()
    {
        for (var number = _cells.Count + 1; ; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"cell-{number}");
            if (_cells.TrueForAll(cell => cell.Id != id))
            {
                return id;
            }
        }
    }
}
