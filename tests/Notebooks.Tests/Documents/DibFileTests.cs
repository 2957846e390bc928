using System.Text.Json.Nodes;
using Notebooks.Engine.Documents;

namespace Notebooks.Tests.Documents;

public class DibFileTests
{
    [Fact]
    public void Lines_that_name_a_language_begin_cells()
    {
        var cells = Parse("""
            #!meta

            {"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":["c#"],"name":"csharp"},{"name":"mine","aliases":["my"]}]}}

            #!markdown

            # Title

            Text

            #!csharp

            #!time
            var x = 1;

            x

            #!html

            <b>bold</b>

            #!md
            more
            #!C#
            2
            #!my
            3
            """);

        Assert.Equal(
            [
                (CellKind.Markdown, "markdown", "# Title\n\nText"),
                (CellKind.Code, "csharp", "#!time\nvar x = 1;\n\nx"),
                (CellKind.Code, "html", "<b>bold</b>"),
                (CellKind.Markdown, "markdown", "more"),
                (CellKind.Code, "csharp", "2"),
                (CellKind.Code, "mine", "3"),
            ],
            cells);
    }

    [Fact]
    public void Code_before_the_first_language_line_is_of_the_default_language()
    {
        Assert.Equal([(CellKind.Code, "csharp", "var x = 1;")], Parse("var x = 1;"));
        Assert.Equal(
            [(CellKind.Code, "fsharp", "let x = 1")],
            Parse("#!meta\n{\"kernelInfo\":{\"defaultKernelName\":\"fsharp\",\"items\":[]}}\n#!fsharp\nlet x = 1"));
    }

    [Fact]
    public void Directives_stay_in_their_cell()
    {
        Assert.Equal(
            [(CellKind.Code, "csharp", "#!import setup.csx\n#!value --name a\n#!csharp more")],
            Parse("#!csharp\n#!import setup.csx\n#!value --name a\n#!csharp more"));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Line_ends_of_every_kind_are_read(string lineEnd)
    {
        Assert.Equal(
            [(CellKind.Code, "csharp", "1\n\n2"), (CellKind.Markdown, "markdown", "text")],
            Parse(string.Join(lineEnd, "", "", "#!csharp", "", "1", "", "2", "", "", "#!markdown", "text", "")));
    }

    [Fact]
    public void Cells_without_text_are_dropped()
    {
        Assert.Equal([(CellKind.Code, "csharp", "1")], Parse("#!csharp\n\n#!html\n\n\n#!csharp\n1\n#!markdown"));
        Assert.Empty(Parse(""));
    }

    [Fact]
    public void Metadata_are_kept_where_notebook_files_keep_them()
    {
        var document = DibFile.Parse("#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\"},\"author\":{\"n\":1.0}}\n", "test");

        Assert.Equal("csharp", (string?)document.Metadata["polyglot_notebook"]!["kernelInfo"]!["defaultKernelName"]);
        Assert.Equal("1.0", document.Metadata["author"]!["n"]!.ToJsonString());
        Assert.Equal(".net-csharp", document.KernelName);
    }

    [Theory]
    [InlineData("#!meta\n\n{\n oops\n}\n", "a.dib: the #!meta block is not valid JSON at line 4")]
    [InlineData("#!meta\n[1]\n", "a.dib: the #!meta block must be a JSON object")]
    public void Broken_metadata_are_refused_in_one_line(string text, string message)
    {
        Assert.Equal(message, Assert.Throws<NotebookFormatException>(() => DibFile.Parse(text, "a.dib")).Message);
    }

    [Fact]
    public void The_notebook_can_be_saved_as_one()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.dib"], "\ufeff#!csharp\n1\n#!html\n<b/>\n");

        var document = DibFile.Load(folder["a.dib"]);
        document.Save(folder["a.ipynb"]);
        var saved = NotebookDocument.Load(folder["a.ipynb"]);

        Assert.Equal(["csharp", "html"], saved.Cells.Select(cell => cell.Language));
        Assert.Equal(["cell-1", "cell-2"], saved.Cells.Select(cell => cell.Id));
        Assert.True(JsonNode.DeepEquals(document.Metadata, saved.Metadata));
    }

    private static List<(CellKind Kind, string Language, string Source)> Parse(string text) =>
        [.. DibFile.Parse(text, "test").Cells.Select(cell => (cell.Kind, cell.Language, cell.Source))];
}
