using Notebooks.Engine.Input;

namespace Notebooks.Engine.Protocol;

/// <summary>Sends what cells ask as messages, one at a time, and hands the answers on.</summary>
/// <param name="output">Where messages go.</param>
internal sealed class FrontEndInput(ProtocolOutput output) : IInput
{
    private const string NobodyThere = "There is no input to read: the front end that runs this cell does not let it ask for any.";
    private const string CellEnded = "There is no input to read: the cell whose turn it was to ask has ended.";

    private readonly object _guard = new();
    private readonly Queue<(InputRequestEvent Question, TaskCompletionSource<string?> Answer)> _asked = new();
    private string? _refusal = CellEnded;

    /// <summary>A cell begins.</summary>
    /// <param name="allow">Whether it may ask.</param>
    public void Begin(bool allow)
    {
        lock (_guard)
        {
            _refusal = allow ? null : NobodyThere;
        }
    }

    /// <summary>The cell has ended: who still waits for an answer will get none.</summary>
    public void End()
    {
        lock (_guard)
        {
            _refusal = CellEnded;
            while (_asked.TryDequeue(out var waiting))
            {
                waiting.Answer.SetException(new InvalidOperationException(CellEnded));
            }
        }
    }

    /// <summary>Answers the question that was sent last, if it is still asked.</summary>
    public void Answer(string? text)
    {
        lock (_guard)
        {
            if (!_asked.TryDequeue(out var answered))
            {
                return;
            }

            answered.Answer.SetResult(text);
            if (_asked.TryPeek(out var next))
            {
                output.Send(next.Question);
            }
        }
    }

    public Task<string?> AskAsync(string prompt, bool isPassword)
    {
        var question = new InputRequestEvent(prompt, isPassword);
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_guard)
        {
            if (_refusal is not null)
            {
                throw new InvalidOperationException(_refusal);
            }

            _asked.Enqueue((question, answer));
            if (_asked.Count == 1)
            {
                output.Send(question);
            }
        }

        return answer.Task;
    }
}
