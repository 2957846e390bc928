using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Engine.Documents;

namespace Notebooks.Tests.Commands;

/// <summary><c>notebooks run</c>: what runs, what it says, and how it ends.</summary>
public sealed class RunTests : IDisposable
{
    private readonly NotebooksCommand _notebooks = new();

    public void Dispose() => _notebooks.Dispose();

    [Fact]
    public async Task Cells_run_in_order_in_one_session_and_their_outputs_are_saved_in_place()
    {
        _notebooks.Write("a.ipynb", "var x = 1;\nConsole.WriteLine(\"printed\");", "", "display(x); x + 1");

        (await _notebooks.RunAsync("run", "a.ipynb", "--in-place")).Exited(0);

        var saved = NotebookDocument.Load(_notebooks["a.ipynb"]);
        Assert.Equal([1, null, 2], saved.Cells.Select(cell => cell.ExecutionCount));
        Assert.Equal("""[{"name":"stdout","output_type":"stream","text":["printed\n"]}]""", saved.Cells[0].Outputs.ToJsonString());
        Assert.Equal("display_data", (string?)saved.Cells[2].Outputs[0]!["output_type"]);
        Assert.Equal("2", saved.Cells[2].Outputs[1]!["data"]!["text/plain"]![0]!.ToString());
        Assert.Equal(2, (int?)saved.Cells[2].Outputs[1]!["execution_count"]);
    }

