namespace Notebooks.Cli.Pages;

/// <summary>How the run of a notebook ended.</summary>
public abstract record NotebookStatus
{
    private NotebookStatus()
    {
    }

    /// <summary>Every cell ran.</summary>
    public sealed record Ran : NotebookStatus;

    /// <summary>A cell failed, and those behind it did not run.</summary>
    /// <param name="Cell">The cell's number, counting code cells from 1.</param>
    /// <param name="Error">What went wrong, in one line.</param>
    public sealed record Failed(int Cell, string Error) : NotebookStatus;

    /// <summary>The notebook was not run.</summary>
    /// <param name="Reason">Why, in one line.</param>
    public sealed record Skipped(string Reason) : NotebookStatus;
}
