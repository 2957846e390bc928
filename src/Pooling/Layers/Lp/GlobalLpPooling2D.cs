namespace Pooling;

/// <summary>The Lp norm of every channel, for images.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, height, width)</c>.
/// </para>
/// <para>
/// Output: <c>(batch, channels)</c>; with <c>keepDims</c> <c>(batch, 1, 1, channels)</c>, or <c>(batch, channels, 1, 1)</c>
/// with channels first.
/// </para>
/// <para><see cref="LpRule"/> has the two definitions.</para>
/// <para>ONNX <c>GlobalLpPool</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([3, 4, 0, 0], [1, 2, 2, 1]);
/// new GlobalLpPooling2D(p: 2).Forward(x); // 5, shape (1, 1)
/// </code>
/// </example>
public sealed class GlobalLpPooling2D : LpPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="p">The power, larger than 0 and finite.</param>
    /// <param name="rule">Which of the two definitions.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="keepDims">Whether the result keeps the spatial axes, with length 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public GlobalLpPooling2D(
        double p = 2,
        LpRule rule = LpRule.Onnx,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        bool keepDims = false)
        : this(PoolingWindow.Global(2, keepDims), dataFormat, p, rule)
    {
    }

    internal GlobalLpPooling2D(GlobalWindow window, DataFormat dataFormat, double p, LpRule rule)
        : base(window, dataFormat, p, rule)
    {
    }
}
