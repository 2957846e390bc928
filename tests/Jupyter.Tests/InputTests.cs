using System.Text.Json.Nodes;

namespace Jupyter.Tests;

/// <summary>Cells that ask for input.</summary>
public sealed class InputTests(RunningKernel kernel) : IClassFixture<RunningKernel>
{
    [SkippableFact]
    public async Task A_line_that_the_front_end_gives_is_read()
    {
        var id = await kernel.SendCellAsync("var line = Console.ReadLine(); line + \"!\"", allowStdin: true);
        var request = await kernel.MessageAsync(id, "input_request");
        Assert.False((bool)request["content"]!["password"]!);
        await kernel.AnswerAsync(request, "grüße 😀");
        Assert.Equal("grüße 😀!", (await kernel.EndAsync(id)).Result);
    }

    [SkippableFact]
    public async Task Two_lines_are_asked_for_one_after_the_other()
    {
        var id = await kernel.SendCellAsync("Console.Write(Console.ReadLine()); Console.Write(Console.ReadLine());", allowStdin: true);
        await kernel.AnswerAsync(await kernel.MessageAsync(id, "input_request"), "one");
        await kernel.PrintedAsync(id, "one");
        var second = await SecondRequestAsync(id);
        await kernel.AnswerAsync(second, "two");
        Assert.Equal("onetwo", (await kernel.EndAsync(id)).Text());
    }

    [SkippableFact]
    public async Task What_was_printed_before_is_shown_before_the_question()
    {
        var id = await kernel.SendCellAsync("Console.Write(\"Name: \"); Console.ReadLine()", allowStdin: true);
        var question = await kernel.MessageAsync(id, "input_request");
        Assert.Contains(kernel.Messages(id), message => (string)message["type"]! == "stream");
        await kernel.AnswerAsync(question, "Ada");
        Assert.Equal("Ada", (await kernel.EndAsync(id)).Result);
    }

    [SkippableFact]
    public async Task Where_the_front_end_forbids_input_an_error_says_so()
    {
        var error = (await kernel.ExecuteAsync("Console.ReadLine()", allowStdin: false)).Error();
        Assert.Contains("input", (string)error["evalue"]!, StringComparison.Ordinal);
        Assert.Equal("2", (await kernel.ExecuteAsync("1 + 1")).Result);
    }

    [SkippableFact]
    public async Task An_interrupt_ends_the_wait_for_input()
    {
        var id = await kernel.SendCellAsync("Console.ReadLine()", allowStdin: true);
        await kernel.MessageAsync(id, "input_request");
        await kernel.AskAsync("interrupt_request", [], "control");
        Assert.Equal("error", (await kernel.EndAsync(id)).Status);
        Assert.Equal("2", (await kernel.ExecuteAsync("1 + 1")).Result);
    }

    private async Task<JsonObject> SecondRequestAsync(string id)
    {
        while (true)
        {
            if (kernel.Messages(id).Where(message => (string)message["type"]! == "input_request").Skip(1).FirstOrDefault() is { } second)
            {
                return second;
            }

            await kernel.DoAsync("slept", new JsonObject { ["do"] = "sleep", ["seconds"] = 0.05 });
        }
    }
}
