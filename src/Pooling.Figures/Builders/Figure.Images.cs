using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Figures;

public sealed partial class Figure
{
    /// <summary>Pictures in a row, all of the same size, so that what pooling keeps can be compared.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="pictures">Each picture, as <see cref="Image"/> takes it, with what is written above it.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">There are no pictures, or one is not of a picture's shape.</exception>
    public static Figure Images<T>(params (Tensor<T> Tensor, string Title)[] pictures)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Length == 0)
        {
            throw new ArgumentException("Expected at least one picture, but got none.", nameof(pictures));
        }

        Panel[] row =
        [
            .. pictures.Select(picture => ImagePanel(picture.Tensor, picture.Title, range: null, nameof(pictures))),
        ];
        return new PanelGrid([row]).Build().ToFigure();
    }
}
