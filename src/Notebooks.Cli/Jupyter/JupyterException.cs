namespace Notebooks.Cli.Jupyter;

/// <summary>A kernel cannot be installed or removed.</summary>
/// <param name="message">One line: what was wrong, what was expected, and what to do.</param>
internal sealed class JupyterException(string message) : Exception(message);
