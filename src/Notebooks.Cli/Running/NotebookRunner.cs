using System.Diagnostics;
using Notebooks.Engine.Documents;
using Notebooks.Engine.Protocol;

namespace Notebooks.Cli.Running;

/// <summary>Runs the cells of a notebook in order, in a process of its own.</summary>
/// <param name="options">How.</param>
internal sealed class NotebookRunner(RunOptions options)
{
    /// <summary>Runs a notebook up to its end, or to the first cell that fails.</summary>
    /// <param name="file">The notebook; it stays as it is.</param>
    /// <param name="progress">Gets the number of cells that have run.</param>
    /// <param name="cancellation">Ends the run, and the process.</param>
    public async Task<NotebookRun> RunAsync(NotebookFile file, IProgress<int> progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        if (await RequiredPackages.GetAsync(file, cancellation) is { } reason)
        {
            return new NotebookRun(file, file.Document, watch.Elapsed, SkipReason: reason);
        }

        var document = file.Document.Clone();
        var cells = document.CodeCells;
        foreach (var cell in cells)
        {
            cell.ClearOutputs();
        }

        var failure = await RunCellsAsync(file, cells, progress, cancellation);
        return new NotebookRun(file, document, watch.Elapsed, failure);
    }

    private async Task<CellFailure?> RunCellsAsync(
        NotebookFile file, IReadOnlyList<NotebookCell> cells, IProgress<int> progress, CancellationToken cancellation)
    {
        await using var session = SessionProcess.Start(file.Folder);
        var collector = new OutputCollector(options.OutputLimit);
        for (var i = 0; i < cells.Count; i++)
        {
            var number = i + 1;
            var goesOn = await RunCellAsync(session, cells[i], number, collector, cancellation);
            var error = collector.Error;
            cells[i].ExecutionCount = number;
            cells[i].ReplaceOutputs(collector.EndCell());
            progress.Report(number);
            if (error is not null && !(goesOn && MayFail(cells[i])))
            {
                return new CellFailure(number, error.Line, error.Name, error.Message);
            }
        }

        return null;
    }

    /// <summary>Runs a cell.</summary>
    /// <returns>Whether the session is still there.</returns>
    private async Task<bool> RunCellAsync(
        SessionProcess session, NotebookCell cell, int number, OutputCollector collector, CancellationToken cancellation)
    {
        try
        {
            var outcome = await session.ExecuteAsync(
                cell.Source,
                $"cell {number}",
                cell.Language,
                message => collector.Add(message, number),
                options.TimeLimit,
                cancellation);
            if (outcome.Reason is not { } reason)
            {
                return true;
            }

            collector.AddError(SessionGone(outcome.End == CellEnd.TimedOut ? "TimeLimitExceeded" : "SessionEnded", reason, outcome.Details));
        }
        catch (OutputLimitException failure)
        {
            collector.AddError(SessionGone("OutputLimitExceeded", failure.Message, null));
        }

        return false;
    }

    private static ErrorEvent SessionGone(string name, string reason, IReadOnlyList<string>? details) =>
        new(name, reason, [$"{name}: {reason}", .. details ?? []], null, null);

    /// <summary>Whether a cell is tagged as one that shows an error on purpose.</summary>
    private static bool MayFail(NotebookCell cell) =>
        cell.Metadata["tags"] is System.Text.Json.Nodes.JsonArray tags
        && tags.Any(tag => tag?.ToString() == "raises-exception");
}
