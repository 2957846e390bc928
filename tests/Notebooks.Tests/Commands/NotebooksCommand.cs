using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Engine.Documents;
using Notebooks.Tests.Engine;

namespace Notebooks.Tests.Commands;

/// <summary>The command <c>notebooks</c>, in a folder of its own.</summary>
public sealed class NotebooksCommand : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder the command runs in.</summary>
    public string Folder => _folder.Path;

    /// <summary>Variables of the environment that the command runs with.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The full path of a file in the folder.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Writes a notebook of C# cells.</summary>
    public string Write(string name, params string[] cells) => Write(name, _ => { }, cells);

    /// <summary>Writes a notebook of C# cells, changed before it is saved.</summary>
    public string Write(string name, Action<NotebookDocument> change, params string[] cells)
    {
        var notebook = NotebookDocument.Create();
        foreach (var cell in cells)
        {
            notebook.Add(CellKind.Code, cell);
        }

        change(notebook);
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        notebook.Save(_folder[name]);
        return _folder[name];
    }

    /// <summary>Runs the command to its end.</summary>
    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        using var deadline = new CancellationTokenSource(Patience);
        return await EndAsync(process, deadline.Token);
    }

    /// <summary>Starts the command.</summary>
    public Process Start(params string[] arguments) => Start([DotNet.Path], arguments);

    /// <summary>Starts the command as a terminal does.</summary>
    /// <remarks>
    /// A test run that a script has put in the background was started to ignore Ctrl+C, and what it starts inherits that.
    /// </remarks>
    public Process StartInForeground(params string[] arguments) =>
        OperatingSystem.IsLinux()
            ? Start(["env", "--default-signal=INT", DotNet.Path], arguments)
            : Start(arguments);

    private Process Start(string[] program, string[] arguments)
    {
        var start = new ProcessStartInfo(program[0])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in (string[])[.. program.Skip(1), Path.Combine(AppContext.BaseDirectory, "notebooks.dll"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits until a command has ended.</summary>
    public static async Task<CommandResult> EndAsync(Process process, CancellationToken cancellation)
    {
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The outputs of a cell, as saved in a notebook.</summary>
    public JsonArray Outputs(string name, int cell) => NotebookDocument.Load(_folder[name]).Cells[cell - 1].Outputs;

    /// <summary>The names of all files below the folder.</summary>
    public IEnumerable<string> Files() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();
}

/// <summary>What came of a command.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The message on standard error, which must be a single line.</summary>
    public string Message()
    {
        Assert.EndsWith("\n", Error, StringComparison.Ordinal);
        var message = Error.TrimEnd('\r', '\n');
        Assert.DoesNotContain('\n', message);
        Assert.NotEqual("", message);
        return message;
    }

    /// <summary>The same result, after seeing that the exit code is as expected.</summary>
    public CommandResult Exited(int code)
    {
        Assert.True(ExitCode == code, $"Exit code {ExitCode} instead of {code}.\n{Output}\n{Error}");
        return this;
    }
}
