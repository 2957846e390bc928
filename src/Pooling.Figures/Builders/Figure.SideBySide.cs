using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Figures;

public sealed partial class Figure
{
    /// <summary>Matrices in a row, with one scale of colors, so that equal values look equal.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="panels">Each matrix, as <see cref="Heatmap"/> takes it, with what is written above it.</param>
    /// <returns>The figure.</returns>
    /// <example>
    /// <code>Figure.SideBySide((input, "input"), (largest, "max"), (mean, "average"))</code>
    /// </example>
    /// <exception cref="ArgumentException">There are no panels, or one is not a matrix.</exception>
    public static Figure SideBySide<T>(params (Tensor<T> Tensor, string Title)[] panels)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(panels);
        if (panels.Length == 0)
        {
            throw new ArgumentException("Expected at least one panel, but got none.", nameof(panels));
        }

        Plane[] planes = [.. panels.Select(panel => Values.ReadMatrix(panel.Tensor, nameof(panels)))];
        ValueColors colors = ValueColors.Of(planes.SelectMany(plane => plane.Values));
        Panel[] row = [.. planes.Zip(panels, (plane, panel) => Panel.OfNumbers(plane, colors, panel.Title))];

        // Small matrices keep the size of a cell, so that one sees which has more; large ones fill the same space.
        bool isSmall = planes.All(plane => Math.Max(plane.Rows, plane.Columns) <= 16);
        return new PanelGrid([row]) { SameCells = isSmall }.Build().ToFigure();
    }
}
