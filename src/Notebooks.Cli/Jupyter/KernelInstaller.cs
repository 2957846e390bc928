using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Engine.Protocol;

namespace Notebooks.Cli.Jupyter;

/// <summary>Writes this project's kernel where Jupyter finds it.</summary>
internal static class KernelInstaller
{
    private const string Resources = "spec/";
    private const string Launcher = "launch.py";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the kernel, in place of an older one of its name.</summary>
    /// <param name="python">The Python that runs it.</param>
    /// <param name="folder">The kernel's folder.</param>
    /// <param name="displayName">What front ends call it.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Install(JupyterPython python, string folder, string displayName)
    {
        // A folder beside it takes its place, so that no front end ever sees half of it.
        var fresh = Path.Combine(Path.GetDirectoryName(folder)!, $".{Path.GetFileName(folder)}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(fresh);
        try
        {
            foreach (var resource in typeof(KernelInstaller).Assembly.GetManifestResourceNames().Where(IsOfKernel))
            {
                using var source = typeof(KernelInstaller).Assembly.GetManifestResourceStream(resource)!;
                using var target = File.Create(Path.Combine(fresh, resource[Resources.Length..]));
                source.CopyTo(target);
            }

            File.WriteAllText(Path.Combine(fresh, "kernel.json"), Describe(python, folder, displayName).ToJsonString(Indented) + "\n");
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.Move(fresh, folder);
        }
        catch
        {
            Directory.Delete(fresh, recursive: true);
            throw;
        }
    }

    private static bool IsOfKernel(string resource) =>
        resource.StartsWith(Resources, StringComparison.Ordinal) && resource != JupyterPython.Resource;

    private static JsonObject Describe(JupyterPython python, string folder, string displayName) => new()
    {
        ["argv"] = new JsonArray(python.Executable, Path.Combine(folder, Launcher), "-f", "{connection_file}"),
        ["display_name"] = displayName,
        ["language"] = "C#",
        ["interrupt_mode"] = "message",
        ["metadata"] = new JsonObject
        {
            ["debugger"] = false,
            [KernelSpec.Mark] = new JsonObject
            {
                ["name"] = Path.GetFileName(folder),
                ["version"] = Version,
                ["languageVersion"] = SessionProcess.Language.Split(' ')[^1],
                ["engine"] = new JsonArray([.. SessionProcess.Command.Select(word => JsonValue.Create(word))]),
            },
        },
    };

    private static string Version => typeof(KernelInstaller).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
