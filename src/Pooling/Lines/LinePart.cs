namespace Pooling;

/// <summary>A part of the targets of a group of lines.</summary>
/// <param name="Row">The first line.</param>
/// <param name="Rows">The number of lines.</param>
/// <param name="Column">The first target of the group.</param>
/// <param name="First">The first target of the part.</param>
/// <param name="End">The target after the last.</param>
/// <param name="Spacing">From one line to the next, in lines.</param>
internal readonly record struct LinePart(int Row, int Rows, int Column, int First, int End, int Spacing = 1);
