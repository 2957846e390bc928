namespace Pooling.Figures;

/// <summary>A rectangle around cells.</summary>
/// <param name="Row">The first row.</param>
/// <param name="Column">The first column.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="Color">The color of the line.</param>
/// <param name="InsetX">How far inside of the left and right edges of the cells the line is, in cells.</param>
/// <param name="InsetY">How far inside of the upper and lower edges of the cells the line is, in cells.</param>
/// <param name="IsThin">Whether the line shares the cells with others, and must be thin.</param>
internal readonly record struct Outline(
    int Row, int Column, int Rows, int Columns, string Color, double InsetX, double InsetY, bool IsThin = false);
