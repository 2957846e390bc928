using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the largest element of every bin of every region of interest.</summary>
    /// <remarks>
    /// <para>
    /// A region's coordinates are scaled and rounded, halves away from zero. It covers the elements from <c>x1</c> to
    /// <c>x2</c> and from <c>y1</c> to <c>y2</c>, both ends included, and at least one. Bin <c>i</c> of <c>n</c> along
    /// an axis where the region has <c>size</c> elements covers those from <c>floor(i * size / n)</c> up to, but
    /// without, <c>ceil((i + 1) * size / n)</c>. What lies outside the image is left out, and a bin without elements
    /// gives 0.
    /// </para>
    /// <para>
    /// A bin with a NaN gives NaN. +0 is larger than -0. Peers compute the ends of bins in float, by which a few bins
    /// gain a row or column (the last of 7 bins of 57 elements); here they are exact. R. Girshick, "Fast R-CNN" (2015),
    /// ONNX <c>MaxRoiPool</c>, torchvision <c>roi_pool</c>.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="input">
    /// The images: batch, channels, height and width, in the order of <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="rois">
    /// The regions, of shape <c>(regions, 5)</c>: a row <c>image, x1, y1, x2, y2</c> for each.
    /// </param>
    /// <param name="outputSize">
    /// The number of bins along height and width, at least 1 (ONNX <c>pooled_shape</c>).
    /// </param>
    /// <param name="dataFormat">Where input and destination have their channels.</param>
    /// <param name="destination">
    /// Where the result goes: of shape <c>(regions, height, width, channels)</c> or
    /// <c>(regions, channels, height, width)</c>, with height and width of <paramref name="outputSize"/>.
    /// </param>
    /// <param name="spatialScale">The factor from the regions' coordinates to those of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="outputSize"/> is less than 1, <paramref name="spatialScale"/> is not a finite number larger than
    /// 0, or there is no such <paramref name="dataFormat"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> is not a batch of images; <paramref name="rois"/> has another shape, an image that the
    /// batch does not have, or a coordinate that is NaN, infinite or farther away than an <see cref="int"/> counts; or
    /// <paramref name="destination"/> has another shape than the result, is broadcast, or shares memory with an input.
    /// </exception>
    public static void RoiMax<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> rois,
        Size2D outputSize,
        DataFormat dataFormat,
        in TensorSpan<T> destination,
        double spatialScale = 1)
        where T : IFloatingPointIeee754<T>
    {
        RegionPlan.CheckSettings(outputSize, spatialScale);
        RegionPlan.CheckRegions(rois, RoiMaxRegions<T>.ColumnCount, RoiMaxRegions<T>.Columns, spatialScale);
        RegionPlan.CheckForward(input, rois, outputSize, dataFormat, destination);

        RoiMaxRegions<T> regions = new(rois, outputSize, spatialScale, Volume.Of(input.Lengths, input.Strides, dataFormat));
        RegionDriver.Forward(regions, input, dataFormat, destination);
    }

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
    /// <exception cref="ArgumentOutOfRangeException">
    /// A setting is out of its range, as for the forward pass.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> or <paramref name="rois"/> is wrong, as for the forward pass; a gradient has another
    /// shape; or <paramref name="gradInput"/> is broadcast or shares memory with what is read.
    /// </exception>
    /// <exception cref="OverflowException">An image has more elements than an array.</exception>
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
        RegionPlan.CheckRegions(rois, RoiMaxRegions<T>.ColumnCount, RoiMaxRegions<T>.Columns, spatialScale);
        RegionPlan.CheckBackward(input, rois, gradOutput, outputSize, dataFormat, gradInput);

        RoiMaxRegions<T> regions = new(rois, outputSize, spatialScale, Volume.Of(input.Lengths, input.Strides, dataFormat));
        RegionDriver.Backward(regions, input, gradOutput, dataFormat, gradInput);
    }
}
