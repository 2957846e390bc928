namespace Notebooks.Tests.Assistance;

/// <summary>What is told of a symbol.</summary>
public sealed class InspectionTests(InspectionTests.Cells cells) : IClassFixture<InspectionTests.Cells>
{
    private readonly AssistedCells _cells = cells.Run;

    [Theory]
    [InlineData("list.Ad¦d(1)", "void List<int>.Add(int item)")]
    [InlineData("list.Add¦(1)", "void List<int>.Add(int item)")]
    [InlineData("¦list", "(variable) List<int> list")]
    [InlineData("list.Add(¦)", "void List<int>.Add(int item)")]
    [InlineData("list.Add(¦", "void List<int>.Add(int item)")]
    [InlineData("list.Add(  ¦", "void List<int>.Add(int item)")]
    [InlineData("Half¦(1)", "double Half(int number, bool rounded = false)")]
    [InlineData("Half(1, ¦", "double Half(int number, bool rounded = false)")]
    [InlineData("new Box¦(1)", "Box.Box(int width)")]
    [InlineData("new Box(¦", "Box.Box(int width)")]
    [InlineData("Box b = new(¦", "Box.Box(int width)")]
    [InlineData("B¦ox b;", "class Box")]
    [InlineData("new Box(1).Wid¦th", "int Box.Width { get; }")]
    [InlineData("StringBuil¦der s;", "class System.Text.StringBuilder")]
    [InlineData("Dictionary¦<int, string> d;", "class System.Collections.Generic.Dictionary<int, string>")]
    [InlineData("i¦nt x;", "readonly struct System.Int32")]
    [InlineData("v¦ar x = 1;", "readonly struct System.Int32")]
    [InlineData("var mi¦ne = 1;", "(variable) int mine")]
    [InlineData("void F() { var mine = 1; mi¦ne++; }", "(local variable) int mine")]
    [InlineData("void F(int given) { giv¦en++; }", "(parameter) int given")]
    [InlineData("Math.P¦I", "const double Math.PI = 3.141592653589793")]
    [InlineData("System.Te¦xt.StringBuilder s;", "namespace System.Text")]
    [InlineData("list.Where(x¦ => x > 1)", "(parameter) int x")]
    [InlineData("$\"{li¦st}\"", "(variable) List<int> list")]
    [InlineData("list.Sum¦()", "(extension) int IEnumerable<int>.Sum()")]
    public void The_signature_comes_first(string cell, string signature)
    {
        var text = _cells.Inspect(cell)?.Text;

        Assert.NotNull(text);
        Assert.Equal(signature, text.Split('\n')[0].Split(" (+")[0]);
    }

    [Theory]
    [InlineData("¦")]
    [InlineData("  ¦  ")]
    [InlineData("\"te¦xt\"")]
    [InlineData("// li¦st")]
    [InlineData("nothing¦")]
    [InlineData("#!markdown\nli¦st")]
    [InlineData("fore¦ach")]
    public void There_is_nothing_to_tell_where_no_symbol_is(string cell) => Assert.Null(_cells.Inspect(cell));

    [Fact]
    public void The_documentation_of_earlier_cells_is_told()
    {
        var found = _cells.Inspect("Half¦(3)")!;

        Assert.Equal(
            """
            double Half(int number, bool rounded = false)

            Divides by 2, as Box does.

            Parameters:
              number: What is divided.
              rounded: Whether `down` is meant.

            Returns:
              The half.

            Exceptions:
              ArgumentException: Never.
            """,
            found.Text);
        Assert.Equal(
            """
            ```csharp
            double Half(int number, bool rounded = false)
            ```

            Divides by 2, as `Box` does.

            **Parameters**

            - `number`: What is divided.
            - `rounded`: Whether \`down\` is meant.

            **Returns**

            The half.

            **Exceptions**

            - `ArgumentException`: Never.
            """,
            found.Markdown);
    }

