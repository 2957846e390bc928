using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Jupyter.Tests;

/// <summary>A kernel that runs, and a front end that talks to it through jupyter_client.</summary>
public sealed class RunningKernel : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly InstalledKernel _installed = new();
    private readonly List<JsonObject> _events = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private Process? _driver;
    private Task<string>? _errors;
    private string _last = "";

    /// <summary>Jupyter's folders.</summary>
    public JupyterFolders Folders => _installed.Folders;

    public Task InitializeAsync() => _installed.InitializeAsync();

    public async Task DisposeAsync()
    {
        if (_driver is not null)
        {
            _driver.StandardInput.Close();
            using var deadline = new CancellationTokenSource(Patience);
            await _driver.WaitForExitAsync(deadline.Token);
        }
    }

    public void Dispose()
    {
        _driver?.Dispose();
        _arrived.Dispose();
        _installed.Dispose();
    }

    /// <summary>Runs a cell, and waits until it has been answered and the kernel is idle.</summary>
    public async Task<CellRun> ExecuteAsync(
        string code,
        bool silent = false,
        bool storeHistory = true,
        JsonObject? expressions = null,
        bool allowStdin = false,
        bool stopOnError = true) =>
        await EndAsync(await SendCellAsync(code, silent, storeHistory, expressions, allowStdin, stopOnError));

    /// <summary>Sends a cell.</summary>
    /// <returns>The id of the request.</returns>
    public Task<string> SendCellAsync(
        string code,
        bool silent = false,
        bool storeHistory = true,
        JsonObject? expressions = null,
        bool allowStdin = false,
        bool stopOnError = true) => SendAsync("execute_request", new JsonObject
        {
            ["code"] = code,
            ["silent"] = silent,
            ["store_history"] = storeHistory,
            ["user_expressions"] = expressions ?? [],
            ["allow_stdin"] = allowStdin,
            ["stop_on_error"] = stopOnError,
        });

    /// <summary>Waits until a cell has been answered and the kernel is idle.</summary>
    public async Task<CellRun> EndAsync(string id)
    {
        var reply = await FirstAsync(message => Is(message, id, "execute_reply"));
        await FirstAsync(message => Is(message, id, "status") && (string)message["content"]!["execution_state"]! == "idle");
        return new CellRun(
            (JsonObject)reply["content"]!,
            [.. Messages(id).Where(message => (string)message["channel"]! == "iopub")]);
    }

    /// <summary>Sends a request, and waits for the content of its reply.</summary>
    public async Task<JsonObject> AskAsync(string request, JsonObject content, string channel = "shell")
    {
        var id = await SendAsync(request, content, channel);
        var reply = await FirstAsync(message => Is(message, id, request.Replace("_request", "_reply", StringComparison.Ordinal)));
        return (JsonObject)reply["content"]!;
    }

    /// <summary>Sends a request.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> SendAsync(string request, JsonObject content, string channel = "shell")
    {
        var sent = await DoAsync("sent", new JsonObject
        {
            ["do"] = "send",
            ["channel"] = channel,
            ["type"] = request,
            ["content"] = content,
        });
        return _last = (string)sent["id"]!;
    }

    /// <summary>Answers a request for input.</summary>
    public async Task AnswerAsync(JsonObject inputRequest, string text) => await DoAsync("sent", new JsonObject
    {
        ["do"] = "send",
        ["channel"] = "stdin",
        ["type"] = "input_reply",
        ["content"] = new JsonObject { ["value"] = text, ["status"] = "ok" },
        ["parent"] = (string)inputRequest["id"]!,
    });

    /// <summary>Waits for a message that answers a request.</summary>
    public Task<JsonObject> MessageAsync(string id, string type) => FirstAsync(message => Is(message, id, type));

    /// <summary>Waits until a cell has printed something.</summary>
    public Task<JsonObject> PrintedAsync(string id, string text) => FirstAsync(message =>
        Is(message, id, "stream") && ((string)message["content"]!["text"]!).Contains(text, StringComparison.Ordinal));

    /// <summary>Has the front end do something, and waits until it says that it is done.</summary>
    public async Task<JsonObject> DoAsync(string done, JsonObject command)
    {
        await StartAsync();
        int before;
        lock (_events)
        {
            before = _events.Count;
        }

        await _driver!.StandardInput.WriteLineAsync(command.ToJsonString());
        await _driver.StandardInput.FlushAsync();
        return await FirstAsync(message => (string)message["event"]! == done, before);
    }

    /// <summary>The ids of the kernel's processes, the kernel's own first.</summary>
    public async Task<IReadOnlyList<JsonObject>> ProcessesAsync() =>
        [.. ((JsonArray)(await DoAsync("processes", new JsonObject { ["do"] = "processes" }))["processes"]!).Select(process => (JsonObject)process!)];

    /// <summary>All messages so far that answer a request.</summary>
    public IReadOnlyList<JsonObject> Messages(string id)
    {
        lock (_events)
        {
            return [.. _events.Where(message => (string?)message["parent"] == id)];
        }
    }

    private static bool Is(JsonObject message, string id, string type) =>
        (string?)message["parent"] == id && (string?)message["type"] == type;

    private async Task StartAsync()
    {
        if (_driver is not null)
        {
            return;
        }

        var driver = Path.Combine(AppContext.BaseDirectory, "driver.py");
        _driver = Command.Start(_installed.Python, [driver, InstalledKernel.Name, Folders.Notebooks], Folders.Environment);
        _errors = _driver.StandardError.ReadToEndAsync();
        _ = ReadAsync(_driver.StandardOutput);

        // The first messages may be lost until the subscription has arrived.
        string id;
        do
        {
            id = await SendAsync("kernel_info_request", []);
            await MessageAsync(id, "kernel_info_reply");
        }
        while (!Messages(id).Any(message => (string)message["channel"]! == "iopub"));
    }

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (_events)
            {
                _events.Add((JsonObject)JsonNode.Parse(line)!);
            }

            _arrived.Release();
        }
    }

    private async Task<JsonObject> FirstAsync(Func<JsonObject, bool> condition, int from = 0)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            lock (_events)
            {
                for (; from < _events.Count; from++)
                {
                    if (condition(_events[from]))
                    {
                        return _events[from];
                    }
                }
            }

            if (watch.Elapsed > Patience || _driver!.HasExited)
            {
                var errors = _driver!.HasExited ? await _errors! : "";
                Assert.Fail(string.Create(
                    CultureInfo.InvariantCulture,
                    $"No such message in {Patience.TotalSeconds} s. {errors}\n{string.Join('\n', Messages(_last).Select(message => message.ToJsonString()))}"));
            }

            await _arrived.WaitAsync(TimeSpan.FromSeconds(1));
        }
    }
}

