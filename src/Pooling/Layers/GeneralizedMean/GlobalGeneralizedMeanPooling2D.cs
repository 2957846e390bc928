namespace Pooling;

/// <summary>The generalized mean of every channel, for images.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, height, width)</c>.
/// </para>
/// <para>
/// Output: <c>(batch, channels)</c>; with <c>keepDims</c> <c>(batch, 1, 1, channels)</c>, or <c>(batch, channels, 1, 1)</c>
/// with channels first.
/// </para>
/// <para>
/// <c>(mean of max(x, epsilon)^p)^(1/p)</c>: the average for <c>p</c> = 1, and ever closer to the max as <c>p</c>
/// grows.
/// </para>
/// <para>Radenovic, Tolias and Chum 2018, "Fine-tuning CNN Image Retrieval with No Human Annotation" ("GeM").</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 7, 5, 5], [1, 2, 2, 1]);
/// new GlobalGeneralizedMeanPooling2D(p: 2).Forward(x); // 5, shape (1, 1)
/// </code>
/// </example>
public sealed class GlobalGeneralizedMeanPooling2D : GeneralizedMeanPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="p">The power, finite and not 0.</param>
    /// <param name="epsilon">What smaller elements are raised to, larger than 0 and finite.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="keepDims">Whether the result keeps the spatial axes, with length 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public GlobalGeneralizedMeanPooling2D(
        double p = 3,
        double epsilon = 1e-6,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        bool keepDims = false)
        : this(PoolingWindow.Global(2, keepDims), dataFormat, p, epsilon)
    {
    }

    internal GlobalGeneralizedMeanPooling2D(GlobalWindow window, DataFormat dataFormat, double p, double epsilon)
        : base(window, dataFormat, p, epsilon)
    {
    }
}
