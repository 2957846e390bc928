using Notebooks.Cli.Pages;
using Notebooks.Cli.Running;

namespace Notebooks.Cli.Commands;

/// <summary>Writes what notebooks gave as pages.</summary>
internal static class GalleryOutput
{
    /// <summary>Writes a page for each notebook, the executed copies, and an index.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="paths">The paths the user gave; a single folder's README.md introduces the index.</param>
    /// <param name="folder">Where to.</param>
    /// <returns>The path of the index.</returns>
    public static string Write(IReadOnlyList<NotebookRun> runs, IReadOnlyList<string> paths, string folder)
    {
        var introduction = paths.Count == 1 ? Path.Combine(paths[0], "README.md") : null;
        var hasIntroduction = File.Exists(introduction);
        return GalleryWriter.Write(
            folder,
            [.. runs.Select(Entry)],
            hasIntroduction ? File.ReadAllText(introduction!) : null,
            hasIntroduction ? introduction : null,
            PageAssets.BuiltPlotly);
    }

    private static GalleryEntry Entry(NotebookRun run)
    {
        NotebookStatus status = run switch
        {
            { SkipReason: { } reason } => new NotebookStatus.Skipped(reason),
            { Failure: { } failure } => new NotebookStatus.Failed(failure.Cell, $"{failure.Error}: {failure.Message}"),
            _ => new NotebookStatus.Ran(),
        };
        return new GalleryEntry(Path.GetFileNameWithoutExtension(run.File.Path), run.Executed, status)
        {
            SourcePath = run.File.Path,
        };
    }
}
