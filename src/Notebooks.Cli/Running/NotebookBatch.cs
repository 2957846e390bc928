namespace Notebooks.Cli.Running;

/// <summary>Runs several notebooks, some of them at the same time.</summary>
/// <param name="runner">Runs one.</param>
/// <param name="jobs">How many at a time.</param>
internal sealed class NotebookBatch(NotebookRunner runner, int jobs)
{
    /// <summary>Runs notebooks.</summary>
    /// <param name="files">The notebooks.</param>
    /// <param name="progress">Is told of each notebook and cell.</param>
    /// <param name="cancellation">Ends all of them.</param>
    /// <returns>The runs, in the order of the files.</returns>
    public async Task<IReadOnlyList<NotebookRun>> RunAsync(
        IReadOnlyList<NotebookFile> files, RunProgress progress, CancellationToken cancellation)
    {
        var runs = new NotebookRun[files.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        await Parallel.ForAsync(0, files.Count, options, async (i, token) =>
        {
            var cells = progress.Start(files[i]);
            runs[i] = await runner.RunAsync(files[i], cells, token);
            progress.End(runs[i]);
        });
        return runs;
    }
}
