using Notebooks.Engine.Protocol;

namespace Notebooks.Tests.Engine;

/// <summary>A session in a folder of its own; as a class fixture, one that the tests of a class share.</summary>
public sealed class TestSession : IAsyncDisposable, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private SessionProcess? _process;
    private int _cells;
    private bool _isDisposed;

    /// <summary>The notebook's folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>The session's process; it starts when it is first asked for.</summary>
    public SessionProcess Process => _process ??= SessionProcess.Start(Folder);

    /// <summary>Writes a file into the notebook's folder.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, string content)
    {
        var path = _folder[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Runs a cell, whatever comes of it.</summary>
    public Task<CellResult> RunAsync(string code, TimeSpan? limit = null, string language = "csharp", CancellationToken cancellation = default) =>
        RunAsync(code, static _ => { }, limit, language, cancellation);

    /// <summary>Runs a cell that prints, and interrupts it as soon as it has printed enough.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="length">How many characters are enough.</param>
    public Task<CellResult> RunInterruptedAsync(string code, int length = 1) => RunAsync(code, message =>
    {
        var before = length;
        length -= message is StreamEvent stream ? stream.Text.Length : 0;
        if (length <= 0 && before > 0)
        {
            Process.Interrupt();
        }
    });

    /// <summary>Runs a cell that must run to its end, answering what it asks.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="answers">The answers, null for the end of input; what comes after them is null too.</param>
    /// <returns>What came of the cell, and what it asked.</returns>
    public async Task<(CellResult Cell, IReadOnlyList<InputRequestEvent> Questions)> RunAnsweredAsync(string code, params string?[] answers)
    {
        var questions = new List<InputRequestEvent>();
        Process.Input = question =>
        {
            questions.Add(question);
            return Task.FromResult(answers.ElementAtOrDefault(questions.Count - 1));
        };
        try
        {
            return (await RunOkAsync(code), questions);
        }
        finally
        {
            Process.Input = null;
        }
    }

    /// <summary>Runs a cell that must run to its end.</summary>
    public async Task<CellResult> RunOkAsync(string code)
    {
        var result = await RunAsync(code);
        Assert.True(result.Outcome.End == CellEnd.Completed, result.ToString());
        return result;
    }

    /// <summary>Runs a cell that must fail, and leave the session alive.</summary>
    public async Task<ErrorEvent> RunFailingAsync(string code)
    {
        var result = await RunAsync(code);
        Assert.True(result.Outcome.End == CellEnd.Failed, result.ToString());
        return result.Error;
    }

    /// <summary>Asks what may stand at a position.</summary>
    public Task<CompletionsEvent> CompleteAsync(string code, int position) => Process.CompleteAsync(code, position);

    /// <summary>Asks what the symbol at a position is.</summary>
    public Task<InspectionEvent> InspectAsync(string code, int position, int detail = 0) => Process.InspectAsync(code, position, detail);

    /// <summary>Asks whether a cell is whole.</summary>
    public Task<CompletenessEvent> CheckCompletenessAsync(string code) => Process.CheckCompletenessAsync(code);

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private async Task<CellResult> RunAsync(
        string code, Action<SessionEvent> onEvent, TimeSpan? limit = null, string language = "csharp", CancellationToken cancellation = default)
    {
        var events = new List<SessionEvent>();
        var outcome = await Process.ExecuteAsync(
            code,
            $"cell {++_cells}",
            language,
            message =>
            {
                events.Add(message);
                onEvent(message);
            },
            limit ?? Patience,
            cancellation);
        return new CellResult($"cell {_cells}", outcome, events);
    }
}