/// <summary>What came of a cell.</summary>
/// <param name="Reply">The content of the reply.</param>
/// <param name="Published">What was published about it, from busy to idle.</param>
public sealed record CellRun(JsonObject Reply, IReadOnlyList<JsonObject> Published)
{
    public string Status => (string)Reply["status"]!;

    public int Count => (int)Reply["execution_count"]!;

    /// <summary>The kinds of messages published, in order.</summary>
    public IEnumerable<string> Kinds => Published.Select(message => (string)message["type"]!);

    /// <summary>The contents of all messages of a kind.</summary>
    public IReadOnlyList<JsonObject> All(string kind) =>
        [.. Published.Where(message => (string)message["type"]! == kind).Select(message => (JsonObject)message["content"]!)];

    /// <summary>All text printed to a stream.</summary>
    public string Text(string stream = "stdout") =>
        string.Concat(All("stream").Where(content => (string)content["name"]! == stream).Select(content => (string)content["text"]!));

    /// <summary>The result as plain text.</summary>
    public string? Result => (string?)All("execute_result").SingleOrDefault()?["data"]?["text/plain"];

    /// <summary>The only error, which is the same in the reply.</summary>
    public JsonObject Error()
    {
        Assert.Equal("error", Status);
        var error = Assert.Single(All("error"));
        foreach (var part in (string[])["ename", "evalue", "traceback"])
        {
            Assert.True(JsonNode.DeepEquals(error[part], Reply[part]), $"{part} differs between the message and the reply");
        }

        return error;
    }
}
