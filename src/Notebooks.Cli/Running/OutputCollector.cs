using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Engine.Documents;
using Notebooks.Engine.Protocol;

namespace Notebooks.Cli.Running;

/// <summary>Turns the events of a notebook's cells into outputs as the notebook format has them.</summary>
/// <param name="limit">How many characters the notebook may show.</param>
internal sealed class OutputCollector(long limit)
{
    private readonly Dictionary<string, JsonObject> _displays = [];
    private readonly StringBuilder _stream = new();
    private List<JsonObject> _outputs = [];
    private string _streamName = "";
    private long _size;

    /// <summary>The cell's error, if it had one.</summary>
    public ErrorEvent? Error { get; private set; }

    /// <summary>Takes what a cell has shown so far, and starts on the next cell.</summary>
    public IReadOnlyList<JsonObject> EndCell()
    {
        EndStream();
        var outputs = _outputs;
        _outputs = [];
        Error = null;
        return outputs;
    }

    /// <summary>Adds an event.</summary>
    /// <param name="message">The event.</param>
    /// <param name="executionCount">The number of the cell.</param>
    /// <exception cref="OutputLimitException">The notebook has shown more than the limit.</exception>
    public void Add(SessionEvent message, int executionCount)
    {
        switch (message)
        {
            case StreamEvent stream:
                AddText(stream.Name, stream.Text);
                break;
            case DisplayEvent display:
                _displays[display.DisplayId] = AddOutput(CellOutput.DisplayData(Data(display.Data)));
                break;
            case ResultEvent result:
                AddOutput(CellOutput.ExecuteResult(Data(result.Data), executionCount));
                break;
            case UpdateEvent update when _displays.TryGetValue(update.DisplayId, out var displayed):
                displayed["data"] = Data(update.Data);
                break;
            case ErrorEvent error:
                AddError(error);
                break;
        }
    }

    /// <summary>Adds an error that the session could not report itself.</summary>
    public void AddError(ErrorEvent error)
    {
        Error = error;
        AddOutput(CellOutput.Error(error.Name, error.Message, error.Traceback));
    }

    private void AddText(string name, string text)
    {
        Count(text.Length);
        if (name != _streamName)
        {
            EndStream();
            _streamName = name;
        }

        _stream.Append(text);
    }

    private JsonObject AddOutput(JsonObject output)
    {
        EndStream();
        _outputs.Add(output);
        return output;
    }

    private JsonObject Data(JsonObject bundle)
    {
        foreach (var (_, value) in bundle)
        {
            Count(value is JsonValue text && text.TryGetValue<string>(out var content) ? content.Length : 1);
        }

        return OutputBundle.ForSaving(bundle);
    }

    private void EndStream()
    {
        if (_stream.Length > 0)
        {
            _outputs.Add(CellOutput.Stream(_streamName, _stream.ToString()));
            _stream.Clear();
        }
    }

    private void Count(int characters)
    {
        _size += characters;
        if (_size > limit)
        {
            throw new OutputLimitException($"the notebook showed more than {limit >> 20} million characters, and was ended");
        }
    }
}

/// <summary>A notebook showed more than anything could open.</summary>
/// <param name="message">How much, and what was done.</param>
internal sealed class OutputLimitException(string message) : Exception(message);
