using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// The largest element of every bin of every region of interest: a small image of fixed size for each region.
/// </summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, height, width, channels)</c>, or with channels first <c>(batch, channels, height, width)</c>, and
/// regions of <c>(regions, 5)</c>: a row <c>image, x1, y1, x2, y2</c> for each.
/// </para>
/// <para>
/// Output: <c>(regions, height, width, channels)</c> or <c>(regions, channels, height, width)</c>, with height and
/// width of the output size.
/// </para>
/// <para>
/// Coordinates are scaled and rounded, and both ends belong to the region. A bin with a NaN gives NaN, and a bin
/// outside the image 0.
/// </para>
/// <para>ONNX <c>MaxRoiPool</c>, torchvision <c>RoIPool</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
/// Tensor&lt;float&gt; rois = Tensor.Create&lt;float&gt;([0, 1, 0, 2, 1], [1, 5]);
/// new RoiMaxPooling2D(outputSize: 1).Forward(x, rois); // 6, shape (1, 1, 1, 1)
/// </code>
/// </example>
public sealed partial class RoiMaxPooling2D
{
    /// <summary>Creates the layer.</summary>
    /// <param name="outputSize">The number of bins along height and width, at least 1.</param>
    /// <param name="spatialScale">The factor from the regions' coordinates to those of the input.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="outputSize"/> is less than 1, <paramref name="spatialScale"/> is not a finite number larger than
    /// 0, or there is no such <paramref name="dataFormat"/>.
    /// </exception>
    public RoiMaxPooling2D(
        Size2D outputSize, double spatialScale = 1, DataFormat dataFormat = DataFormat.ChannelsLast)
    {
        RegionPlan.CheckSettings(outputSize, spatialScale);
        Shape.CheckDataFormat(dataFormat);
        OutputSize = outputSize;
        SpatialScale = spatialScale;
        DataFormat = dataFormat;
    }

    /// <summary>The number of bins along height and width.</summary>
    public Size2D OutputSize { get; }

    /// <summary>The factor from the regions' coordinates to those of the input.</summary>
    public double SpatialScale { get; }

    /// <summary>Where tensors have their channels.</summary>
    public DataFormat DataFormat { get; }

    /// <summary>The shape of the result, without running the layer.</summary>
    /// <param name="inputShape">The lengths of all axes of the input.</param>
    /// <param name="regions">The number of regions.</param>
    /// <returns>The lengths of all axes of the result.</returns>
    /// <exception cref="ArgumentException"><paramref name="inputShape"/> is not a batch of images.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="regions"/> is negative.</exception>
    public nint[] ComputeOutputShape(ReadOnlySpan<nint> inputShape, nint regions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(regions);
        return OutputShape(inputShape, regions, nameof(inputShape));
    }

    /// <summary>Pools every region.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="input">The images.</param>
    /// <param name="rois">
    /// The regions, of shape <c>(regions, 5)</c>: a row <c>image, x1, y1, x2, y2</c> for each.
    /// </param>
    /// <returns>A new tensor of the shape that <see cref="ComputeOutputShape"/> gives.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> is not a batch of images; or <paramref name="rois"/> has another shape, an image that
    /// the batch does not have, or a coordinate that is NaN, infinite or farther away than an <see cref="int"/> counts.
    /// </exception>
    public Tensor<T> Forward<T>(Tensor<T> input, Tensor<T> rois)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(rois);
        RegionPlan.CheckRegions<T>(rois, RoiMaxRegions<T>.ColumnCount, RoiMaxRegions<T>.Columns, SpatialScale);
        Tensor<T> output = Shape.NewTensor<T>(
            OutputShape(input.Lengths, rois.Lengths[0], nameof(input)));
        Pool.RoiMax(
            input.AsReadOnlyTensorSpan(),
            rois.AsReadOnlyTensorSpan(),
            OutputSize,
            DataFormat,
            output.AsTensorSpan(),
            SpatialScale);
        return output;
    }

    /// <summary>The gradient of the layer with respect to the images.</summary>
    /// <remarks>Each bin's gradient goes to the element that gave its output, the first of equal ones.</remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="input">The images of the forward pass.</param>
    /// <param name="rois">The regions of the forward pass.</param>
    /// <param name="gradOutput">The gradient with respect to the result, of the result's shape.</param>
    /// <returns>A new tensor of the input's shape.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> or <paramref name="rois"/> is wrong, as for the forward pass, or
    /// <paramref name="gradOutput"/> has another shape than the result.
    /// </exception>
    public Tensor<T> Backward<T>(Tensor<T> input, Tensor<T> rois, Tensor<T> gradOutput)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(rois);
        ArgumentNullException.ThrowIfNull(gradOutput);
        Tensor<T> gradInput = Shape.NewTensor<T>(input.Lengths);
        Pool.RoiMaxBackward(
            input.AsReadOnlyTensorSpan(),
            rois.AsReadOnlyTensorSpan(),
            gradOutput.AsReadOnlyTensorSpan(),
            OutputSize,
            DataFormat,
            gradInput.AsTensorSpan(),
            SpatialScale);
        return gradInput;
    }

    /// <summary>The layer and its settings.</summary>
    /// <returns>Text such as <c>RoiMaxPooling2D(outputSize: 7x7, spatialScale: 0.0625, channels last)</c>.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"RoiMaxPooling2D(outputSize: {OutputSize}, spatialScale: {SpatialScale}, {(DataFormat == DataFormat.ChannelsLast ? "channels last" : "channels first")})");

    private nint[] OutputShape(ReadOnlySpan<nint> inputShape, nint regions, string argument)
    {
        nint[] outputShape = new nint[inputShape.Length];
        RegionPlan.OutputShape(inputShape, regions, OutputSize, DataFormat, argument, outputShape);
        return outputShape;
    }
}
