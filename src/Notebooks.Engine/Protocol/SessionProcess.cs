using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Notebooks.Engine.Protocol;

/// <summary>A front end's side of the protocol: starts a session in a process of its own, and sends it cells.</summary>
public sealed class SessionProcess : IAsyncDisposable
{
    private const int ErrorLinesKept = 40;

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly int _id;
    private readonly FrameWriter _requests;
    private readonly Channel<SessionEvent> _events = Channel.CreateBounded<SessionEvent>(1024);
    private readonly Lock _errorLock = new();
    private readonly List<string> _firstErrors = [];
    private readonly Queue<string> _lastErrors = new();
    private readonly Task _reading;
    private int _received;
    private int _lastId;
    private bool _isReady;
    private bool _isDisposed;

    private SessionProcess(Process process)
    {
        _process = process;
        _id = process.Id;
        _requests = new FrameWriter(process.StandardInput.BaseStream);
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>The command that starts a session's process, for front ends in other languages.</summary>
    public static IReadOnlyList<string> Command { get; } =
        [DotNetHost.Path, "exec", typeof(SessionProcess).Assembly.Location];

    /// <summary>The language of cells, with its version, such as <c>C# 14</c>.</summary>
    public static string Language => Scripting.ScriptChain.LanguageName;

    /// <summary>Starts a session.</summary>
    /// <param name="folder">The folder against which the notebook's relative paths are meant.</param>
    /// <returns>The session; cells may be sent at once.</returns>
    public static SessionProcess Start(string folder)
    {
        var start = new ProcessStartInfo(Command[0], Command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            CreateNoWindow = true,
        };

        // A stack overflow must end the process at once, without a dump of its memory.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return new SessionProcess(Process.Start(start)!);
    }

    /// <summary>Answers what cells ask, with null for the end of input; cells may ask only where this is set.</summary>
    public Func<InputRequestEvent, Task<string?>>? Input { get; set; }

    /// <summary>Runs a cell.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="name">What messages call the cell.</param>
    /// <param name="language">The language of the text until a directive says otherwise.</param>
    /// <param name="onEvent">Gets each event of the cell, in order.</param>
    /// <param name="limit">How long the cell may take; then the session is ended.</param>
    /// <param name="cancellation">Ends the session and the wait.</param>
    /// <returns>How the cell ended. Unless it completed or failed, the session is gone.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<CellOutcome> ExecuteAsync(
        string code,
        string name,
        string language,
        Action<SessionEvent> onEvent,
        TimeSpan limit,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(onEvent);
        var id = (++_lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var answering = Task.CompletedTask;
        try
        {
            timeout.CancelAfter(StartLimit);
            await WaitUntilReadyAsync(onEvent, timeout.Token);
            timeout.CancelAfter(limit);
            _requests.Write(new ExecuteRequest(id, code, name, language, Input is not null), MessageJson.Default.Request);
            await foreach (var message in _events.Reader.ReadAllAsync(timeout.Token))
            {
                switch (message)
                {
                    case DoneEvent done when done.Id == id:
                        await (answering.IsFaulted ? answering : Task.CompletedTask);
                        return new CellOutcome(done.Ok ? CellEnd.Completed : CellEnd.Failed);
                    case InputRequestEvent question:
                        answering = AnswerAsync(question);
                        break;
                    default:
                        onEvent(message);
                        break;
                }
            }
        }
        catch (IOException)
        {
            // The process is gone, and with it the pipe; why, is said below.
        }
        catch (OperationCanceledException)
        {
            Kill();
            cancellation.ThrowIfCancellationRequested();
            return new CellOutcome(CellEnd.TimedOut, _isReady
                ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the cell did not end within {limit.TotalSeconds:0.###} s")
                : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the session did not start within {StartLimit.TotalSeconds:0} s"));
        }

        await _reading.WaitAsync(cancellation);
        var errors = StandardError();
        return new CellOutcome(CellEnd.Died, ProcessEnd.Describe(_process.ExitCode, errors), errors);
    }

    /// <summary>Asks what may stand at a position of a cell.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="position">The cursor, in UTF-16 code units.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="IOException">The session is gone.</exception>
    public Task<CompletionsEvent> CompleteAsync(string code, int position, CancellationToken cancellation = default) =>
        AskAsync<CompletionsEvent>(id => new CompleteRequest(id, code, position), answer => answer.Id, cancellation);

    /// <summary>Asks what the symbol at a position of a cell is.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="position">The cursor, in UTF-16 code units.</param>
    /// <param name="detail">0, or 1 for remarks and other overloads too.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="IOException">The session is gone.</exception>
    public Task<InspectionEvent> InspectAsync(string code, int position, int detail = 0, CancellationToken cancellation = default) =>
        AskAsync<InspectionEvent>(id => new InspectRequest(id, code, position, detail), answer => answer.Id, cancellation);

    /// <summary>Asks whether a cell is whole.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="IOException">The session is gone.</exception>
    public Task<CompletenessEvent> CheckCompletenessAsync(string code, CancellationToken cancellation = default) =>
        AskAsync<CompletenessEvent>(id => new CompletenessRequest(id, code), answer => answer.Id, cancellation);

    /// <summary>
    /// Stops the cell that runs: it fails, with an error named <c>Interrupted</c>. Nothing happens when none runs.
    /// </summary>
    public void Interrupt() => TryWrite(new InterruptRequest());

    /// <summary>Asks for the value of an expression, which becomes no part of the session; not while a cell runs.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="onEvent">Gets what the expression shows besides, in order.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The value or the error.</returns>
    /// <exception cref="IOException">The session is gone.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<EvaluatedEvent> EvaluateAsync(string expression, Action<SessionEvent> onEvent, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(onEvent);
        var id = (++_lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await WaitUntilReadyAsync(onEvent, cancellation);
        _requests.Write(new EvaluateRequest(id, expression), MessageJson.Default.Request);
        await foreach (var message in _events.Reader.ReadAllAsync(cancellation))
        {
            if (message is EvaluatedEvent evaluated && evaluated.Id == id)
            {
                return evaluated;
            }

            onEvent(message);
        }

        throw new IOException("The session has ended.");
    }

    /// <summary>Ends the process and everything it started, at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        ProcessGroup.End(_id);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        Kill();
        _events.Writer.TryComplete();
        await _reading;
        _process.Dispose();
    }

    /// <summary>Sends a question and waits for its answer; what a cell of before still prints meanwhile is passed over.</summary>
    private async Task<T> AskAsync<T>(Func<string, Request> question, Func<T, string> idOf, CancellationToken cancellation)
        where T : SessionEvent
    {
        var id = (++_lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await WaitUntilReadyAsync(_ => { }, cancellation);
        _requests.Write(question(id), MessageJson.Default.Request);
        await foreach (var message in _events.Reader.ReadAllAsync(cancellation))
        {
            if (message is T answer && idOf(answer) == id)
            {
                return answer;
            }
        }

        throw new IOException("The session ended before it answered.");
    }

    /// <summary>Answers what the cell asks; the cell may end in the meantime.</summary>
    private async Task AnswerAsync(InputRequestEvent question)
    {
        string? text = null;
        try
        {
            text = await Input!(question);
        }
        finally
        {
            TryWrite(new InputReply(text));
        }
    }

    /// <summary>Sends a request, unless the process is gone.</summary>
    private void TryWrite(Request request)
    {
        try
        {
            _requests.Write(request, MessageJson.Default.Request);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // Whoever waits for the cell learns of the end.
        }
    }

    /// <summary>Hands on all that comes until the session is ready; its start is not the cell's time.</summary>
    private async Task WaitUntilReadyAsync(Action<SessionEvent> onEvent, CancellationToken cancellation)
    {
        while (!_isReady && await _events.Reader.WaitToReadAsync(cancellation))
        {
            if (_events.Reader.TryRead(out var message))
            {
                if (message is ReadyEvent)
                {
                    _isReady = true;
                }
                else
                {
                    onEvent(message);
                }
            }
        }
    }

    /// <summary>Reads what the process writes, until it and all that it started are gone.</summary>
    private async Task ReadAsync()
    {
        var streams = Task.WhenAll(ReadEventsAsync(), ReadErrorsAsync());
        await _process.WaitForExitAsync();
        ProcessGroup.End(_id);

        // A program that got away may hold the pipes open for as long as it likes.
        for (var before = -1; !streams.IsCompleted && (before != _received || (_events.Reader.Count > 0 && !_isDisposed));)
        {
            before = _received;
            await Task.WhenAny(streams, Task.Delay(PipeGrace));
        }

        _events.Writer.TryComplete();
    }

    private IReadOnlyList<string> StandardError()
    {
        lock (_errorLock)
        {
            return [.. _firstErrors, .. _lastErrors];
        }
    }

    private async Task ReadEventsAsync()
    {
        var stray = new List<string>();
        try
        {
            var reader = new FrameReader(_process.StandardOutput.BaseStream);
            await foreach (var message in reader.ReadAllAsync(MessageJson.Default.SessionEvent, stray.Add))
            {
                await FlushStrayAsync();
                await _events.Writer.WriteAsync(message);
                _received++;
            }

            await FlushStrayAsync();
            _events.Writer.TryComplete();
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or ChannelClosedException or JsonException)
        {
            _events.Writer.TryComplete();
        }

        async Task FlushStrayAsync()
        {
            foreach (var text in stray)
            {
                await _events.Writer.WriteAsync(new StreamEvent("stdout", text));
            }

            stray.Clear();
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_errorLock)
            {
                if (_firstErrors.Count < ErrorLinesKept)
                {
                    _firstErrors.Add(line);
                    continue;
                }

                _lastErrors.Enqueue(line);
                if (_lastErrors.Count > ErrorLinesKept)
                {
                    _lastErrors.Dequeue();
                }
            }
        }
    }
}
