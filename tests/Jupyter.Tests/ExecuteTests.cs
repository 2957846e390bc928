using System.Text.Json.Nodes;

namespace Jupyter.Tests;

/// <summary>Cells, with all the flags of the request.</summary>
public sealed class ExecuteTests(RunningKernel kernel) : IClassFixture<RunningKernel>
{
    [SkippableFact]
    public async Task A_result_comes_between_busy_and_idle_with_the_count_of_the_reply()
    {
        var run = await kernel.ExecuteAsync("6 * 7");
        Assert.Equal("ok", run.Status);
        Assert.Equal(["status", "execute_input", "execute_result", "status"], run.Kinds);
        Assert.Equal(["busy", "idle"], run.All("status").Select(content => (string)content["execution_state"]!));
        Assert.Equal("42", run.Result);
        Assert.Equal(run.Count, (int)run.All("execute_result")[0]["execution_count"]!);
        Assert.Equal(run.Count, (int)run.All("execute_input")[0]["execution_count"]!);
        Assert.Equal("6 * 7", (string)run.All("execute_input")[0]["code"]!);
    }

    [SkippableFact]
    public async Task What_a_cell_declares_later_cells_see()
    {
        await kernel.ExecuteAsync("var kept = 5;");
        Assert.Equal("6", (await kernel.ExecuteAsync("kept + 1")).Result);
    }

    [SkippableFact]
    public async Task An_empty_cell_is_answered_and_counts_nothing()
    {
        var before = (await kernel.ExecuteAsync("1")).Count;
        foreach (var code in (string[])["", "  \n "])
        {
            var run = await kernel.ExecuteAsync(code);
            Assert.Equal("ok", run.Status);
        }

        Assert.Equal(before + 1, (await kernel.ExecuteAsync("2")).Count);
    }

    [SkippableFact]
    public async Task A_silent_cell_publishes_nothing_and_counts_nothing_but_keeps_its_state()
    {
        var before = (await kernel.ExecuteAsync("1")).Count;
        var silent = await kernel.ExecuteAsync("var quiet = 3; Console.WriteLine(quiet); quiet", silent: true);
        Assert.Equal("ok", silent.Status);
        Assert.All(silent.Kinds, kind => Assert.Equal("status", kind));
        var after = await kernel.ExecuteAsync("quiet");
        Assert.Equal("3", after.Result);
        Assert.Equal(before + 1, after.Count);
    }

    [SkippableFact]
    public async Task A_cell_that_is_not_stored_shows_its_result_and_counts_nothing()
    {
        var before = (await kernel.ExecuteAsync("1")).Count;
        var run = await kernel.ExecuteAsync("11", storeHistory: false);
        Assert.Equal("11", run.Result);
        Assert.Equal(before, run.Count);
        Assert.Equal(before + 1, (await kernel.ExecuteAsync("2")).Count);
    }

    [SkippableFact]
    public async Task After_an_error_the_cells_that_wait_are_aborted_and_later_ones_run()
    {
        using SignalFile signal = new();
        var first = await kernel.SendCellAsync(signal.AwaitedBy("throw new Exception(\"no\");"));
        var second = await kernel.SendCellAsync("1");
        var third = await kernel.SendCellAsync("2");
        await signal.GiveAsync(kernel);
        Assert.Equal("error", (await kernel.EndAsync(first)).Status);
        Assert.Equal("aborted", (string)(await kernel.MessageAsync(second, "execute_reply"))["content"]!["status"]!);
        Assert.Equal("aborted", (string)(await kernel.MessageAsync(third, "execute_reply"))["content"]!["status"]!);
        Assert.Equal("3", (await kernel.ExecuteAsync("3")).Result);
    }

    [SkippableFact]
    public async Task Without_stop_on_error_the_cells_that_wait_run()
    {
        using SignalFile signal = new();
        var first = await kernel.SendCellAsync(signal.AwaitedBy("throw new Exception(\"no\");"), stopOnError: false);
        var second = await kernel.SendCellAsync("1");
        await signal.GiveAsync(kernel);
        Assert.Equal("error", (await kernel.EndAsync(first)).Status);
        Assert.Equal("ok", (await kernel.EndAsync(second)).Status);
    }

    [SkippableFact]
    public async Task User_expressions_are_evaluated_after_the_cell_each_with_its_own_error()
    {
        var run = await kernel.ExecuteAsync(
            "var width = 4;", expressions: new JsonObject { ["area"] = "width * width", ["wrong"] = "nobody + 1" });
        Assert.Equal("ok", run.Status);
        var values = run.Reply["user_expressions"]!;
        Assert.Equal("ok", (string)values["area"]!["status"]!);
        Assert.Equal("16", (string)values["area"]!["data"]!["text/plain"]!);
        Assert.Equal("error", (string)values["wrong"]!["status"]!);
        Assert.NotEqual("", (string)values["wrong"]!["ename"]!);
        Assert.Contains("nobody", (string)values["wrong"]!["evalue"]!, StringComparison.Ordinal);
        Assert.IsType<JsonArray>(values["wrong"]!["traceback"]);
    }

    [SkippableFact]
    public async Task A_request_with_nothing_but_code_runs_it()
    {
        var reply = await kernel.AskAsync("execute_request", new JsonObject { ["code"] = "var bare = 5;" });
        Assert.Equal("ok", (string)reply["status"]!);
        Assert.Equal("5", (await kernel.ExecuteAsync("bare")).Result);
    }

    [SkippableFact]
    public async Task User_expressions_are_left_out_after_an_error()
    {
        var run = await kernel.ExecuteAsync("throw new Exception();", expressions: new JsonObject { ["one"] = "1" });
        Assert.Equal("error", run.Status);
        Assert.Empty((JsonObject)run.Reply["user_expressions"]!);
    }

    [SkippableFact]
    public async Task A_cell_that_is_no_text_is_answered_with_an_error_and_not_with_silence()
    {
        var run = await kernel.ExecuteAsync("\"\\uD800\" + (char)0xD800 + \"x\"");
        Assert.Equal("ok", run.Status);
        Assert.Equal("2", (await kernel.ExecuteAsync("1 + 1")).Result);
    }
}
