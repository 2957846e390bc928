using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Figures;

public sealed partial class Figure
{
    /// <summary>A gray or color picture.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="tensor">
    /// A gray picture <c>(height, width)</c> or <c>(height, width, 1)</c>, or a color picture
    /// <c>(height, width, 3)</c> of red, green and blue; either may have a batch of 1 ahead. Row 0 is on top.
    /// </param>
    /// <param name="title">What is written above.</param>
    /// <param name="range">
    /// The values that are black and full bright; values beyond are cut off. If null: 0 and 255 for whole numbers; for
    /// floating-point numbers 0 and 1 if none is larger than 1, else 0 and 255.
    /// </param>
    /// <returns>The figure.</returns>
    /// <remarks>A pixel with a NaN is pink.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="tensor"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="tensor"/> is of another shape or has no elements, or the range does not run upward.
    /// </exception>
    public static Figure Image<T>(Tensor<T> tensor, string? title = null, (double Black, double White)? range = null)
        where T : INumber<T>
    {
        Panel panel = ImagePanel(tensor, title: null, range, nameof(tensor));
        return new PanelGrid([[panel]]) { Title = title }.Build().ToFigure();
    }

    private static Panel ImagePanel<T>(
        Tensor<T> tensor, string? title, (double Black, double White)? range, string argument)
        where T : INumber<T>
    {
        int[] lengths = Values.Lengths(tensor, argument);
        int[] shape = lengths is [1, _, _, _] ? lengths[1..] : lengths;
        (int height, int width, int channels) = shape switch
        {
            [var rows, var columns] => (rows, columns, 1),
            [var rows, var columns, 1 or 3] => (rows, columns, shape[2]),
            _ => throw new ArgumentException(
                "Expected a picture of shape (height, width), (height, width, 1) or (height, width, 3), " +
                $"but its shape is {Values.Shape(lengths)}.",
                argument),
        };

        if (range is { } given && !(given.Black < given.White && double.IsFinite(given.White - given.Black)))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Expected a range that runs from the smaller number to the larger, but got {given}."),
                nameof(range));
        }

        double[] values = Values.Read(tensor);
        (double black, double white) = range ?? (0, IsUnitRange<T>(values) ? 1 : 255);
        byte[] png = Picture.Draw(values, width, height, channels, black, white);
        return Panel.OfPicture(height, width, png, title);
    }

    private static bool IsUnitRange<T>(double[] values)
        where T : INumber<T>
    {
        // Half of one is zero only for whole numbers.
        bool isWhole = T.One / (T.One + T.One) == T.Zero;
        return !isWhole && !values.Any(value => value > 1);
    }
}
