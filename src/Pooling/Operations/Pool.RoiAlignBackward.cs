using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the gradient of <see cref="RoiAlign"/> with respect to its input.</summary>
    /// <remarks>
    /// An average sends each bin's gradient to all elements that its samples read, by their weights. A max sends it to the
    /// elements of the largest sample, or to the one element of the largest product with
    /// <see cref="RoiAlignMode.MaxOfCorners"/>: of those with a NaN the last, else of equal ones the first. Sums are kept
    /// in double and rounded once.
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="input">The images of the forward pass.</param>
    /// <param name="rois">The regions of the forward pass, of shape <c>(regions, 4)</c>.</param>
    /// <param name="batchIndices">The image that each region lies in, of shape <c>(regions,)</c>.</param>
    /// <param name="gradOutput">The gradient with respect to the output, of the output's shape.</param>
    /// <param name="outputSize">The number of bins along height and width.</param>
    /// <param name="dataFormat">Where the tensors have their channels.</param>
    /// <param name="gradInput">Where the gradient goes, of the input's shape; it is overwritten.</param>
    /// <param name="mode">What the samples of a bin become.</param>
    /// <param name="coordinates">Where the coordinates of a region have their elements.</param>
    /// <param name="samplingRatio">
    /// The number of samples in a bin along each axis; 0 for as many as the bin has elements, rounded up.
    /// </param>
    /// <param name="spatialScale">The factor from the regions' coordinates to those of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range, as for the forward pass.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/>, <paramref name="rois"/> or <paramref name="batchIndices"/> is wrong, as for the forward
    /// pass; an image has more than <see cref="Array.MaxLength"/> elements; a gradient has another shape; or
    /// <paramref name="gradInput"/> is broadcast or shares memory with what is read.
    /// </exception>
    public static void RoiAlignBackward<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> rois,
        in ReadOnlyTensorSpan<long> batchIndices,
        in ReadOnlyTensorSpan<T> gradOutput,
        Size2D outputSize,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput,
        RoiAlignMode mode = RoiAlignMode.Average,
        RoiCoordinates coordinates = RoiCoordinates.HalfPixel,
        int samplingRatio = 0,
        double spatialScale = 1)
        where T : IFloatingPointIeee754<T>
    {
        RoiAlignSettings settings = RoiAlignSettings.Create(outputSize, mode, coordinates, samplingRatio, spatialScale);
        RegionPlan.CheckRegions(rois, RoiAlignRegions<T>.Columns, spatialScale);
        RegionPlan.CheckBackward(input, rois, gradOutput, outputSize, dataFormat, gradInput);
        TensorMemory.CheckApart(batchIndices, nameof(batchIndices), gradInput, nameof(gradInput));

        Images<T> images = Images<T>.Of(input, dataFormat);
        RoiAlignRegions<T> regions = new(rois, batchIndices, settings, images);
        RegionDriver.Backward(
            regions, images, Images<T>.Of(gradOutput, dataFormat), Images<T>.Of(gradInput, dataFormat));
    }
}
