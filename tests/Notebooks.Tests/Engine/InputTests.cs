namespace Notebooks.Tests.Engine;

/// <summary>Cells that ask for input.</summary>
public sealed class InputTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task A_line_is_read_from_the_console()
    {
        var (cell, questions) = await session.RunAnsweredAsync("Console.Write(\"Name? \"); Console.ReadLine()", "Ada");

        Assert.Equal("Ada", cell.Text);
        Assert.Equal("Name? ", cell.Stdout);
        var question = Assert.Single(questions);
        Assert.Equal(("", false), (question.Prompt, question.IsPassword));
    }

    [Theory]
    [InlineData("Console.ReadLine() is null", "True")]
    [InlineData("Console.Read()", "-1")]
    [InlineData("Console.In.Peek()", "-1")]
    [InlineData("Console.In.ReadToEnd()", "")]
    [InlineData("Console.In.Read(new char[3], 0, 3)", "0")]
    public async Task The_end_of_input_is_told_as_the_console_tells_it(string code, string expected)
    {
        var (cell, _) = await session.RunAnsweredAsync(code, [null]);

        Assert.Equal(expected, cell.Text);
    }

    [Theory]
    [InlineData("string.Join(\"|\", Console.ReadLine(), Console.ReadLine(), Console.ReadLine())", "one|two|")]
    [InlineData("Console.In.ReadToEnd().Replace('\\n', '|')", "one|two|")]
    [InlineData("await Console.In.ReadLineAsync()", "one")]
    [InlineData("(Console.Read(), Console.In.Peek(), Console.ReadLine(), Console.ReadLine())", "(111, 110, ne, two)")]
    [InlineData("var three = new char[9]; (Console.In.Read(three, 2, 7), three[2], three[5])", "(4, o, \n)")]
    [InlineData("var text = \"\"; while (Console.Read() is >= 0 and var c) text += (char)c; text.Replace('\\n', '|')", "one|two|")]
    public async Task Every_way_to_read_gets_lines_in_order(string code, string expected)
    {
        var (cell, _) = await session.RunAnsweredAsync(code, "one", "two", null);

        Assert.Equal(expected, cell.Text);
    }

    [Fact]
    public async Task The_rest_of_a_line_is_not_the_next_cells()
    {
        await session.RunAnsweredAsync("Console.Read()", "one");

        Assert.Equal("two", (await session.RunAnsweredAsync("Console.ReadLine()", "two")).Cell.Text);
    }

    [Fact]
    public async Task A_prompt_and_a_password_are_asked_for_as_in_NET_Interactive()
    {
        var (cell, questions) = await session.RunAnsweredAsync(
            """
            var name = await Microsoft.DotNet.Interactive.Kernel.GetInputAsync("Name");
            var password = await GetPasswordAsync("Word");
            (name, password, password.GetClearTextPassword())
            """,
            "Ada",
            "secret");

        Assert.Equal("(Ada, ********, secret)", cell.Text);
        Assert.Equal([("Name", false), ("Word", true)], questions.Select(question => (question.Prompt, question.IsPassword)));
    }

    [Fact]
    public async Task Several_questions_at_once_are_asked_one_after_the_other()
    {
        var (cell, questions) = await session.RunAnsweredAsync(
            "string.Join(\"|\", await Task.WhenAll(GetInputAsync(\"a\"), GetInputAsync(\"b\"), GetInputAsync(\"c\")))", "1", "2", "3");

        Assert.Equal("1|2|3", cell.Text);
        Assert.Equal(["a", "b", "c"], questions.Select(question => question.Prompt));
    }

    [Theory]
    [InlineData("Console.ReadLine()")]
    [InlineData("await GetInputAsync()")]
    [InlineData("await GetPasswordAsync()")]
    public async Task Where_nobody_may_be_asked_that_is_an_error(string code)
    {
        var error = await session.RunFailingAsync(code);

        Assert.Equal("System.InvalidOperationException", error.Name);
        Assert.Contains("front end", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Console.ReadLine()")]
    [InlineData("await GetInputAsync()")]
    [InlineData("while (true) { try { Console.ReadLine(); } catch (Exception) { } }")]
    public async Task A_cell_that_waits_for_an_answer_can_be_interrupted(string code)
    {
        session.Process.Input = question =>
        {
            session.Process.Interrupt();
            return new TaskCompletionSource<string?>().Task;
        };
        var cell = await session.RunAsync(code);

        Assert.True(cell.IsInterrupted, cell.ToString());
        Assert.Equal("next", (await session.RunAnsweredAsync("Console.ReadLine()", "next")).Cell.Text);
    }
}
