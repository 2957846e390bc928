namespace Pooling.Figures;

/// <summary>Rows and columns of numbers.</summary>
/// <param name="Rows">The number of rows; row 0 is on top.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="Values">The numbers, row by row.</param>
internal sealed record Plane(int Rows, int Columns, double[] Values)
{
    public double this[int row, int column] => Values[(row * Columns) + column];
}
