using System.Diagnostics;
using System.Globalization;
using Notebooks.Engine.Protocol;

namespace Notebooks.Tests.Engine;

/// <summary>Cells that take the session with them, and what is told of it.</summary>
public class SessionEndTests
{
    [Theory]
    [InlineData("Environment.Exit(3);", "exited with code 3")]
    [InlineData("Environment.Exit(0);", "exited with code 0")]
    [InlineData("int Down(int n) => Down(n + 1) + Down(n + 2);\nDown(0)", "the stack overflowed")]
    [InlineData("var thread = new System.Threading.Thread(() => throw new InvalidOperationException(\"on a thread\")); thread.Start(); thread.Join(); System.Threading.Thread.Sleep(-1);", "on a thread")]
    public async Task Text_printed_just_before_the_end_arrives_and_the_report_says_why(string code, string reason)
    {
        await using var session = new TestSession();

        var cell = await session.RunAsync($"for (var i = 0; i < 1000; i++) Console.WriteLine(i);\nConsole.Error.Write(\"last words\");\n{code}");

        Assert.Equal(CellEnd.Died, cell.Outcome.End);
        Assert.Contains(reason, cell.Outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', cell.Outcome.Reason!);
        Assert.EndsWith("999\n", cell.Stdout, StringComparison.Ordinal);
        Assert.Equal("last words", cell.Stderr);
    }

    [Theory]
    [InlineData("Environment.FailFast(\"given up\");")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill(); System.Threading.Thread.Sleep(-1);")]
    public async Task A_line_arrives_even_if_the_process_is_gone_the_next_moment(string code)
    {
        await using var session = new TestSession();
        await session.RunOkAsync("1");

        var cell = await session.RunAsync($"Console.WriteLine(\"last words\"); {code}");

        Assert.Equal(CellEnd.Died, cell.Outcome.End);
        Assert.Contains("session's process", cell.Outcome.Reason, StringComparison.Ordinal);
        Assert.Equal("last words\n", cell.Stdout);
    }

    [Fact]
    public async Task A_cell_sent_to_a_session_that_is_gone_is_told_so()
    {
        await using var session = new TestSession();
        await session.RunAsync("Environment.Exit(4);");

        var cell = await session.RunAsync("1 + 1");

        Assert.Equal(CellEnd.Died, cell.Outcome.End);
        Assert.Contains("code 4", cell.Outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("#!time\nawait Task.Delay(-1);")]
    public async Task A_cell_that_does_not_end_is_ended_at_its_time_limit_and_only_its_session_is(string code)
    {
        await using var other = new TestSession();
        await using var session = new TestSession();
        await other.RunOkAsync("var kept = 5;");
        await session.RunOkAsync("1");

        var cell = await session.RunAsync(code, TimeSpan.FromSeconds(1));

        Assert.Equal(CellEnd.TimedOut, cell.Outcome.End);
        Assert.Contains("1 s", cell.Outcome.Reason, StringComparison.Ordinal);
        Assert.Equal("5", (await other.RunOkAsync("kept")).Text);
        Assert.Equal(CellEnd.Died, (await session.RunAsync("1")).Outcome.End);
    }

    [Fact]
    public async Task The_start_of_the_session_is_not_the_first_cells_time()
    {
        await using var session = new TestSession();

        // The compiler alone takes longer to start than this.
        var cell = await session.RunAsync("#!lsmagic", TimeSpan.FromMilliseconds(300));

        Assert.Equal(CellEnd.Completed, cell.Outcome.End);
    }

    [Fact]
    public async Task Cancelling_ends_the_session_and_the_wait()
    {
        await using var session = new TestSession();
        var id = await ProcessIdAsync(session);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.RunAsync("while (true) { }", cancellation: cancellation.Token));

        await GoneAsync(id);
    }

    [Fact]
    public async Task A_session_that_is_disposed_takes_along_what_its_cells_started()
    {
        await using var session = new TestSession();
        var id = await ProcessIdAsync(session);
        var grandchild = Number(await session.RunOkAsync(StartSleeper + "sleeper.Id"));

        await session.DisposeAsync();

        await GoneAsync(id);
        await GoneAsync(grandchild);
    }

    [UnixFact]
    public async Task A_session_that_ends_itself_takes_along_what_its_cells_started()
    {
        await using var session = new TestSession();
        var grandchild = Number(await session.RunOkAsync(StartSleeper + "sleeper.Id"));

        // The grandchild holds the session's pipes open; nobody may wait for that.
        var cell = await session.RunAsync("Environment.Exit(5);");

        Assert.Equal(CellEnd.Died, cell.Outcome.End);
        Assert.Contains("code 5", cell.Outcome.Reason, StringComparison.Ordinal);
        await GoneAsync(grandchild);
    }

    [Fact]
    public async Task A_session_whose_thread_pool_is_full_still_ends_with_its_front_end()
    {
        using var process = RawSession.Start();
        await RawSession.ReadUntilAsync(process, "\"ready\"");
        RawSession.Send(process, """{"type":"execute","id":"1","name":"cell 1","code":"for (var i = 0; i < 1000; i++) Task.Run(() => System.Threading.Thread.Sleep(-1));\nConsole.Write(\"full\");\nwhile (true) { }"}""");
        await RawSession.ReadUntilAsync(process, "full");

        process.StandardInput.Close();

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(deadline.Token);
    }

    private static string StartSleeper => OperatingSystem.IsWindows()
        ? "var sleeper = System.Diagnostics.Process.Start(\"ping\", \"-n 1000 127.0.0.1\");\n"
        : "var sleeper = System.Diagnostics.Process.Start(\"sleep\", \"1000\");\n";

    private static async Task<int> ProcessIdAsync(TestSession session) => Number(await session.RunOkAsync("Environment.ProcessId"));

    private static int Number(CellResult cell) => int.Parse(cell.Text!, CultureInfo.InvariantCulture);

    private static async Task GoneAsync(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (ArgumentException)
        {
            // There is none: it is gone already.
        }
    }
}
