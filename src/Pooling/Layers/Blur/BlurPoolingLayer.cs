using System.Numerics.Tensors;
using System.Text.Json;

namespace Pooling;

/// <summary>
/// A layer that blurs before it subsamples, so that a shift of the input shifts the output, such as
/// <see cref="BlurPooling2D"/>.
/// </summary>
public abstract class BlurPoolingLayer : PoolingLayer
{
    private readonly int[] _strides;
    private readonly BlurFilter _filter;

    private protected BlurPoolingLayer(int[] strides, int filterSize, BlurPadding padding, DataFormat dataFormat)
        : base(strides.Length, dataFormat)
    {
        BlurFilter.CheckStrides(strides);
        _filter = new BlurFilter(filterSize, padding);
        _strides = strides;
        FilterSize = filterSize;
        Padding = padding;
    }

    /// <summary>How far apart the outputs are along each spatial axis.</summary>
    public ReadOnlySpan<int> Strides => _strides;

    /// <summary>The length of the filter, from 1 (no blur) to 7.</summary>
    public int FilterSize { get; }

    /// <summary>What the filter finds past the edges.</summary>
    public BlurPadding Padding { get; }

    /// <summary>The layer and its settings.</summary>
    /// <returns>
    /// Text such as <c>BlurPooling2D(strides: 2x2, filterSize: 4, padding: reflect, channels last)</c>.
    /// </returns>
    public override string ToString() => FormattableString.Invariant(
        $"{GetType().Name}(strides: {PoolingWindow.Text(_strides)}, filterSize: {FilterSize}, padding: {BlurFilter.PaddingText(Padding)}, {DataFormatText})");

    private protected override nint[] OutputShape(ReadOnlySpan<nint> inputShape, string argument)
    {
        nint[] outputShape = new nint[inputShape.Length];
        _filter.OutputShape(inputShape, _strides, DataFormat, argument, outputShape);
        return outputShape;
    }

    private protected override void WriteConfig(Utf8JsonWriter config)
    {
        config.WriteNumbers("strides", Strides);
        config.WriteNumber("filter_size", FilterSize);
        config.WriteName("padding", SettingNames.BlurPaddings, Padding);
        config.WriteName("data_format", SettingNames.DataFormats, DataFormat);
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination) =>
        Pool.Blur(input, FilterSize, _strides, DataFormat, destination, Padding);

    private protected override void RunBackward<T>(
        in ReadOnlyTensorSpan<T> input, in ReadOnlyTensorSpan<T> gradOutput, in TensorSpan<T> gradInput) =>
        Pool.BlurBackward(gradOutput, FilterSize, _strides, DataFormat, gradInput, Padding);
}
