using System.Text.Json.Nodes;
using Notebooks.Engine.Documents;

namespace Notebooks.Tests.Commands;

/// <summary><c>notebooks run --check</c>: fresh outputs against saved ones.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly NotebooksCommand _notebooks = new();

    public void Dispose() => _notebooks.Dispose();

    [Fact]
    public async Task Outputs_as_they_were_saved_pass_and_nothing_is_written()
    {
        _notebooks.Write("a.ipynb", "1 + 1", "Console.WriteLine(\"one\\ntwo\");", "new[] { new { A = 1 } }");
        (await _notebooks.RunAsync("run", "a.ipynb", "--in-place")).Exited(0);
        var saved = File.ReadAllBytes(_notebooks["a.ipynb"]);

        var result = (await _notebooks.RunAsync("run", "a.ipynb", "--check")).Exited(0);

        Assert.Equal("", result.Error);
        Assert.Equal(saved, File.ReadAllBytes(_notebooks["a.ipynb"]));
        Assert.Equal(["a.ipynb"], _notebooks.Files());
    }

    [Fact]
    public async Task A_difference_names_notebook_cell_and_line_and_shows_both()
    {
        _notebooks.Write("a.ipynb", "var one = 1;", "Console.Write(\"same\\nnew text\\nsame\");");
        Change("a.ipynb", notebook => notebook.Cells[1].ReplaceOutputs([CellOutput.Stream("stdout", "same\nold text\nsame")]));

        var result = (await _notebooks.RunAsync("run", "a.ipynb", "--check")).Exited(1);

        var lines = result.Error.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Assert.StartsWith("a.ipynb: cell 2, output 1", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("line 2:", lines[0], StringComparison.Ordinal);
        Assert.Equal(["  - old text", "  + new text"], lines[1..]);
    }

    [Fact]
    public async Task A_difference_far_into_a_long_line_is_shown_around_its_place()
    {
        _notebooks.Write("a.ipynb", "Console.Write(new string('x', 5000) + \"new\" + new string('x', 5000));");
        Change("a.ipynb", notebook => notebook.Cells[0].ReplaceOutputs([CellOutput.Stream("stdout", new string('x', 5000) + "old" + new string('x', 5000))]));

        var result = (await _notebooks.RunAsync("run", "a.ipynb", "--check")).Exited(1);

        Assert.Contains("xold", result.Error, StringComparison.Ordinal);
        Assert.Contains("xnew", result.Error, StringComparison.Ordinal);
        Assert.True(result.Error.Length < 600, result.Error);
    }

    [Fact]
    public async Task Missing_and_surplus_outputs_are_differences()
    {
        _notebooks.Write("a.ipynb", "1", "var nothing = 1;");
        Change("a.ipynb", notebook => notebook.Cells[1].ReplaceOutputs([CellOutput.Stream("stdout", "gone")]));

        var result = (await _notebooks.RunAsync("run", "a.ipynb", "--check")).Exited(1);

        Assert.Equal(
            ["a.ipynb: cell 1: no outputs saved, but 1 output now", "a.ipynb: cell 2: 1 output saved, but no outputs now"],
            result.Error.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Another_type_of_output_is_a_difference()
    {
        _notebooks.Write("a.ipynb", "\"text\"");
        Change("a.ipynb", notebook => notebook.Cells[0].ReplaceOutputs(
            [CellOutput.ExecuteResult(new JsonObject { ["text/html"] = "<b>", ["text/plain"] = "text" }, 1)]));

        var result = (await _notebooks.RunAsync("run", "a.ipynb", "--check")).Exited(1);

        Assert.Contains("cell 1, output 1", result.Error, StringComparison.Ordinal);
        Assert.Contains("text/html", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execution_counts_and_the_way_text_is_split_are_no_difference()
    {
        _notebooks.Write("a.ipynb", "\"one\\ntwo\"");
        Change("a.ipynb", notebook =>
        {
            notebook.Cells[0].ExecutionCount = 17;
            notebook.Cells[0].ReplaceOutputs([CellOutput.ExecuteResult(new JsonObject { ["text/plain"] = "one\ntwo" }, 17)]);
        });

        (await _notebooks.RunAsync("run", "a.ipynb", "--check")).Exited(0);
    }

    [Fact]
    public async Task A_cell_that_fails_is_told_as_in_a_run()
    {
        _notebooks.Write("a.ipynb", "throw new Exception(\"now\");");

        var result = (await _notebooks.RunAsync("run", "a.ipynb", "--check")).Exited(1);

        Assert.Equal("a.ipynb: cell 1, line 1: System.Exception: now", result.Message());
    }

    private void Change(string name, Action<NotebookDocument> change)
    {
        var notebook = NotebookDocument.Load(_notebooks[name]);
        change(notebook);
        notebook.Save(_notebooks[name]);
    }
}
