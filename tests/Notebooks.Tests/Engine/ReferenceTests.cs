namespace Notebooks.Tests.Engine;

public class ReferenceTests(TestSession shared) : IClassFixture<TestSession>
{
    private const string Core = "namespace Shapes { public static class Core { public static int Answer => 42; } }";
    private const string Facade = "namespace Shapes { public static class Facade { public static int Answer() => Core.Answer; public static int Fail() => throw new System.Exception(\"in the library\"); } }";

    [Theory]
    [InlineData("libs/Facade.dll", "#r \"libs/Facade.dll\"")]
    [InlineData("libs/Facade.dll", "// first a comment\n#r \"./libs/../libs/Facade.dll\"")]
    [InlineData("Facade.dll", "#r \"Facade.dll\"")]
    public async Task A_library_is_found_from_the_notebooks_folder_and_its_dependency_beside_it(string path, string reference)
    {
        await using var session = new TestSession();
        var facade = Path.Combine(session.Folder, path);
        var core = Path.Combine(Path.GetDirectoryName(facade)!, "Core.dll");
        TestLibrary.Compile(core, Core);
        TestLibrary.Compile(facade, Facade, core);

        Assert.Equal("42", (await session.RunOkAsync($"{reference}\nusing Shapes;\nFacade.Answer()")).Text);
        Assert.Equal("42", (await session.RunOkAsync("Facade.Answer()")).Text);
    }

    [Fact]
    public async Task A_library_above_the_notebooks_folder_is_found_by_two_dots()
    {
        await using var session = new TestSession();
        var outside = Directory.CreateDirectory(Path.Combine(session.Folder, "outside"));
        TestLibrary.Compile(Path.Combine(outside.FullName, "Core.dll"), Core);
        await session.RunOkAsync("System.IO.Directory.CreateDirectory(\"inside\"); System.IO.Directory.SetCurrentDirectory(\"inside\");");

        Assert.Equal("42", (await session.RunOkAsync("#r \"../outside/Core.dll\"\nShapes.Core.Answer")).Text);
    }

    [Fact]
    public async Task A_type_is_the_same_whichever_way_it_came()
    {
        await using var session = new TestSession();
        var core = Path.Combine(session.Folder, "Core.dll");
        TestLibrary.Compile(core, "public class Shared { }");
        TestLibrary.Compile(Path.Combine(session.Folder, "Maker.dll"), "public static class Maker { public static Shared Make() => new Shared(); }", core);

        Assert.Equal("True", (await session.RunOkAsync("#r \"Maker.dll\"\n#r \"Core.dll\"\nMaker.Make() is Shared")).Text);
    }

    [Fact]
    public async Task A_missing_library_is_error_CS0006_and_the_session_goes_on()
    {
        var error = await shared.RunFailingAsync("#r \"nowhere/Missing.dll\"");

        Assert.Contains("CS0006", error.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere/Missing.dll", error.Message, StringComparison.Ordinal);
        Assert.Equal("2", (await shared.RunOkAsync("1 + 1")).Text);
    }

    [Fact]
    public async Task A_file_that_is_no_library_is_an_error_that_names_it()
    {
        shared.Write("Fake.dll", "not a library");

        var error = await shared.RunFailingAsync("#r \"Fake.dll\"\n");
        var again = await shared.RunFailingAsync("#r \"Fake.dll\"\n");

        Assert.Contains("Fake.dll", error.Message, StringComparison.Ordinal);
        Assert.Contains("Fake.dll", again.Message, StringComparison.Ordinal);
        Assert.Equal("2", (await shared.RunOkAsync("1 + 1")).Text);
    }

    [Fact]
    public async Task Another_library_of_the_same_name_is_an_error_that_names_it()
    {
        await using var session = new TestSession();
        TestLibrary.Compile(Path.Combine(session.Folder, "one", "Same.dll"), "public static class One { public static int N => 1; }");
        TestLibrary.Compile(Path.Combine(session.Folder, "two", "Same.dll"), "public static class Two { public static int N => 2; }");
        await session.RunOkAsync("#r \"one/Same.dll\"\nOne.N");

        var error = await session.RunFailingAsync("#r \"two/Same.dll\"\nTwo.N");

        Assert.Contains("two", error.Message, StringComparison.Ordinal);
        Assert.Contains("Same", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", (await session.RunOkAsync("One.N")).Text);
    }

    [Fact]
    public async Task A_frame_of_a_library_is_shown_and_the_line_is_the_cells()
    {
        await using var session = new TestSession();
        var core = Path.Combine(session.Folder, "Core.dll");
        TestLibrary.Compile(core, Core);
        TestLibrary.Compile(Path.Combine(session.Folder, "Facade.dll"), Facade, core);

        var cell = await session.RunAsync("#r \"Facade.dll\"\n\nShapes.Facade.Fail()");

        Assert.Equal(["System.Exception: in the library", "   at Facade.Fail", $"   at {cell.Name}, line 3"], cell.Error.Traceback);
        Assert.Equal(3, cell.Error.Line);
    }

    [Fact]
    public async Task A_library_shows_its_types_by_the_convention_without_a_reference_to_the_engine()
    {
        TestLibrary.Compile(Path.Combine(shared.Folder, "Drawings.dll"), """
            using System; using System.Collections.Generic; using System.IO;
            namespace Drawings {
                class TypeFormatterSourceAttribute : Attribute {
                    public TypeFormatterSourceAttribute(Type type) { FormatterSourceType = type; }
                    public Type FormatterSourceType { get; }
                }
                class Source { public IEnumerable<object> CreateTypeFormatters() { yield return new Html(); yield return new Plotly(); } }
                class Html { public string MimeType => "text/html"; public bool Format(object value, TextWriter writer) { writer.Write("<svg/>"); return true; } }
                class Plotly { public string MimeType => "application/vnd.plotly.v1+json"; public bool Format(object value, TextWriter writer) { writer.Write("{\"data\":[]}"); return true; } }
                [TypeFormatterSource(typeof(Source))] public class Drawing { }
            }
            """);

        var cell = await shared.RunOkAsync("#r \"Drawings.dll\"\nnew Drawings.Drawing()");

        Assert.Equal("<svg/>", cell.Html);
        Assert.Equal("{\"data\":[]}", cell.Result["application/vnd.plotly.v1+json"]!.ToJsonString());
    }

    [Fact]
    public async Task An_assembly_of_DotNet_is_found_by_its_name()
    {
        Assert.Equal("{}", (await shared.RunOkAsync("#r \"System.Text.Json\"\nSystem.Text.Json.JsonSerializer.Serialize(new { })")).Text);
    }
}
