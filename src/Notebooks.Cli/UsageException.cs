namespace Notebooks.Cli;

/// <summary>The command line asks for something that cannot be done.</summary>
/// <param name="message">One line: what was wrong, and what was expected.</param>
internal sealed class UsageException(string message) : Exception(message);