    [Fact]
    public async Task An_update_changes_the_output_where_it_was_displayed()
    {
        _notebooks.Write("a.ipynb", "var d = display(\"first\");", "d.Update(\"second\");");

        (await _notebooks.RunAsync("run", "a.ipynb", "--in-place")).Exited(0);

        Assert.Contains("second", Assert.Single(_notebooks.Outputs("a.ipynb", 1))!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(_notebooks.Outputs("a.ipynb", 2));
    }

    [Theory]
    [InlineData("Console.WriteLine(1); display(2); Console.Error.Write(3); Console.Clear(); Console.Write(4);", "4")]
    [InlineData("Console.Write(1); Console.Clear();", "")]
    [InlineData("Console.Write(1); Console.Clear(); Console.Clear(); Console.Write(2); Console.Error.Write(3);", "23")]
    [InlineData("Console.Write(1); ClearOutput(wait: true); Console.Write(2);", "2")]
    [InlineData("Console.Write(1); ClearOutput(wait: true);", "1")]
    [InlineData("Console.Write(1); ClearOutput(wait: true); ClearOutput();", "")]
    [InlineData("var d = display(1); d.Update(2); ClearOutput(); d.Update(3); display(4);", "4")]
    [InlineData("var d = display(1); ClearOutput(wait: true); d.Update(2);", "2")]
    [InlineData("Console.Write(1); ClearOutput(wait: true); throw new Exception();", "Exception")]
    public async Task What_a_cell_clears_is_not_saved(string code, string expected)
    {
        _notebooks.Write(
            "a.ipynb",
            notebook => notebook.Cells[1].Metadata["tags"] = new JsonArray("raises-exception"),
            "display(\"of before\")",
            code,
            "Console.Write(\"of after\");");

        (await _notebooks.RunAsync("run", "a.ipynb", "--in-place")).Exited(0);

        var shown = _notebooks.Outputs("a.ipynb", 2).Select(output => string.Concat(
            (output!["text"] ?? output["data"]?["text/plain"])?.AsArray().Select(line => (string?)line) ?? [((string?)output["ename"])!.Split('.')[^1]]));
        Assert.Equal(expected, string.Concat(shown));
        Assert.Single(_notebooks.Outputs("a.ipynb", 1));
    }

    [Fact]
    public async Task A_dib_file_runs_too()
    {
        File.WriteAllText(_notebooks["a.dib"], "#!markdown\n# T\n\n#!csharp\nSystem.IO.File.WriteAllText(\"ran\", \"\");\n");

        (await _notebooks.RunAsync("run", "a.dib", "--output", "out")).Exited(0);

        Assert.Contains("ran", _notebooks.Files());
    }

    [Fact]
    public async Task A_notebook_elsewhere_runs_in_its_own_folder()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(_notebooks["deep"]).FullName, "data.txt"), "from its folder");
        _notebooks.Write("deep/a.ipynb", "System.IO.File.ReadAllText(\"data.txt\")");

        (await _notebooks.RunAsync("run", _notebooks["deep/a.ipynb"], "--in-place")).Exited(0);

        Assert.Contains("from its folder", _notebooks.Outputs("deep/a.ipynb", 1).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_the_third_cell_is_named_with_notebook_cell_line_and_error()
    {
        _notebooks.Write("wrong.ipynb", "1", "2", "var fine = 3;\nthrow new InvalidOperationException(\"went wrong\");", "4");

        var result = (await _notebooks.RunAsync("run", "wrong.ipynb", "--output", "out")).Exited(1);

        Assert.Equal("wrong.ipynb: cell 3, line 2: System.InvalidOperationException: went wrong", result.Message());
    }

    [Fact]
    public async Task A_compile_error_is_named_with_its_place()
    {
        _notebooks.Write("wrong.ipynb", "1", "// first\n  nope();");

        var result = (await _notebooks.RunAsync("run", "wrong.ipynb", "--output", "out")).Exited(1);

        Assert.StartsWith("wrong.ipynb: cell 2, line 2", result.Message(), StringComparison.Ordinal);
        Assert.Contains("(2,3): error CS0103", result.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_that_fails_keeps_its_saved_outputs_and_the_others_still_run()
    {
        _notebooks.Write("a.ipynb", "throw new Exception(\"a\\nsecond line\");");
        _notebooks.Write("b.ipynb", "\"b ran\"");
        _notebooks.Write("c.ipynb", "Environment.Exit(7);");
        var before = File.ReadAllBytes(_notebooks["a.ipynb"]);

        var result = (await _notebooks.RunAsync("run", "a.ipynb", "b.ipynb", "c.ipynb", "--in-place", "--jobs", "1")).Exited(1);

        Assert.Equal(before, File.ReadAllBytes(_notebooks["a.ipynb"]));
        Assert.Contains("b ran", _notebooks.Outputs("b.ipynb", 1).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(
            [
                "a.ipynb: cell 1, line 1: System.Exception: a second line",
                "c.ipynb: cell 1: SessionEnded: the session's process exited with code 7",
            ],
            result.Error.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task An_endless_loop_is_ended_at_the_time_limit()
    {
        _notebooks.Write("loop.ipynb", "while (true) { }");

        var result = (await _notebooks.RunAsync("run", "loop.ipynb", "--output", "out", "--timeout", "0.5")).Exited(1);

        Assert.Equal("loop.ipynb: cell 1: TimeLimitExceeded: the cell did not end within 0.5 s", result.Message());
    }

    [Fact]
    public async Task A_stack_overflow_is_reported_and_ends_that_notebook_only()
    {
        _notebooks.Write("deep.ipynb", "int Down(int n) => Down(n + 1) + 1;\nDown(0)");
        _notebooks.Write("fine.ipynb", "1");

        var result = (await _notebooks.RunAsync("run", "deep.ipynb", "fine.ipynb", "--output", "out")).Exited(1);

        Assert.StartsWith("deep.ipynb: cell 1: SessionEnded: the stack overflowed", result.Message(), StringComparison.Ordinal);
        Assert.Contains("fine.ipynb", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_tagged_raises_exception_shows_its_error_and_the_run_goes_on()
    {
        _notebooks.Write(
            "a.ipynb",
            notebook => notebook.Cells[0].Metadata["tags"] = new JsonArray("raises-exception"),
            "throw new Exception(\"on purpose\");",
            "\"after\"");

        (await _notebooks.RunAsync("run", "a.ipynb", "--in-place")).Exited(0);
        (await _notebooks.RunAsync("run", "a.ipynb", "--check")).Exited(0);

        var error = Assert.Single(_notebooks.Outputs("a.ipynb", 1))!;
        Assert.Equal("error", (string?)error["output_type"]);
        Assert.Equal("on purpose", (string?)error["evalue"]);
        Assert.Contains("after", _notebooks.Outputs("a.ipynb", 2).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tag_does_not_excuse_a_cell_that_ends_the_session()
    {
        _notebooks.Write(
            "a.ipynb",
            notebook => notebook.Cells[0].Metadata["tags"] = new JsonArray("raises-exception"),
            "Environment.Exit(0);",
            "1");

        (await _notebooks.RunAsync("run", "a.ipynb", "--output", "out")).Exited(1);
    }

    [Fact]
    public async Task Unknown_metadata_fields_and_formats_come_through_running_in_place()
    {
        const string Notebook = """
            {
             "cells": [
              {
               "cell_type": "markdown",
               "metadata": {
                "custom": [1, 2.50, 1e3, null],
                "slideshow": {"slide_type": "slide"}
               },
               "attachments": {"x.png": {"image/png": "AAAA"}},
               "source": ["# Ümläut 😀 </script>\n", "second"]
              },
              {
               "cell_type": "raw",
               "metadata": {"raw_mimetype": "text/latex"},
               "source": []
              },
              {
               "cell_type": "code",
               "execution_count": null,
               "metadata": {"collapsed": true, "vendor.field": {"deep": ["a", {"b": false}]}},
               "outputs": [],
               "source": ["1 + 1"]
              }
             ],
             "metadata": {
              "kernelspec": {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp", "extra": 1},
              "vendor": {"z": 1, "a": 2}
             },
             "nbformat": 4,
             "nbformat_minor": 2,
             "unknown_at_top": "kept"
            }
            """;
        File.WriteAllText(_notebooks["a.ipynb"], Notebook);

        (await _notebooks.RunAsync("run", "a.ipynb", "--in-place")).Exited(0);

        var expected = JsonNode.Parse(Notebook)!;
        var actual = JsonNode.Parse(File.ReadAllText(_notebooks["a.ipynb"]))!;
        Assert.Equal(1, (int?)actual["cells"]![2]!["execution_count"]);
        foreach (var code in new[] { expected["cells"]![2]!, actual["cells"]![2]! })
        {
            code["execution_count"] = null;
            code["outputs"] = new JsonArray();
        }

        Assert.True(JsonNode.DeepEquals(expected, actual), actual.ToJsonString());
        Assert.Contains("2.50", File.ReadAllText(_notebooks["a.ipynb"]), StringComparison.Ordinal);
        Assert.Contains("Ümläut 😀", File.ReadAllText(_notebooks["a.ipynb"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_give_the_same_bytes()
    {
        _notebooks.Write("a.ipynb", "var d = display(1.5); d.Update(2.5);", "new[] { new { A = 1, B = 0.1 + 0.2 } }", "Console.Write(\"x\"); Console.Error.Write(\"y\");", "#!lsmagic");

        (await _notebooks.RunAsync("run", "a.ipynb", "--in-place")).Exited(0);
        var first = File.ReadAllBytes(_notebooks["a.ipynb"]);
        (await _notebooks.RunAsync("run", "a.ipynb", "--in-place")).Exited(0);

        Assert.Equal(first, File.ReadAllBytes(_notebooks["a.ipynb"]));
    }

    [Fact]
    public async Task Numbers_and_messages_do_not_depend_on_the_users_language()
    {
        // Turkish has decimal commas, and an i of its own.
        const string Language = "tr_TR.UTF-8";
        _notebooks.Environment["LANG"] = Language;
        _notebooks.Environment["LC_ALL"] = Language;
        _notebooks.Write(
            "a.ipynb",
            "var value = 1234.5;\nvalue",
            "Console.Write(value);\nvar t = new System.Threading.Thread(() => Console.Write($\" {value} {\"I\".ToLower()}\")); t.Start(); t.Join();",
            "await Task.Run(() => 0.25)",
            "System.Globalization.CultureInfo.CurrentUICulture.Name.Length",
            "new[] { new { N = 0.75 } }");

        (await _notebooks.RunAsync("run", "a.ipynb", "--in-place", "--timeout", "60.5")).Exited(0);

        Assert.Contains("1234.5", _notebooks.Outputs("a.ipynb", 1).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("1234.5 1234.5 i", _notebooks.Outputs("a.ipynb", 2).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("0.25", _notebooks.Outputs("a.ipynb", 3).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"0\"", _notebooks.Outputs("a.ipynb", 4).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("0.75", _notebooks.Outputs("a.ipynb", 5).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_stands_for_its_notebooks_but_not_for_the_checkpoints_of_Jupyter()
    {
        _notebooks.Write("books/b.ipynb", "1");
        _notebooks.Write("books/sub/a.ipynb", "1");
        _notebooks.Write("books/.ipynb_checkpoints/b-checkpoint.ipynb", "throw new Exception();");
        File.WriteAllText(_notebooks["books/notes.txt"], "no notebook");

        var result = (await _notebooks.RunAsync("run", "books", "--output", "out")).Exited(0);

        Assert.Equal(2, result.Output.Split('\n').Count(line => line.StartsWith("ran ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_command_the_notebooks_of_the_folder_notebooks_run_into_a_gallery()
    {
        _notebooks.Write("notebooks/a.ipynb", "1");

        var result = (await _notebooks.RunAsync()).Exited(0);

        Assert.Contains(Path.Combine("artifacts", "gallery", "index.html"), result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_saved_notebook_ends_lines_as_Jupyter_does_and_has_no_byte_order_mark()
    {
        _notebooks.Write("a.ipynb", "Console.Write(\"a\\r\\nb\");");

        (await _notebooks.RunAsync("run", "a.ipynb", "--in-place")).Exited(0);

        var bytes = File.ReadAllBytes(_notebooks["a.ipynb"]);
        Assert.Equal((byte)'{', bytes[0]);
        Assert.DoesNotContain("\r", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Contains(@"a\r\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }
}
