namespace Notebooks.Tests.Engine;

public class LastExpressionTests(TestSession session) : IClassFixture<TestSession>
{
    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("1 + 1 // with a comment", "2")]
    [InlineData("return 7;", "7")]
    [InlineData("if (Environment.ProcessId > 0) { return 8; }\nreturn 9;", "8")]
    [InlineData("null", "<null>")]
    [InlineData("(string)null", "<null>")]
    [InlineData("\"text\"", "text")]
    [InlineData("'c'", "c")]
    [InlineData("await Task.FromResult(5)", "5")]
    [InlineData("DayOfWeek.Friday", "Friday")]
    [InlineData("int five = 5;\nfive", "5")]
    [InlineData("five2 = 6;\nint five2;\nfive2", "6")]
    [InlineData("1.5", "1.5")]
    [InlineData("0.1f + 0.2f", "0.3")]
    [InlineData("new DateTime(2026, 4, 1)", "04/01/2026 00:00:00")]
    [InlineData("1234567.891m", "1234567.891")]
    public async Task The_last_expression_is_shown(string code, string expected)
    {
        var cell = await session.RunOkAsync(code);

        Assert.Equal(expected, cell.Text);
        Assert.Single(cell.Events);
    }

    [Theory]
    [InlineData("var silent = 1;")]
    [InlineData("int assigned; assigned = 3;")]
    [InlineData("Console.Write(\"\")")]
    [InlineData("await Task.CompletedTask")]
    [InlineData("void Nothing() { }\nNothing()")]
    [InlineData("return;")]
    [InlineData("int Later() { return 5; }")]
    [InlineData("Func<int> later = () => { return 5; };")]
    [InlineData("class OnlyAType { int M() { return 1; } }")]
    public async Task Without_a_value_nothing_is_shown(string code)
    {
        Assert.Empty((await session.RunOkAsync(code)).Events);
    }

    [Fact]
    public async Task A_variable_with_a_semicolon_is_no_statement()
    {
        await session.RunOkAsync("var z = 1;");

        var error = await session.RunFailingAsync("z;");

        Assert.Contains("CS0201", error.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (error.Line, error.Column));
    }

    [Fact]
    public async Task A_display_before_the_last_expression_is_shown_too()
    {
        var cell = await session.RunOkAsync("display(1); 2");

        Assert.Equal(["display: 1", "result: 2"], cell.Story());
    }

    [Theory]
    [InlineData("display(1)")]
    [InlineData("1.Display()")]
    [InlineData("var d = display(1);\nd")]
    public async Task A_displayed_value_is_not_shown_twice(string code)
    {
        Assert.Equal(["display: 1"], (await session.RunOkAsync(code)).Story());
    }

    [Fact]
    public async Task A_task_that_has_not_ended_is_shown_and_not_waited_for()
    {
        var cell = await session.RunAsync("new TaskCompletionSource<int>().Task", TimeSpan.FromSeconds(60));

        Assert.True(cell.HasResult, cell.ToString());
    }
}
