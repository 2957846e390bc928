using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>A region of interest in coordinates of the input.</summary>
/// <param name="Left">The coordinate <c>x1</c>, scaled.</param>
/// <param name="Top">The coordinate <c>y1</c>, scaled.</param>
/// <param name="Right">The coordinate <c>x2</c>, scaled.</param>
/// <param name="Bottom">The coordinate <c>y2</c>, scaled.</param>
internal readonly record struct Region(double Left, double Top, double Right, double Bottom)
{
    private const double Farthest = int.MaxValue;

    /// <summary>Reads a region that has been checked.</summary>
    /// <param name="rois">A row <c>..., x1, y1, x2, y2</c> for each region.</param>
    /// <param name="index">The index of the region.</param>
    /// <param name="spatialScale">The factor from the regions' coordinates to those of the input.</param>
    public static Region Read<T>(in ReadOnlyTensorSpan<T> rois, nint index, double spatialScale)
        where T : INumberBase<T>
    {
        nint first = rois.Lengths[1] - 4;
        return new Region(
            Scaled(rois[index, first], spatialScale),
            Scaled(rois[index, first + 1], spatialScale),
            Scaled(rois[index, first + 2], spatialScale),
            Scaled(rois[index, first + 3], spatialScale));
    }

    /// <summary>
    /// Checks that the scaled coordinates are finite and no farther away than an <see cref="int"/> counts.
    /// </summary>
    public static void CheckCoordinates<T>(in ReadOnlyTensorSpan<T> rois, double spatialScale)
        where T : INumberBase<T>
    {
        for (nint index = 0; index < rois.Lengths[0]; index++)
        {
            for (nint column = rois.Lengths[1] - 4; column < rois.Lengths[1]; column++)
            {
                // Written so that NaN does not pass.
                if (!(double.Abs(Scaled(rois[index, column], spatialScale)) <= Farthest))
                {
                    throw new ArgumentException(
                        FormattableString.Invariant(
                            $"Expected coordinates that are finite and, scaled by {spatialScale}, from {-Farthest} to {Farthest}, but rois[{index}, {column}] is {rois[index, column]}."),
                        nameof(rois));
                }
            }
        }
    }

    /// <summary>
    /// Rounds a step of a computation with coordinates to the precision that peers have for the type: double for types
    /// larger than float, else float. Where a bin or the input ends, a last bit decides which elements are read.
    /// </summary>
    public static double Rounded<T>(double value) => Unsafe.SizeOf<T>() > sizeof(float) ? value : (float)value;

    private static double Scaled<T>(T coordinate, double spatialScale)
        where T : INumberBase<T> =>
        Rounded<T>(double.CreateSaturating(coordinate) * Rounded<T>(spatialScale));
}
