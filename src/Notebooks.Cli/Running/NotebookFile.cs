using Notebooks.Engine.Documents;

namespace Notebooks.Cli.Running;

/// <summary>A notebook on disk, read.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Name">What messages call it: its path as the user would write it.</param>
/// <param name="Document">Its content, as saved.</param>
internal sealed record NotebookFile(string Path, string Name, NotebookDocument Document)
{
    private static readonly string[] Extensions = [".ipynb", ".dib"];

    /// <summary>The folder it lies in.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Whether it can hold outputs, so that it can be rewritten in place and checked.</summary>
    public bool HoldsOutputs => Extension(Path) == ".ipynb";

    /// <summary>Finds and reads notebooks.</summary>
    /// <param name="paths">Files, and folders whose notebooks are meant, those in folders below included.</param>
    /// <returns>The notebooks in the order of the paths, those of a folder in the order of their names.</returns>
    /// <exception cref="UsageException">A path is not there, or there are no notebooks.</exception>
    /// <exception cref="NotebookFormatException">A file cannot be read, or is not a notebook.</exception>
    public static IReadOnlyList<NotebookFile> Find(IReadOnlyList<string> paths)
    {
        var files = paths.SelectMany(Expand).DistinctBy(System.IO.Path.GetFullPath).ToList();
        return files.Count > 0
            ? [.. files.Select(Read)]
            : throw new UsageException($"expected notebooks (.ipynb, .dib), but found none in {string.Join(", ", paths)}");
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path)
                ? [path]
                : throw new UsageException($"expected a notebook or a folder of notebooks, but there is nothing at {path}");
        }

        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => Extensions.Contains(Extension(file)))
            .Where(file => !System.IO.Path.GetRelativePath(path, file).Split(System.IO.Path.DirectorySeparatorChar).Any(IsHidden))
            .Order(StringComparer.Ordinal);
    }

    // Jupyter keeps copies in .ipynb_checkpoints.
    private static bool IsHidden(string part) => part.StartsWith('.');

    private static NotebookFile Read(string path) => new(
        System.IO.Path.GetFullPath(path),
        path,
        Extension(path) switch
        {
            ".ipynb" => NotebookDocument.Load(path),
            ".dib" => DibFile.Load(path),
            var other => throw new UsageException($"expected a notebook (.ipynb, .dib), but {path} is a '{other}' file"),
        });

    private static string Extension(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant();
}
