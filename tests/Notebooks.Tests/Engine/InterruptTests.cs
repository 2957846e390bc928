using System.Diagnostics;
using Notebooks.Engine.Protocol;

namespace Notebooks.Tests.Engine;

/// <summary>What an interrupt stops, and what it leaves alone.</summary>
public sealed class InterruptTests(TestSession session) : IClassFixture<TestSession>
{
    /// <summary>A second, and what a busy machine takes.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true);")]
    [InlineData("for (;;) { }")]
    [InlineData("for (var i = 0L; i >= 0; i++) ;")]
    [InlineData("do { } while (true);")]
    [InlineData("foreach (var i in Enumerable.Repeat(0, int.MaxValue)) foreach (var j in Enumerable.Repeat(0, int.MaxValue)) { }")]
    [InlineData("foreach (var (i, j) in Enumerable.Repeat((0, 1), int.MaxValue)) System.Threading.Thread.Yield();")]
    [InlineData("for (var i = 0; i < 10; i++) { while (true) { } }")]
    [InlineData("int Spin(int n) { while (n < 100) n %= 7; return n; }\nSpin(3)")]
    [InlineData("class Endless { public int Value { get { while (true) { } } } }\nnew Endless().Value")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("new System.Threading.SemaphoreSlim(0).Wait();")]
    [InlineData("for (;;) await Task.Yield();")]
    [InlineData("await Task.Yield(); while (true) { }")]
    [InlineData("async Task<int> Spin() { await Task.Yield(); while (true) { } }\nSpin().Result")]
    [InlineData("await Task.Run(() => { while (true) { } });")]
    [InlineData("Parallel.For(0, 1000, i => { while (true) { } });")]
    [InlineData("Enumerable.Range(0, 10).Select(i => { while (i >= 0) { } return i; }).ToList()")]
    [InlineData("IEnumerable<int> Endless() { while (true) yield return 1; }\nEndless().Count(i => i > 0)")]
    [InlineData("Enumerable.Repeat(1, int.MaxValue).SelectMany(i => Enumerable.Repeat(i, int.MaxValue)).Any(i => { return i > 1; })")]
    [InlineData("Enumerable.Range(0, 10).Select(i => { while (i >= 0) { } return i; })")]
    [InlineData("while (true) { try { while (true) { } } catch (Exception) { } }")]
    [InlineData("while (true) { try { System.Threading.Thread.Sleep(10); } catch (Exception) { } }")]
    [InlineData("while (true) Console.Write(\".\");")]
    [InlineData("while (true) display(1);")]
    [InlineData("new System.Threading.Thread(() => { while (true) { } }).Start(); while (true) { }")]
    [InlineData("#!time\nwhile (true) { }")]
    public async Task A_cell_that_would_not_end_ends_and_the_next_one_runs(string code)
    {
        await session.RunOkAsync("var kept = \"kept\";");

        var watch = Stopwatch.StartNew();
        var cell = await session.RunInterruptedAsync($"Console.Write(\"running\");\n{code}");

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
        Assert.True(cell.IsInterrupted, cell.ToString());
        Assert.Equal("The cell was interrupted.", cell.Error.Message);
        Assert.Equal("kept", (await session.RunOkAsync("kept")).Text);
    }

    [Fact]
    public async Task What_the_cell_declared_and_assigned_before_stays()
    {
        await session.RunOkAsync("var count = 1;");

        await session.RunInterruptedAsync("var before = 2;\ncount++;\nint Twice(int n) => 2 * n;\nConsole.Write(\"running\");\nwhile (true) { }");

        Assert.Equal("(2, 2, 6)", (await session.RunOkAsync("(count, before, Twice(3))")).Text);
    }

