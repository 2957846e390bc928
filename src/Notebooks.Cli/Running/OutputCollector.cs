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
    private bool _isToBeCleared;
    private long _sizeOfEarlierCells;
    private long _size;

    /// <summary>The cell's error, if it had one.</summary>
    public ErrorEvent? Error { get; private set; }

    /// <summary>Takes what a cell has shown so far, and starts on the next cell.</summary>
    public IReadOnlyList<JsonObject> EndCell()
    {
        EndStream();
        var outputs = _outputs;
        _outputs = [];
        _isToBeCleared = false;
        _sizeOfEarlierCells += _size;
        _size = 0;
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
                AddDisplay(display);
                break;
            case ResultEvent result:
                AddOutput(CellOutput.ExecuteResult(OutputBundle.ForSaving(result.Data), executionCount));
                Count(OutputSize + Size(result.Data));
                break;
            case UpdateEvent update when _displays.TryGetValue(update.DisplayId, out var displayed):
                Update(displayed, update);
                break;
            case ClearEvent clear:
                _isToBeCleared = true;
                if (!clear.Wait)
                {
                    Clear();
                }

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
        Clear();
        Count(text.Length);
        if (name != _streamName)
        {
            EndStream();
            _streamName = name;
        }

        _stream.Append(text);
    }

    private void AddDisplay(DisplayEvent display)
    {
        var size = Size(display.Data);
        var output = CellOutput.DisplayData(OutputBundle.ForSaving(display.Data));
        AddOutput(output);
        _displays[display.DisplayId] = new Displayed(output, _outputs, size);
        Count(OutputSize + size);
    }

    private void AddOutput(JsonObject output)
    {
        Clear();
        EndStream();
        _outputs.Add(output);
    }

    private void Update(Displayed displayed, UpdateEvent update)
    {
        var size = Size(update.Data);
        displayed.Output["data"] = OutputBundle.ForSaving(update.Data);
        _displays[update.DisplayId] = displayed with { Size = size };
        if (displayed.Cell != _outputs)
        {
            _sizeOfEarlierCells += size - displayed.Size;
            size = displayed.Size;
        }

        Count(size - displayed.Size);
    }

    /// <summary>Takes away what the cell has shown, if it is to go.</summary>
    private void Clear()
    {
        if (!_isToBeCleared)
        {
            return;
        }

        _isToBeCleared = false;
        _stream.Clear();
        _outputs.Clear();
        _size = 0;
        foreach (var id in _displays.Where(entry => entry.Value.Cell == _outputs).Select(entry => entry.Key).ToList())
        {
            _displays.Remove(id);
        }
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
        if (_sizeOfEarlierCells + _size > limit)
        {
            throw new OutputLimitException($"the notebook showed more than {limit >> 20} million characters, and was ended");
        }
    }

    /// <summary>An output that may still be updated, and the outputs of its cell.</summary>
    private readonly record struct Displayed(JsonObject Output, List<JsonObject> Cell, int Size);
}

/// <summary>A notebook showed more than anything could open.</summary>
/// <param name="message">How much, and what was done.</param>
internal sealed class OutputLimitException(string message) : Exception(message);
