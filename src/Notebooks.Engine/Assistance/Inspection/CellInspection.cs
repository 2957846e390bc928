namespace Notebooks.Engine.Assistance.Inspection;

/// <summary>What is known of a symbol.</summary>
/// <param name="Text">As plain text.</param>
/// <param name="Markdown">As Markdown.</param>
public sealed record CellInspection(string Text, string Markdown);
