using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Notebooks.Engine.Input;
using Notebooks.Engine.Interruption;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Protocol;

/// <summary>The process's side of the protocol: carries requests out as they arrive, and reports.</summary>
internal sealed class SessionServer : IDisposable
{
    private readonly RequestQueue _requests = new();
    private readonly ProtocolOutput _output;
    private readonly FrontEndInput _frontEndInput;
    private readonly ConsoleInput _consoleInput;
    private readonly Session _session;
    private readonly Questions _questions;
    private readonly IdleWork _warmUp;

    private SessionServer(ProtocolOutput output)
    {
        _output = output;
        _frontEndInput = new FrontEndInput(output);
        _consoleInput = new ConsoleInput(_frontEndInput);
        _session = new Session(output, _frontEndInput);
        _questions = new Questions(_session);
        _warmUp = new IdleWork(_session.Assistant.WarmUp);
    }

    /// <summary>Serves until standard input ends or a shutdown is asked for; then the process ends.</summary>
    public static void Run()
    {
        // The same notebook must give the same bytes on every machine.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

        // The front end decides what an interrupt from the terminal means, and ends this process if it must.
        ProcessGroup.Start();
        Console.CancelKeyPress += (_, signal) => signal.Cancel = true;

        var input = ProtocolInput.Take();
        var output = new ProtocolOutput(new FrameWriter(OpenOutput()));
        Console.SetOut(new ConsoleStream(output, "stdout"));
        Console.SetError(new ConsoleStream(output, "stderr"));
        ExceptionHandling.SetUnhandledExceptionHandler(CodeFlow.IsStopping);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => output.Flush();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => output.Flush();

        using var server = new SessionServer(output);
        Console.SetIn(server._consoleInput);
        new Thread(() => server.Read(input)) { IsBackground = true, Name = "requests" }.Start();
        server._session.WarmUp();
        output.Send(new ReadyEvent(RuntimeInformation.FrameworkDescription, ScriptChain.LanguageName));
        while (true)
        {
            var (request, interrupt) = server._requests.Next();
            server.CarryOut(request, interrupt);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _warmUp.Dispose();
        _consoleInput.Dispose();
        _session.Dispose();
    }

    /// <summary>Opens standard output past the console.</summary>
    /// <remarks>
    /// On Unix the console's own stream takes the lock of <see cref="Console.Out"/> for each write, and a cell that
    /// prints holds that lock while it waits for this output.
    /// </remarks>
    private static Stream OpenOutput() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    /// <summary>Carries a request out, on the one thread that does.</summary>
    private void CarryOut(Request request, CancellationToken interrupt)
    {
        switch (request)
        {
            case ExecuteRequest execute:
                Execute(execute, interrupt);
                break;
            case EvaluateRequest evaluate:
                Evaluate(evaluate, interrupt);
                break;
            case CompleteRequest complete:
                _output.Send(_questions.Answer(complete));
                break;
            case InspectRequest inspect:
                _output.Send(_questions.Answer(inspect));
                break;
            case CompletenessRequest completeness:
                _output.Send(Questions.Answer(completeness));
                break;
        }
    }

    private void Execute(ExecuteRequest request, CancellationToken interrupt)
    {
        _warmUp.Postpone();
        _consoleInput.Clear();
        _frontEndInput.Begin(request.AllowInput);

        // A wait, and no await: cells may keep all threads of the pool busy.
        var ok = _session.ExecuteAsync(request.Code, request.Name, request.Language, interrupt).GetAwaiter().GetResult();
        _frontEndInput.End();
        _output.Send(new DoneEvent(request.Id, ok));
        _warmUp.Schedule();
    }

    private void Evaluate(EvaluateRequest request, CancellationToken interrupt)
    {
        var (data, error) = _session.Evaluate(request.Expression, interrupt);
        _output.Send(error is null
            ? new EvaluatedEvent(request.Id, data)
            : new EvaluatedEvent(request.Id, Error: new EvaluationError(error.Name, error.Message, error.Traceback)));
    }

    /// <summary>Takes requests in, on a thread of its own, also while one is carried out.</summary>
    private void Read(Stream input)
    {
        foreach (var request in new FrameReader(input).ReadAllAsync(MessageJson.Default.Request).ToBlockingEnumerable())
        {
            switch (request)
            {
                case ShutdownRequest:
                    Environment.Exit(0);
                    return;
                case InterruptRequest:
                    _requests.Interrupt();
                    break;
                case InputReply reply:
                    _frontEndInput.Answer(reply.Text);
                    break;
                default:
                    _requests.Add(request);
                    break;
            }
        }

        // A cell may be running, and may never end: the front end is gone, so nobody waits for it or what it started.
        ProcessGroup.EndOwn();
        Environment.Exit(0);
    }
}
