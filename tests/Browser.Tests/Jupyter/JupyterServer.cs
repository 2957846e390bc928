using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Jupyter.Tests;
using Notebooks.Engine.Documents;

namespace Browser.Tests.Jupyter;

/// <summary>
/// Jupyter Notebook 6 with the kernel installed, in folders of the tests' own: on the loopback address only, with a token,
/// and with copies of the lessons.
/// </summary>
public sealed partial class JupyterServer : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _token = Guid.NewGuid().ToString("N");
    private readonly InstalledKernel _kernel = new();
    private readonly HttpClient _http = new();
    private Process? _server;
    private Uri? _address;
    private string? _problem;

    /// <summary>Where notebooks lie: the server's copy of the repository's folder.</summary>
    public string Notebooks => _kernel.Folders.Notebooks;

    public async Task InitializeAsync()
    {
        await _kernel.InitializeAsync();
        if (!_kernel.IsInstalled)
        {
            return;
        }

        var version = await Command.RunAsync(_kernel.Python, ["-m", "notebook", "--version"], _kernel.Folders.Environment);
        if (version.ExitCode != 0 || !version.Output.StartsWith("6.", StringComparison.Ordinal))
        {
            _problem = $"Jupyter Notebook 6 was expected for {_kernel.Python}, but got: {version.Output}{version.Error}";
            return;
        }

        foreach (var folder in (string[])["notebooks", "data", Path.Combine("artifacts", "lessons")])
        {
            Copy(Path.Combine(Repository.Root, folder), Path.Combine(_kernel.Folders.Prefix, folder));
        }

        await StartAsync();
    }

    /// <summary>The address of a notebook's page; without Jupyter the test is skipped, or fails in CI.</summary>
    /// <param name="notebook">The notebook's name, without its ending.</param>
    public Uri Page(string notebook)
    {
        _ = _kernel.Python;
        if (_problem is not null)
        {
            Skip.If(Environment.GetEnvironmentVariable("CI") != "true", _problem);
            Assert.Fail(_problem);
        }

        return new Uri(_address!, $"notebooks/notebooks/{notebook}.ipynb?token={_token}");
    }

    /// <summary>Writes a notebook of C# cells.</summary>
    /// <param name="notebook">Its name, without its ending.</param>
    /// <param name="cells">Its cells.</param>
    /// <returns>The address of its page.</returns>
    public Uri Write(string notebook, params string[] cells)
    {
        var page = Page(notebook);
        var document = NotebookDocument.Create();
        foreach (var cell in cells)
        {
            document.Add(CellKind.Code, cell);
        }

        document.Save(Path.Combine(Notebooks, notebook + ".ipynb"));
        return page;
    }

    /// <summary>Copies a lesson, with something in it that no other copy has: Jupyter trusts what equals something it trusts.</summary>
    /// <param name="lesson">The lesson's name, without its ending.</param>
    /// <param name="notebook">The name of the copy, without its ending.</param>
    /// <returns>The address of its page.</returns>
    public Uri CopyLesson(string lesson, string notebook)
    {
        var page = Page(notebook);
        var document = NotebookDocument.Load(Path.Combine(Notebooks, lesson + ".ipynb"));
        document.Cells[0].Metadata["copy"] = notebook;
        document.Save(Path.Combine(Notebooks, notebook + ".ipynb"));
        return page;
    }

    /// <summary>Says that the outputs of a notebook may run scripts, as its author would.</summary>
    /// <param name="notebook">The notebook's name, without its ending.</param>
    public async Task TrustAsync(string notebook)
    {
        var file = Path.Combine(Notebooks, notebook + ".ipynb");
        (await Command.RunAsync(_kernel.Python, ["-m", "nbformat.sign", file], _kernel.Folders.Environment)).Exited(0);
    }

    public async Task DisposeAsync()
    {
        if (_server is null)
        {
            return;
        }

        try
        {
            if (_address is not null)
            {
                await StopAsync(_server, _address);
            }
        }
        finally
        {
            if (!_server.HasExited)
            {
                _server.Kill(entireProcessTree: true);
                await _server.WaitForExitAsync();
            }
        }
    }

    public void Dispose()
    {
        _server?.Dispose();
        _http.Dispose();
        _kernel.Dispose();
    }

    private async Task StartAsync()
    {
        var environment = _kernel.Folders.Environment.Append(new("JUPYTER_TOKEN", _token)).ToDictionary();
        string[] arguments =
        [
            "-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={FreePort()}",
            $"--notebook-dir={_kernel.Folders.Prefix}",
        ];
        _server = Command.Start(_kernel.Python, arguments, environment);
        _ = _server.StandardOutput.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Patience);
        var said = new List<string>();
        while (await _server.StandardError.ReadLineAsync(deadline.Token) is { } line)
        {
            said.Add(line);
            if (Address().Match(line) is { Success: true } address)
            {
                _address = new Uri(address.Value);
                _ = _server.StandardError.ReadToEndAsync();
                return;
            }
        }

        _problem = $"Jupyter Notebook did not start: {string.Join('\n', said)}";
    }

    /// <summary>Has the server end its kernels and itself, and waits for that.</summary>
    private async Task StopAsync(Process server, Uri address)
    {
        using var stop = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "api/shutdown"));
        stop.Headers.Add("Authorization", $"token {_token}");
        using var answer = await _http.SendAsync(stop);
        using var deadline = new CancellationTokenSource(Patience);
        await server.WaitForExitAsync(deadline.Token);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Address();
}
