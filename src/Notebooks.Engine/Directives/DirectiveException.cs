namespace Notebooks.Engine.Directives;

/// <summary>A directive could not be carried out.</summary>
/// <param name="message">What was wrong, what was expected, and what was got.</param>
internal sealed class DirectiveException(string message) : Exception(message);
