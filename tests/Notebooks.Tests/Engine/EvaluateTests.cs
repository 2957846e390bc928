using Notebooks.Engine.Protocol;

namespace Notebooks.Tests.Engine;

/// <summary>Expressions that a front end asks for.</summary>
public sealed class EvaluateTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task An_expression_sees_what_cells_declared()
    {
        await session.RunOkAsync("var number = 20;\nint Twice(int n) => 2 * n;");

        Assert.Equal("41", await TextAsync("Twice(number) + 1"));
        Assert.Equal("[ 20, 1 ]", await TextAsync("new[] { number, 1 }"));
        Assert.Equal("20", await TextAsync("await Task.FromResult(number)"));
        Assert.Equal("<null>", await TextAsync("(object)null"));
    }

    [Fact]
    public async Task A_session_without_cells_evaluates_too()
    {
        await using var fresh = new TestSession();

        Assert.Equal("2", (string?)(await fresh.Process.EvaluateAsync("1 + 1", Fail, CancellationToken.None)).Data!["text/plain"]);
        Assert.Equal("3", (await fresh.RunOkAsync("1 + 2")).Text);
    }

    [Fact]
    public async Task An_expression_leaves_nothing_behind()
    {
        await session.RunOkAsync("var pair = (1, 2);");

        Assert.Equal("3", await TextAsync("int.TryParse(\"3\", out var parsed) ? parsed : 0"));

        Assert.Contains("CS0103", (await session.RunFailingAsync("parsed")).Message, StringComparison.Ordinal);
        Assert.Equal("(1, 2)", (await session.RunOkAsync("pair")).Text);
    }

    [Theory]
    [InlineData("missing", "CompilationError", "CS0103")]
    [InlineData("1 +", "CompilationError", "CS1733")]
    [InlineData("", "CompilationError", "expression")]
    [InlineData("while (true) { }", "CompilationError", "expression")]
    [InlineData("using System.IO;", "CompilationError", "expression")]
    [InlineData("int declared = 3;", "CompilationError", "expression")]
    [InlineData("Console.WriteLine()", "CompilationError", "expression")]
    [InlineData("int.Parse(\"x\")", "System.FormatException", "x")]
    public async Task What_has_no_value_is_an_error(string expression, string name, string message)
    {
        var evaluated = await session.Process.EvaluateAsync(expression, Fail, CancellationToken.None);

        Assert.Null(evaluated.Data);
        Assert.Equal(name, evaluated.Error!.Name);
        Assert.Contains(message, evaluated.Error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(evaluated.Error.Traceback);
        Assert.Equal("2", (await session.RunOkAsync("1 + 1")).Text);
    }

    [Fact]
    public async Task An_expression_can_be_interrupted()
    {
        await session.RunOkAsync("int Spin() { Console.Write(\"running\"); while (true) { } }");

        var evaluated = await session.Process.EvaluateAsync("Spin()", _ => session.Process.Interrupt(), CancellationToken.None);

        Assert.Equal("Interrupted", evaluated.Error!.Name);
    }

    private static void Fail(SessionEvent message) => Assert.Fail(message.ToString());

    private async Task<string?> TextAsync(string expression)
    {
        var evaluated = await session.Process.EvaluateAsync(expression, Fail, CancellationToken.None);
        Assert.Null(evaluated.Error);
        return (string?)evaluated.Data!["text/plain"];
    }
}
