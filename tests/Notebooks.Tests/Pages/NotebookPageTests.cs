using System.Text;
using System.Text.Json.Nodes;
using HtmlAgilityPack;
using Notebooks.Cli.Pages;
using Notebooks.Engine.Documents;

namespace Notebooks.Tests.Pages;

public class NotebookPageTests
{
    private const string Svg = "<svg width=\"2\" height=\"2\"><rect id=\"a\" width=\"2\" height=\"2\"/></svg>";

    [Fact]
    public void Printed_text_is_text_whatever_it_holds()
    {
        var page = PageOf(
            CellOutput.Stream("stdout", "<script>alert(1)</script> & \"quotes\"\n"),
            CellOutput.Stream("stderr", "<b>careful</b>"));

        Assert.Equal("<script>alert(1)</script> & \"quotes\"\n", Text(page, "//div[contains(@class,'output-stdout')]/pre"));
        Assert.Equal("<b>careful</b>", Text(page, "//div[contains(@class,'output-stderr')]/pre"));
        Assert.Empty(page.All("//main//script"));
    }

    [Fact]
    public void Text_on_the_same_stream_is_one_piece()
    {
        var page = PageOf(CellOutput.Stream("stdout", "a"), CellOutput.Stream("stdout", "b\n"), CellOutput.Stream("stderr", "c"), CellOutput.Stream("stdout", "d"));

        Assert.Equal(["ab\n", "c", "d"], page.All("//div[contains(@class,'output')]/pre").Select(pre => pre.InnerText));
    }

    [Theory]
    [InlineData("text/html", "<b id=\"made\">x</b>", "//div[contains(@class,'output-html')]/b[@id='made']")]
    [InlineData("application/vnd.plotly.v1+json", """{"data":[]}""", "//div[contains(@class,'output-plotly')]/script[@type='application/json']")]
    [InlineData("image/svg+xml", Svg, "//img[starts-with(@src,'data:image/svg+xml;base64,')]")]
    [InlineData("image/png", "iVBORw0KGgo=\n", "//img[@src='data:image/png;base64,iVBORw0KGgo=']")]
    [InlineData("image/jpeg", "AAAA", "//img[@src='data:image/jpeg;base64,AAAA']")]
    [InlineData("text/markdown", "**strong**", "//div[contains(@class,'output-markdown')]//strong")]
    [InlineData("application/json", """{"a":"</b>"}""", "//div[contains(@class,'output-json')]/pre")]
    [InlineData("text/plain", "plain <b>text</b>", "//div[contains(@class,'output-plain')]/pre")]
    [InlineData("application/x-unheard-of", "x", "//p[@class='omitted'][contains(.,'application/x-unheard-of')]")]
    public void Every_type_is_shown_in_its_way(string type, string value, string xpath)
    {
        Assert.NotNull(PageOf(Display((type, value))).First(xpath));
    }

    [Fact]
    public void The_richest_type_is_shown_and_no_other()
    {
        (string, string)[] bundle =
        [
            ("text/html", "<b>x</b>"), ("application/vnd.plotly.v1+json", "{}"), ("image/svg+xml", Svg), ("image/png", "AAAA"),
            ("text/markdown", "x"), ("application/json", "1"), ("text/plain", "x"),
        ];
        string[] expected = ["html", "plotly", "picture", "picture", "markdown", "json", "plain"];
        for (var i = 0; i < bundle.Length; i++)
        {
            var outputs = PageOf(CellOutput.DisplayData(Data(bundle[i..]))).All("//div[contains(@class,'output ')]");

            Assert.Equal($"output-{expected[i]}", Assert.Single(outputs).GetClasses().ElementAt(1));
        }
    }

    [Fact]
    public void A_script_in_an_HTML_output_stays_a_script()
    {
        Assert.NotNull(PageOf(Display(("text/html", "<script>window.ran = 1</script>"))).First("//main//script[contains(.,'window.ran')]"));
    }

