namespace Pooling.Figures;

/// <summary>Numbers of cells around a panel.</summary>
internal readonly record struct CellMargin(int Top, int Right, int Bottom, int Left);
