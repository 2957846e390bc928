using Notebooks.Engine.Protocol;

namespace Notebooks.Tests.Engine;

/// <summary>How a cell clears what it has shown.</summary>
public sealed class ClearTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task What_was_printed_before_comes_before_the_clearing()
    {
        var cell = await session.RunOkAsync("""
            Console.Write("a");
            Console.Clear();
            Console.Write("b");
            ClearOutput(wait: true);
            display("c");
            Microsoft.DotNet.Interactive.Kernel.ClearOutput();
            """);

        Assert.Equal(["stdout: a", "clear", "stdout: b", "clear before more", "display: c", "clear"], cell.Story());
    }

    [Theory]
    [InlineData("System.Console.Clear();")]
    [InlineData("global::System.Console.Clear();")]
    [InlineData("Console\n    .Clear(); // at last")]
    [InlineData("Action clear = Console.Clear;\nclear();")]
    [InlineData("void F() => Console.Clear();\nF();")]
    [InlineData("using static System.Console;\nClear();")]
    [InlineData("using Terminal = System.Console;\nTerminal.Clear();")]
    [InlineData("for (var i = 0; i < 1; i++) { Console.Clear(); }")]
    [InlineData("var thread = new System.Threading.Thread(Console.Clear);\nthread.Start();\nthread.Join();")]
    public async Task The_console_is_cleared_however_it_is_named(string code)
    {
        await using var fresh = new TestSession();

        var cell = await fresh.RunOkAsync(code);

        Assert.Equal(["clear"], cell.Story());
    }

    [Fact]
    public async Task A_console_of_the_notebooks_own_and_other_things_to_clear_are_left_alone()
    {
        await using var fresh = new TestSession();

        var cell = await fresh.RunOkAsync("""
            static class Console { public static string Clear() => "own"; }
            var list = new List<int> { 1 };
            list.Clear();
            Console.Clear() + list.Count + nameof(System.Console.Clear)
            """);

        Assert.Equal(["result: own0Clear"], cell.Story());
    }

    [Theory]
    [InlineData("Console.Clear(); missing();", 1, 18)]
    [InlineData("Console.Clear(1);", 1, 9)]
    [InlineData("Console.Clear(); throw new Exception();", 1, 18)]
    [InlineData("Console\n.Clear();\nthrow new Exception();", 3, 1)]
    public async Task Errors_stand_where_the_author_sees_them(string code, int line, int column)
    {
        var error = await session.RunFailingAsync(code);

        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public async Task Clearing_in_a_loop_can_be_interrupted()
    {
        var cell = await session.RunInterruptedAsync("while (true) { Console.Clear(); Console.Write(1); }");

        Assert.True(cell.IsInterrupted, cell.ToString());
        Assert.Equal(CellEnd.Completed, (await session.RunAsync("1")).Outcome.End);
    }
}
