using System.Text.Json.Nodes;

namespace Jupyter.Tests;

/// <summary>Whole notebooks, run by Jupyter's own programs.</summary>
public sealed class NotebookTests(InstalledKernel kernel) : IClassFixture<InstalledKernel>
{
    private static readonly string Lessons = Path.Combine(Repository.Root, "notebooks");

    /// <summary>The lessons that run on any machine.</summary>
    public static TheoryData<string> Names =>
        ["01-what-pooling-is", "02-max-pooling", "03-average-pooling", "04-global-pooling"];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Nbclient_runs_a_lesson_to_its_saved_outputs(string lesson)
    {
        var executed = Path.Combine(kernel.Folders.Notebooks, lesson + ".ipynb");
        var script = Path.Combine(AppContext.BaseDirectory, "execute.py");
        (await Command.RunAsync(kernel.Python, [script, Path.Combine(Lessons, lesson + ".ipynb"), executed], kernel.Folders.Environment)).Exited(0);

        var (saved, fresh) = (Cells(Path.Combine(Lessons, lesson + ".ipynb")), Cells(executed));
        Assert.Equal(saved.Count, fresh.Count);
        for (var i = 0; i < saved.Count; i++)
        {
            Assert.True(JsonNode.DeepEquals(Outputs(saved[i]), Outputs(fresh[i])), $"cell {i + 1} shows something else than was saved; see {executed}");
        }
    }

    [SkippableFact]
    public async Task Nbconvert_makes_a_page_of_a_lesson()
    {
        var result = await Command.RunAsync(
            kernel.Python,
            ["-m", "nbconvert", "--execute", "--to", "html", "--output-dir", kernel.Folders.Notebooks, Path.Combine(Lessons, "01-what-pooling-is.ipynb")],
            kernel.Folders.Environment);
        result.Exited(0);
        var page = await File.ReadAllTextAsync(Path.Combine(kernel.Folders.Notebooks, "01-what-pooling-is.html"));
        Assert.Contains("pooling-figure", page, StringComparison.Ordinal);
    }

    private static List<JsonObject> Cells(string path) =>
        [.. ((JsonArray)JsonNode.Parse(File.ReadAllText(path))!["cells"]!)
            .Select(cell => (JsonObject)cell!)
            .Where(cell => (string)cell["cell_type"]! == "code")];

    /// <summary>The outputs, with texts whole however many messages they came in, and without counts, which say nothing of what is shown.</summary>
    private static JsonNode Outputs(JsonObject cell)
    {
        var outputs = cell["outputs"]!.DeepClone();
        foreach (var output in (JsonArray)outputs)
        {
            output!.AsObject().Remove("execution_count");
            output.AsObject().Remove("metadata");
            JoinLines(output.AsObject(), "text");
            foreach (var type in (output["data"] as JsonObject)?.Select(entry => entry.Key).ToList() ?? [])
            {
                JoinLines(output["data"]!.AsObject(), type);
            }
        }

        return new JsonArray([.. WithWholeStreams(outputs.AsArray().Select(output => output!.DeepClone().AsObject()))]);
    }

    private static List<JsonObject> WithWholeStreams(IEnumerable<JsonObject> outputs)
    {
        var whole = new List<JsonObject>();
        foreach (var output in outputs)
        {
            if (whole is [.., var last] && IsStream(last) && IsStream(output) && (string)last["name"]! == (string)output["name"]!)
            {
                last["text"] = (string)last["text"]! + (string)output["text"]!;
            }
            else
            {
                whole.Add(output);
            }
        }

        return whole;
    }

    private static bool IsStream(JsonObject output) => (string)output["output_type"]! == "stream";

    private static void JoinLines(JsonObject parent, string name)
    {
        if (parent[name] is JsonArray lines && lines.All(line => line is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String))
        {
            parent[name] = string.Concat(lines.Select(line => (string)line!));
        }
    }
}