    [Fact]
    public void Chart_data_cannot_end_their_script_element()
    {
        var page = PageOf(Display(("application/vnd.plotly.v1+json", """{"layout":{"title":"</script><b id='escaped'>"}}""")));

        Assert.Empty(page.All("//b[@id='escaped']"));
        var json = JsonNode.Parse(page.First("//div[contains(@class,'output-plotly')]/script").InnerText);
        Assert.Equal("</script><b id='escaped'>", (string?)json!["layout"]!["title"]);
    }

    [Fact]
    public void A_picture_is_described_by_its_plain_text()
    {
        var page = PageOf(Display(("image/svg+xml", Svg), ("text/plain", "Input \"4 x 4\"")), Display(("image/png", "AAAA")));

        Assert.Equal(
            ["Input \"4 x 4\"", "Output of cell 1"],
            page.All("//img").Select(image => HtmlEntity.DeEntitize(image.GetAttributeValue("alt", ""))));
    }

    [Fact]
    public void A_vector_picture_without_a_namespace_still_is_a_picture()
    {
        var source = PageOf(Display(("image/svg+xml", Svg))).First("//img").GetAttributeValue("src", "");
        var svg = Encoding.UTF8.GetString(Convert.FromBase64String(source[(source.IndexOf(',', StringComparison.Ordinal) + 1)..]));

        Assert.StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_shows_message_and_traceback_without_terminal_codes()
    {
        var page = PageOf(CellOutput.Error("System.Exception", "boom", ["\u001b[31mSystem.Exception: \u001b[1mboom\u001b[0m", "   at <Main>$"]));

        var error = page.First("//div[contains(@class,'output-error')]");
        Assert.Equal("System.Exception: boom\n   at <Main>$", error.Text());
        Assert.Equal("System.Exception: boom", string.Concat(error.All(".//span[contains(@class,'ansi-red')]").Select(span => span.InnerText)));
    }

    [Fact]
    public void An_error_without_a_traceback_is_still_told()
    {
        Assert.Equal("E: went wrong", Text(PageOf(CellOutput.Error("E", "went wrong", [])), "//div[contains(@class,'output-error')]/pre"));
    }

    [Fact]
    public void A_progress_bar_shows_its_last_state()
    {
        Assert.Equal("100%\ndone", Text(PageOf(CellOutput.Stream("stdout", "10%\r50%\r100%\r\ndone")), "//pre[not(@tabindex)]"));
    }

    [Fact]
    public void Long_text_is_cut_and_the_page_says_how_much()
    {
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"line {i}\n"));
        var page = PageOf(CellOutput.Stream("stdout", text));

