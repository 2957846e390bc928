using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the gradient of <see cref="RoiMax"/> with respect to its input.</summary>
    /// <remarks>
    /// Each bin's gradient goes to the element that gave its output: the last NaN of the bin if there is one, else the
    /// first of the largest elements in row-major order. Regions may overlap; sums are kept in double and rounded once.
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="input">The images of the forward pass.</param>
    /// <param name="rois">The regions of the forward pass, of shape <c>(regions, 5)</c>.</param>
    /// <param name="gradOutput">The gradient with respect to the output, of the output's shape.</param>
    /// <param name="outputSize">The number of bins along height and width.</param>
    /// <param name="dataFormat">Where the tensors have their channels.</param>
    /// <param name="gradInput">Where the gradient goes, of the input's shape; it is overwritten.</param>
    /// <param name="spatialScale">The factor from the regions' coordinates to those of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range, as for the forward pass.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> or <paramref name="rois"/> is wrong, as for the forward pass; an image has more than
    /// <see cref="Array.MaxLength"/> elements; a gradient has another shape; or <paramref name="gradInput"/> is broadcast
    /// or shares memory with what is read.
    /// </exception>
    public static void RoiMaxBackward<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> rois,
        in ReadOnlyTensorSpan<T> gradOutput,
        Size2D outputSize,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput,
        double spatialScale = 1)
        where T : IFloatingPointIeee754<T>
    {
        RegionPlan.CheckSettings(outputSize, spatialScale);
        RegionPlan.CheckRegions(rois, RoiMaxRegions<T>.Columns, spatialScale);
        RegionPlan.CheckBackward(input, rois, gradOutput, outputSize, dataFormat, gradInput);

        Images<T> images = Images<T>.Of(input, dataFormat);
        RoiMaxRegions<T> regions = new(rois, outputSize, spatialScale, images);
        RegionDriver.Backward(
            regions, images, Images<T>.Of(gradOutput, dataFormat), Images<T>.Of(gradInput, dataFormat));
    }
}
