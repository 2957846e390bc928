using HtmlAgilityPack;
using Notebooks.Cli.Pages;
using Notebooks.Engine.Documents;

namespace Notebooks.Tests.Pages;

public sealed class GalleryTests : IDisposable
{
    private const string Svg = "<svg width=\"2\" height=\"2\"><rect width=\"2\" height=\"2\"/></svg>";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_link_and_picture_of_a_gallery_leads_to_a_file()
    {
        Write(Entries());

        foreach (var page in Directory.GetFiles(Out, "*.html"))
        {
            var nodes = Load(page).All("//*[@href or @src]");
            Assert.All(nodes, node =>
            {
                var address = node.GetAttributeValue("href", node.GetAttributeValue("src", ""));
                if (!address.StartsWith('#') && !address.StartsWith("data:", StringComparison.Ordinal))
                {
                    Assert.True(File.Exists(Path.Combine(Out, Uri.UnescapeDataString(address))), $"{page} links to {address}.");
                }
            });
        }
    }

    [Fact]
    public void The_index_has_a_card_for_every_notebook_in_order()
    {
        Write(Entries());

        var index = Load(Path.Combine(Out, "index.html"));
        Assert.Equal(["First & foremost", "b 2#", "index"], index.All("//li//h2").Select(heading => heading.Text()));
        Assert.Equal(["A summary."], index.All("//p[@class='summary']").Select(summary => summary.InnerText));
        Assert.Equal(
            ["1 code cell, 1 figure", "Failed in cell 1: CS0103: no <x>", "Not run: it needs a package."],
            index.All("//p[contains(@class,'status')]").Select(status => status.Text()));
        Assert.Equal("3 notebooks · 1 ran · 1 failed · 1 not run", index.First("//p[@class='tally']").InnerText);
        Assert.Equal("thumbnails/a.svg", Assert.Single(index.All("//img")).GetAttributeValue("src", ""));
    }

    [Fact]
    public void Pages_lead_to_the_index_and_to_their_neighbors()
    {
        Write(Entries());

        var page = Load(Path.Combine(Out, "b 2#.html"));
        Assert.Equal(
            ["index.html", "a.html", "index-2.html"],
            page.All("//header//a").Select(link => link.GetAttributeValue("href", "")));
        Assert.Empty(Load(Path.Combine(Out, "a.html")).All("//a[@rel='prev']"));
    }

    [Fact]
    public void The_introduction_stands_above_the_cards_under_its_own_heading()
    {
        Write(Entries(), "# Pooling *lessons*\n\nWith [the first](a.ipynb).");

        var index = Load(Path.Combine(Out, "index.html"));
        Assert.Equal("Pooling lessons", index.First("//title").InnerText);
        Assert.Single(index.All("//h1"));
        Assert.Equal("a.html", index.First("//header//a").GetAttributeValue("href", ""));
    }

    [Fact]
    public void Executed_notebooks_lie_beside_the_pages()
    {
        var entries = Entries();
        Write(entries);

        Assert.Equal(entries[0].Document.ToJson(), File.ReadAllText(Path.Combine(Out, "a.ipynb")));
    }

    [Fact]
    public void Links_to_other_notebooks_lead_to_their_pages_and_pictures_come_along()
    {
        Directory.CreateDirectory(_folder["source"]);
        File.WriteAllBytes(_folder["source/dot.png"], [1, 2, 3]);
        File.WriteAllText(_folder["source/notes.txt"], "");
        var notebook = NotebookDocument.Create();
        notebook.Add(CellKind.Markdown, "[b](b%202%23.ipynb#part) [self](./a.ipynb) [notes](notes.txt) [no](missing.txt) [web](https://example.org/a.ipynb) ![dot](dot.png) ![no](no.png)");
        Write([Entry("a", notebook, new NotebookStatus.Ran()), .. Entries()[1..]]);

        var page = Load(Path.Combine(Out, "a.html"));
        Assert.Equal(
            ["b%202%23.html#part", "a.html", "../source/notes.txt", "missing.txt", "https://example.org/a.ipynb"],
            page.All("//main//a").Select(link => link.GetAttributeValue("href", "")));
        Assert.Equal(["data:image/png;base64,AQID", "no.png"], page.All("//main//img").Select(image => image.GetAttributeValue("src", "")));
    }

