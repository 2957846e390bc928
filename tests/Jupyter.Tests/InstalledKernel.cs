using System.Text.Json.Nodes;

namespace Jupyter.Tests;

/// <summary>The kernel, installed by its command into folders of the tests' own.</summary>
public sealed class InstalledKernel : IAsyncLifetime, IDisposable
{
    public const string Name = ".net-csharp";

    private readonly JupyterFolders _folders = new();
    private string _python = "";
    private string? _problem;

    public JupyterFolders Folders => _folders;

    /// <summary>Whether the machine has a Jupyter, and the kernel is installed.</summary>
    public bool IsInstalled => _problem is null;

    /// <summary>The Python that the command found; without one the test is skipped, or fails in CI.</summary>
    public string Python
    {
        get
        {
            if (_problem is not null)
            {
                Skip.If(Environment.GetEnvironmentVariable("CI") != "true", _problem);
                Assert.Fail(_problem);
            }

            return _python;
        }
    }

    public async Task InitializeAsync()
    {
        var installed = await Command.KernelAsync(_folders.Environment, "install", "--prefix", _folders.Prefix);
        if (installed.ExitCode != 0)
        {
            _problem = installed.Error;
            return;
        }

        var spec = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folders.Kernels, Name, "kernel.json")))!;
        _python = (string)spec["argv"]![0]!;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folders.Dispose();
}
