using System.Text.Json.Nodes;

namespace Notebooks.Engine.Documents;

/// <summary>Makes the outputs of a code cell as the notebook format has them, with keys in Jupyter's order.</summary>
public static class CellOutput
{
    /// <summary>Text that was written to a stream.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">The text.</param>
    /// <returns>An output for <see cref="NotebookCell.ReplaceOutputs"/>.</returns>
    public static JsonObject Stream(string name, string text) => new()
    {
        ["name"] = name,
        ["output_type"] = "stream",
        ["text"] = MultilineText.Write(text),
    };

    /// <summary>A value that the code showed.</summary>
    /// <param name="data">The value's MIME types, from <see cref="OutputBundle"/>.</param>
    /// <param name="metadata">Metadata for the types, if any.</param>
    /// <returns>An output for <see cref="NotebookCell.ReplaceOutputs"/>.</returns>
    public static JsonObject DisplayData(JsonObject data, JsonObject? metadata = null) => new()
    {
        ["data"] = data,
        ["metadata"] = metadata ?? [],
        ["output_type"] = "display_data",
    };

    /// <summary>The value of a cell's last expression.</summary>
    /// <param name="data">The value's MIME types, from <see cref="OutputBundle"/>.</param>
    /// <param name="executionCount">The cell's execution count.</param>
    /// <param name="metadata">Metadata for the types, if any.</param>
    /// <returns>An output for <see cref="NotebookCell.ReplaceOutputs"/>.</returns>
    public static JsonObject ExecuteResult(JsonObject data, int? executionCount, JsonObject? metadata = null) => new()
    {
        ["data"] = data,
        ["execution_count"] = executionCount,
        ["metadata"] = metadata ?? [],
        ["output_type"] = "execute_result",
    };

    /// <summary>What went wrong in a cell.</summary>
    /// <param name="name">The kind of error, such as the exception's type.</param>
    /// <param name="value">The message.</param>
    /// <param name="traceback">Lines that tell where it happened.</param>
    /// <returns>An output for <see cref="NotebookCell.ReplaceOutputs"/>.</returns>
    public static JsonObject Error(string name, string value, IEnumerable<string> traceback) => new()
    {
        ["ename"] = name,
        ["evalue"] = value,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]),
    };
}
