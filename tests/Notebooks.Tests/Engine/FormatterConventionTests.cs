namespace Notebooks.Tests.Engine;

/// <summary>A type names its own formatters by .NET Interactive's convention, which goes by names alone.</summary>
public class FormatterConventionTests(FormatterConventionTests.Declared declared) : IClassFixture<FormatterConventionTests.Declared>
{
    /// <summary>A session in which everything the convention asks for is declared in cells, and internal.</summary>
    public sealed class Declared : IAsyncLifetime
    {
        public TestSession Session { get; } = new();

        public async Task InitializeAsync()
        {
            await Session.RunOkAsync("""
                using System.IO;

                [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
                internal class TypeFormatterSourceAttribute : Attribute
                {
                    public TypeFormatterSourceAttribute(Type formatterSourceType) => FormatterSourceType = formatterSourceType;
                    public Type FormatterSourceType { get; }
                    public string[] PreferredMimeTypes { get; set; }
                }

                internal class ShapeFormatter
                {
                    public ShapeFormatter(string mimeType, string before) { MimeType = mimeType; this.before = before; }
                    readonly string before;
                    public string MimeType { get; }
                    public bool Format(object value, TextWriter writer)
                    {
                        if (value.ToString() == "refused") return false;
                        if (value.ToString() == "broken") throw new InvalidDataException("cannot be drawn");
                        writer.Write(before + value);
                        return true;
                    }
                }

                internal class ShapeFormatters
                {
                    public IEnumerable<ShapeFormatter> CreateTypeFormatters() =>
                        new[] { new ShapeFormatter("text/html", "<b>shape</b> "), new ShapeFormatter("image/svg+xml", "<svg/> ") };
                }
                """);
            await Session.RunOkAsync("""
                [TypeFormatterSource(typeof(ShapeFormatters), PreferredMimeTypes = new[] { "text/html" })]
                internal class Shape { public string Name; public override string ToString() => Name; }
                internal class Circle : Shape { public int Radius => 3; }
                [TypeFormatterSource(typeof(ShapeFormatters))]
                internal struct Dot { public override string ToString() => "dot"; }
                [TypeFormatterSource(typeof(ShapeFormatters))]
                internal class Of<T> { public override string ToString() => typeof(T).Name; }
                [TypeFormatterSource(typeof(ShapeFormatters))]
                internal record Named(string Name);
                [TypeFormatterSource(typeof(ShapeFormatters))]
                internal class Path : List<int> { public override string ToString() => "path"; }
                [TypeFormatterSource(typeof(ShapeFormatters))]
                internal interface IDrawn { }
                internal class Drawn : IDrawn { public override string ToString() => "drawn"; }
                """);
        }

        public Task DisposeAsync() => Session.DisposeAsync().AsTask();
    }

    private readonly TestSession _session = declared.Session;

    [Theory]
    [InlineData("new Shape { Name = \"square\" }", "square")]
    [InlineData("new Circle { Name = \"circle\" }", "circle")]
    [InlineData("new Dot()", "dot")]
    [InlineData("new Of<int>()", "Int32")]
    [InlineData("new Of<List<string>>()", "List`1")]
    [InlineData("new Named(\"n\")", "Named { Name = n }")]
    [InlineData("new Path { 1, 2 }", "path")]
    public async Task A_type_shows_itself_in_all_the_types_it_can(string expression, string text)
    {
        var cell = await _session.RunOkAsync(expression);

        Assert.Equal($"<b>shape</b> {text}", cell.Html);
        Assert.Equal($"<svg/> {text}", (string?)cell.Result["image/svg+xml"]);
        Assert.True(cell.Result.ContainsKey("text/plain"));
    }

    [Fact]
    public async Task Display_shows_the_same_as_a_last_expression()
    {
        var cell = await _session.RunOkAsync("display(new Dot()); new Dot()");

        Assert.Equal(cell.Result.ToJsonString(), Assert.Single(cell.Displays).Data.ToJsonString());
    }

    [Fact]
    public async Task A_type_asked_for_comes_from_the_formatter_of_that_type()
    {
        var cell = await _session.RunOkAsync("new Dot().Display(\"image/svg+xml\");");

        Assert.Equal(["image/svg+xml"], Assert.Single(cell.Displays).Data.Select(entry => entry.Key));
    }

