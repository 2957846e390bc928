using System.Text.Json.Nodes;

namespace Notebooks.Tests.Engine;

/// <summary>The protocol as its README states it, for front ends that are not written in .NET.</summary>
public class ProtocolTests
{
    [Fact]
    public async Task Messages_are_framed_and_named_as_documented()
    {
        using var process = RawSession.Start();
        var ready = Assert.Single(await RawSession.ReadUntilAsync(process, "ready"));
        RawSession.Send(process, """{"type":"execute","id":"a","name":"cell 1","language":"csharp","code":"Console.Write(\"hi\"); var d = display(1); d.Update(2); 3"}""");
        var lines = await RawSession.ReadUntilAsync(process, "\"done\"");
        RawSession.Send(process, """{"type":"execute","id":"b","name":"cell 2","code":"nope"}""");
        var failed = await RawSession.ReadUntilAsync(process, "\"done\"");
        RawSession.Send(process, """{"type":"shutdown"}""");
        await process.WaitForExitAsync();

        Assert.All([ready, .. lines, .. failed], line => Assert.StartsWith("\u001e{", line, StringComparison.Ordinal));
        Assert.StartsWith(".NET ", (string?)Json(ready)["runtime"], StringComparison.Ordinal);
        Assert.Equal("C# 14", (string?)Json(ready)["language"]);
        Assert.Equal(["stream", "display", "update", "result", "done"], lines.Select(line => (string?)Json(line)["type"]));
        Assert.Equal("hi", (string?)Json(lines[0])["text"]);
        Assert.Equal((string?)Json(lines[1])["displayId"], (string?)Json(lines[2])["displayId"]);
        Assert.Equal("3", (string?)Json(lines[3])["data"]!["text/plain"]);
        Assert.Equal("""{"type":"done","id":"a","ok":true}""", lines[4][1..]);
        Assert.Equal((1, 1), ((int)Json(failed[0])["line"]!, (int)Json(failed[0])["column"]!));
        Assert.Equal("""{"type":"done","id":"b","ok":false}""", failed[1][1..]);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Input_interrupts_and_expressions_are_named_as_documented()
    {
        using var process = RawSession.Start();
        RawSession.Send(process, """{"type":"execute","id":"a","name":"cell 1","allowInput":true,"code":"var line = await GetInputAsync(\"Name\"); var more = Console.ReadLine(); Console.Write(\"running\"); while (true) { }"}""");
        var asked = (await RawSession.ReadUntilAsync(process, "inputRequest"))[^1];
        RawSession.Send(process, """{"type":"input","text":"Ada"}""");
        await RawSession.ReadUntilAsync(process, "inputRequest");
        RawSession.Send(process, """{"type":"input","text":null}""");
        await RawSession.ReadUntilAsync(process, "running");
        RawSession.Send(process, """{"type":"interrupt"}""");
        var stopped = await RawSession.ReadUntilAsync(process, "\"done\"");
        RawSession.Send(process, """{"type":"evaluate","id":"b","expression":"(line, more is null)"}""");
        var value = (await RawSession.ReadUntilAsync(process, "evaluated"))[^1];
        RawSession.Send(process, """{"type":"evaluate","id":"c","expression":"nope"}""");
        var failure = (await RawSession.ReadUntilAsync(process, "evaluated"))[^1];
        RawSession.Send(process, """{"type":"shutdown"}""");
        await process.WaitForExitAsync();

        Assert.Equal("""{"type":"inputRequest","prompt":"Name","isPassword":false}""", asked[1..]);
        Assert.Equal("Interrupted", (string?)Json(stopped[^2])["name"]);
        Assert.Equal("""{"type":"done","id":"a","ok":false}""", stopped[^1][1..]);
        Assert.Equal("""{"type":"evaluated","id":"b","data":{"text/plain":"(Ada, True)"}}""", value[1..]);
        Assert.Equal(["name", "message", "traceback"], Json(failure)["error"]!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public async Task What_is_no_message_is_passed_over()
    {
        using var process = RawSession.Start();
        foreach (var nonsense in new[] { "{}", "{\"type\":\"dance\"}", "not json", "[1,2]", "{\"type\":\"execute\"}", "" })
        {
            RawSession.Send(process, nonsense);
        }

        RawSession.Send(process, """{"id":"x","code":"1+1","name":"cell 1","type":"execute"}""");

        var lines = await RawSession.ReadUntilAsync(process, "\"done\"");
        process.StandardInput.Close();
        await process.WaitForExitAsync();

        Assert.Contains(lines, line => line.Contains("\"text/plain\":\"2\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_end_of_input_ends_a_session_even_in_an_endless_loop()
    {
        using var process = RawSession.Start();
        RawSession.Send(process, """{"type":"execute","id":"1","name":"cell 1","code":"Console.Write(\"looping\"); while (true) { }"}""");
        await RawSession.ReadUntilAsync(process, "looping");

        process.StandardInput.Close();

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(deadline.Token);
    }

    private static JsonNode Json(string line) => JsonNode.Parse(line[1..])!;
}
