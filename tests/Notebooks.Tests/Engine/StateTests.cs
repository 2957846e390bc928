namespace Notebooks.Tests.Engine;

public class StateTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task A_variable_carries_over_to_later_cells()
    {
        await session.RunOkAsync("var carried = 40;");
        await session.RunOkAsync("carried += 2;");

        Assert.Equal("42", (await session.RunOkAsync("carried")).Text);
    }

    [Fact]
    public async Task A_using_stays_in_force()
    {
        await session.RunOkAsync("using System.Globalization;");

        Assert.Equal("True", (await session.RunOkAsync("CultureInfo.InvariantCulture.Name == \"\"")).Text);
    }

    [Fact]
    public async Task A_using_static_and_an_alias_stay_in_force()
    {
        await session.RunOkAsync("using static System.Math;\nusing Numbers = System.Collections.Generic.List<int>;");

        Assert.Equal("3", (await session.RunOkAsync("Max(new Numbers { 1, 3 }.Count, 3)")).Text);
    }

    [Fact]
    public async Task Types_and_methods_carry_over()
    {
        await session.RunOkAsync("record Point(int X, int Y);\nint Sum(Point p) => p.X + p.Y;\nenum Color { Red, Blue }\nstruct Cell { public int V; }");

        Assert.Equal("7", (await session.RunOkAsync("Sum(new Point(3, 4))")).Text);
        Assert.Equal("Blue", (await session.RunOkAsync("Color.Blue")).Text);
        Assert.Equal("5", (await session.RunOkAsync("new Cell { V = 5 }.V")).Text);
    }

    [Fact]
    public async Task A_variable_may_be_declared_again_with_another_type()
    {
        await session.RunOkAsync("var again = 1;");
        await session.RunOkAsync("var again = \"text\";");

        Assert.Equal("4", (await session.RunOkAsync("again.Length")).Text);
    }

    [Fact]
    public async Task A_type_may_be_declared_again_and_old_values_keep_the_old_one()
    {
        await session.RunOkAsync("class Thing { public int Version => 1; }\nvar old = new Thing();");
        await session.RunOkAsync("class Thing { public int Version => 2; }");

        Assert.Equal("(1, 2)", (await session.RunOkAsync("(old.Version, new Thing().Version)")).Text);
    }

    [Fact]
    public async Task A_lambda_sees_the_variable_of_the_cell_it_was_written_in()
    {
        await session.RunOkAsync("var captured = 1; Func<int> read = () => captured;");
        await session.RunOkAsync("captured = 5;");
        await session.RunOkAsync("var captured = 9;");

        Assert.Equal("5", (await session.RunOkAsync("read()")).Text);
    }

    [Fact]
    public async Task Await_works_at_the_top_level()
    {
        var cell = await session.RunOkAsync("await Task.Yield();\nvar awaited = await Task.FromResult(21);\nawaited * 2");

        Assert.Equal("42", cell.Text);
    }

    [Fact]
    public async Task A_cell_that_throws_keeps_what_ran_before()
    {
        await session.RunFailingAsync("var before = 3;\nthrow new Exception(\"no\");\nvar after = 4;");

        Assert.Equal("3", (await session.RunOkAsync("before")).Text);
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_changes_nothing()
    {
        await session.RunOkAsync("var unchanged = 1;");
        await session.RunFailingAsync("unchanged = 2;\nint x = \"\";");

        Assert.Equal("1", (await session.RunOkAsync("unchanged")).Text);
    }

    [Fact]
    public async Task A_background_task_goes_on_between_cells()
    {
        await session.RunOkAsync("var gate = new TaskCompletionSource(); var background = Task.Run(async () => { await gate.Task; return 8; });");
        await session.RunOkAsync("gate.SetResult();");

        Assert.Equal("8", (await session.RunOkAsync("await background")).Text);
    }

    [Fact]
    public async Task An_empty_cell_and_one_of_comments_show_nothing()
    {
        Assert.Empty((await session.RunOkAsync("")).Events);
        Assert.Empty((await session.RunOkAsync("\n\n")).Events);
        Assert.Empty((await session.RunOkAsync("// nothing\n/* at all */")).Events);
    }

    [Fact]
    public async Task The_current_directory_is_the_notebooks_folder()
    {
        session.Write("beside.txt", "found");

        Assert.Equal("found", (await session.RunOkAsync("System.IO.File.ReadAllText(\"beside.txt\")")).Text);
    }
}
