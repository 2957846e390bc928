using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Jupyter.Tests;

/// <summary>Cells that fail, and sessions that end.</summary>
public sealed partial class ErrorTests(RunningKernel kernel) : IClassFixture<RunningKernel>
{
    [SkippableFact]
    public async Task An_exception_has_its_name_its_message_and_a_coloured_traceback_with_cell_and_line()
    {
        var run = await kernel.ExecuteAsync("var zero = 0;\nint Divide() => 1 / zero;\nDivide()");
        var error = run.Error();
        Assert.Equal("System.DivideByZeroException", (string)error["ename"]!);
        Assert.Contains("divide by zero", (string)error["evalue"]!, StringComparison.Ordinal);
        var traceback = string.Join('\n', ((JsonArray)error["traceback"]!).Select(line => (string)line!));
        Assert.Contains("\u001b[31m", traceback, StringComparison.Ordinal);
        var plain = Escapes().Replace(traceback, "");
        Assert.Contains("System.DivideByZeroException: Attempted to divide by zero.", plain, StringComparison.Ordinal);
        Assert.Contains($"Divide in cell {run.Count}, line 2", plain, StringComparison.Ordinal);
        Assert.Contains($"cell {run.Count}, line 3", plain, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_cell_that_does_not_compile_says_where()
    {
        var run = await kernel.ExecuteAsync("var fine = 1;\nint x = nobody;");
        var error = run.Error();
        Assert.Equal("CompilationError", (string)error["ename"]!);
        Assert.Contains("CS0103", (string)error["evalue"]!, StringComparison.Ordinal);
        Assert.Contains($"cell {run.Count} (2,9)", Escapes().Replace((string)error["traceback"]![0]!, ""), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("Environment.Exit(3);", "code 3")]
    [InlineData("Environment.FailFast(\"no way on\");", "")]
    [InlineData("int Deep(int n) => Deep(n + 1) + 1; Deep(0)", "stack overflowed")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill();", "")]
    [InlineData("new System.Threading.Thread(() => throw new Exception(\"far away\")).Start(); System.Threading.Thread.Sleep(5000);", "far away")]
    public async Task A_session_that_ends_is_reported_and_a_fresh_one_goes_on(string code, string reason)
    {
        await kernel.ExecuteAsync("var before = 1;");
        var run = await kernel.ExecuteAsync("Console.WriteLine(\"last words\");\n" + code);
        var error = run.Error();
        Assert.Equal("last words\n", run.Text());
        Assert.Equal("SessionEnded", (string)error["ename"]!);
        Assert.Contains(reason, (string)error["evalue"]!, StringComparison.Ordinal);

        var next = await kernel.ExecuteAsync("1 + 1");
        Assert.Equal("2", next.Result);
        Assert.Equal(run.Count + 1, next.Count);
        Assert.Equal("CompilationError", (string)(await kernel.ExecuteAsync("before")).Error()["ename"]!);
    }

    [SkippableFact]
    public async Task A_session_that_is_killed_from_outside_between_cells_is_replaced()
    {
        await kernel.ExecuteAsync("1");
        var session = (await kernel.ProcessesAsync()).Single(process => ((string)process["name"]!).Contains("dotnet", StringComparison.Ordinal));
        using (var process = System.Diagnostics.Process.GetProcessById((int)session["id"]!))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        var run = await kernel.ExecuteAsync("1 + 1");
        Assert.True(run.Status == "ok" || (string)run.Error()["ename"]! == "SessionEnded");
        Assert.Equal("2", (await kernel.ExecuteAsync("1 + 1")).Result);
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Escapes();
}