    [Fact]
    public void A_notebook_may_name_the_cell_that_stands_for_it()
    {
        var notebook = NotebookPageTests.Notebook(NotebookPageTests.Display(("image/svg+xml", Svg)));
        var second = notebook.Add(CellKind.Code, "2");
        second.ReplaceOutputs([NotebookPageTests.Display(("image/png", "AQID"))]);

        Assert.Equal(".svg", Thumbnail.Of(notebook)!.Extension);
        notebook.Metadata["gallery"] = new System.Text.Json.Nodes.JsonObject { ["thumbnail"] = second.Id };
        Assert.Equal([1, 2, 3], Thumbnail.Of(notebook)!.Content);
        notebook.Metadata["gallery"]!["thumbnail"] = 2;
        Assert.Equal(".png", Thumbnail.Of(notebook)!.Extension);
        notebook.Metadata["gallery"]!["thumbnail"] = "no such cell";
        Assert.Equal(".svg", Thumbnail.Of(notebook)!.Extension);
    }

    [Fact]
    public void A_gallery_is_the_same_bytes_every_time()
    {
        Write(Entries());
        var first = Snapshot();

        Write(Entries());

        Assert.Equal(first, Snapshot());

        List<(string, string)> Snapshot() =>
        [
            .. Directory.GetFiles(Out, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => (file, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))))),
        ];
    }

    [Fact]
    public void Plotly_comes_along_where_it_is_and_its_lack_is_no_error()
    {
        var plotly = _folder["plotly.js"];
        File.WriteAllText(plotly, "window.Plotly = {};");

        GalleryWriter.Write(Out, Entries(), plotly: plotly);

        Assert.Equal("window.Plotly = {};", File.ReadAllText(Path.Combine(Out, PageAssets.Plotly)));
        Assert.Contains(PageAssets.Plotly, File.ReadAllText(Path.Combine(Out, "a.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Short enough.", "Short enough.")]
    [InlineData("One. Two? Three is a sentence that goes on and on and on, with *many* a word that says very little, until it is longer, and longer still, than there is room for on any card.", "One. Two?")]
    [InlineData("A single sentence that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on", "A single sentence that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes on that goes…")]
    public void A_summary_is_whole_sentences_where_it_can_be(string paragraph, string summary)
    {
        var notebook = NotebookDocument.Create();
        notebook.Add(CellKind.Markdown, $"# Title\n\n{paragraph}\n\nMore.");

        Assert.Equal(summary, NotebookMarkdown.Summary(notebook));
    }

    [Fact]
    public void A_gallery_of_nothing_is_a_page()
    {
        Assert.Equal("0 notebooks", Load(GalleryWriter.Write(Out, [])).First("//p[@class='tally']").InnerText);
    }

    private string Out => _folder["gallery"];

    private List<GalleryEntry> Entries()
    {
        var first = NotebookDocument.Create();
        first.Add(CellKind.Markdown, "# First & *foremost*\n\nA **summary**.\n\nMore.");
        first.Add(CellKind.Code, "figure").ReplaceOutputs(
            [NotebookPageTests.Display(("image/svg+xml", Svg), ("text/html", "<script>window.Plotly</script>"))]);
        return
        [
            Entry("a", first, new NotebookStatus.Ran()),
            Entry("b 2#", NotebookPageTests.Notebook(), new NotebookStatus.Failed(1, "CS0103: no <x>")),
            Entry("index", NotebookPageTests.Notebook(), new NotebookStatus.Skipped("it needs a package.")),
        ];
    }

    private GalleryEntry Entry(string name, NotebookDocument document, NotebookStatus status) =>
        new(name, document, status) { SourcePath = _folder[$"source/{name}.ipynb"] };

    private void Write(IReadOnlyList<GalleryEntry> entries, string? introduction = null) =>
        GalleryWriter.Write(Out, entries, introduction, _folder["source/README.md"]);

    private static HtmlNode Load(string path) => HtmlNodes.Parse(File.ReadAllText(path));
}
