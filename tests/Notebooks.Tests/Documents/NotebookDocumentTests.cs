using System.Text.Json.Nodes;
using Notebooks.Engine.Documents;

namespace Notebooks.Tests.Documents;

public class NotebookDocumentTests
{
    [Fact]
    public void Cells_tell_what_they_are()
    {
        var cells = NotebookDocument.Load(RoundTripTests.Data("format-4.5.ipynb")).Cells;

        Assert.Equal(
            [CellKind.Markdown, CellKind.Code, CellKind.Code, CellKind.Code, CellKind.Raw, CellKind.Code, CellKind.Markdown],
            cells.Select(cell => cell.Kind));
        Assert.Equal(["a1", "b2", "c3", "d4", "e5", "f6", "g7"], cells.Select(cell => cell.Id));
        Assert.Equal(["markdown", "csharp", "csharp", "fsharp", "csharp", "csharp", "markdown"], cells.Select(cell => cell.Language));
        Assert.Equal("Console.WriteLine(\"ä\");\r\nvar x = 1;\n\nx", cells[1].Source);
        Assert.Equal([null, 1, 2, null, null, null, null], cells.Select(cell => cell.ExecutionCount));
        Assert.Equal([0, 3, 3, 0, 0, 0, 0], cells.Select(cell => cell.Outputs.Count));
    }

    [Theory]
    [InlineData("{}", "csharp")]
    [InlineData("""{"kernelspec": {"name": ".net-csharp"}}""", "csharp")]
    [InlineData("""{"kernelspec": {"name": ".net-fsharp", "language": "F#"}}""", "fsharp")]
    [InlineData("""{"kernelspec": {"name": "python3"}, "language_info": {"name": "python"}}""", "python")]
    [InlineData("""{"kernelspec": {"name": ".net-csharp", "language": "C#"}, "language_info": {"name": "polyglot-notebook"}}""", "csharp")]
    [InlineData("""{"language_info": {"name": "polyglot-notebook"}}""", "csharp")]
    [InlineData("""{"kernelspec": {"language": "C#"}, "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "fsharp"}}}""", "fsharp")]
    [InlineData("""{"kernelspec": "nonsense", "language_info": 3}""", "csharp")]
    public void The_language_of_a_notebook_is_what_its_metadata_say(string metadata, string language)
    {
        var document = NotebookDocument.Parse(
            $$"""{"cells": [{"cell_type": "code", "source": "1"}], "metadata": {{metadata}}, "nbformat": 4, "nbformat_minor": 5}""", "test");

        Assert.Equal(language, document.Language);
        Assert.Equal(language, document.Cells[0].Language);
    }

    [Theory]
    [InlineData("""{"polyglot_notebook": {"kernelName": "html"}, "dotnet_interactive": {"language": "csharp"}}""", "html")]
    [InlineData("""{"dotnet_interactive": {"language": "pwsh"}}""", "pwsh")]
    [InlineData("""{"vscode": {"languageId": "dotnet-interactive.fsharp"}}""", "fsharp")]
    [InlineData("""{"vscode": {"languageId": "polyglot-notebook"}}""", "csharp")]
    public void The_language_of_a_cell_is_what_its_metadata_say(string metadata, string language)
    {
        var document = NotebookDocument.Parse(
            RoundTripTests.OneCell($$"""{"cell_type": "code", "metadata": {{metadata}}, "source": "1"}"""), "test");

        Assert.Equal(language, document.Cells[0].Language);
    }

    [Fact]
    public void A_code_cell_without_outputs_or_metadata_is_read_and_gets_them_in_Jupyters_order()
    {
        var document = NotebookDocument.Parse(RoundTripTests.OneCell("""{"cell_type": "code", "source": "1"}"""), "test");
        var cell = document.Cells[0];
        Assert.Empty(cell.Outputs);
        Assert.Null(cell.ExecutionCount);

        cell.ReplaceOutputs([CellOutput.Stream("stdout", "1")]);
        cell.ExecutionCount = 1;
        cell.Metadata["a"] = 1;

        Assert.Equal(["cell_type", "execution_count", "metadata", "outputs", "source"], cell.Json.Select(entry => entry.Key));
    }

    [Fact]
    public void A_cell_without_source_is_empty()
    {
        Assert.Equal("", NotebookDocument.Parse(RoundTripTests.OneCell("""{"cell_type": "raw"}"""), "test").Cells[0].Source);
    }

    [Fact]
    public void Clearing_outputs_leaves_a_cell_as_it_was_before_it_ran()
    {
        var cell = NotebookDocument.Load(RoundTripTests.Data("format-4.5.ipynb")).Cells[1];

        cell.ClearOutputs();

        Assert.Empty(cell.Outputs);
        Assert.Null(cell.ExecutionCount);
        Assert.True(cell.Json.ContainsKey("execution_count"));
    }

    [Fact]
    public void A_markdown_cell_takes_no_outputs()
    {
        var cell = NotebookDocument.Create().Add(CellKind.Markdown, "text");

        Assert.Throws<InvalidOperationException>(() => cell.ReplaceOutputs([new JsonObject()]));
    }

    [Fact]
    public void New_cells_get_ids_that_are_free_and_the_same_every_time()
    {
        var document = NotebookDocument.Create();
        document.Add(CellKind.Code, "1").Json["id"] = "cell-2";

        Assert.Equal("cell-3", document.Add(CellKind.Code, "2").Id);
        Assert.Equal("cell-4", document.Add(CellKind.Markdown, "3").Id);
    }

    [Fact]
    public void Saving_replaces_a_file_and_leaves_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.ipynb"], "old");

        NotebookDocument.Create().Save(folder["a.ipynb"]);

        Assert.Equal([folder["a.ipynb"]], Directory.GetFileSystemEntries(folder.Path));
        Assert.Empty(NotebookDocument.Load(folder["a.ipynb"]).Cells);
    }

    [Fact]
    public void A_failed_save_leaves_the_old_file_and_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["a.ipynb"]);

        Assert.ThrowsAny<Exception>(() => NotebookDocument.Create().Save(folder["a.ipynb"]));

        Assert.Equal([folder["a.ipynb"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Saving_through_a_link_writes_the_file_it_points_to()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["real.ipynb"], "old");
        try
        {
            File.CreateSymbolicLink(folder["link.ipynb"], "real.ipynb");
        }
        catch (Exception error) when (OperatingSystem.IsWindows() && error is IOException or UnauthorizedAccessException)
        {
            return; // Windows allows links to developers only.
        }

        NotebookDocument.Create().Save(folder["link.ipynb"]);

        Assert.NotNull(new FileInfo(folder["link.ipynb"]).LinkTarget);
        Assert.Empty(NotebookDocument.Load(folder["real.ipynb"]).Cells);
    }
}
