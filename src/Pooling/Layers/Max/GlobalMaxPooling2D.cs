namespace Pooling;

/// <summary>The largest element of every channel, for images.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, height, width)</c>.
/// </para>
/// <para>
/// Output: <c>(batch, channels)</c>; with <c>keepDims</c> <c>(batch, 1, 1, channels)</c>, or <c>(batch, channels, 1, 1)</c>
/// with channels first.
/// </para>
/// <para>A channel with a NaN gives NaN unless <c>nanPolicy</c> passes it over, and +0 is larger than -0.</para>
/// <para>Keras <c>GlobalMaxPooling2D</c>, PyTorch <c>AdaptiveMaxPool2d(1)</c>, ONNX <c>GlobalMaxPool</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2]);
/// new GlobalMaxPooling2D().Forward(x); // 7 8, shape (1, 2)
/// </code>
/// </example>
public sealed class GlobalMaxPooling2D : MaxPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="keepDims">Whether the result keeps the spatial axes, with length 1.</param>
    /// <param name="nanPolicy">What a NaN does.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public GlobalMaxPooling2D(
        DataFormat dataFormat = DataFormat.ChannelsLast,
        bool keepDims = false,
        NaNPolicy nanPolicy = NaNPolicy.Propagate)
        : this(PoolingWindow.Global(2, keepDims), dataFormat, nanPolicy)
    {
    }

    internal GlobalMaxPooling2D(GlobalWindow window, DataFormat dataFormat, NaNPolicy nanPolicy)
        : base(window, dataFormat, nanPolicy)
    {
    }
}
