using System.Text.Json.Nodes;

namespace Jupyter.Tests;

/// <summary>History, which all sessions of a kernel share.</summary>
public sealed class HistoryTests(RunningKernel kernel) : IClassFixture<RunningKernel>
{
    [SkippableFact]
    public async Task The_last_cells_are_told_in_order_with_session_and_line()
    {
        var first = await kernel.ExecuteAsync("var tail = 1;");
        var second = await kernel.ExecuteAsync("tail + 1");
        await kernel.ExecuteAsync("tail + 2", silent: true);
        await kernel.ExecuteAsync("tail + 3", storeHistory: false);

        var history = await HistoryAsync("tail", ("n", 2));
        Assert.Equal(["var tail = 1;", "tail + 1"], history.Select(item => (string)item[2]!));
        Assert.Equal([first.Count, second.Count], history.Select(item => (int)item[1]!));
    }

    [SkippableFact]
    public async Task Results_are_told_where_they_are_asked_for()
    {
        await kernel.ExecuteAsync("\"shown\"");
        var item = Assert.Single(await HistoryAsync("tail", ("n", 1), ("output", true)));
        Assert.Equal("\"shown\"", (string)item[2]![0]!);
        Assert.Equal("shown", (string)item[2]![1]!);
    }

    [SkippableFact]
    public async Task A_range_has_its_first_line_and_not_its_last()
    {
        var run = await kernel.ExecuteAsync("1000 + 1");
        await kernel.ExecuteAsync("1000 + 2");
        var history = await HistoryAsync("range", ("session", 0), ("start", run.Count), ("stop", run.Count + 1));
        Assert.Equal("1000 + 1", (string)Assert.Single(history)[2]!);
        var session = (int)history[0][0]!;
        history = await HistoryAsync("range", ("session", session), ("start", run.Count), ("stop", run.Count + 2));
        Assert.Equal(["1000 + 1", "1000 + 2"], history.Select(item => (string)item[2]!));
    }

    [SkippableFact]
    public async Task A_search_matches_patterns_and_can_leave_equal_cells_out()
    {
        foreach (var code in (string[])["var needle = 1;", "var needle = 1;", "var needle = 2;"])
        {
            await kernel.ExecuteAsync(code);
        }

        Assert.Equal(3, (await HistoryAsync("search", ("pattern", "*needle*"))).Count);
        Assert.Equal(
            ["var needle = 1;", "var needle = 2;"],
            (await HistoryAsync("search", ("pattern", "*needle*"), ("unique", true))).Select(item => (string)item[2]!));
        Assert.Equal("var needle = 2;", (string)Assert.Single(await HistoryAsync("search", ("pattern", "*needle*"), ("n", 1)))[2]!);
        Assert.Empty(await HistoryAsync("search", ("pattern", "needle")));
    }

    [SkippableFact]
    public async Task History_survives_a_restart()
    {
        await kernel.ExecuteAsync("\"before the restart\"");
        await kernel.DoAsync("shut", new JsonObject { ["do"] = "shutdown", ["restart"] = true });
        var run = await kernel.ExecuteAsync("\"after the restart\"");
        Assert.Equal(1, run.Count);
        var history = await HistoryAsync("tail", ("n", 2));
        Assert.Equal(["\"before the restart\"", "\"after the restart\""], history.Select(item => (string)item[2]!));
        Assert.Equal((int)history[0][0]! + 1, (int)history[1][0]!);
    }

    private async Task<IReadOnlyList<JsonNode>> HistoryAsync(string access, params (string Name, JsonNode Value)[] fields)
    {
        var content = new JsonObject { ["hist_access_type"] = access, ["output"] = false, ["raw"] = true };
        foreach (var (name, value) in fields)
        {
            content[name] = value;
        }

        return [.. ((JsonArray)(await kernel.AskAsync("history_request", content))["history"]!).Select(item => item!)];
    }
}
