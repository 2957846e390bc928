using System.Globalization;

namespace Notebooks.Tests.Engine;

/// <summary>Questions about cells that are being written, through the real process.</summary>
public sealed class AssistanceTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task Completion_sees_what_earlier_cells_declared()
    {
        await session.RunOkAsync("class Image { public int Width; } var image = new Image();");

        var answer = await session.CompleteAsync("image.Wi", 8);

        Assert.Equal((6, 8), (answer.Start, answer.End));
        var item = Assert.Single(answer.Items);
        Assert.Equal(("Width", "field", "int Width"), (item.Text, item.Type, item.Description));
    }

    [Fact]
    public async Task An_empty_cell_is_completed_and_everything_goes_on()
    {
        var empty = await session.CompleteAsync("", 0);
        var cell = await session.RunOkAsync("1 + 1");

        Assert.NotEmpty(empty.Items);
        Assert.Equal("2", cell.Text);
        Assert.NotEmpty((await session.CompleteAsync("Console.", 8)).Items);
    }

    [Fact]
    public async Task Packages_and_versions_are_those_of_this_machine()
    {
        await using var other = new TestSession();
        var packages = Path.Combine(other.Folder, "packages");
        foreach (var version in new[] { "1.2.0", "1.10.0", "2.0.0-preview" })
        {
            other.Write(
                $"packages/tests.shapes/{version}/tests.shapes.nuspec",
                $"<package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata><id>Tests.Shapes</id><version>{version}</version></metadata></package>");
        }

        var code = $"Environment.SetEnvironmentVariable(\"NUGET_PACKAGES\", @\"{packages}\");";
        await other.RunOkAsync(code);

        var ids = await other.CompleteAsync("#r \"nuget: tes\"", 14);
        var versions = await other.CompleteAsync("#r \"nuget: Tests.Shapes, \"", 25);

        Assert.Equal((11, 14), (ids.Start, ids.End));
        Assert.Equal(("Tests.Shapes", "package"), (Assert.Single(ids.Items).Text, ids.Items[0].Type));
        Assert.Equal(["2.0.0-preview", "1.10.0", "1.2.0"], versions.Items.Select(item => item.Text));
        Assert.All(versions.Items, item => Assert.Equal("version", item.Type));
    }

    [Fact]
    public async Task What_a_library_of_a_cell_documents_is_told_without_loading_it()
    {
        await using var other = new TestSession();
        TestLibrary.Compile(Path.Combine(other.Folder, "Shapes.dll"), "public static class Shapes { public static int Count(int sides) => sides; }");
        other.Write("Shapes.xml", """
            <doc><members><member name="M:Shapes.Count(System.Int32)">
              <summary>Counts <paramref name="sides"/>.</summary><param name="sides">All of them.</param>
            </member></members></doc>
            """);

        const string Cell = "#r \"Shapes.dll\"\nShapes.Count(3)";
        var before = await other.InspectAsync(Cell, Cell.Length - 4);
        var completions = await other.CompleteAsync("#r \"Shapes.dll\"\nShapes.", 23);
        var loaded = await other.RunOkAsync("AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == \"Shapes\")");
        await other.RunOkAsync(Cell);
        var after = await other.InspectAsync("Shapes.Count(", 13);

        Assert.Contains("Count", completions.Items.Select(item => item.Text));
        Assert.Equal("False", loaded.Text);
        Assert.All([before, after], answer => Assert.StartsWith(
            "static int Shapes.Count(int sides)\n\nCounts sides.\n\nParameters:\n  sides: All of them.",
            (string?)answer.Data["text/plain"],
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task Inspection_answers_in_text_and_Markdown_or_not_at_all()
    {
        await session.RunOkAsync("/// <summary>Answers.</summary>\nint Answer() => 42;");

        var found = await session.InspectAsync("Answer()", 3);
        var nothing = await session.InspectAsync("   ", 1);

        Assert.True(found.Found);
        Assert.Equal("int Answer()\n\nAnswers.", (string?)found.Data["text/plain"]);
        Assert.Equal("```csharp\nint Answer()\n```\n\nAnswers.", (string?)found.Data["text/markdown"]);
        Assert.False(nothing.Found);
        Assert.Empty(nothing.Data);
    }

    [Theory]
    [InlineData("1 + 1", "complete", null)]
    [InlineData("if (true) {", "incomplete", "    ")]
    [InlineData("}", "invalid", null)]
    public async Task Completeness_is_told_with_the_next_lines_indent(string code, string status, string? indent)
    {
        var answer = await session.CheckCompletenessAsync(code);

        Assert.Equal((status, indent), (answer.Status, answer.Indent));
    }

    [Fact]
    public async Task Questions_are_answered_in_order_after_the_cells_before_them()
    {
        using var process = RawSession.Start();
        RawSession.Send(process, """{"type":"execute","id":"1","name":"cell 1","code":"System.Threading.Thread.Sleep(300); var belated = 1;"}""");
        RawSession.Send(process, """{"type":"complete","id":"2","code":"bel","position":3}""");
        RawSession.Send(process, """{"type":"checkCompleteness","id":"3","code":"1 +"}""");
        RawSession.Send(process, """{"type":"inspect","id":"4","code":"belated","position":2,"detail":0}""");

        var lines = await RawSession.ReadUntilAsync(process, "\"inspection\"");
        process.StandardInput.Close();
        await process.WaitForExitAsync();

        string[] expected =
        [
            """{"type":"done","id":"1","ok":true}""",
            """{"type":"completions","id":"2","start":0,"end":3,"items":[{"text":"belated","type":"local","description":"int belated"}]}""",
            """{"type":"completeness","id":"3","status":"incomplete","indent":"    "}""",
            """{"type":"inspection","id":"4","found":true,"data":{"text/plain":"(variable) int belated","text/markdown":"```csharp\n(variable) int belated\n```"}}""",
        ];
        Assert.Equal(expected, lines.SkipWhile(line => !line.Contains("\"done\"", StringComparison.Ordinal)).Select(line => line[1..]));
    }

    [Fact]
    public async Task A_hundred_cells_do_not_change_what_is_found()
    {
        await using var other = new TestSession();
        for (var i = 0; i < 100; i++)
        {
            await other.RunOkAsync(string.Create(CultureInfo.InvariantCulture, $"var step{i} = {i}; var last = \"{i}\";"));
        }

        var answer = await other.CompleteAsync("last.", 5);

        Assert.Contains("Length", answer.Items.Select(item => item.Text));
        Assert.Equal(100, (await other.CompleteAsync("step", 4)).Items.Count);
    }

    [Fact]
    public async Task A_question_to_a_session_that_is_gone_is_an_error()
    {
        await using var other = new TestSession();
        await other.RunAsync("Environment.Exit(3);");

        await Assert.ThrowsAnyAsync<IOException>(() => other.CompleteAsync("", 0));
    }
}
