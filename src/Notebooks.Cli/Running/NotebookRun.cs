using Notebooks.Engine.Documents;

namespace Notebooks.Cli.Running;

/// <summary>What came of running a notebook.</summary>
/// <param name="File">The notebook as it was saved.</param>
/// <param name="Executed">The notebook with fresh outputs.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Failure">The cell that failed, if one did; later cells did not run.</param>
/// <param name="SkipReason">Why the notebook was not run, if it was not.</param>
internal sealed record NotebookRun(
    NotebookFile File, NotebookDocument Executed, TimeSpan Elapsed, CellFailure? Failure = null, string? SkipReason = null);

/// <summary>A cell that failed.</summary>
/// <param name="Cell">Its number, counting code cells from 1, as its execution count does.</param>
/// <param name="Line">The line within the cell, where known.</param>
/// <param name="Error">The kind of error.</param>
/// <param name="Message">What went wrong.</param>
internal sealed record CellFailure(int Cell, int? Line, string Error, string Message)
{
    /// <summary>The failure in a line.</summary>
    public override string ToString()
    {
        var line = Line is null ? "" : $", line {Line.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        var message = Message.ReplaceLineEndings(" ").Trim();

        // A compiler's message names the cell and the place already.
        return $"cell {Cell}{line}: {(message.Contains(Error, StringComparison.Ordinal) ? message : $"{Error}: {message}")}";
    }
}
