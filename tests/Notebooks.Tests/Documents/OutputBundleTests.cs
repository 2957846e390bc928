using System.Text.Json.Nodes;
using Notebooks.Engine.Documents;

namespace Notebooks.Tests.Documents;

public class OutputBundleTests
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    private static readonly KeyValuePair<string, string>[] Figure =
    [
        new(Plotly, """{"data":[{"z":[[1.0]]}],"layout":{}}"""),
        new("text/html", "<svg/>\n<script>1</script>"),
        new("image/svg+xml", "<svg>\n</svg>\n"),
        new("text/plain", "a figure"),
    ];

    // What each front end shows without extensions and without the reader having to trust the notebook first.
    public static TheoryData<string, string[]> FrontEnds => new()
    {
        { "VS Code", [Plotly, "text/html", "image/svg+xml", "image/png"] },
        { "JupyterLab 4 and Notebook 7", ["image/svg+xml", "image/png"] },
        { "Notebook 6", ["text/html", "image/svg+xml", "image/png"] },
        { "GitHub", ["image/svg+xml", "image/png"] },
        { "nbconvert to HTML", ["text/html", "image/svg+xml", "image/png"] },
    };

    [Theory]
    [MemberData(nameof(FrontEnds))]
    public void A_saved_figure_has_something_to_show_in_every_front_end(string frontEnd, string[] shown)
    {
        var saved = OutputBundle.FromText(Figure).Select(entry => entry.Key).ToList();

        Assert.True(saved.Intersect(shown).Any(), $"{frontEnd} shows none of {string.Join(", ", saved)}.");
    }

    [Fact]
    public void A_figure_is_not_saved_twice()
    {
        Assert.Equal(["image/svg+xml", "text/html", "text/plain"], OutputBundle.FromText(Figure).Select(entry => entry.Key));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/svg+xml")]
    [InlineData("text/plain")]
    public void Plotly_data_stay_where_HTML_and_picture_are_not_both_there(string other)
    {
        var saved = OutputBundle.FromText(Figure.Where(entry => entry.Key == Plotly || entry.Key == other));

        Assert.Equal(new[] { Plotly, other }.Order(StringComparer.Ordinal), saved.Select(entry => entry.Key));
    }

    [Fact]
    public void Text_is_saved_as_lines_and_pictures_as_one_string_and_JSON_as_JSON()
    {
        var saved = OutputBundle.FromText(
        [
            new("text/plain", "a\nb"),
            new("text/latex", "x"),
            new("application/javascript", "1;\n2;"),
            new("image/png", "AAAA\nAAAA\n"),
            new("application/json", """["a\n","b"]"""),
            new("application/geo+json", """{"n":1.0}"""),
            new("image/svg+xml", "<svg/>"),
            new("application/xml", "a\nb"),
        ]);

        Assert.Equal("""["a\n","b"]""", saved["text/plain"]!.ToJsonString());
        Assert.Equal("""["x"]""", saved["text/latex"]!.ToJsonString());
        Assert.Equal("""["1;\n","2;"]""", saved["application/javascript"]!.ToJsonString());
        Assert.Equal("AAAA\nAAAA\n", (string?)saved["image/png"]);
        Assert.Equal("""["a\n","b"]""", saved["application/json"]!.ToJsonString());
        Assert.Equal("""{"n":1.0}""", saved["application/geo+json"]!.ToJsonString());
        Assert.Equal("a\nb", (string?)saved["application/xml"]);
    }

    [Fact]
    public void What_claims_to_be_JSON_and_is_not_is_kept_as_text()
    {
        Assert.Equal("{oops", (string?)OutputBundle.FromText([new("application/json", "{oops")])["application/json"]);
    }

    [Fact]
    public void The_bundle_given_stays_as_it_is()
    {
        var bundle = new JsonObject { ["text/plain"] = "a\nb", [Plotly] = new JsonObject(), ["application/json"] = new JsonObject { ["a"] = 1 } };
        var before = bundle.ToJsonString();

        var saved = OutputBundle.ForSaving(bundle);
        saved["application/json"]!["a"] = 2;

        Assert.Equal(before, bundle.ToJsonString());
    }
}
