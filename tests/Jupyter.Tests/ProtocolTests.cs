using System.Text.Json.Nodes;
using Notebooks.Engine.Protocol;

namespace Jupyter.Tests;

/// <summary>What a kernel owes its front ends besides running cells.</summary>
public sealed class ProtocolTests(RunningKernel kernel) : IClassFixture<RunningKernel>
{
    [SkippableFact]
    public async Task The_kernel_says_what_it_is()
    {
        var info = await kernel.AskAsync("kernel_info_request", []);
        Assert.Equal("ok", (string)info["status"]!);
        Assert.StartsWith("5.", (string)info["protocol_version"]!, StringComparison.Ordinal);
        Assert.NotEqual("", (string)info["implementation"]!);
        Assert.NotEqual("", (string)info["implementation_version"]!);
        Assert.Contains("C#", (string)info["banner"]!, StringComparison.Ordinal);
        var language = info["language_info"]!;
        Assert.Equal("C#", (string)language["name"]!);
        Assert.Equal(SessionProcess.Language, $"C# {language["version"]}");
        Assert.Equal("text/x-csharp", (string)language["mimetype"]!);
        Assert.Equal(".cs", (string)language["file_extension"]!);
        Assert.Equal("csharp", (string)language["pygments_lexer"]!);
        Assert.DoesNotContain("debugger", (info["supported_features"] as JsonArray ?? []).Select(feature => (string)feature!));
    }

    [SkippableFact]
    public async Task A_message_with_a_wrong_signature_is_ignored()
    {
        await kernel.ExecuteAsync("var untouched = 1;");
        var forged = await kernel.DoAsync("sent", new JsonObject
        {
            ["do"] = "forge",
            ["type"] = "execute_request",
            ["content"] = new JsonObject { ["code"] = "untouched = 2;", ["silent"] = false },
        });
        Assert.Equal("1", (await kernel.ExecuteAsync("untouched")).Result);
        Assert.Empty(kernel.Messages((string)forged["id"]!));
    }

    [SkippableTheory]
    [InlineData("execute_request")]
    [InlineData("complete_request")]
    [InlineData("inspect_request")]
    [InlineData("is_complete_request")]
    [InlineData("history_request")]
    public async Task A_request_that_says_nothing_is_answered_with_an_error(string request)
    {
        var reply = await kernel.AskAsync(request, []);
        Assert.Equal("error", (string)reply["status"]!);
        Assert.Contains(request, (string)reply["evalue"]!, StringComparison.Ordinal);
        Assert.IsType<JsonArray>(reply["traceback"]);
        Assert.Equal("2", (await kernel.ExecuteAsync("1 + 1")).Result);
    }

    [SkippableFact]
    public async Task A_request_of_an_unknown_kind_is_passed_over()
    {
        var id = await kernel.SendAsync("nonsense_request", []);
        Assert.Equal(["busy", "idle"], await IdleAsync(id));
        Assert.Equal("2", (await kernel.ExecuteAsync("1 + 1")).Result);
    }

    [SkippableFact]
    public async Task Frames_that_are_no_message_are_passed_over()
    {
        await kernel.DoAsync("garbled", new JsonObject { ["do"] = "garble" });
        Assert.Equal("2", (await kernel.ExecuteAsync("1 + 1")).Result);
    }

    [SkippableFact]
    public async Task Sockets_are_open_on_the_loopback_only()
    {
        await kernel.ExecuteAsync("1");
        var addresses = (await kernel.ProcessesAsync()).SelectMany(process => (JsonArray)process["addresses"]!).Select(address => (string)address!).ToList();
        Assert.NotEmpty(addresses);
        Assert.All(addresses, address => Assert.True(System.Net.IPAddress.IsLoopback(System.Net.IPAddress.Parse(address)), address));
    }

    [SkippableFact]
    public async Task There_are_no_comms_and_one_that_is_opened_is_closed()
    {
        Assert.Empty((JsonObject)(await kernel.AskAsync("comm_info_request", []))["comms"]!);
        var id = await kernel.SendAsync("comm_open", new JsonObject { ["comm_id"] = "c1", ["target_name"] = "jupyter.widget", ["data"] = new JsonObject() });
        Assert.Equal("c1", (string)(await kernel.MessageAsync(id, "comm_close"))["content"]!["comm_id"]!);
    }

    [SkippableFact]
    public async Task Every_request_is_announced_by_busy_and_ended_by_idle()
    {
        foreach (var (request, content) in (IEnumerable<(string, JsonObject)>)
        [
            ("kernel_info_request", []),
            ("complete_request", new JsonObject { ["code"] = "Con", ["cursor_pos"] = 3 }),
            ("inspect_request", new JsonObject { ["code"] = "Console", ["cursor_pos"] = 3, ["detail_level"] = 0 }),
            ("is_complete_request", new JsonObject { ["code"] = "1" }),
            ("history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 1, ["output"] = false, ["raw"] = true }),
            ("comm_info_request", []),
        ])
        {
            var id = await kernel.SendAsync(request, content);
            var run = await IdleAsync(id);
            Assert.Equal(["busy", "idle"], run);
        }
    }

    private async Task<IEnumerable<string>> IdleAsync(string id)
    {
        while (true)
        {
            var states = kernel.Messages(id)
                .Where(message => (string)message["type"]! == "status")
                .Select(message => (string)message["content"]!["execution_state"]!)
                .ToList();
            if (states.Contains("idle"))
            {
                return states;
            }

            await kernel.DoAsync("slept", new JsonObject { ["do"] = "sleep", ["seconds"] = 0.05 });
        }
    }
}
