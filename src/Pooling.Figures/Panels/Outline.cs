namespace Pooling.Figures;

/// <summary>A rectangle around cells.</summary>
/// <param name="Row">The first row.</param>
/// <param name="Column">The first column.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="Color">The color of the line.</param>
/// <param name="Inset">How far inside of the cells' edges the line is, in cells, so that no line hides another.</param>
internal readonly record struct Outline(int Row, int Column, int Rows, int Columns, string Color, double Inset);
