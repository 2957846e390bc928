using System.Diagnostics;
using System.Globalization;
using Notebooks.Tests.Engine;

namespace Notebooks.Tests.Commands;

/// <summary>What is left when the command is ended from outside: nothing.</summary>
public sealed class InterruptTests : IDisposable
{
    private const string Loop = "System.IO.File.WriteAllText(\"id.part\", Environment.ProcessId.ToString()); System.IO.File.Move(\"id.part\", \"id\");\nwhile (true) { }";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly NotebooksCommand _notebooks = new();

    public void Dispose() => _notebooks.Dispose();

    [UnixFact]
    public Task Ctrl_C_ends_an_endless_loop_with_code_130_and_leaves_no_process_and_no_file() => InterruptAsync("INT");

    [UnixFact]
    public Task A_request_to_terminate_does_the_same() => InterruptAsync("TERM");

    [Fact]
    public async Task A_session_ends_when_the_command_is_killed()
    {
        _notebooks.Write("loop.ipynb", Loop);
        using var command = _notebooks.Start("run", "loop.ipynb", "--output", "out");
        using var session = await SessionAsync();

        command.Kill();

        await EndedAsync(session);
    }

    [UnixFact]
    public async Task What_a_cell_started_ends_when_the_command_is_killed()
    {
        _notebooks.Write("loop.ipynb", "var sleeper = System.Diagnostics.Process.Start(\"sleep\", \"1000\"); " + Loop.Replace("Environment.ProcessId", "sleeper.Id", StringComparison.Ordinal));
        using var command = _notebooks.Start("run", "loop.ipynb", "--output", "out");
        using var sleeper = await SessionAsync();

        command.Kill();

        await EndedAsync(sleeper);
    }

    private async Task InterruptAsync(string signal)
    {
        _notebooks.Write("fine.ipynb", "\"fresh\"");
        _notebooks.Write("loop.ipynb", Loop);
        var before = (File.ReadAllText(_notebooks["fine.ipynb"]), File.ReadAllText(_notebooks["loop.ipynb"]));
        using var command = _notebooks.StartInForeground("run", "fine.ipynb", "loop.ipynb", "--in-place", "--jobs", "1");
        using var session = await SessionAsync();

        using (var kill = Process.Start("kill", ["-s", signal, command.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var deadline = new CancellationTokenSource(Patience);
        var result = (await NotebooksCommand.EndAsync(command, deadline.Token)).Exited(130);
        Assert.Equal("notebooks: interrupted", result.Message());
        await EndedAsync(session);
        Assert.Equal(["fine.ipynb", "id", "loop.ipynb"], _notebooks.Files());
        Assert.Equal(before, (File.ReadAllText(_notebooks["fine.ipynb"]), File.ReadAllText(_notebooks["loop.ipynb"])));
    }

    /// <summary>The process whose id the notebook writes into a file, as soon as it is there.</summary>
    private async Task<Process> SessionAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!File.Exists(_notebooks["id"]))
        {
            await Task.Delay(20, deadline.Token);
        }

        return Process.GetProcessById(int.Parse(File.ReadAllText(_notebooks["id"]), CultureInfo.InvariantCulture));
    }

    private static async Task EndedAsync(Process process)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(deadline.Token);
    }
}
