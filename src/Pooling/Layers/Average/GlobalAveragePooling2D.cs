namespace Pooling;

/// <summary>The average of every channel, for images.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, height, width)</c>.
/// </para>
/// <para>
/// Output: <c>(batch, channels)</c>; with <c>keepDims</c> <c>(batch, 1, 1, channels)</c>, or <c>(batch, channels, 1, 1)</c>
/// with channels first.
/// </para>
/// <para>Averages of integers are truncated toward zero.</para>
/// <para>
/// Keras <c>GlobalAveragePooling2D</c>, PyTorch <c>AdaptiveAvgPool2d(1)</c>, ONNX <c>GlobalAveragePool</c>.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2]);
/// new GlobalAveragePooling2D().Forward(x); // 4 5, shape (1, 2)
/// </code>
/// </example>
public sealed class GlobalAveragePooling2D : AveragePoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="keepDims">Whether the result keeps the spatial axes, with length 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="dataFormat"/>.</exception>
    public GlobalAveragePooling2D(
        DataFormat dataFormat = DataFormat.ChannelsLast,
        bool keepDims = false)
        : this(PoolingWindow.Global(2, keepDims), dataFormat)
    {
    }

    internal GlobalAveragePooling2D(GlobalWindow window, DataFormat dataFormat)
        : base(window, dataFormat, countIncludePad: false, divisorOverride: null)
    {
    }
}
