namespace Jupyter.Tests;

/// <summary>Interrupts: the cell ends within a second, and the session goes on.</summary>
public sealed class InterruptTests(RunningKernel kernel) : IClassFixture<RunningKernel>
{
    private const int SignalInterrupt = 2;

    public static TheoryData<string> Endless =>
    [
        "while (true) { }",
        "System.Threading.Thread.Sleep(100_000);",
        "await Task.Delay(-1);",
        "Task.Delay(-1).Wait();",
        "Enumerable.Range(0, int.MaxValue).Count(i => { while (true) { } })",
        "while (true) { try { while (true) { } } catch (Exception) { } }",
        "while (true) Console.WriteLine(\"on and on\");",
    ];

    [SkippableTheory]
    [MemberData(nameof(Endless))]
    public async Task An_endless_cell_ends_and_the_state_stays(string code)
    {
        await kernel.ExecuteAsync("var kept = 7;");
        var id = await kernel.SendCellAsync("Console.WriteLine(\"running\");\n" + code);
        await kernel.PrintedAsync(id, "running");

        Assert.Equal("ok", (string)(await kernel.AskAsync("interrupt_request", [], "control"))["status"]!);
        var run = await kernel.EndAsync(id);

        Assert.Equal("Interrupted", (string)run.Error()["ename"]!);
        Assert.Equal("7", (await kernel.ExecuteAsync("kept")).Result);
    }

    [SkippableFact]
    public async Task A_loop_of_pooling_calls_ends()
    {
        await kernel.ExecuteAsync($"""
            #r "{Repository.Root}/artifacts/lessons/System.Numerics.Tensors.dll"
            #r "{Repository.Root}/artifacts/lessons/Pooling.dll"
            using System.Numerics.Tensors;
            using Pooling;
            var image = Tensor.Create<float>(new float[64 * 64 * 8], [1, 64, 64, 8]);
            """);
        var id = await kernel.SendCellAsync("Console.WriteLine(\"running\");\nwhile (true) new MaxPooling2D(3).Forward(image);");
        await kernel.PrintedAsync(id, "running");
        await kernel.AskAsync("interrupt_request", [], "control");
        Assert.Equal("Interrupted", (string)(await kernel.EndAsync(id)).Error()["ename"]!);
        Assert.Equal("4", (await kernel.ExecuteAsync("image.Rank")).Result);
    }

    [SkippableTheory]
    [InlineData("Enumerable.Range(0, int.MaxValue).Sum(i => 0L)")]
    [InlineData("\n#r \"nuget: No.Such.Package.As.This, 1.0.0\"")]
    public async Task What_is_not_the_cells_own_code_is_left_behind(string code)
    {
        await kernel.ExecuteAsync("var kept = 7;");
        var id = await kernel.SendCellAsync("Console.WriteLine(\"running\");\n" + code);
        await kernel.PrintedAsync(id, "running");
        await kernel.AskAsync("interrupt_request", [], "control");
        Assert.Equal("Interrupted", (string)(await kernel.EndAsync(id)).Error()["ename"]!);
        Assert.Equal("7", (await kernel.ExecuteAsync("kept")).Result);
    }

    [SkippableFact]
    public async Task The_compiler_is_interrupted_too()
    {
        var methods = Enumerable.Range(0, 6000).Select(i => $"int Method{i}(int x) => x + Enumerable.Range(0, {i}).Select(y => x * y).Sum();");
        var id = await kernel.SendCellAsync(string.Join('\n', methods));
        await kernel.MessageAsync(id, "execute_input");
        await kernel.AskAsync("interrupt_request", [], "control");
        Assert.Equal("Interrupted", (string)(await kernel.EndAsync(id)).Error()["ename"]!);
        Assert.Equal("2", (await kernel.ExecuteAsync("1 + 1")).Result);
    }

    [SkippableFact]
    public async Task A_signal_does_the_same()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals.");
        await kernel.ExecuteAsync("var kept = 7;");
        var id = await kernel.SendCellAsync("Console.WriteLine(\"running\"); while (true) { }");
        await kernel.PrintedAsync(id, "running");
        await kernel.DoAsync("signaled", new() { ["do"] = "signal", ["number"] = SignalInterrupt });
        Assert.Equal("Interrupted", (string)(await kernel.EndAsync(id)).Error()["ename"]!);
        Assert.Equal("7", (await kernel.ExecuteAsync("kept")).Result);
    }

    [SkippableFact]
    public async Task An_interrupt_while_nothing_runs_does_nothing()
    {
        await kernel.ExecuteAsync("var kept = 7;");
        Assert.Equal("ok", (string)(await kernel.AskAsync("interrupt_request", [], "control"))["status"]!);
        Assert.Equal("7", (await kernel.ExecuteAsync("kept")).Result);
    }

    [SkippableFact]
    public async Task The_cells_that_wait_behind_an_interrupted_one_are_aborted()
    {
        var id = await kernel.SendCellAsync("Console.WriteLine(\"running\"); while (true) { }");
        var next = await kernel.SendCellAsync("1");
        await kernel.PrintedAsync(id, "running");
        await kernel.AskAsync("interrupt_request", [], "control");
        Assert.Equal("error", (await kernel.EndAsync(id)).Status);
        Assert.Equal("aborted", (string)(await kernel.MessageAsync(next, "execute_reply"))["content"]!["status"]!);
        Assert.Equal("2", (await kernel.ExecuteAsync("1 + 1")).Result);
    }
}
