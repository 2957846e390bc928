using System.Text.Json.Nodes;

namespace Jupyter.Tests;

/// <summary>Completion, inspection, completeness: positions are code points.</summary>
public sealed class AssistanceTests(RunningKernel kernel) : IClassFixture<RunningKernel>
{
    [SkippableFact]
    public async Task Members_are_completed_with_their_types()
    {
        var reply = await CompleteAsync("Console.WriteL");
        Assert.Contains("WriteLine", Matches(reply));
        Assert.Equal(8, (int)reply["cursor_start"]!);
        Assert.Equal(14, (int)reply["cursor_end"]!);
        var item = Assert.Single(
            (JsonArray)reply["metadata"]!["_jupyter_types_experimental"]!,
            entry => (string)entry!["text"]! == "WriteLine")!;
        Assert.Equal("method", (string)item["type"]!);
        Assert.Contains("WriteLine(", (string)item["signature"]!, StringComparison.Ordinal);
        Assert.Equal(8, (int)item["start"]!);
        Assert.Equal(14, (int)item["end"]!);
    }

    [SkippableFact]
    public async Task Positions_are_code_points_also_behind_an_emoji()
    {
        await kernel.ExecuteAsync("var temperature = 20;");
        var reply = await CompleteAsync("var s = \"😀😀\"; tempera");
        Assert.Equal(["temperature"], Matches(reply));
        Assert.Equal(14, (int)reply["cursor_start"]!);
        Assert.Equal(21, (int)reply["cursor_end"]!);
    }

    [SkippableFact]
    public async Task Completing_an_empty_cell_breaks_nothing()
    {
        Assert.Equal("ok", (string)(await CompleteAsync(""))["status"]!);
        Assert.Contains("WriteLine", Matches(await CompleteAsync("Console.WriteL")));
        Assert.Equal("2", (await kernel.ExecuteAsync("1 + 1")).Result);
    }

    [SkippableFact]
    public async Task Where_nothing_fits_there_are_no_matches()
    {
        var reply = await CompleteAsync("// only a comm");
        Assert.Equal("ok", (string)reply["status"]!);
        Assert.Empty(Matches(reply));
    }

    [SkippableFact]
    public async Task Own_and_framework_symbols_are_inspected()
    {
        await kernel.ExecuteAsync("/// <summary>Adds two numbers.</summary>\nint Add(int left, int right) => left + right;");
        var own = await InspectAsync("/* 😀 */ Add(1, 2)", 10);
        Assert.True((bool)own["found"]!);
        Assert.Contains("int Add(int left, int right)", (string)own["data"]!["text/plain"]!, StringComparison.Ordinal);
        Assert.Contains("Adds two numbers.", (string)own["data"]!["text/plain"]!, StringComparison.Ordinal);

        var framework = await InspectAsync("Math.Sqrt(2)", 7);
        Assert.Contains("Sqrt(double", (string)framework["data"]!["text/plain"]!, StringComparison.Ordinal);
        Assert.True(framework["data"]!.AsObject().ContainsKey("text/markdown"));
    }

    [SkippableFact]
    public async Task What_nobody_knows_is_not_found()
    {
        var reply = await InspectAsync("nobody", 3);
        Assert.Equal("ok", (string)reply["status"]!);
        Assert.False((bool)reply["found"]!);
        Assert.Empty((JsonObject)reply["data"]!);
    }

    [SkippableTheory]
    [InlineData("1 + 1", "complete")]
    [InlineData("int F() { return 1; }", "complete")]
    [InlineData("", "complete")]
    [InlineData("if (true) {", "incomplete")]
    [InlineData("Console.WriteLine(", "incomplete")]
    [InlineData("\"\"\"\ntext", "incomplete")]
    [InlineData("}", "invalid")]
    [InlineData("int = = 3;", "invalid")]
    public async Task Complete_incomplete_and_invalid_are_told_apart(string code, string status)
    {
        var reply = await kernel.AskAsync("is_complete_request", new JsonObject { ["code"] = code });
        Assert.Equal(status, (string)reply["status"]!);
        Assert.Equal(status == "incomplete", reply.ContainsKey("indent"));
    }

    private Task<JsonObject> CompleteAsync(string code) => kernel.AskAsync(
        "complete_request",
        new JsonObject { ["code"] = code, ["cursor_pos"] = code.EnumerateRunes().Count() });

    private Task<JsonObject> InspectAsync(string code, int position) => kernel.AskAsync(
        "inspect_request",
        new JsonObject { ["code"] = code, ["cursor_pos"] = position, ["detail_level"] = 0 });

    private static IEnumerable<string> Matches(JsonObject reply) => ((JsonArray)reply["matches"]!).Select(match => (string)match!);
}
