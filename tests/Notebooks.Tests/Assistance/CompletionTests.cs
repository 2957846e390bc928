using Microsoft.CodeAnalysis;
using Notebooks.Engine.Assistance.Completion;

namespace Notebooks.Tests.Assistance;

/// <summary>Completion in C#.</summary>
public sealed class CompletionTests(CompletionTests.Cells cells) : IClassFixture<CompletionTests.Cells>
{
    private readonly AssistedCells _cells = cells.Run;

    [Theory]
    [InlineData("list.¦", "Add Count Where Select ToString")]
    [InlineData("list.Co¦", "Count Contains CopyTo ConvertAll Concat")]
    [InlineData("number.¦", "CompareTo ToString")]
    [InlineData("1.¦", "CompareTo Twice")]
    [InlineData("list[0].¦", "Length Substring Trim")]
    [InlineData("list?.¦", "Count Where")]
    [InlineData("list?[0]?.¦", "Length")]
    [InlineData("maybe.¦", "Value HasValue")]
    [InlineData("maybe?.¦", "CompareTo")]
    [InlineData("pair.¦", "First Second")]
    [InlineData("Math.¦", "Sqrt PI")]
    [InlineData("Shade.¦", "Light Dark")]
    [InlineData("System.¦", "Math Collections Console")]
    [InlineData("System.Text.¦", "StringBuilder Encoding")]
    [InlineData("global::System.¦", "Math")]
    [InlineData("new List<int>().¦", "Add")]
    [InlineData("Picture.¦", "Empty")]
    [InlineData("picture.Shade.¦", "ToString HasFlag")]
    [InlineData("typeof(int).¦", "Name")]
    [InlineData("\"text\".¦", "Length")]
    [InlineData("(1 + 2).¦", "CompareTo")]
    [InlineData("int.¦", "Parse MaxValue")]
    [InlineData("CultureInfo.¦", "InvariantCulture")]
    public void Behind_a_dot_stand_the_members(string cell, string expected) => AssertAll(cell, expected);

    [Theory]
    [InlineData("Math.¦", "ToString")]
    [InlineData("list.¦", "this[] get_Count Item .ctor op_Equality Finalize MemberwiseClone")]
    [InlineData("picture.¦", "Empty this[]")]
    [InlineData("pair.¦", "Item1 Item2")]
    [InlineData("Picture.¦", "Width")]
    [InlineData("list.Co¦", "Add")]
    public void What_cannot_stand_there_is_left_out(string cell, string unexpected) => AssertNone(cell, unexpected);

    [Theory]
    [InlineData("list.Where(x => x.¦", "Length")]
    [InlineData("list.Where(x => x.¦)", "Length")]
    [InlineData("list.Where((x, i) => i.¦", "CompareTo")]
    [InlineData("list.Select(x => x.Length).OrderBy(n => n.¦", "CompareTo")]
    [InlineData("list.ForEach(x => { x.¦ })", "Length")]
    [InlineData("var q = from s in list where s.¦", "Length")]
    [InlineData("from s in list select ¦", "s list")]
    [InlineData("foreach (var s in list) { s.¦", "Length")]
    [InlineData("if (list.¦", "Count")]
    [InlineData("Console.WriteLine(list.¦", "Count")]
    [InlineData("list.¦\nvar after = 1;", "Count")]
    [InlineData("list.¦\nafter.ToString();", "Count")]
    [InlineData("var x = list.¦\nvar y = 2;", "Count")]
    [InlineData("int F() { var inner = list; inner.¦", "Count")]
    [InlineData("class C { int Value = 1; int M() { return Value.¦", "CompareTo")]
    [InlineData("class C { List<int> items; void M() { this.¦", "items")]
    [InlineData("class C : Picture { void M() { base.¦", "Area Width")]
    [InlineData("list\n    .Where(s => s != null)\n    .¦", "Select ToList")]
    [InlineData("if (number > 1) {\n list.¦\n}\nvar z = 2;", "Count")]
    public void Code_may_be_incomplete(string cell, string expected) => AssertAll(cell, expected);

