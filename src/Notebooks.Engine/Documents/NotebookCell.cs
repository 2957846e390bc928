using System.Text.Json.Nodes;

namespace Notebooks.Engine.Documents;

/// <summary>A cell of a notebook: a view of its JSON, which keeps whatever else the cell carries.</summary>
public sealed class NotebookCell
{
    private readonly NotebookDocument _document;
    private readonly JsonObject _json;

    internal NotebookCell(NotebookDocument document, JsonObject json, CellKind kind)
    {
        _document = document;
        _json = json;
        Kind = kind;
    }

    /// <summary>What the cell holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The cell's id, which notebooks have from format 4.5 on; otherwise null.</summary>
    public string? Id => JsonPath.Text(_json, "id");

    /// <summary>The whole text of the cell. Setting it stores it as a list of lines.</summary>
    public string Source
    {
        get => MultilineText.Read(_json["source"]) ?? "";
        set => JsonPath.Set(_json, "source", MultilineText.Write(value));
    }

    /// <summary>The cell's metadata. Where the cell has none, asking for it adds an empty one.</summary>
    public JsonObject Metadata => JsonPath.ObjectOrNew(_json, "metadata");

    /// <summary>
    /// The language of the cell's text: what the cell's metadata say (those of Polyglot Notebooks, .NET Interactive or
    /// VS Code), else the notebook's; for a Markdown cell always <c>markdown</c>.
    /// </summary>
    public string Language
    {
        get
        {
            if (Kind == CellKind.Markdown)
            {
                return LanguageName.Markdown;
            }

            var own = JsonPath.Text(_json, "metadata", "polyglot_notebook", "kernelName")
                ?? JsonPath.Text(_json, "metadata", "dotnet_interactive", "language")
                ?? JsonPath.Text(_json, "metadata", "vscode", "languageId");
            return own is null ? _document.Language : LanguageName.Normalize(own);
        }
    }

    /// <summary>
    /// The outputs as the notebook format has them, empty where there are none. To change them, call
    /// <see cref="ReplaceOutputs"/>.
    /// </summary>
    public JsonArray Outputs => _json["outputs"] as JsonArray ?? [];

    /// <summary>How many executions the session had made with this one; null when the cell did not run.</summary>
    public int? ExecutionCount
    {
        get => _json["execution_count"] is JsonValue value && value.TryGetValue(out int count) ? count : null;
        set => JsonPath.Set(_json, "execution_count", value);
    }

    /// <summary>Puts other outputs in the place of all there are.</summary>
    /// <param name="outputs">Outputs as <see cref="CellOutput"/> makes them, with no parent yet.</param>
    /// <exception cref="InvalidOperationException">The cell is not a code cell, or an output belongs elsewhere already.</exception>
    public void ReplaceOutputs(IEnumerable<JsonObject> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        if (Kind != CellKind.Code)
        {
            throw new InvalidOperationException($"Only a code cell has outputs; this one is a {Kind.ToString().ToLowerInvariant()} cell.");
        }

        JsonPath.Set(_json, "outputs", new JsonArray([.. outputs]));
    }

    /// <summary>Removes the outputs and the execution count, as Jupyter's "Clear all outputs" does.</summary>
    public void ClearOutputs()
    {
        if (Kind == CellKind.Code)
        {
            ReplaceOutputs([]);
            ExecutionCount = null;
        }
    }

    /// <summary>The cell's own JSON, for what has no property here, such as attachments.</summary>
    public JsonObject Json => _json;
}
