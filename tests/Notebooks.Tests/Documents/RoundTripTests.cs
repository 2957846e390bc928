using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Engine;
using Notebooks.Engine.Documents;

namespace Notebooks.Tests.Documents;

public class RoundTripTests
{
    public static TheoryData<string> SavedByJupyter => new(["format-4.0.ipynb", "format-4.2.ipynb", "format-4.5.ipynb"]);

    public static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "Documents", "Data", name);

    [Theory]
    [MemberData(nameof(SavedByJupyter))]
    public void A_file_saved_by_Jupyter_comes_back_byte_for_byte(string name)
    {
        using var folder = new TemporaryFolder();

        NotebookDocument.Load(Data(name)).Save(folder["copy.ipynb"]);

        Assert.Equal(File.ReadAllBytes(Data(name)), File.ReadAllBytes(folder["copy.ipynb"]));
    }

    [Theory]
    [MemberData(nameof(SavedByJupyter))]
    public void Reading_everything_changes_nothing(string name)
    {
        var document = NotebookDocument.Load(Data(name));

        foreach (var cell in document.Cells)
        {
            _ = (cell.Kind, cell.Source, cell.Id, cell.Language, cell.Outputs.Count, cell.ExecutionCount, cell.Metadata.Count);
        }

        _ = (document.KernelName, document.Language, document.Metadata.Count);

        Assert.Equal(File.ReadAllText(Data(name)), document.ToJson());
    }

    [Theory]
    [MemberData(nameof(SavedByJupyter))]
    public void Writing_every_source_and_stream_anew_splits_lines_where_Jupyter_does(string name)
    {
        var document = NotebookDocument.Load(Data(name));

        foreach (var cell in document.Cells)
        {
            cell.Source = string.Concat(cell.Source);
            if (cell.Kind == CellKind.Code)
            {
                cell.ReplaceOutputs([.. cell.Outputs.Select(output => Rebuild(output!.AsObject()))]);
                cell.ExecutionCount = cell.ExecutionCount;
            }
        }

        Assert.Equal(File.ReadAllText(Data(name)), document.ToJson());

        static JsonObject Rebuild(JsonObject output) => (string?)output["output_type"] switch
        {
            "stream" => CellOutput.Stream((string)output["name"]!, MultilineText.Read(output["text"])!),
            "error" => CellOutput.Error(
                (string)output["ename"]!, (string)output["evalue"]!, output["traceback"]!.AsArray().Select(line => (string)line!)),
            "execute_result" => CellOutput.ExecuteResult(
                OutputBundle.ForSaving(Joined(output)), (int?)output["execution_count"], output["metadata"]!.DeepClone().AsObject()),
            _ => CellOutput.DisplayData(OutputBundle.ForSaving(Joined(output)), output["metadata"]!.DeepClone().AsObject()),
        };

        static JsonObject Joined(JsonObject output) => new(output["data"]!.AsObject().Select(entry =>
            KeyValuePair.Create(entry.Key, MimeType.IsJson(entry.Key) ? entry.Value?.DeepClone() : MultilineText.Read(entry.Value))));
    }

    [Fact]
    public void Random_notebooks_come_back_letter_for_letter()
    {
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var document = NotebookDocument.Create();
            for (var cells = random.Next(6); cells > 0; cells--)
            {
                var cell = document.Add((CellKind)random.Next(3), RandomText(random));
                cell.Metadata[RandomText(random)] = RandomJson(random, 4);
                if (cell.Kind == CellKind.Code)
                {
                    cell.ReplaceOutputs([CellOutput.Stream("stdout", RandomText(random))]);
                }
            }

            var json = document.ToJson();
            var again = NotebookDocument.Parse(json, "test");

            Assert.Equal(json, again.ToJson());
            Assert.Equal(document.Cells.Select(cell => cell.Source), again.Cells.Select(cell => cell.Source));
            Assert.True(JsonNode.DeepEquals(document.Metadata, again.Metadata));
        }
    }

    [Fact]
    public void Numbers_keep_their_letters()
    {
        const string Json = """{"cells": [], "metadata": {"n": [1.0, 1e5, 1E+05, -0.0, 0.10, 123456789012345678901234567890]}, "nbformat": 4, "nbformat_minor": 5}""";

        var saved = NotebookDocument.Parse(Json, "test").ToJson();

        Assert.Equal(
            ["1.0", "1e5", "1E+05", "-0.0", "0.10", "123456789012345678901234567890"],
            saved.Split('\n').Where(line => line.StartsWith("   ", StringComparison.Ordinal)).Select(line => line.Trim(' ', ',')));
    }

    [Fact]
    public void The_order_of_keys_stays()
    {
        const string Json = """{"nbformat_minor": 2, "zebra": {"b": 1, "a": 2}, "nbformat": 4, "metadata": {}, "cells": []}""";

        Assert.Equal(
            "{\n \"nbformat_minor\": 2,\n \"zebra\": {\n  \"b\": 1,\n  \"a\": 2\n },\n \"nbformat\": 4,\n \"metadata\": {},\n \"cells\": []\n}\n",
            NotebookDocument.Parse(Json, "test").ToJson());
    }

    [Fact]
    public void Source_kept_as_one_string_stays_so_until_it_is_set()
    {
        var document = NotebookDocument.Parse(OneCell("""{"cell_type": "markdown", "metadata": {}, "source": "a\nb"}"""), "test");

        Assert.Contains("\"source\": \"a\\nb\"", document.ToJson(), StringComparison.Ordinal);
        document.Cells[0].Source = "c\nd";
        Assert.Contains("\"source\": [\n    \"c\\n\",\n    \"d\"\n   ]", document.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_are_read_and_not_written()
    {
        using var folder = new TemporaryFolder();
        var json = File.ReadAllText(Data("format-4.5.ipynb"));
        File.WriteAllText(folder["windows.ipynb"], json.Replace("\n", "\r\n", StringComparison.Ordinal), new UTF8Encoding(true));

        var document = NotebookDocument.Load(folder["windows.ipynb"]);

        Assert.Equal(json, document.ToJson());
    }

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_the_replacement_character_and_whole_pairs_stay()
    {
        var document = NotebookDocument.Parse(
            OneCell("""{"cell_type": "raw", "metadata": {"\udc00": 1}, "source": "\\ud83d \ud83d\ude00 \ud83d!"}"""), "test");

        Assert.Equal("\\ud83d \ud83d\ude00 \ufffd!", document.Cells[0].Source);
        Assert.Equal("\ufffd", Assert.Single(document.Cells[0].Metadata).Key);
        Assert.Equal(document.ToJson(), NotebookDocument.Parse(document.ToJson(), "again").ToJson());
    }

    [Fact]
    public void A_clone_is_equal_and_shares_nothing()
    {
        var document = NotebookDocument.Load(Data("format-4.5.ipynb"));

        var clone = document.Clone();

        Assert.Equal(document.ToJson(), clone.ToJson());
        clone.Cells[1].Source = "changed";
        clone.Metadata.Clear();
        Assert.Equal(File.ReadAllText(Data("format-4.5.ipynb")), document.ToJson());
    }

    [Fact]
    public void Fifty_megabytes_of_output_are_loaded_and_saved_in_seconds()
    {
        using var folder = new TemporaryFolder();
        var document = NotebookDocument.Create();
        var line = new string('x', 99) + "\n";
        document.Add(CellKind.Code, "spam").ReplaceOutputs(
            [CellOutput.Stream("stdout", new StringBuilder().Insert(0, line, 500_000).ToString())]);
        document.Save(folder["large.ipynb"]);
        var clock = Stopwatch.StartNew();

        var loaded = NotebookDocument.Load(folder["large.ipynb"]);
        loaded.Save(folder["again.ipynb"]);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"Took {clock.Elapsed}.");
        Assert.Equal(new FileInfo(folder["large.ipynb"]).Length, new FileInfo(folder["again.ipynb"]).Length);
        Assert.True(File.ReadAllBytes(folder["large.ipynb"]).AsSpan().SequenceEqual(File.ReadAllBytes(folder["again.ipynb"])));
    }

    internal static string OneCell(string cell) =>
        $$"""{"cells": [{{cell}}], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}""";

    private static string RandomText(Random random)
    {
        string[] pieces = ["a", "\n", "\r\n", "\r", "\t", "\"", "\\", "é", "🏊", "\u2028", "\u0085", "\0", "\u001f", "\u007f", "</b>", "\ufeff", "𝒳"];
        return string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    private static JsonNode? RandomJson(Random random, int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(),
        3 => random.NextDouble() * 1e30,
        4 => 1.5m,
        5 => RandomText(random),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => RandomJson(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(3)).Select(i => KeyValuePair.Create($"{i}{RandomText(random)}", RandomJson(random, depth - 1)))),
    };
}