    [Fact]
    public async Task The_error_says_where_the_cell_stood()
    {
        var cell = await session.RunInterruptedAsync("void Spin()\n{\n    while (true)\n    {\n    }\n}\n\nConsole.Write(\"running\");\nSpin();");

        Assert.Equal(["Interrupted: The cell was interrupted.", $"   at Spin in {cell.Name}, line 4", $"   at {cell.Name}, line 9"], cell.Error.Traceback);
        Assert.Equal(4, cell.Error.Line);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    public async Task Finally_blocks_run_to_their_end(string code)
    {
        var cell = await session.RunInterruptedAsync($$"""
            Console.Write("running ");
            try { {{code}} }
            finally
            {
                System.Threading.Thread.Sleep(10);
                foreach (var word in new[] { "and ", "done" }) Console.Write(word);
            }
            """);

        Assert.True(cell.IsInterrupted, cell.ToString());
        Assert.Equal("running and done", cell.Stdout);
    }

    [Fact]
    public async Task Code_after_an_await_does_not_go_on_later()
    {
        await session.RunOkAsync("var gate = new TaskCompletionSource(); var late = false;");
        await session.RunInterruptedAsync("Console.Write(\"running\");\nawait gate.Task;\nlate = true;");

        Assert.Equal("False", (await session.RunOkAsync("gate.SetResult(); await Task.Run(() => { }); late")).Text);
    }

    [Fact]
    public async Task What_earlier_cells_left_running_goes_on()
    {
        await session.RunOkAsync("var stop = false; var background = Task.Run(() => { while (!System.Threading.Volatile.Read(ref stop)) { } return \"ended\"; });");
        await session.RunInterruptedAsync("Console.Write(\"running\");\nwhile (true) { }");

        Assert.Equal("ended", (await session.RunOkAsync("stop = true; await background")).Text);
    }

    [Fact]
    public async Task Code_of_a_library_that_cannot_be_stopped_is_left_behind()
    {
        var library = session.Write("spinner/Spinner.dll", "");
        TestLibrary.Compile(library, "public static class Spinner { public static volatile bool Stop; public static void Spin() { while (!Stop) { } } }");
        await session.RunOkAsync($"#r \"{library}\"\nvar after = false;");

        var watch = Stopwatch.StartNew();
        var cell = await session.RunInterruptedAsync("Console.Write(\"running\");\nSpinner.Spin();\nConsole.Write(\"never\");\nafter = true;");

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
        Assert.True(cell.IsInterrupted, cell.ToString());
        Assert.Contains("cannot be stopped", cell.Error.Message, StringComparison.Ordinal);
        Assert.Equal("running", cell.Stdout);
        Assert.Equal("False", (await session.RunOkAsync("Spinner.Stop = true; after")).Text);
        Assert.Equal("", (await session.RunOkAsync("System.Threading.Thread.Sleep(1);")).Stdout);
    }

    [Fact]
    public async Task Interrupts_between_cells_do_nothing()
    {
        await session.RunOkAsync("1");
        session.Process.Interrupt();
        session.Process.Interrupt();

        Assert.Equal("2", (await session.RunOkAsync("1 + 1")).Text);
    }

    [Fact]
    public async Task A_cell_that_has_been_sent_but_has_not_begun_is_interrupted_too()
    {
        using var process = RawSession.Start();
        RawSession.Send(process, """{"type":"execute","id":"1","name":"cell 1","code":"while (true) { }"}""");
        RawSession.Send(process, """{"type":"interrupt"}""");

        var lines = await RawSession.ReadUntilAsync(process, "\"done\"");

        Assert.Contains(lines, line => line.Contains("\"name\":\"Interrupted\"", StringComparison.Ordinal));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    [Fact]
    public async Task Two_hundred_interrupts_while_it_prints_tear_no_message()
    {
        var random = new Random(4);
        for (var i = 0; i < 200; i++)
        {
            var cell = await session.RunInterruptedAsync("for (var i = 0; ; i++) Console.WriteLine(i);", random.Next(1, 10_000));

            Assert.True(cell.IsInterrupted, cell.ToString());
            var lines = cell.Stdout.Split('\n').Length;
            Assert.StartsWith(cell.Stdout, string.Concat(Enumerable.Range(0, lines).Select(n => $"{n}\n")), StringComparison.Ordinal);
        }

        Assert.Equal("2", (await session.RunOkAsync("1 + 1")).Text);
    }

    [Fact]
    public async Task A_cell_may_cancel_its_own_tasks_as_ever()
    {
        var error = await session.RunFailingAsync("""
            var own = new System.Threading.CancellationTokenSource(10);
            await Task.Delay(-1, own.Token);
            """);

        Assert.Equal("System.Threading.Tasks.TaskCanceledException", error.Name);
        Assert.NotEqual(CellEnd.Died, (await session.RunAsync("1")).Outcome.End);
    }
}
