using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>
    /// Writes, for every bin of every region of interest, the average or largest of samples between elements.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A region's coordinates are scaled and not rounded. It is cut into equal bins, and every bin is sampled on a
    /// regular grid by bilinear interpolation. A sample up to one element before the first has the value of the first,
    /// one up to the input's length that of the last; any farther outside counts as 0. A bin without samples gives 0.
    /// </para>
    /// <para>
    /// An element without weight in a sample does not matter, even if it is a NaN or infinite; any other NaN gives NaN.
    /// Coordinates are computed in float, for double in double, and averages in double. K. He and others, "Mask R-CNN"
    /// (2017), ONNX <c>RoiAlign</c>, torchvision <c>roi_align</c>.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="input">
    /// The images: batch, channels, height and width, in the order of <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="rois">The regions, of shape <c>(regions, 4)</c>: a row <c>x1, y1, x2, y2</c> for each.</param>
    /// <param name="batchIndices">The image that each region lies in, of shape <c>(regions,)</c>.</param>
    /// <param name="outputSize">
    /// The number of bins along height and width, at least 1 (ONNX <c>output_height</c>, <c>output_width</c>).
    /// </param>
    /// <param name="dataFormat">Where input and destination have their channels.</param>
    /// <param name="destination">
    /// Where the result goes: of shape <c>(regions, height, width, channels)</c> or
    /// <c>(regions, channels, height, width)</c>, with height and width of <paramref name="outputSize"/>.
    /// </param>
    /// <param name="mode">What the samples of a bin become.</param>
    /// <param name="coordinates">Where the coordinates of a region have their elements.</param>
    /// <param name="samplingRatio">
    /// The number of samples in a bin along each axis; 0 for as many as the bin has elements, rounded up.
    /// </param>
    /// <param name="spatialScale">The factor from the regions' coordinates to those of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="outputSize"/> is less than 1, <paramref name="samplingRatio"/> is negative,
    /// <paramref name="spatialScale"/> is not a finite number larger than 0, or there is no such
    /// <paramref name="mode"/>, <paramref name="coordinates"/> or <paramref name="dataFormat"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> is not a batch of images; <paramref name="rois"/> has another shape, a coordinate that
    /// is NaN, infinite or farther away than an <see cref="int"/> counts, or more samples in a bin than fit in an
    /// array; <paramref name="batchIndices"/> has another shape or an image that the batch does not have; or
    /// <paramref name="destination"/> has another shape than the result, is broadcast, or shares memory with an input.
    /// </exception>
    public static void RoiAlign<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> rois,
        in ReadOnlyTensorSpan<long> batchIndices,
        Size2D outputSize,
        DataFormat dataFormat,
        in TensorSpan<T> destination,
        RoiAlignMode mode = RoiAlignMode.Average,
        RoiCoordinates coordinates = RoiCoordinates.HalfPixel,
        int samplingRatio = 0,
        double spatialScale = 1)
        where T : IFloatingPointIeee754<T>
    {
        RoiAlignSettings settings = RoiAlignSettings.Create(outputSize, mode, coordinates, samplingRatio, spatialScale);
        RegionPlan.CheckRegions(rois, RoiAlignRegions<T>.ColumnCount, RoiAlignRegions<T>.Columns, spatialScale);
        RegionPlan.CheckForward(input, rois, outputSize, dataFormat, destination);
        Memory.CheckApart(destination, nameof(destination), batchIndices, nameof(batchIndices));

        RoiAlignRegions<T> regions = new(rois, batchIndices, settings, Volume.Of(input.Lengths, input.Strides, dataFormat));
        RegionDriver.Forward(regions, input, dataFormat, destination);
    }

    /// <summary>Writes the gradient of <see cref="RoiAlign"/> with respect to its input.</summary>
    /// <remarks>
    /// An average sends each bin's gradient to all elements that its samples read, by their weights. A max sends it to
    /// the elements of the largest sample, or to the one element of the largest product with
    /// <see cref="RoiAlignMode.MaxOfCorners"/>: of those with a NaN the last, else of equal ones the first. Sums are
    /// kept in double and rounded once.
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
    /// <exception cref="ArgumentOutOfRangeException">
    /// A setting is out of its range, as for the forward pass.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/>, <paramref name="rois"/> or <paramref name="batchIndices"/> is wrong, as for the
    /// forward pass; an image has more than <see cref="Array.MaxLength"/> elements; a gradient has another shape; or
    /// <paramref name="gradInput"/> is broadcast or shares memory with what is read.
    /// </exception>
    /// <exception cref="OverflowException">An image has more elements than an array.</exception>
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
        RegionPlan.CheckRegions(rois, RoiAlignRegions<T>.ColumnCount, RoiAlignRegions<T>.Columns, spatialScale);
        RegionPlan.CheckBackward(input, rois, gradOutput, outputSize, dataFormat, gradInput);
        Memory.CheckApart(gradInput, nameof(gradInput), batchIndices, nameof(batchIndices));

        RoiAlignRegions<T> regions = new(rois, batchIndices, settings, Volume.Of(input.Lengths, input.Strides, dataFormat));
        RegionDriver.Backward(regions, input, gradOutput, dataFormat, gradInput);
    }
}
