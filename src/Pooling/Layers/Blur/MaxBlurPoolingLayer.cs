using System.Numerics.Tensors;
using System.Text.Json;

namespace Pooling;

/// <summary>
/// A layer that takes the max over every place of a window and blurs that before it subsamples, such as
/// <see cref="MaxBlurPooling2D"/>.
/// </summary>
public abstract class MaxBlurPoolingLayer : PoolingLayer
{
    private readonly int[] _strides;
    private readonly BlurFilter _filter;

    private protected MaxBlurPoolingLayer(
        SlidingWindow window, int[] strides, int filterSize, BlurPadding blurPadding, DataFormat dataFormat)
        : base(window.Rank, dataFormat)
    {
        BlurFilter.CheckStrides(strides);
        _filter = new BlurFilter(filterSize, blurPadding, nameof(blurPadding));
        _strides = strides;
        Window = window;
        FilterSize = filterSize;
        BlurPadding = blurPadding;
    }

    /// <summary>The window of the max, which moves by one element at a time.</summary>
    public SlidingWindow Window { get; }

    /// <summary>How far apart the outputs are along each spatial axis.</summary>
    public ReadOnlySpan<int> Strides => _strides;

    /// <summary>The length of the filter, from 1 (no blur) to 7.</summary>
    public int FilterSize { get; }

    /// <summary>What the filter finds past the edges.</summary>
    public BlurPadding BlurPadding { get; }

    /// <summary>The layer and its settings.</summary>
    /// <returns>
    /// Text such as
    /// <c>MaxBlurPooling2D(poolSize: 2x2, strides: 2x2, filterSize: 4, padding: valid, blurPadding: reflect, channels last)</c>.
    /// </returns>
    public override string ToString() => FormattableString.Invariant(
        $"{GetType().Name}(poolSize: {PoolingWindow.Text(Window.PoolSize)}, strides: {PoolingWindow.Text(_strides)}, filterSize: {FilterSize}, padding: {Window.Padding}, blurPadding: {BlurFilter.PaddingText(BlurPadding)}, {DataFormatText})");

    private protected override nint[] OutputShape(ReadOnlySpan<nint> inputShape, string argument)
    {
        nint[] outputShape = new nint[inputShape.Length];
        _filter.OutputShape(
            Window.OutputShape(inputShape, DataFormat, argument), _strides, DataFormat, argument, outputShape);
        return outputShape;
    }

    private protected override void WriteConfig(Utf8JsonWriter config)
    {
        config.WriteNumbers("pool_size", Window.PoolSize);
        config.WritePadding(Window.Padding, Rank);
        config.WriteNumbers("strides", Strides);
        config.WriteNumber("filter_size", FilterSize);
        config.WriteName("blur_padding", SettingNames.BlurPaddings, BlurPadding);
        config.WriteName("data_format", SettingNames.DataFormats, DataFormat);
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
    {
        Tensor<T> largest = EmptyMax(input);
        Pool.Max(input, Window, DataFormat, largest.AsTensorSpan());
        Pool.Blur(largest.AsReadOnlyTensorSpan(), FilterSize, _strides, DataFormat, destination, BlurPadding);
    }

    private protected override void RunBackward<T>(
        in ReadOnlyTensorSpan<T> input, in ReadOnlyTensorSpan<T> gradOutput, in TensorSpan<T> gradInput)
    {
        Tensor<T> gradMax = EmptyMax(input);
        Pool.BlurBackward(gradOutput, FilterSize, _strides, DataFormat, gradMax.AsTensorSpan(), BlurPadding);
        Pool.MaxBackward(input, gradMax.AsReadOnlyTensorSpan(), Window, DataFormat, gradInput);
    }

    /// <summary>Memory for what the max gives.</summary>
    private Tensor<T> EmptyMax<T>(in ReadOnlyTensorSpan<T> input) =>
        Shape.NewTensor<T>(Window.OutputShape(input.Lengths, DataFormat, nameof(input)));
}
