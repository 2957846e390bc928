using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Engine.Documents;
using Notebooks.Engine.Protocol;

namespace Notebooks.Cli.Running;

/// <summary>Turns the events of a notebook's cells into outputs as the notebook format has them.</summary>
/// <param name="limit">How many characters the notebook may show.</param>
internal sealed class OutputCollector(long limit)
{
    /// <summary>What an output counts besides its text, so that endless tiny ones come to an end too.</summary>
    private const int OutputSize = 1000;

    private readonly Dictionary<string, Displayed> _displays = [];
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
                Count(OutputSize + Size(display.Data));
                _displays[display.DisplayId] = new Displayed(
                    AddOutput(CellOutput.DisplayData(OutputBundle.ForSaving(display.Data))), Size(display.Data));
                break;
            case ResultEvent result:
                Count(OutputSize + Size(result.Data));
                AddOutput(CellOutput.ExecuteResult(OutputBundle.ForSaving(result.Data), executionCount));
                break;
            case UpdateEvent update when _displays.TryGetValue(update.DisplayId, out var displayed):
                Count(Size(update.Data) - displayed.Size);
                displayed.Output["data"] = OutputBundle.ForSaving(update.Data);
                _displays[update.DisplayId] = displayed with { Size = Size(update.Data) };
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

    private static int Size(JsonObject bundle) => bundle.Sum(entry =>
        entry.Value is JsonValue text && text.TryGetValue<string>(out var content) ? content.Length : entry.Value?.ToJsonString().Length ?? 0);

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

    /// <summary>An output that may still be updated.</summary>
    private readonly record struct Displayed(JsonObject Output, int Size);
}

/// <summary>A notebook showed more than anything could open.</summary>
/// <param name="message">How much, and what was done.</param>
internal sealed class OutputLimitException(string message) : Exception(message);
