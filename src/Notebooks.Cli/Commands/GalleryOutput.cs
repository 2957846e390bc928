using Notebooks.Cli.Running;

namespace Notebooks.Cli.Commands;

/// <summary>Writes what notebooks gave as pages.</summary>
internal static class GalleryOutput
{
    public static string Write(IReadOnlyList<NotebookRun> runs, IReadOnlyList<string> paths, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var run in runs) run.Executed.Save(Path.Combine(folder, Path.GetFileName(run.File.Path)));
        return Path.Combine(folder, "index.html");
    }
}
