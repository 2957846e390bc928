namespace Pooling;

/// <summary>The average of every channel, for volumes, such as video.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, depth, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, depth, height, width)</c>.
/// </para>
/// <para>
/// Output: <c>(batch, channels)</c>; with <c>keepDims</c> <c>(batch, 1, 1, 1, channels)</c>, or <c>(batch, channels, 1, 1, 1)</c>
/// with channels first.
/// </para>
/// <para>Averages of integers are truncated toward zero.</para>
/// <para>
/// Keras <c>GlobalAveragePooling3D</c>, PyTorch <c>AdaptiveAvgPool3d(1)</c>, ONNX <c>GlobalAveragePool</c>.
/// </para>
/// </remarks>
public sealed class GlobalAveragePooling3D : AveragePoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="keepDims">Whether the result keeps the spatial axes, with length 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="dataFormat"/>.</exception>
    public GlobalAveragePooling3D(
        DataFormat dataFormat = DataFormat.ChannelsLast,
        bool keepDims = false)
        : this(PoolingWindow.Global(3, keepDims), dataFormat)
    {
    }

    internal GlobalAveragePooling3D(GlobalWindow window, DataFormat dataFormat)
        : base(window, dataFormat, countIncludePad: false, divisorOverride: null)
    {
    }
}