    [Theory]
    [InlineData("¦", "list number pair Add Console var foreach if List Math")]
    [InlineData("var mine = 1; mi¦", "mine")]
    [InlineData("nu¦", "number null")]
    [InlineData("nameof(¦", "list Console")]
    [InlineData("nameof(list.¦", "Count")]
    [InlineData("$\"{¦}\"", "list number")]
    [InlineData("$\"{list.¦}\"", "Count")]
    [InlineData("$\"a {list.¦", "Count")]
    [InlineData("$\"\"\"{list.¦}\"\"\"", "Count")]
    [InlineData("$@\"{list.¦:x}\"", "Count")]
    [InlineData("void F(int given) { gi¦", "given")]
    [InlineData("new ¦", "List StringBuilder Picture")]
    [InlineData("List<¦", "Picture Console")]
    [InlineData("class C : ¦", "Picture IDisposable")]
    [InlineData("using ¦", "System")]
    [InlineData("using System.¦", "Text Linq")]
    [InlineData("using static System.¦", "Math")]
    [InlineData("using System.¦\nvar x = 1;", "Text")]
    [InlineData("catch¦", "")]
    [InlineData("try { } catch (¦", "Exception InvalidOperationException")]
    [InlineData("throw new ¦", "Exception InvalidOperationException")]
    [InlineData("number is ¦", "int Picture not")]
    [InlineData("x => li¦", "list")]
    [InlineData("[Obso¦] class C { }", "Obsolete")]
    [InlineData("var a = 1;\nli¦\nvar b = 2;", "list")]
    public void Names_are_those_that_fit_the_place(string cell, string expected) => AssertAll(cell, expected);

    [Theory]
    [InlineData("¦")]
    [InlineData("var x = ¦; var later = 1;")]
    [InlineData("using static System.Math; using Text = System.Text; ¦")]
    [InlineData("foreach (var s in list) { var (a, b) = pair; int.TryParse(s, out var n); ¦ }")]
    [InlineData("class C<T>(int width) : Picture { int own; class Nested { } int M<U>(U given) { var local = 1; void Inner() { } Func<int, int> f = q => { ¦ return q; }; return 1; } void Other() { var hidden = 1; } }")]
    [InlineData("class C { static int own; int other; ¦ }")]
    [InlineData("var q = from s in list let t = s.Length where ¦ select t;")]
    [InlineData("try { } catch (Exception e) when (¦) { }")]
    [InlineData("if (picture is { Width: var w } p && ¦) { }")]
    [InlineData("enum E { One, Two = ¦ }")]
    public void The_names_in_scope_are_those_the_compiler_finds(string cell)
    {
        var position = cell.IndexOf('¦', StringComparison.Ordinal);
        var site = CompletionSite.Find(_cells.Scripts, cell.Remove(position, 1), position)!;

        Assert.Equal(Shown(site.Model.Semantics.LookupSymbols(position)), Shown(NamesInScope.At(site)));

        // Types that differ in the number of their parameters are one item.
        static IEnumerable<string> Shown(IEnumerable<ISymbol> symbols) => SymbolCandidates.Of(symbols)
            .Select(candidate => $"{candidate.Name}: {(candidate.Item.Type is "struct" ? "class" : candidate.Item.Type)}")
            .Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("new ¦", "list Math Console IDisposable")]
    [InlineData("using ¦", "list Console List")]
    [InlineData("using System.¦", "Math")]
    [InlineData("throw new ¦", "List Picture")]
    [InlineData("List<¦>", "list")]
    [InlineData("var mine = ¦; var later = 1;", "later mine")]
    [InlineData("¦", "Submission#0 FxResources <host-object> namespace __arglist else case catch")]
    [InlineData("static int F() { return ¦", "number list")]
    public void Names_that_do_not_fit_are_left_out(string cell, string unexpected) => AssertNone(cell, unexpected);

    [Theory]
    [InlineData("// list.¦")]
    [InlineData("/* list.¦ */")]
    [InlineData("\"list.¦\"")]
    [InlineData("@\"list.¦\"")]
    [InlineData("\"\"\"list.¦\"\"\"")]
    [InlineData("'¦'")]
    [InlineData("$\"list.¦ {number}\"")]
    [InlineData("1¦")]
    [InlineData("0x1¦")]
    [InlineData("var na¦")]
    [InlineData("class Na¦")]
    [InlineData("int F(int na¦")]
    [InlineData("foreach (var na¦")]
    [InlineData("#if NEVER\nlist.¦\n#endif")]
    [InlineData("#!markdown\nlist.¦")]
    [InlineData("nothing.¦")]
    [InlineData("Console.WriteLine().¦")]
    public void There_is_nothing_to_say_in_texts_comments_numbers_and_new_names(string cell) =>
        Assert.Empty(_cells.Texts(cell));

