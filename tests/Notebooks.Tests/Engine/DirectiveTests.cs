namespace Notebooks.Tests.Engine;

public class DirectiveTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task Time_shows_how_long_the_cell_took_after_what_it_shows()
    {
        var cell = await session.RunOkAsync("#!time\nConsole.Write(\"work\");");

        Assert.Equal("stdout: work", cell.Story()[0]);
        Assert.Matches(@"^display: Wall time: \d+\.\d+ ?ms$", cell.Story()[1]);
    }

    [Fact]
    public async Task Time_shows_also_when_the_cell_fails()
    {
        var cell = await session.RunAsync("#!time\nthrow new Exception();");

        Assert.Single(cell.Displays);
        Assert.Equal(2, cell.Error.Line);
    }

    [Theory]
    [InlineData("#!csharp\n1 + 1", "2")]
    [InlineData("#!c#\n1 + 1", "2")]
    [InlineData("#!markdown\n# T\n#!csharp\n1 + 1", "2")]
    public async Task Csharp_says_that_the_rest_is_CSharp(string code, string expected)
    {
        Assert.Equal(expected, (await session.RunOkAsync(code)).Text);
    }

    [Theory]
    [InlineData("#!markdown\n# Title\n\ntext", "text/markdown", "# Title\n\ntext\n")]
    [InlineData("#!html\n<b>bold</b>", "text/html", "<b>bold</b>\n")]
    public async Task Other_languages_are_shown(string code, string type, string expected)
    {
        var cell = await session.RunOkAsync(code);

        Assert.Equal(expected.TrimEnd('\n'), ((string)Assert.Single(cell.Displays).Data[type]!).TrimEnd('\n'));
    }

    [Fact]
    public async Task A_cell_of_another_language_is_shown_as_that_language()
    {
        var markdown = await session.RunAsync("# Title", language: "markdown");

        Assert.Equal("# Title\n", (string?)Assert.Single(markdown.Displays).Data["text/markdown"]);
    }

    [Fact]
    public async Task A_cell_in_a_language_that_cannot_run_is_an_error_that_names_it()
    {
        var cell = await session.RunAsync("let x = 1", language: "fsharp");

        Assert.Contains("'fsharp'", cell.Error.Message, StringComparison.Ordinal);
        Assert.Contains(cell.Name, cell.Error.Traceback[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_lists_variables_and_whos_their_types_and_values()
    {
        await using var own = new TestSession();
        await own.RunOkAsync("var zebra = 1; var apple = new List<string> { \"a\" };");
        await own.RunOkAsync("var zebra = \"later\"; class Mine { } var mine = new Mine();");

        var who = Assert.Single((await own.RunOkAsync("#!who")).Displays);
        var whos = Assert.Single((await own.RunOkAsync("#!whos")).Displays);

        Assert.Equal("[ apple, mine, zebra ]", (string?)who.Data["text/plain"]);
        var html = (string)whos.Data["text/html"]!;
        Assert.Contains("<td>zebra</td><td>System.String</td><td>later</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>mine</td><td>Mine</td>", html, StringComparison.Ordinal);
        Assert.Contains("zebra: System.String = later", (string?)whos.Data["text/plain"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lsmagic_lists_every_directive()
    {
        var listed = (string)Assert.Single((await session.RunOkAsync("#!lsmagic")).Displays).Data["text/plain"]!;

        Assert.All(
            ["#r", "#i", "#!import", "#!time", "#!csharp", "#!markdown", "#!html", "#!who", "#!whos", "#!lsmagic"],
            name => Assert.Contains(listed.Split('\n'), line => line.StartsWith(name + " ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("#!frobnicate now", "#!frobnicate")]
    [InlineData("var a = 1;\n  #!Time", "#!Time")]
    public async Task An_unknown_directive_is_an_error_that_names_it_and_its_line(string code, string name)
    {
        var error = await session.RunFailingAsync(code);

        Assert.Equal("DirectiveError", error.Name);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Equal(code.Split('\n').Length, error.Line);
    }

    [Fact]
    public async Task What_stands_before_a_wrong_directive_has_run()
    {
        var cell = await session.RunAsync("Console.Write(\"before\");\n#!nothing\nConsole.Write(\"after\");");

        Assert.Equal("before", cell.Stdout);
    }

    [Theory]
    [InlineData("#r \"nuget:\"", "package id")]
    [InlineData("#r \"nuget: bad id!\"", "bad id!")]
    [InlineData("#r \"nuget: Some.Package, <1>\"", "<1>")]
    [InlineData("#i \"nuget: not/there\"", "not")]
    [InlineData("#i \"nuget:\"", "got none")]
    public async Task A_wrong_package_line_is_an_error_that_says_what_was_expected(string code, string said)
    {
        var error = await session.RunFailingAsync(code);

        Assert.Equal("DirectiveError", error.Name);
        Assert.Contains("expect", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }
}
