using HtmlAgilityPack;

namespace Notebooks.Tests.Engine;

/// <summary>How values show that say nothing about it themselves: tables for sequences of objects, then text.</summary>
public class ValueTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task A_sequence_of_objects_is_a_table_with_a_column_for_each_member()
    {
        var cell = await session.RunOkAsync("record Layer(string Name, int Size) { public double Half => Size / 2.0; }\nnew[] { new Layer(\"max\", 3), new Layer(\"average\", 5) }");

        Assert.Equal([["Name", "Size", "Half"], ["max", "3", "1.5"], ["average", "5", "2.5"]], Rows(cell.Html!));
        Assert.Contains("max", cell.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new[] { new { A = 1, B = \"x\" } }")]
    [InlineData("new List<object> { new { A = 1, B = \"x\" } }")]
    [InlineData("Enumerable.Range(1, 1).Select(i => new { A = i, B = \"x\" })")]
    [InlineData("struct S { public int A; public string B; }\nnew[] { new S { A = 1, B = \"x\" } }")]
    public async Task Objects_of_every_kind_make_rows(string code)
    {
        Assert.Equal([["A", "B"], ["1", "x"]], Rows((await session.RunOkAsync(code)).Html!));
    }

    [Fact]
    public async Task A_dictionary_is_a_table_of_keys_and_values()
    {
        var cell = await session.RunOkAsync("new Dictionary<string, int> { [\"one\"] = 1, [\"two\"] = 2 }");

        Assert.Equal([["Key", "Value"], ["one", "1"], ["two", "2"]], Rows(cell.Html!));
    }

    [Fact]
    public async Task A_null_among_the_rows_is_shown_as_null()
    {
        var cell = await session.RunOkAsync("new object[] { new { A = (string)null }, null }");

        Assert.Contains("&lt;null&gt;", cell.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_in_a_table_is_escaped()
    {
        var cell = await session.RunOkAsync("new[] { new { Text = \"<script>alert(1)</script> & \\\"\" } }");

        Assert.DoesNotContain("<script", cell.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("<script>alert(1)</script> & \"", Rows(cell.Html!)[1][0]);
        Assert.Contains("<script>alert(1)</script>", cell.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_asked_for_as_HTML_is_escaped()
    {
        var cell = await session.RunOkAsync("\"<script>\".Display(\"text/html\");");

        Assert.DoesNotContain("<script", (string)Assert.Single(cell.Displays).Data["text/html"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new[] { 1, 2, 3 }", "[ 1, 2, 3 ]")]
    [InlineData("new int[0]", "[]")]
    [InlineData("new[] { \"a\", \"b\" }", "[ a, b ]")]
    [InlineData("new { A = 1, B = \"b\", C = (string)null }", "{ A = 1, B = b, C =  }")]
    [InlineData("(1, \"b\")", "(1, b)")]
    [InlineData("new List<double> { 0.5, double.NaN }", "[ 0.5, NaN ]")]
    public async Task Small_values_read_well_as_text(string code, string expected)
    {
        Assert.Equal(expected, (await session.RunOkAsync(code)).Text);
    }

    [Fact]
    public async Task An_object_without_text_of_its_own_lists_its_members()
    {
        var cell = await session.RunOkAsync("class Bare { public int A = 1; public string B => \"two\"; private int hidden = 3; public int this[int i] => i; }\nnew Bare()");

        Assert.Equal("Bare { A = 1, B = two }", cell.Text);
    }

    [Fact]
    public async Task Nested_arrays_are_shown_row_by_row()
    {
        var cell = await session.RunOkAsync("new[] { new[] { 1, 2 }, new[] { 3, 4 } }");

        Assert.Equal("[ 1, 2 ]\n[ 3, 4 ]", cell.Text);
    }

    [Theory]
    [InlineData("IEnumerable<int> Endless() { for (var i = 0; ; i++) yield return i; }\nEndless()")]
    [InlineData("IEnumerable<object> EndlessObjects() { for (var i = 0; ; i++) yield return new { I = i }; }\nEndlessObjects()")]
    [InlineData("IEnumerable<object> Deep() { while (true) yield return Deep(); }\nDeep()")]
    public async Task An_endless_sequence_is_cut_off_and_says_so(string code)
    {
        Assert.Contains("...", (await session.RunOkAsync(code)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sequence_shows_twenty_items_and_not_one_more()
    {
        Assert.Equal(20, Rows((await session.RunOkAsync("Enumerable.Range(1, 20).Select(i => new { I = i })")).Html!).Count - 1);
        Assert.DoesNotContain("...", (await session.RunOkAsync("Enumerable.Range(1, 20)")).Text, StringComparison.Ordinal);
        Assert.EndsWith("20, ... ]", (await session.RunOkAsync("Enumerable.Range(1, 21)")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HTML_within_a_table_is_HTML()
    {
        Assert.Contains("<td><b>bold</b></td>", (await session.RunOkAsync("new[] { new { Text = HTML(\"<b>bold</b>\") } }")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sequence_is_gone_through_once()
    {
        var cell = await session.RunOkAsync("Enumerable.Range(1, 2).Select(i => { Console.Write(i); return new { I = i }; })");

        Assert.Equal("12", cell.Stdout);
        Assert.Equal([["I"], ["1"], ["2"]], Rows(cell.Html!));
    }

    [Fact]
    public async Task A_getter_that_throws_shows_its_exception_in_its_place()
    {
        var cell = await session.RunOkAsync("class Moody { public int Fine => 1; public int Bad => throw new InvalidOperationException(\"not now\"); }\nnew[] { new Moody() }");

        Assert.Equal([["Fine", "Bad"], ["1", "InvalidOperationException: not now"]], Rows(cell.Html!));
        Assert.Contains("Fine = 1, Bad = InvalidOperationException: not now", cell.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class Node { public Node Next; public int V = 1; }\nvar ring = new Node(); ring.Next = ring;\nring")]
    [InlineData("class Tree { public List<Tree> Children = new(); }\nvar tree = new Tree(); tree.Children.Add(tree); tree.Children.Add(tree);\nnew[] { tree }")]
    [InlineData("var self = new object[1]; self[0] = self;\nself")]
    [InlineData("new object()")]
    [InlineData("typeof(string)")]
    [InlineData("ValueTuple.Create(new object(), new List<object> { new object() })")]
    [InlineData("(Func<int>)(() => 1)")]
    [InlineData("new Exception(\"as a value\")")]
    [InlineData("System.Threading.Thread.CurrentThread")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess()")]
    [InlineData("new System.Threading.CancellationTokenSource()")]
    [InlineData("typeof(object).Assembly")]
    [InlineData("new int[2, 3]")]
    [InlineData("new Memory<int>(new[] { 1, 2 })")]
    [InlineData("new Lazy<int>(() => 3)")]
    [InlineData("System.Text.Json.Nodes.JsonNode.Parse(\"{\\\"a\\\":[1]}\")")]
    [InlineData("DateTimeOffset.UnixEpoch")]
    [InlineData("new System.Dynamic.ExpandoObject()")]
    public async Task A_value_of_any_kind_shows_something(string code)
    {
        var cell = await session.RunOkAsync(code);

        Assert.False(string.IsNullOrEmpty(cell.Text));
        Assert.True(cell.Text.Length < 100_000, $"{cell.Text.Length} characters");
    }

    [Fact]
    public async Task A_sequence_that_throws_fails_the_cell_with_its_message()
    {
        var error = await session.RunFailingAsync("IEnumerable<int> Breaks() { yield return 1; throw new InvalidOperationException(\"half way\"); }\nBreaks()");

        Assert.Equal("half way", error.Message);
    }

    [Fact]
    public async Task A_text_of_its_own_that_throws_fails_the_cell_with_its_message()
    {
        var error = await session.RunFailingAsync("class Mute { public override string ToString() => throw new InvalidOperationException(\"no words\"); }\nnew Mute()");

        Assert.Equal("no words", error.Message);
    }

    private static List<List<string>> Rows(string html)
    {
        var document = new HtmlDocument();
        document.LoadHtml(html);
        return [.. document.DocumentNode.SelectNodes("//tr")!.Select(row =>
            row.SelectNodes("th|td")!.Select(cell => HtmlEntity.DeEntitize(cell.InnerText)).ToList())];
    }
}