    [Theory]
    [InlineData("Picture p = new(¦", "width: shade:")]
    [InlineData("new Picture(¦)", "width: shade:")]
    [InlineData("new Picture(1, ¦)", "shade:")]
    [InlineData("new Picture(shade: Shade.Dark, ¦)", "width:")]
    [InlineData("Add(¦", "left: right:")]
    [InlineData("Add(1, ri¦", "right:")]
    [InlineData("list.Insert(¦", "index: item:")]
    [InlineData("Math.Round(1.5, ¦", "digits: mode:")]
    [InlineData("string.Join(¦", "separator:")]
    public void Parameters_may_be_named(string cell, string expected) => AssertAll(cell, expected);

    [Fact]
    public void A_parameter_that_has_its_argument_is_not_named_again()
    {
        AssertNone("new Picture(1, ¦)", "width:");
        AssertNone("new Picture(shade: Shade.Dark, ¦)", "shade:");
    }

    [Theory]
    [InlineData("if (shade == ¦", "Shade.Light Shade.Dark")]
    [InlineData("if (picture.Shade != ¦)", "Shade.Light")]
    [InlineData("switch (shade) { case ¦", "Shade.Light")]
    [InlineData("var s = shade switch { ¦ => 1 };", "Shade.Light")]
    [InlineData("new Picture(1, ¦", "Shade.Light")]
    [InlineData("new Picture { Shade = ¦ }", "Shade.Light")]
    [InlineData("Shade other = ¦", "Shade.Light")]
    [InlineData("shade = ¦", "Shade.Light")]
    [InlineData("shade is ¦", "Shade.Light")]
    [InlineData("Shade F() => ¦", "Shade.Light")]
    [InlineData("Shade F() { return ¦", "Shade.Light")]
    [InlineData("shade == Da¦", "Shade.Dark")]
    [InlineData("Math.Round(1.5, ¦", "MidpointRounding.ToEven")]
    [InlineData("\"a\".Equals(\"b\", ¦", "StringComparison.Ordinal")]
    public void An_enum_offers_its_members_where_it_is_expected(string cell, string expected)
    {
        AssertAll(cell, expected);
        Assert.Equal("constant", _cells.Complete(cell).Items.First(item => item.Type != "parameter").Type);
    }

    [Theory]
    [InlineData("new Picture { ¦ }", "Width Shade", "Name Area Empty")]
    [InlineData("new Picture { Width = 1, ¦ }", "Shade", "Width")]
    [InlineData("new Picture { Width = 1, ¦", "Shade", "Width")]
    [InlineData("Picture p = new() { Sh¦ }", "Shade", "Width")]
    [InlineData("picture is { ¦ }", "Width Shade Name", "Area Empty")]
    [InlineData("picture is { Wi¦: 1 }", "Width", "Shade")]
    public void Initializers_and_patterns_name_members(string cell, string expected, string unexpected)
    {
        AssertAll(cell, expected);
        var members = _cells.Complete(cell).Items.TakeWhile(item => item.Type is "property" or "field").Select(item => item.Text);
        Assert.Empty(members.Intersect(unexpected.Split(' ')));
    }

    [Theory]
    [InlineData("class C : Picture { override ¦ }", "public int Area(int scale) => base.Area(scale);")]
    [InlineData("class C : Picture { public override ¦", "string ToString() => base.ToString();")]
    [InlineData("class C : System.IO.Stream { public override Re¦ }", "int Read(byte[] buffer, int offset, int count) => throw new System.NotImplementedException();")]
    [InlineData("class C : System.IO.Stream { public override Po¦ }", "long Position { get; set; }")]
    public void Behind_override_stand_whole_members(string cell, string expected) =>
        Assert.Contains(_cells.Texts(cell), text => text.Replace("?", "", StringComparison.Ordinal) == expected);

