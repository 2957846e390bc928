using System.Text.Json;

namespace Notebooks.Engine.Packages;

/// <summary>Reads what a restore found: <c>project.assets.json</c>.</summary>
internal static class PackageAssets
{
    /// <summary>Reads the file.</summary>
    /// <returns>Null where it is not there, tells of a failure, or names a file that has gone since.</returns>
    public static RestoredPackages? TryRead(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = File.OpenRead(path);
        using var assets = JsonDocument.Parse(stream);
        if (assets.RootElement.TryGetProperty("logs", out var logs)
            && logs.EnumerateArray().Any(log => log.GetProperty("level").GetString() == "Error"))
        {
            return null;
        }

        var packageFolders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var libraries = assets.RootElement.GetProperty("libraries");

        // A restore for one machine has two targets, and the one with the runtime's name has its native files.
        var target = assets.RootElement.GetProperty("targets").EnumerateObject().MaxBy(candidate => candidate.Name.Length);
        var compile = new List<string>();
        var runtime = new List<string>();
        var native = new List<string>();
        foreach (var library in target.Value.EnumerateObject())
        {
            var folder = libraries.GetProperty(library.Name).GetProperty("path").GetString()!;
            if (!Add("compile", compile) || !Add("runtime", runtime) || !Add("native", native))
            {
                return null;
            }

            bool Add(string kind, List<string> found)
            {
                if (!library.Value.TryGetProperty(kind, out var files))
                {
                    return true;
                }

                foreach (var file in files.EnumerateObject().Where(file => Path.GetFileName(file.Name) != "_._"))
                {
                    var full = packageFolders
                        .Select(root => Path.GetFullPath(Path.Combine(root, folder, file.Name)))
                        .FirstOrDefault(File.Exists);
                    if (full is null)
                    {
                        return false;
                    }

                    found.Add(full);
                }

                return true;
            }
        }

        return new RestoredPackages(
            [.. compile.Where(IsAssembly)],
            [.. runtime.Where(IsAssembly)],
            [.. native.Select(file => Path.GetDirectoryName(file)!).Distinct()]);
    }

    private static bool IsAssembly(string path) => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
}
