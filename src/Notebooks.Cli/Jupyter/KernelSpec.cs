using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Cli.Jupyter;

/// <summary>A kernel as Jupyter finds it: a folder with a file kernel.json.</summary>
/// <param name="Folder">The folder; its name is the kernel's.</param>
/// <param name="DisplayName">What front ends call it.</param>
/// <param name="Engine">The file of this project's engine that it starts; null where the kernel is another's.</param>
internal sealed record KernelSpec(string Folder, string DisplayName, string? Engine)
{
    /// <summary>What marks a kernel as this project's in the metadata of kernel.json.</summary>
    public const string Mark = "notebooks";

    /// <summary>The name that notebooks know it by.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>Whether this project installed it.</summary>
    public bool IsOurs => Engine is not null;

    /// <summary>Reads what is in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The kernel; null where there is none.</returns>
    public static KernelSpec? Read(string folder)
    {
        var file = Path.Combine(folder, "kernel.json");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var json = JsonNode.Parse(File.ReadAllText(file)) as JsonObject;
            var engine = json?["metadata"] is JsonObject metadata && metadata[Mark]?["engine"] is JsonArray command
                ? command[^1]?.ToString()
                : null;
            return new KernelSpec(folder, json?["display_name"]?.ToString() ?? "", engine);
        }
        catch (JsonException)
        {
            return new KernelSpec(folder, "", null);
        }
    }

    /// <summary>All kernels in some folders, in the order in which Jupyter finds them.</summary>
    /// <param name="folders">The folders.</param>
    public static IEnumerable<KernelSpec> FindAll(IEnumerable<string> folders) => folders
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        .Select(Read)
        .OfType<KernelSpec>();
}
