namespace Notebooks.Tests.Engine;

public class CompileErrorTests(TestSession session) : IClassFixture<TestSession>
{
    [Theory]
    [InlineData("int x = \"text\";", 1, 9, "CS0029")]
    [InlineData("var a = 1;\nvar b = 2;\n  undefined(a);", 3, 3, "CS0103")]
    [InlineData("#!time\nvar a = 1;\nundefined;", 3, 1, "CS")]
    [InlineData("#!markdown\n# Title\n#!csharp\nundefined(1);", 4, 1, "CS0103")]
    [InlineData("var a = 1;\n#!time\n\n\tundefined(1);", 4, 2, "CS0103")]
    [InlineData("\r\n\r\nundefined(1);", 3, 1, "CS0103")]
    [InlineData("#r \"System.Text.Json\"\nundefined(1);", 2, 1, "CS0103")]
    [InlineData("class C {", 1, 10, "CS1513")]
    [InlineData("#r \"not-there.dll\"", 1, 1, "CS0006")]
    [InlineData("#load \"not-there.csx\"", 1, 7, "CS1504")]
    public async Task A_compile_error_names_line_and_column_within_the_cell(string code, int line, int column, string id)
    {
        var cell = await session.RunAsync(code);
        var error = cell.Error;

        Assert.Equal("CompilationError", error.Name);
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.StartsWith($"({line},{column}): error {id}", error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{cell.Name} ({line},{column}): error {id}", error.Traceback[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_traceback_shows_the_line_with_a_mark_under_the_place()
    {
        var error = await session.RunFailingAsync("var a = 1;\nvar wrong = nope + a;");

        Assert.Equal(["    var wrong = nope + a;", "                ^^^^"], error.Traceback.Skip(1));
    }

    [Fact]
    public async Task All_errors_of_a_cell_are_told_at_once()
    {
        var error = await session.RunFailingAsync("nope1();\nnope2();");

        Assert.Equal(2, error.Traceback.Count(line => line.Contains("CS0103", StringComparison.Ordinal)));
        Assert.Equal(1, error.Line);
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_does_not_run_in_part()
    {
        var cell = await session.RunAsync("Console.Write(\"ran\");\nnope();");

        Assert.Equal("", cell.Stdout);
    }

    [Fact]
    public async Task An_error_in_a_loaded_file_names_the_file_and_its_line()
    {
        session.Write("wrong.csx", "// first\n// second\nint wrong = \"text\";\n");

        var error = await session.RunFailingAsync("// a line\n#load \"wrong.csx\"\n1");

        Assert.Contains("wrong.csx", error.Message, StringComparison.Ordinal);
        Assert.Contains("(3,13)", error.Message, StringComparison.Ordinal);
        Assert.Contains("wrong.csx (3,13)", error.Traceback[0], StringComparison.Ordinal);
        Assert.Null(error.Line);
    }

    [Fact]
    public async Task An_error_in_an_imported_file_names_the_file_and_its_line()
    {
        session.Write("imported.csx", "// first\nint wrong = \"text\";\n");

        var error = await session.RunFailingAsync("#!import imported.csx");

        Assert.Contains("imported.csx", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("imported.csx (2,13): error CS0029", error.Traceback[0], StringComparison.Ordinal);
        Assert.Null(error.Line);
    }
}