    [Theory]
    [InlineData("fo¦", "for foreach")]
    [InlineData("while (true) { br¦", "break")]
    [InlineData("if (true) { } el¦", "else")]
    [InlineData("try { } ca¦", "catch")]
    [InlineData("try { } fi¦", "finally")]
    [InlineData("switch (1) { ca¦", "case")]
    [InlineData("class C { pu¦", "public")]
    [InlineData("class C { public vi¦", "virtual")]
    [InlineData("class C { public int X { ¦", "get set init")]
    [InlineData("var x = ne¦", "new")]
    [InlineData("var x = aw¦", "await")]
    [InlineData("from s in list wh¦", "where")]
    [InlineData("from s in list orderby s desc¦", "descending")]
    [InlineData("number i¦", "is")]
    [InlineData("shade sw¦", "switch")]
    [InlineData("var x = picture wi¦", "with")]
    [InlineData("number is > 1 an¦", "and")]
    [InlineData("list.Add(nu¦", "null number")]
    [InlineData("list.TryGetNonEnumeratedCount(out ¦", "var int")]
    [InlineData("foreach (va¦", "var")]
    [InlineData("IEnumerable<int> F() { yi¦", "yield")]
    [InlineData("class C<T> whe¦", "where")]
    [InlineData("class C { st¦ }", "static string struct")]
    [InlineData("re¦", "return record ref")]
    public void Keywords_are_those_that_fit_the_place(string cell, string expected) => AssertAll(cell, expected);

    [Theory]
    [InlineData("var x = ¦", "if foreach while return class public using break")]
    [InlineData("class C { ¦", "if foreach while return break")]
    [InlineData("break¦", "break")]
    [InlineData("list.Add(¦", "if foreach class")]
    [InlineData("number ¦", "if foreach null typeof")]
    [InlineData("y¦", "yield")]
    public void Keywords_that_do_not_fit_are_left_out(string cell, string unexpected)
    {
        var keywords = _cells.Complete(cell).Items.Where(item => item.Type == "keyword").Select(item => item.Text);
        Assert.Empty(keywords.Intersect(unexpected.Split(' ')));
    }

    [Theory]
    [InlineData("list.¦", "Count", "property", "int Count { get; }")]
    [InlineData("list.¦", "Where", "method", "IEnumerable<string> Where<string>(Func<string, bool> predicate) (+ 1 overload)")]
    [InlineData("Math.¦", "PI", "constant", "double PI = 3.141592653589793")]
    [InlineData("¦", "list", "local", "List<string> list")]
    [InlineData("¦", "number", "local", "double number")]
    [InlineData("¦", "Picture", "class", "class Picture")]
    [InlineData("¦", "Shade", "enum", "enum Shade")]
    [InlineData("¦", "Add", "method", "int Add(int left, int right)")]
    [InlineData("¦", "DateTime", "struct", "readonly struct DateTime")]
    [InlineData("¦", "IDisposable", "interface", "interface IDisposable")]
    [InlineData("¦", "Action", "delegate", null)]
    [InlineData("¦", "System", "namespace", "namespace System")]
    [InlineData("¦", "foreach", "keyword", null)]
    [InlineData("new Picture(¦", "shade:", "parameter", "Shade shade = Shade.Light")]
    [InlineData("Console.¦", "CancelKeyPress", "event", "ConsoleCancelEventHandler? CancelKeyPress")]
    [InlineData("string.¦", "Empty", "field", "string Empty")]
    [InlineData("void F(int given) { ¦", "given", "parameter", "int given")]
    public void An_item_tells_its_kind_and_signature(string cell, string text, string type, string? description)
    {
        var item = _cells.Item(cell, text);

        Assert.Equal(type, item.Type);
        if (description is not null)
        {
            Assert.Equal(description, item.Description);
        }
    }

    [Theory]
    [InlineData("list.Co¦unt + 1", 5, 10)]
    [InlineData("list.¦Count", 5, 10)]
    [InlineData("list.Count¦", 5, 10)]
    [InlineData("¦", 0, 0)]
    [InlineData("#!time\n#r \"nuget: A, 1.0.0\"\nlist.Co¦", 33, 35)]
    [InlineData("#!time\r\nlist.Co¦", 13, 15)]
    [InlineData("var s = \"😀\"; list.Co¦", 19, 21)]
    [InlineData("@cl¦", 0, 3)]
    public void The_whole_word_is_replaced(string cell, int start, int end)
    {
        var list = _cells.Complete(cell);

        Assert.Equal((start, end), (list.Start, list.End));
    }

