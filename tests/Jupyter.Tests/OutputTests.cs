using System.Globalization;
using System.Text.Json.Nodes;

namespace Jupyter.Tests;

/// <summary>What cells print and display.</summary>
public sealed class OutputTests(RunningKernel kernel) : IClassFixture<RunningKernel>
{
    [SkippableFact]
    public async Task Text_and_displays_come_in_the_order_of_the_cell()
    {
        var run = await kernel.ExecuteAsync("""
            Console.Write("a"); Console.Error.Write("b"); display("c"); Console.WriteLine("d"); "e"
            """);
        Assert.Equal(["stream", "stream", "display_data", "stream", "execute_result"], run.Kinds.Skip(2).SkipLast(1));
        Assert.Equal(["stdout", "stderr", "stdout"], run.All("stream").Select(content => (string)content["name"]!));
        Assert.Equal("ad\n", run.Text());
        Assert.Equal("b", run.Text("stderr"));
    }

    [SkippableFact]
    public async Task A_hundred_thousand_lines_reach_a_slow_reader_whole_in_few_messages()
    {
        var id = await kernel.SendCellAsync("for (var i = 0; i < 100_000; i++) Console.WriteLine(i);");
        await kernel.DoAsync("slept", new JsonObject { ["do"] = "sleep", ["seconds"] = 3 });
        var run = await kernel.EndAsync(id);
        var expected = string.Concat(Enumerable.Range(0, 100_000).Select(i => i.ToString(CultureInfo.InvariantCulture) + "\n"));
        Assert.True(expected == run.Text(), "The text is not whole.");
        Assert.InRange(run.All("stream").Count, 1, 100);
    }

    [SkippableFact]
    public async Task Lines_that_come_slowly_are_shown_while_the_cell_runs()
    {
        var id = await kernel.SendCellAsync("Console.WriteLine(\"first\"); await Task.Delay(1000); Console.WriteLine(\"second\");");
        await kernel.PrintedAsync(id, "first");
        Assert.DoesNotContain(kernel.Messages(id), message => (string)message["type"]! == "execute_reply");
        Assert.Equal("first\nsecond\n", (await kernel.EndAsync(id)).Text());
    }

    [SkippableFact]
    public async Task Text_printed_after_the_end_of_a_cell_belongs_to_it()
    {
        var id = await kernel.SendCellAsync("_ = Task.Run(async () => { await Task.Delay(300); Console.WriteLine(\"late\"); });");
        await kernel.EndAsync(id);
        await kernel.PrintedAsync(id, "late");
    }

    [SkippableFact]
    public async Task A_display_can_be_updated_under_its_id()
    {
        var run = await kernel.ExecuteAsync("var shown = display(\"before\"); shown.Update(\"after\");");
        var display = Assert.Single(run.All("display_data"));
        var update = Assert.Single(run.All("update_display_data"));
        Assert.Equal("before", (string)display["data"]!["text/plain"]!);
        Assert.Equal("after", (string)update["data"]!["text/plain"]!);
        Assert.Equal((string)display["transient"]!["display_id"]!, (string)update["transient"]!["display_id"]!);

        var later = await kernel.ExecuteAsync("shown.Update(\"later\");");
        Assert.Equal(
            (string)display["transient"]!["display_id"]!,
            (string)Assert.Single(later.All("update_display_data"))["transient"]!["display_id"]!);
    }

    [SkippableTheory]
    [InlineData("Console.Clear();", false)]
    [InlineData("ClearOutput();", false)]
    [InlineData("ClearOutput(wait: true);", true)]
    public async Task Output_can_be_cleared(string clear, bool wait)
    {
        var run = await kernel.ExecuteAsync($"Console.Write(1); {clear} Console.Write(2);");
        Assert.Equal("ok", run.Status);
        Assert.Equal(["stream", "clear_output", "stream"], run.Kinds.Skip(2).SkipLast(1));
        Assert.Equal(wait, (bool)Assert.Single(run.All("clear_output"))["wait"]!);
    }

    [SkippableFact]
    public async Task Json_is_json_and_not_a_string()
    {
        var run = await kernel.ExecuteAsync("display(new { A = 1 }, \"application/json\");");
        var data = Assert.Single(run.All("display_data"))["data"]!["application/json"];
        Assert.Equal(1, (int)Assert.IsType<JsonObject>(data)["A"]!);
    }

    [SkippableFact]
    public async Task Html_is_html_and_values_have_plain_text()
    {
        Assert.Equal("<b>x</b>", (string)(await kernel.ExecuteAsync("HTML(\"<b>x</b>\")")).All("execute_result")[0]["data"]!["text/html"]!);
        foreach (var value in (string[])["1.5", "\"text\"", "new[] { 1, 2 }", "new { A = 1 }", "DateTime.UnixEpoch", "new List<string> { \"a\" }"])
        {
            Assert.False(string.IsNullOrEmpty((await kernel.ExecuteAsync(value)).Result), value);
        }
    }
}