        var shown = page.All("//div[contains(@class,'output-stdout')]/pre").Select(pre => pre.InnerText).ToList();
        Assert.StartsWith("line 0\nline 1\n", shown[0], StringComparison.Ordinal);
        Assert.EndsWith("\nline 99999\n", shown[1], StringComparison.Ordinal);
        Assert.All(shown, part => Assert.EndsWith("\n", part, StringComparison.Ordinal));
        Assert.True(shown.Sum(part => part.Length) < 200_000);
        Assert.Contains(
            $"{text.Length - shown.Sum(part => part.Length):N0} characters",
            page.First("//p[@class='omitted']").InnerText,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Fifty_megabytes_of_output_make_a_small_page()
    {
        var text = new StringBuilder().Insert(0, new string('x', 99) + "\n", 500_000).ToString();
        var html = Render(Notebook(CellOutput.Stream("stdout", text), CellOutput.Stream("stderr", text), CellOutput.DisplayData(Data(("text/html", text)))));

        Assert.True(html.Length < 1_000_000, $"The page has {html.Length} characters.");
    }

    [Fact]
    public void Thousands_of_outputs_are_cut_and_the_page_says_so()
    {
        var outputs = Enumerable.Range(0, 3_000).Select(_ => Display(("text/plain", "x"))).ToArray();

        Assert.Contains("2,500 further outputs", PageOf(outputs).First("//p[@class='omitted']").InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_has_tables_tasks_footnotes_and_the_HTML_in_it()
    {
        var page = PageOf("""
            # Title

            | a | b |
            |---|---|
            | 1 | 2 |

            - [x] done

            Text[^1] with `code` and $x^2$.

            [^1]: A note.

            <details>
            <summary>Answer</summary>

            ```csharp
            var x = 1;
            ```

            </details>
            """);

        Assert.NotNull(page.First("//table//td"));
        Assert.NotNull(page.First("//input[@type='checkbox'][@checked]"));
        Assert.NotNull(page.First("//a[contains(@class,'footnote-ref')]"));
        Assert.Equal("x^2", page.First("//span[@class='math']").InnerText);
        Assert.NotNull(page.First("//details//pre//span[@class='hl-keyword']"));
    }

    [Fact]
    public void Ids_are_unique_and_links_within_the_page_lead_somewhere()
    {
        var notebook = NotebookDocument.Create();
        for (var i = 0; i < 3; i++)
        {
            notebook.Add(CellKind.Markdown, "## Max Pooling\n\nText[^1], see [there](#Max-Pooling).\n\n[^1]: A note.\n\n### Summary");
        }

        var page = HtmlNodes.Parse(Render(notebook));

        var ids = page.All("//*[@id]").Select(node => node.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(
            page.All("//a[starts-with(@href,'#')]"),
            link => Assert.Contains(Uri.UnescapeDataString(link.GetAttributeValue("href", "")[1..]), ids));
    }

    [Fact]
    public void Headings_are_listed_as_contents()
    {
        var page = PageOf("# Title\n\n## One\n\n### One and *a half*\n\n## Two & three");

        Assert.Equal(
            ["One", "One and a half", "Two & three"],
            page.All("//nav[@class='contents']//a").Select(link => link.Text()));
        Assert.Equal("Title", page.First("//title").InnerText);
    }

    [Fact]
    public void An_attachment_is_shown_in_the_page()
    {
        var page = HtmlNodes.Parse(Render(NotebookDocument.Parse(Documents.RoundTripTests.OneCell(
            """{"cell_type": "markdown", "metadata": {}, "attachments": {"a b.png": {"image/png": "AAAA"}}, "source": "![dot](attachment:a%20b.png)"}"""), "test")));

        Assert.Equal("data:image/png;base64,AAAA", page.First("//img[@alt='dot']").GetAttributeValue("src", ""));
    }

    [Fact]
    public void Code_is_shown_with_its_execution_count_and_other_languages_without_color()
    {
        var notebook = NotebookDocument.Create();
        notebook.Add(CellKind.Code, "var a = \"<b>\";").ExecutionCount = 7;
        notebook.Add(CellKind.Code, "<b>bold</b>", "html");
        notebook.Add(CellKind.Raw, "raw text");

        var page = HtmlNodes.Parse(Render(notebook));

        Assert.Equal(["var a = \"<b>\";", "<b>bold</b>"], page.All("//div[@class='source']//code").Select(code => code.Text()));
        Assert.Equal("7", page.First("//div[@class='count']").InnerText);
        Assert.DoesNotContain("raw text", page.InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_notebook_says_so_and_leads_to_the_cell()
    {
        var page = HtmlNodes.Parse(NotebookPage.Render(
            Notebook(CellOutput.Error("E", "m", [])), "name", new NotebookStatus.Failed(1, "CS0103: The name '<x>' does not exist")));

        var banner = page.First("//p[@class='banner failed']");
        Assert.Contains("CS0103: The name '<x>' does not exist", banner.Text(), StringComparison.Ordinal);
        Assert.NotNull(page.First($"//*[@id='{banner.First(".//a").GetAttributeValue("href", "")[1..]}']"));
    }

    [Fact]
    public void Plotly_is_loaded_only_where_something_draws_with_it()
    {
        var links = new PageLinks { Plotly = "assets/plotly.js" };

        Assert.Contains("assets/plotly.js", Page(Display(("text/html", "<script>Plotly.newPlot()</script>"))), StringComparison.Ordinal);
        Assert.Contains("assets/plotly.js", Page(Display(("application/vnd.plotly.v1+json", "{}"))), StringComparison.Ordinal);
        Assert.DoesNotContain("assets/plotly.js", Page(Display(("text/plain", "Plotly"))), StringComparison.Ordinal);

        string Page(JsonObject output) => NotebookPage.Render(Notebook(output), "name", new NotebookStatus.Ran(), links);
    }

    [Fact]
    public void A_page_asks_nothing_of_the_network()
    {
        var page = PageOf(Display(("image/svg+xml", Svg)), Display(("text/plain", "x")));

        Assert.All(
            page.All("//@src | //@href | //link | //script | //img"),
            node => Assert.DoesNotContain("//", node.GetAttributeValue("src", node.GetAttributeValue("href", "")), StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_is_the_same_every_time()
    {
        var notebook = NotebookDocument.Load(Documents.RoundTripTests.Data("format-4.5.ipynb"));

        Assert.Equal(Render(notebook), Render(notebook.Clone()));
        Assert.DoesNotContain('\r', Render(notebook));
    }

    [Fact]
    public void Notebooks_of_any_content_make_pages()
    {
        var random = new Random(1);
        string[] markdown = ["# a", "## ", "[^1]", "[^1]: x", "|a|", "|-|", "```csharp", "```", "<div>", "$$", "![](x)", "[](y)", "- [ ] ", "\n", "\n\n", "> ", "\0", "🏊", "\\", "<!--"];
        for (var i = 0; i < 500; i++)
        {
            var notebook = NotebookDocument.Create();
            notebook.Add(CellKind.Markdown, string.Concat(Enumerable.Range(0, 20).Select(_ => markdown[random.Next(markdown.Length)])));
            notebook.Add(CellKind.Code, markdown[random.Next(markdown.Length)]).ReplaceOutputs(
                [new JsonObject { ["output_type"] = "display_data" }, new JsonObject { ["output_type"] = "error" }, new JsonObject { ["output_type"] = "stream" }]);

            Assert.EndsWith("</html>\n", Render(notebook), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_failure_leads_to_its_cell_whatever_stands_before_it()
    {
        var notebook = NotebookDocument.Create();
        notebook.Add(CellKind.Markdown, "# Title");
        notebook.Add(CellKind.Code, "fine");
        notebook.Add(CellKind.Code, "");
        notebook.Add(CellKind.Markdown, "text");
        notebook.Add(CellKind.Code, "broken").ReplaceOutputs([CellOutput.Error("E", "m", ["E: m"])]);

        var page = HtmlNodes.Parse(NotebookPage.Render(notebook, "name", new NotebookStatus.Failed(2, "E: m")));

        var link = page.First("//p[@class='banner failed']//a").GetAttributeValue("href", "");
        var cell = Assert.Single(page.All("//div[contains(@class,'failed')]"));
        Assert.Equal(link, "#" + cell.Id);
        Assert.Contains("broken", cell.InnerText, StringComparison.Ordinal);
    }

    internal static JsonObject Display(params (string Type, string Value)[] bundle) => CellOutput.DisplayData(Data(bundle));

    internal static NotebookDocument Notebook(params JsonObject[] outputs)
    {
        var notebook = NotebookDocument.Create();
        notebook.Add(CellKind.Code, "code").ReplaceOutputs(outputs);
        return notebook;
    }

    // Without what saving would leave out.
    private static JsonObject Data(params (string Type, string Value)[] bundle)
    {
        var data = new JsonObject();
        foreach (var (type, value) in bundle)
        {
            data[type] = OutputBundle.FromText([new(type, value)])[type]!.DeepClone();
        }

        return data;
    }

    private static string Render(NotebookDocument notebook) => NotebookPage.Render(notebook, "name", new NotebookStatus.Ran());

    private static HtmlNode PageOf(params JsonObject[] outputs) => HtmlNodes.Parse(Render(Notebook(outputs)));

    private static HtmlNode PageOf(string markdown)
    {
        var notebook = NotebookDocument.Create();
        notebook.Add(CellKind.Markdown, markdown);
        return HtmlNodes.Parse(Render(notebook));
    }

    private static string Text(HtmlNode page, string xpath) => page.First(xpath).Text();
}
