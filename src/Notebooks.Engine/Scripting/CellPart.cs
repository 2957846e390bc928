namespace Notebooks.Engine.Scripting;

/// <summary>A part of a cell: text in one language, or a directive.</summary>
/// <param name="Line">The line of the cell it starts on, from 1.</param>
internal abstract record CellPart(int Line);

/// <summary>Text in one language.</summary>
/// <param name="Language">The language's directive without <c>#!</c>: <c>csharp</c>, <c>markdown</c>, ...</param>
/// <param name="Text">The text.</param>
/// <param name="Line">The line of the cell it starts on, from 1.</param>
internal sealed record TextPart(string Language, string Text, int Line) : CellPart(Line);

/// <summary>A line that tells the engine something.</summary>
/// <param name="Name">The directive with its mark: <c>#!time</c>, <c>#r</c>, <c>#i</c>.</param>
/// <param name="Arguments">What stands behind the name, without quotes.</param>
/// <param name="Line">The line of the cell, from 1.</param>
internal sealed record DirectivePart(string Name, IReadOnlyList<string> Arguments, int Line) : CellPart(Line);
