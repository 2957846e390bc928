namespace Pooling;

/// <summary>The average of every channel, for sequences, such as signals and text.</summary>
/// <remarks>
/// <para>Input: <c>(batch, steps, channels)</c>, or with channels first <c>(batch, channels, steps)</c>.</para>
/// <para>
/// Output: <c>(batch, channels)</c>; with <c>keepDims</c> <c>(batch, 1, channels)</c>, or <c>(batch, channels, 1)</c>
/// with channels first.
/// </para>
/// <para>Averages of integers are truncated toward zero.</para>
/// <para>
/// Keras <c>GlobalAveragePooling1D</c>, PyTorch <c>AdaptiveAvgPool1d(1)</c>, ONNX <c>GlobalAveragePool</c>.
/// </para>
/// </remarks>
public sealed class GlobalAveragePooling1D : AveragePoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="keepDims">Whether the result keeps the spatial axes, with length 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="dataFormat"/>.</exception>
    public GlobalAveragePooling1D(
        DataFormat dataFormat = DataFormat.ChannelsLast,
        bool keepDims = false)
        : this(PoolingWindow.Global(1, keepDims), dataFormat)
    {
    }

    internal GlobalAveragePooling1D(GlobalWindow window, DataFormat dataFormat)
        : base(window, dataFormat, countIncludePad: false, divisorOverride: null)
    {
    }
}
