using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Protocol;

/// <summary>The process's side of the protocol: runs the cells that arrive, and reports.</summary>
internal static class SessionServer
{
    /// <summary>Serves until standard input ends or a shutdown is asked for.</summary>
    public static async Task<int> RunAsync()
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
        Console.SetIn(new NoInput());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => output.Flush();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => output.Flush();

        using var session = new Session(output);
        using var warmUp = new IdleWork(session.Assistant.WarmUp);
        var questions = new Questions(session);
        var requests = Channel.CreateUnbounded<Request>();
        new Thread(() => Read(input, requests.Writer)) { IsBackground = true, Name = "requests" }.Start();
        await session.WarmUpAsync();
        output.Send(new ReadyEvent(RuntimeInformation.FrameworkDescription, ScriptChain.LanguageName));
        await foreach (var request in requests.Reader.ReadAllAsync())
        {
            switch (request)
            {
                case ExecuteRequest execute:
                    warmUp.Postpone();
                    var ok = await session.ExecuteAsync(execute.Code, execute.Name, execute.Language);
                    output.Send(new DoneEvent(execute.Id, ok));
                    warmUp.Schedule();
                    break;
                case CompleteRequest complete:
                    output.Send(questions.Answer(complete));
                    break;
                case InspectRequest inspect:
                    output.Send(questions.Answer(inspect));
                    break;
                case CompletenessRequest completeness:
                    output.Send(Questions.Answer(completeness));
                    break;
            }
        }

        return 0;
    }

    /// <summary>Opens standard output past the console.</summary>
    /// <remarks>
    /// On Unix the console's own stream takes the lock of <see cref="Console.Out"/> for each write, and a cell that
    /// prints holds that lock while it waits for this output.
    /// </remarks>
    private static Stream OpenOutput() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    /// <summary>Hands requests on, on a thread of its own: cells may keep all those of the pool busy.</summary>
    private static void Read(Stream input, ChannelWriter<Request> requests)
    {
        foreach (var request in new FrameReader(input).ReadAllAsync(MessageJson.Default.Request).ToBlockingEnumerable())
        {
            if (request is ShutdownRequest)
            {
                Environment.Exit(0);
                return;
            }

            requests.TryWrite(request);
        }

        // A cell may be running, and may never end: the front end is gone, so nobody waits for it or what it started.
        ProcessGroup.EndOwn();
        Environment.Exit(0);
    }
}
