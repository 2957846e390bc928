namespace Notebooks.Engine.Scripting;

/// <summary>Ends the run of a cell with an error that is ready to show.</summary>
/// <param name="error">What went wrong.</param>
/// <param name="cause">The exception behind it, if any.</param>
public sealed class CellFailedException(CellError error, Exception? cause = null) : Exception(error.Message, cause)
{
    /// <summary>What went wrong.</summary>
    public CellError Error { get; } = error;
}
