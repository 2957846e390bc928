using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notebooks.Cli.Jupyter;

/// <summary>A Python that has what a kernel needs of Jupyter.</summary>
/// <param name="Executable">Its full path.</param>
/// <param name="Version">The version of its ipykernel.</param>
/// <param name="DataFolder">Jupyter's data folder of this user.</param>
/// <param name="KernelFolders">The folders in which Jupyter looks for kernels, in this order.</param>
internal sealed partial record JupyterPython(
    string Executable, string Version, string DataFolder, IReadOnlyList<string> KernelFolders)
{
    /// <summary>The script that is asked where Jupyter is.</summary>
    public const string Resource = "spec/find_jupyter.py";

    /// <summary>Finds a Python that has ipykernel and jupyter_client.</summary>
    /// <param name="told">The one the user named, or null for the first that Jupyter or the PATH leads to.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="JupyterException">There is none.</exception>
    public static async Task<JupyterPython> FindAsync(string? told, CancellationToken cancellation)
    {
        var tried = new List<string>();
        foreach (var candidate in told is null ? Candidates().Distinct() : [told])
        {
            var (found, problem) = await AskAsync(candidate, cancellation);
            if (found is not null)
            {
                return found;
            }

            tried.Add($"{candidate} ({problem})");
        }

        throw new JupyterException(
            $"expected a Python with Jupyter, but found none; tried: {string.Join(", ", tried)}. " +
            "Install it with 'pip install jupyterlab' or, on Debian and Ubuntu, 'apt install jupyter-notebook', or name a Python with --python PATH");
    }

    private static IEnumerable<string> Candidates()
    {
        foreach (var jupyter in OnPath("jupyter"))
        {
            if (InterpreterOf(jupyter) is { } interpreter)
            {
                yield return interpreter;
            }

            foreach (var beside in OnPath("python3", Path.GetDirectoryName(jupyter)!).Concat(OnPath("python", Path.GetDirectoryName(jupyter)!)))
            {
                yield return beside;
            }
        }

        foreach (var python in OnPath("python3").Concat(OnPath("python")))
        {
            yield return python;
        }

        yield return OperatingSystem.IsWindows() ? "py" : "/usr/bin/python3";
    }

    private static IEnumerable<string> OnPath(string name) => OnPath(name, Environment.GetEnvironmentVariable("PATH") ?? "");

    private static IEnumerable<string> OnPath(string name, string path) => path
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
        .Where(File.Exists);

    /// <summary>The Python that a script names in its first line.</summary>
    private static string? InterpreterOf(string script)
    {
        var line = OperatingSystem.IsWindows() ? "" : File.ReadLines(script).FirstOrDefault() ?? "";
        var words = line.StartsWith("#!", StringComparison.Ordinal) ? line[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        return words is [var interpreter, ..] && Path.GetFileName(interpreter).StartsWith("python", StringComparison.Ordinal)
            ? interpreter
            : null;
    }

    private static async Task<(JupyterPython? Found, string Problem)> AskAsync(string python, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(python, ["-c", await ReadScriptAsync(cancellation)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? (JsonSerializer.Deserialize(output, PythonJson.Default.JupyterPython), "")
                : (null, $"exit code {process.ExitCode} {(await error).TrimEnd().Split('\n')[^1].Trim()}".TrimEnd());
        }
        catch (Exception failure) when (failure is Win32Exception or JsonException)
        {
            return (null, failure.Message);
        }
    }

    private static async Task<string> ReadScriptAsync(CancellationToken cancellation)
    {
        using var reader = new StreamReader(typeof(JupyterPython).Assembly.GetManifestResourceStream(Resource)!);
        return await reader.ReadToEndAsync(cancellation);
    }

    [JsonSerializable(typeof(JupyterPython))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    private sealed partial class PythonJson : JsonSerializerContext;
}
