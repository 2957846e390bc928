namespace Pooling;

/// <summary>The Lp norm of every channel, for volumes, such as video.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, depth, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, depth, height, width)</c>.
/// </para>
/// <para>
/// Output: <c>(batch, channels)</c>; with <c>keepDims</c> <c>(batch, 1, 1, 1, channels)</c>, or <c>(batch, channels, 1, 1, 1)</c>
/// with channels first.
/// </para>
/// <para><see cref="LpRule"/> has the two definitions.</para>
/// <para>ONNX <c>GlobalLpPool</c>.</para>
/// </remarks>
public sealed class GlobalLpPooling3D : LpPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="p">The power, larger than 0 and finite.</param>
    /// <param name="rule">Which of the two definitions.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="keepDims">Whether the result keeps the spatial axes, with length 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public GlobalLpPooling3D(
        double p = 2,
        LpRule rule = LpRule.Onnx,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        bool keepDims = false)
        : this(PoolingWindow.Global(3, keepDims), dataFormat, p, rule)
    {
    }

    internal GlobalLpPooling3D(GlobalWindow window, DataFormat dataFormat, double p, LpRule rule)
        : base(window, dataFormat, p, rule)
    {
    }
}