    [Theory]
    [InlineData("new List<Shape> { new Shape { Name = \"a\" }, new Circle { Name = \"b\" } }")]
    [InlineData("new[] { new Shape { Name = \"a\" }, new Shape { Name = \"b\" } }")]
    [InlineData("new { First = new Shape { Name = \"a\" }, Second = new Shape { Name = \"b\" } }")]
    [InlineData("(new Shape { Name = \"a\" }, new Shape { Name = \"b\" })")]
    [InlineData("new[] { new { Id = 1, S = new Shape { Name = \"a\" } }, new { Id = 2, S = new Shape { Name = \"b\" } } }")]
    [InlineData("new Dictionary<string, Shape> { [\"x\"] = new Shape { Name = \"a\" }, [\"y\"] = new Shape { Name = \"b\" } }")]
    [InlineData("new { Inner = new { Shapes = new List<Shape> { new Shape { Name = \"a\" }, new Shape { Name = \"b\" } } } }")]
    [InlineData("new[] { new { Shapes = new[] { new Shape { Name = \"a\" }, new Shape { Name = \"b\" } } } }")]
    public async Task Values_within_others_show_themselves_too(string expression)
    {
        var cell = await _session.RunOkAsync(expression);

        Assert.Contains("<b>shape</b> a", cell.Html, StringComparison.Ordinal);
        Assert.Contains("<b>shape</b> b", cell.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attribute_on_an_interface_is_not_asked()
    {
        var cell = await _session.RunOkAsync("new Drawn()");

        Assert.Equal("drawn", cell.Text);
        Assert.False(cell.Result.ContainsKey("text/html"));
    }

    [Fact]
    public async Task A_formatter_that_refuses_leaves_the_value_to_the_default_view()
    {
        var cell = await _session.RunOkAsync("new Shape { Name = \"refused\" }");

        Assert.Equal("refused", cell.Text);
        Assert.DoesNotContain("<b>shape</b>", cell.Result.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_in_a_formatter_fails_the_cell_with_its_message()
    {
        var asResult = await _session.RunFailingAsync("new Shape { Name = \"broken\" }");
        var asDisplay = await _session.RunFailingAsync("\ndisplay(new Shape { Name = \"broken\" });");

        Assert.Equal(("System.IO.InvalidDataException", "cannot be drawn"), (asResult.Name, asResult.Message));
        Assert.Equal(("System.IO.InvalidDataException", 2), (asDisplay.Name, asDisplay.Line));
    }

    [Theory]
    [InlineData("class NoFormatters { }", "CreateTypeFormatters")]
    [InlineData("class BadFormatter { public string MimeType => \"text/html\"; }\nclass NoFormatters { public IEnumerable<object> CreateTypeFormatters() => new[] { new BadFormatter() }; }", "bool Format(object, TextWriter)")]
    public async Task A_source_that_breaks_the_convention_is_an_error_that_tells_what_is_missing(string source, string missing)
    {
        var error = await _session.RunFailingAsync($"{source}\n[TypeFormatterSource(typeof(NoFormatters))] class Unformatted {{ }}\nnew Unformatted()");

        Assert.Contains("Unformatted", error.Message, StringComparison.Ordinal);
        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_formatter_that_the_user_registers_wins()
    {
        var cell = await _session.RunOkAsync("""
            using Microsoft.DotNet.Interactive.Formatting;
            [TypeFormatterSource(typeof(ShapeFormatters))]
            class Mine { public override string ToString() => "mine"; }
            Formatter.Register<Mine>(m => "<i>own</i>", "text/html");
            new Mine()
            """);

        Assert.Equal("<i>own</i>", cell.Html);
        Assert.Equal("<svg/> mine", (string?)cell.Result["image/svg+xml"]);
    }

    [Fact]
    public async Task A_registered_formatter_holds_for_derived_types_and_the_nearest_and_latest_wins()
    {
        await _session.RunOkAsync("""
            using Microsoft.DotNet.Interactive.Formatting;
            class Animal { } class Dog : Animal { } class Puppy : Dog { }
            Formatter.Register<Animal>(a => "animal", "text/html");
            Formatter.Register<Dog>((dog, writer) => writer.Write("dog"), "text/html");
            Formatter.Register(typeof(List<>), (list, writer) => writer.Write("any list"), "text/html");
            """);

        Assert.Equal("animal", (await _session.RunOkAsync("new Animal()")).Html);
        Assert.Equal("dog", (await _session.RunOkAsync("new Puppy()")).Html);
        Assert.Equal("any list", (await _session.RunOkAsync("new List<char>()")).Html);
        await _session.RunOkAsync("Formatter.Register<Animal>(a => \"later\", \"text/html\");");
        Assert.Equal("later", (await _session.RunOkAsync("new Animal()")).Html);
        await _session.RunOkAsync("Formatter.ResetToDefault();");
        Assert.False((await _session.RunOkAsync("new Animal()")).Result.ContainsKey("text/html"));
    }

    [Fact]
    public async Task Preferred_types_are_those_shown()
    {
        var cell = await _session.RunOkAsync("""
            using Microsoft.DotNet.Interactive.Formatting;
            class Plain { public override string ToString() => "plain"; }
            Formatter.SetPreferredMimeTypesFor(typeof(Plain), "text/html", "text/plain");
            new Plain()
            """);

        Assert.Equal(["text/html", "text/plain"], cell.Result.Select(entry => entry.Key));
        Assert.Equal("<pre>plain</pre>", cell.Html);
    }
}