    [Theory]
    [InlineData("list.", 5000, 5)]
    [InlineData("", 7, 0)]
    [InlineData("list.", -3, 0)]
    public void A_position_outside_of_the_cell_is_that_of_the_nearest_end(string cell, int position, int start) =>
        Assert.Equal(start, _cells.Assistant.Complete(cell, position).Start);

    [Fact]
    public void Names_that_start_with_what_was_typed_come_first_and_humps_after_them()
    {
        Assert.Equal(["IndexOf", "IndexOfAny"], _cells.Texts("\"\".IO¦").Where(text => text.StartsWith("IndexOf", StringComparison.Ordinal)));
        Assert.Equal("WriteLine", _cells.Texts("Console.WrL¦")[0]);
        Assert.Equal("Write", _cells.Texts("Console.write¦")[0]);
        Assert.Equal("number", _cells.Texts("n¦")[0]);
    }

    [Fact]
    public void Locals_come_before_keywords_and_these_before_libraries()
    {
        var texts = _cells.Texts("¦").ToList();

        Assert.True(texts.IndexOf("list") < texts.IndexOf("Add"));
        Assert.True(texts.IndexOf("Add") < texts.IndexOf("foreach"));
        Assert.True(texts.IndexOf("foreach") < texts.IndexOf("Console"));
    }

    [Fact]
    public void The_members_of_every_object_come_after_a_types_own_and_its_extensions()
    {
        var texts = _cells.Texts("list.¦").ToList();

        Assert.True(texts.IndexOf("Add") < texts.IndexOf("Aggregate"));
        Assert.True(texts.IndexOf("Aggregate") < texts.IndexOf("GetHashCode"));
    }

    [Fact]
    public void A_keyword_as_a_name_is_escaped() =>
        Assert.Equal("@class", _cells.Item("int @class = 1; @cl¦", "@class").Text);

    [Fact]
    public void Nothing_runs_and_nothing_is_declared_by_asking()
    {
        _cells.Complete("var asked = 1; asked.¦");

        Assert.DoesNotContain("asked", _cells.Texts("as¦"));
    }

    [Fact]
    public async Task Cells_run_as_before_after_an_empty_cell_was_completed()
    {
        using var cells = await AssistedCells.RunAsync("var list = new List<int>();");
        Assert.NotEmpty(cells.Texts("¦"));
        await cells.ContinueAsync("var afterwards = list.Count;");
        Assert.Contains("afterwards", cells.Texts("af¦"));
    }

    private void AssertAll(string cell, string expected)
    {
        var texts = _cells.Texts(cell);
        var missing = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(texts).ToList();
        Assert.True(missing.Count == 0, $"{cell} lacks {string.Join(' ', missing)}, has {string.Join(' ', texts.Take(60))}");
    }

    private void AssertNone(string cell, string unexpected) =>
        Assert.Empty(_cells.Texts(cell).Intersect(unexpected.Split(' ')));

    /// <summary>What has run before each question.</summary>
    public sealed class Cells : IAsyncLifetime
    {
        internal AssistedCells Run { get; private set; } = null!;

        public async Task InitializeAsync() => Run = await AssistedCells.RunAsync(
            """var list = new List<string> { "a" }; var number = 1; (int First, string Second) pair = (1, "b");""",
            """
            using System.Globalization;
            enum Shade { Light, Dark }
            class Picture
            {
                public Picture() { }
                public Picture(int width, Shade shade = Shade.Light) { Width = width; Shade = shade; }
                public static Picture Empty => new();
                public Shade Shade { get; set; }
                public int Width { get; set; }
                public string Name => "";
                public int this[int i] => i;
                public virtual int Area(int scale) => 0;
            }
            """,
            """
            static int Twice(this int x) => 2 * x;
            int Add(int left, int right) => left + right;
            Picture picture = new();
            int? maybe = null;
            Shade shade = Shade.Dark;
            """,
            "double number = 2.5;");

        public Task DisposeAsync()
        {
            Run.Dispose();
            return Task.CompletedTask;
        }
    }
}
