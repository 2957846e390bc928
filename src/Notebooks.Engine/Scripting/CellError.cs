namespace Notebooks.Engine.Scripting;

/// <summary>Why a cell failed.</summary>
/// <param name="Name">The kind of error: an exception's type, <c>CompilationError</c>, <c>DirectiveError</c>.</param>
/// <param name="Message">What went wrong, in a line where possible.</param>
/// <param name="Traceback">The lines to show: the message, then where it happened, the innermost place first.</param>
/// <param name="Line">The line within the cell, from 1; null where none is known.</param>
/// <param name="Column">The column within the line, from 1; null where none is known.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback, int? Line = null, int? Column = null);
