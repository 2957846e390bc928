using System.Diagnostics;

namespace Browser.Tests;

/// <summary>The gallery of the repository's notebooks, made by the command line, once for all tests.</summary>
public sealed class Gallery : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"gallery-{Guid.NewGuid():N}");

    /// <summary>The index page.</summary>
    public string Index => Path.Combine(_folder, "index.html");

    /// <summary>The page of a notebook.</summary>
    public string Page(string notebook) => Path.Combine(_folder, notebook + ".html");

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "notebooks.dll"), "run", "notebooks", "--output", _folder },
            WorkingDirectory = Repository.Root,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + errors);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}
