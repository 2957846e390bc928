using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Figures;

public sealed partial class Figure
{
    /// <summary>A matrix as colored cells, with the value written in each as long as there is room.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="tensor">
    /// A tensor with at most two axes longer than 1, such as <c>(4, 4)</c>, <c>(1, 4, 4, 1)</c> or <c>(5)</c>, which is
    /// one row. Row 0 is on top.
    /// </param>
    /// <param name="title">What is written above.</param>
    /// <returns>The figure.</returns>
    /// <remarks>
    /// Colors run from the least to the largest value; with a negative value among them, zero is in the middle and
    /// white. NaN is a hatched gap. An infinity has the color of the end it lies beyond.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="tensor"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="tensor"/> has no elements, or more than two axes longer than 1.
    /// </exception>
    public static Figure Heatmap<T>(Tensor<T> tensor, string? title = null)
        where T : INumber<T>
    {
        Plane plane = Values.ReadMatrix(tensor, nameof(tensor));
        var panel = Panel.OfNumbers(plane, ValueColors.Of(plane.Values), title: null);
        return new PanelGrid([[panel]]) { Title = title, SameCells = true }.Build().ToFigure();
    }
}
