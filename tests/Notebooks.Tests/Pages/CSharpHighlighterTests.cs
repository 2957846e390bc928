using Notebooks.Cli.Pages;

namespace Notebooks.Tests.Pages;

public class CSharpHighlighterTests
{
    [Theory]
    [InlineData("var", "var x = 1;", "hl-keyword")]
    [InlineData("await", "await Task.Delay(1);", "hl-keyword")]
    [InlineData("record", "record Point(int X);", "hl-keyword")]
    [InlineData("1.5e3f", "x = 1.5e3f;", "hl-number")]
    [InlineData("0xFF", "x = 0xFF;", "hl-number")]
    [InlineData("\"a\\\"b\"", "x = \"a\\\"b\";", "hl-string")]
    [InlineData("'<'", "x = '<';", "hl-string")]
    [InlineData("\"\"\"raw\"\"\"", "x = \"\"\"raw\"\"\";", "hl-string")]
    [InlineData("\"u\"u8", "x = \"u\"u8;", "hl-string")]
    [InlineData("// it's", "x; // it's", "hl-comment")]
    [InlineData("/* a\n b */", "/* a\n b */ x", "hl-comment")]
    [InlineData("#!import setup.csx", "#!import setup.csx", "hl-directive")]
    [InlineData("#!time", "var x = 1;\n#!time\nx", "hl-directive")]
    [InlineData("#r \"nuget: A, 1.0\"", "#r \"nuget: A, 1.0\"\n1", "hl-directive")]
    [InlineData("#load \"a.csx\"", "#load \"a.csx\"\n1", "hl-directive")]
    [InlineData("Point", "record Point(int X);", "hl-type")]
    [InlineData("MaxPooling2D", "var layer = new MaxPooling2D<float>((2, 2));", "hl-type")]
    [InlineData("Tensor", "Tensor<float> t = null;", "hl-type")]
    [InlineData("Console", "Console.WriteLine(1);", "hl-type")]
    [InlineData("IEnumerable", "IEnumerable<int> F(List<string> a) => null;", "hl-type")]
    public void Words_have_the_color_of_what_they_are(string word, string code, string color)
    {
        var spans = HtmlNodes.Parse(CSharpHighlighter.ToHtml(code)).Descendants("span").ToList();

        Assert.Contains(spans, span => span.Text() == word && span.HasClass(color));
    }

    [Theory]
    [InlineData("x", "var x = 1; x.ToString();")]
    [InlineData("Forward", "layer.Forward(x);")]
    [InlineData("System", "using System.Numerics;")]
    [InlineData("Sum", "values.Sum<int>();")]
    public void Names_that_are_no_types_have_no_color(string name, string code)
    {
        Assert.DoesNotContain(HtmlNodes.Parse(CSharpHighlighter.ToHtml(code)).Descendants("span"), span => span.InnerText == name);
    }

    [Fact]
    public void What_stands_in_the_holes_of_a_string_is_code()
    {
        var spans = HtmlNodes.Parse(CSharpHighlighter.ToHtml("$\"a {1:0.0} b\"")).Descendants("span").Select(span => (span.InnerText, span.GetClasses().Single()));

        Assert.Contains(("1", "hl-number"), spans);
        Assert.Contains(("a ", "hl-string"), spans);
    }

    [Fact]
    public void A_directive_does_not_color_the_line_behind_it()
    {
        Assert.Equal("<span class=\"hl-directive\">#!time</span>\nx", CSharpHighlighter.ToHtml("#!time\nx"));
    }

    [Fact]
    public void Not_a_character_is_lost_however_broken_the_code()
    {
        string[] pieces =
        [
            "var ", "class ", "{", "}", "(", ")", "<", ">", "&", "\"", "\"\"\"", "'", "\\", "$\"", "$@\"", "@", "//", "/*", "*/", "\n", "\r\n", "\r",
            "#!time", "#r \"x\"", "#if", "#endif", "#nonsense", "\t", " ", "1", "0x", "é", "🏊", "\ud83d", "x", "new ", "=>", ";", "\u2028", "?", "case ", "&amp;",
            "</span>", "<script>", "await ", "record ", "where ", "[", "]", ":", "\u0001",
        ];
        var random = new Random(1);
        for (var i = 0; i < 4_000; i++)
        {
            var code = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)]));

            Assert.Equal(code, System.Net.WebUtility.HtmlDecode(WithoutTags(CSharpHighlighter.ToHtml(code))));
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData("{")]
    [InlineData("<")]
    [InlineData("[")]
    [InlineData("a?[")]
    [InlineData("$\"{")]
    public void Code_nested_beyond_reason_is_shown_all_the_same(string piece)
    {
        var code = string.Concat(Enumerable.Repeat(piece, 2_000));

        Assert.Equal(code, System.Net.WebUtility.HtmlDecode(WithoutTags(CSharpHighlighter.ToHtml(code))));
    }

    // Everything of the source is escaped, so what stands between angle brackets is the highlighter's.
    private static string WithoutTags(string html) =>
        System.Text.RegularExpressions.Regex.Replace(html, "<[^<>]*>", "");
}
