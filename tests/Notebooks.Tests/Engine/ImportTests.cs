namespace Notebooks.Tests.Engine;

/// <summary><c>#load</c> and <c>#!import</c>.</summary>
public class ImportTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task Load_runs_a_file_and_keeps_what_it_declares()
    {
        session.Write("loaded.csx", "int Loaded() => 5;\nConsole.Write(\"loading\");");

        Assert.Equal("loading", (await session.RunOkAsync("#load \"loaded.csx\"")).Stdout);
        Assert.Equal("5", (await session.RunOkAsync("Loaded()")).Text);
    }

    [Fact]
    public async Task Load_does_not_carry_usings_over()
    {
        session.Write("withusing.csx", "using System.Numerics;\nvar fromLoad = BigInteger.One;");
        await session.RunOkAsync("#load \"withusing.csx\"");

        Assert.Contains("CS0103", (await session.RunFailingAsync("BigInteger.One")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_import_line_brings_libraries_usings_and_extension_methods_in()
    {
        var above = Directory.CreateDirectory(Path.Combine(session.Folder, "bin"));
        TestLibrary.Compile(Path.Combine(above.FullName, "Imported.dll"), "namespace Imported { public class Layer { public int Size => 3; } }");
        session.Write("setup.csx", "#r \"bin/Imported.dll\"\nusing Imported;\nusing System.Globalization;\nstatic int Twice(this Layer layer) => 2 * layer.Size;\n");

        var first = await session.RunOkAsync("#!import setup.csx\nnew Layer().Twice()");

        Assert.Equal("6", first.Text);
        Assert.Equal("6", (await session.RunOkAsync("new Layer().Twice()")).Text);
        Assert.Equal("True", (await session.RunOkAsync("CultureInfo.CurrentCulture == CultureInfo.InvariantCulture")).Text);
    }

    [Theory]
    [InlineData("plain.cs", "class FromCs { public static int N => 1; }", "FromCs.N", "1")]
    [InlineData("script.csx", "var fromCsx = 2;", "fromCsx", "2")]
    [InlineData("UPPER.CSX", "var fromUpper = 3;", "fromUpper", "3")]
    [InlineData("with space.csx", "var fromSpace = 4;", "fromSpace", "4")]
    [InlineData("book.dib", "#!csharp\nvar fromDib = 5;\n\n#!markdown\n# Title\n\n#!csharp\nfromDib++;", "fromDib", "6")]
    [InlineData("book.ipynb", """{"cells":[{"cell_type":"markdown","metadata":{},"source":"# T"},{"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":["var fromBook = 6;\n","fromBook++;"]},{"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":"fromBook++;"}],"metadata":{},"nbformat":4,"nbformat_minor":4}""", "fromBook", "8")]
    public async Task Files_of_every_kind_are_imported(string file, string content, string expression, string expected)
    {
        session.Write(file, content);
        await session.RunOkAsync($"#!import \"{file}\"");

        Assert.Equal(expected, (await session.RunOkAsync(expression)).Text);
    }

    [Fact]
    public async Task An_import_within_an_import_is_relative_to_the_notebooks_folder()
    {
        session.Write("deep/outer.csx", "#!import deep/inner.csx\nvar outer = inner + 1;");
        session.Write("deep/inner.csx", "using System.Xml;\nvar inner = 1;");

        Assert.Equal("2", (await session.RunOkAsync("#!import deep/outer.csx\nouter")).Text);
        await session.RunOkAsync("typeof(XmlReader)");
    }

    [Fact]
    public async Task Values_that_an_imported_file_shows_are_shown()
    {
        session.Write("shows.csx", "display(\"one\");\n\"two\"");

        Assert.Equal(["display: one", "display: two", "result: three"], (await session.RunOkAsync("#!import shows.csx\n\"three\"")).Story());
    }

    [Fact]
    public async Task The_same_file_may_be_imported_twice()
    {
        session.Write("again.csx", "Console.Write(\"again \");");

        Assert.Equal("again again ", (await session.RunOkAsync("#!import again.csx\n#!import again.csx")).Stdout);
    }

    [Fact]
    public async Task Imports_in_a_circle_are_an_error_that_tells_the_way()
    {
        session.Write("one.csx", "#!import two.csx");
        session.Write("two.csx", "#!import one.csx");

        var error = await session.RunFailingAsync("#!import one.csx");

        Assert.Equal("DirectiveError", error.Name);
        Assert.Contains("one.csx imports two.csx imports one.csx", error.Message, StringComparison.Ordinal);
        Assert.Equal("2", (await session.RunOkAsync("1 + 1")).Text);
    }

    [Theory]
    [InlineData("#!import missing.csx", "missing.csx")]
    [InlineData("#!import", "one file")]
    [InlineData("#!import a b", "a b")]
    [InlineData("#!import notes.txt", ".cs, .csx, .ipynb or .dib")]
    [InlineData("#!import broken.ipynb", "broken.ipynb")]
    public async Task What_cannot_be_imported_is_an_error_that_says_why(string code, string said)
    {
        session.Write("notes.txt", "text");
        session.Write("broken.ipynb", "{");

        var error = await session.RunFailingAsync($"// first\n{code}");

        Assert.Equal("DirectiveError", error.Name);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Line);
    }

    [Fact]
    public async Task An_error_within_an_import_within_an_import_names_the_files()
    {
        session.Write("outer2.csx", "// comment\n#!import inner2.csx");
        session.Write("inner2.csx", "\n\nthrow new Exception(\"deep\");");

        var error = await session.RunFailingAsync("#!import outer2.csx");

        Assert.Contains("inner2.csx", error.Message, StringComparison.Ordinal);
        Assert.Contains("deep", error.Message, StringComparison.Ordinal);
        Assert.Contains(error.Traceback, line => line.Contains("inner2.csx, line 3", StringComparison.Ordinal));
    }
}