    [Fact]
    public void Remarks_and_other_overloads_are_details()
    {
        Assert.DoesNotContain("Slow.", _cells.Inspect("Half¦(3)")!.Text, StringComparison.Ordinal);
        Assert.Contains("Remarks:\n  Slow.", _cells.Inspect("Half¦(3)", withDetails: true)!.Text, StringComparison.Ordinal);
        Assert.Contains("void Console.WriteLine(bool value)", _cells.Inspect("Console.WriteLine¦(3)", withDetails: true)!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Console.WriteLine¦(3)", "void Console.WriteLine(int value)")]
    [InlineData("Console.WriteLine(3¦)", "void Console.WriteLine(int value)")]
    [InlineData("Console.WriteLine(3, ¦)", "void Console.WriteLine(")]
    [InlineData("Console.WriteLine¦(\"a\")", "void Console.WriteLine(string? value)")]
    [InlineData("Math.Round(1.5, ¦", "double Math.Round(double value, int digits)")]
    [InlineData("Math.Max¦(1.5, 2)", "double Math.Max(double val1, double val2)")]
    public void The_overload_that_fits_comes_first_with_the_number_of_others(string cell, string signature)
    {
        var line = _cells.Inspect(cell)!.Text.Split('\n')[0];

        Assert.StartsWith("static " + signature, line, StringComparison.Ordinal);
        Assert.Matches(@"\(\+ \d+ overloads\)$", line);
    }

    [Theory]
    [InlineData("Box¦ b;", "Something to put things in.")]
    [InlineData("new Box¦(2)", "Something to put things in.")]
    [InlineData("new Box(2).Op¦en()", "Makes it accessible.")]
    [InlineData("new Chest().Op¦en()", "Makes it accessible.")]
    public void Documentation_may_be_a_types_or_inherited(string cell, string summary) =>
        Assert.Contains(summary, _cells.Inspect(cell)!.Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("Console.WriteLine¦(\"a\")", "Writes the specified string value, followed by the current line terminator")]
    [InlineData("list.Ad¦d(1)", "Adds an object to the end of the")]
    [InlineData("list.Wher¦e(x => true)", "Filters a sequence of values")]
    [InlineData("StringBuil¦der s;", "Represents a mutable string of characters")]
    [InlineData("Math.P¦I", "ratio of the circumference")]
    public void The_documentation_of_NET_is_that_of_the_SDK(string cell, string summary) =>
        Assert.Contains(summary, _cells.Inspect(cell)!.Text, StringComparison.Ordinal);

    [Fact]
    public void The_documentation_of_a_library_lies_beside_it() =>
        Assert.Contains("Shows a value", _cells.Inspect("dis¦play(1)")!.Text, StringComparison.Ordinal);

    [Fact]
    public void Directives_tell_what_they_do() =>
        Assert.Contains("how long", _cells.Inspect("#!ti¦me\n1 + 1")!.Text, StringComparison.Ordinal);

    /// <summary>What has run before each question.</summary>
    public sealed class Cells : IAsyncLifetime
    {
        internal AssistedCells Run { get; private set; } = null!;

        public async Task InitializeAsync() => Run = await AssistedCells.RunAsync(
            "using System.Text; var list = new List<int>();",
            """
            /// <summary>Something to put things in.</summary>
            class Box(int width)
            {
                public int Width => width;

                /// <summary>Makes it accessible.</summary>
                public virtual void Open() { }
            }

            class Chest() : Box(3)
            {
                /// <inheritdoc/>
                public override void Open() { }
            }

            /// <summary>
            /// Divides by 2,
            /// as <see cref="Box"/> does.
            /// </summary>
            /// <param name="number">What is divided.</param>
            /// <param name="rounded">Whether `down` is meant.</param>
            /// <returns>The half.</returns>
            /// <exception cref="ArgumentException">Never.</exception>
            /// <remarks>Slow.</remarks>
            double Half(int number, bool rounded = false) => number / 2.0;
            """);

        public Task DisposeAsync()
        {
            Run.Dispose();
            return Task.CompletedTask;
        }
    }
}
