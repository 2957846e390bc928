using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// Samples between the elements of every region of interest, averaged or reduced to the largest in each bin: a small
/// image of fixed size for each region.
/// </summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, height, width, channels)</c>, or with channels first <c>(batch, channels, height, width)</c>,
/// regions of <c>(regions, 4)</c>: a row <c>x1, y1, x2, y2</c> for each, and the image of each region.
/// </para>
/// <para>
/// Output: <c>(regions, height, width, channels)</c> or <c>(regions, channels, height, width)</c>, with height and
/// width of the output size.
/// </para>
/// <para>Coordinates are not rounded. A sample with a NaN gives NaN, and one far outside the image 0.</para>
/// <para>ONNX <c>RoiAlign</c>, torchvision <c>RoIAlign</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
/// Tensor&lt;float&gt; rois = Tensor.Create&lt;float&gt;([0.5f, 0.5f, 2.5f, 2.5f], [1, 4]);
/// new RoiAlign2D(outputSize: 2, samplingRatio: 1).Forward(x, rois, Tensor.Create&lt;long&gt;([0], [1])); // 3 4 / 6 7
/// </code>
/// </example>
public sealed partial class RoiAlign2D
{
    private readonly RoiAlignSettings _settings;

    /// <summary>Creates the layer.</summary>
    /// <param name="outputSize">The number of bins along height and width, at least 1.</param>
    /// <param name="mode">What the samples of a bin become.</param>
    /// <param name="coordinates">Where the coordinates of a region have their elements.</param>
    /// <param name="samplingRatio">
    /// The number of samples in a bin along each axis; 0 for as many as the bin has elements, rounded up.
    /// </param>
    /// <param name="spatialScale">The factor from the regions' coordinates to those of the input.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="outputSize"/> is less than 1, <paramref name="samplingRatio"/> is negative,
    /// <paramref name="spatialScale"/> is not a finite number larger than 0, or there is no such
    /// <paramref name="mode"/>, <paramref name="coordinates"/> or <paramref name="dataFormat"/>.
    /// </exception>
    public RoiAlign2D(
        Size2D outputSize,
        RoiAlignMode mode = RoiAlignMode.Average,
        RoiCoordinates coordinates = RoiCoordinates.HalfPixel,
        int samplingRatio = 0,
        double spatialScale = 1,
        DataFormat dataFormat = DataFormat.ChannelsLast)
    {
        _settings = RoiAlignSettings.Create(outputSize, mode, coordinates, samplingRatio, spatialScale);
        Shape.CheckDataFormat(dataFormat);
        DataFormat = dataFormat;
    }

    /// <summary>The number of bins along height and width.</summary>
    public Size2D OutputSize => _settings.OutputSize;

    /// <summary>What the samples of a bin become.</summary>
    public RoiAlignMode Mode => _settings.Mode;

    /// <summary>Where the coordinates of a region have their elements.</summary>
    public RoiCoordinates Coordinates => _settings.Coordinates;

    /// <summary>
    /// The number of samples in a bin along each axis; 0 for as many as the bin has elements, rounded up.
    /// </summary>
    public int SamplingRatio => _settings.SamplingRatio;

    /// <summary>The factor from the regions' coordinates to those of the input.</summary>
    public double SpatialScale => _settings.SpatialScale;

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
    /// <param name="rois">The regions, of shape <c>(regions, 4)</c>: a row <c>x1, y1, x2, y2</c> for each.</param>
    /// <param name="batchIndices">The image that each region lies in, of shape <c>(regions,)</c>.</param>
    /// <returns>A new tensor of the shape that <see cref="ComputeOutputShape"/> gives.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> is not a batch of images; <paramref name="rois"/> has another shape, a coordinate that
    /// is NaN, infinite or farther away than an <see cref="int"/> counts, or more samples in a bin than fit in an
    /// array; or <paramref name="batchIndices"/> has another shape or an image that the batch does not have.
    /// </exception>
    public Tensor<T> Forward<T>(Tensor<T> input, Tensor<T> rois, Tensor<long> batchIndices)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(rois);
        ArgumentNullException.ThrowIfNull(batchIndices);
        RegionPlan.CheckRegions<T>(rois, RoiAlignRegions<T>.ColumnCount, RoiAlignRegions<T>.Columns, SpatialScale);
        Tensor<T> output = Shape.NewTensor<T>(
            OutputShape(input.Lengths, rois.Lengths[0], nameof(input)));
        Pool.RoiAlign(
            input.AsReadOnlyTensorSpan(),
            rois.AsReadOnlyTensorSpan(),
            batchIndices.AsReadOnlyTensorSpan(),
            OutputSize,
            DataFormat,
            output.AsTensorSpan(),
            Mode,
            Coordinates,
            SamplingRatio,
            SpatialScale);
        return output;
    }

    /// <summary>The gradient of the layer with respect to the images.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="input">The images of the forward pass.</param>
    /// <param name="rois">The regions of the forward pass.</param>
    /// <param name="batchIndices">The image that each region lies in.</param>
    /// <param name="gradOutput">The gradient with respect to the result, of the result's shape.</param>
    /// <returns>A new tensor of the input's shape.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/>, <paramref name="rois"/> or <paramref name="batchIndices"/> is wrong, as for the
    /// forward pass, or <paramref name="gradOutput"/> has another shape than the result.
    /// </exception>
    public Tensor<T> Backward<T>(Tensor<T> input, Tensor<T> rois, Tensor<long> batchIndices, Tensor<T> gradOutput)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(rois);
        ArgumentNullException.ThrowIfNull(batchIndices);
        ArgumentNullException.ThrowIfNull(gradOutput);
        Tensor<T> gradInput = Shape.NewTensor<T>(input.Lengths);
        Pool.RoiAlignBackward(
            input.AsReadOnlyTensorSpan(),
            rois.AsReadOnlyTensorSpan(),
            batchIndices.AsReadOnlyTensorSpan(),
            gradOutput.AsReadOnlyTensorSpan(),
            OutputSize,
            DataFormat,
            gradInput.AsTensorSpan(),
            Mode,
            Coordinates,
            SamplingRatio,
            SpatialScale);
        return gradInput;
    }

    /// <summary>The layer and its settings.</summary>
    /// <returns>
    /// Text such as
    /// <c>RoiAlign2D(outputSize: 7x7, mode: Average, coordinates: HalfPixel, samplingRatio: 0, spatialScale: 1, channels last)</c>.
    /// </returns>
    public override string ToString() => FormattableString.Invariant(
        $"RoiAlign2D(outputSize: {OutputSize}, mode: {Mode}, coordinates: {Coordinates}, samplingRatio: {SamplingRatio}, spatialScale: {SpatialScale}, {(DataFormat == DataFormat.ChannelsLast ? "channels last" : "channels first")})");

    private nint[] OutputShape(ReadOnlySpan<nint> inputShape, nint regions, string argument)
    {
        nint[] outputShape = new nint[inputShape.Length];
        RegionPlan.OutputShape(inputShape, regions, OutputSize, DataFormat, argument, outputShape);
        return outputShape;
    }
}
