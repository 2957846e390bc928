namespace Pooling;

/// <summary>The generalized mean of every window, for images.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, height, width)</c>.
/// </para>
/// <para>
/// Output: the same shape with every spatial length <c>n</c> replaced by <c>floor((n - poolSize) / strides) + 1</c> with
/// padding valid, and by <c>ceil(n / strides)</c> with padding same; <see cref="SlidingWindow"/> has the rule with explicit
/// padding, dilation and ceil mode.
/// </para>
/// <para>
/// <c>(mean of max(x, epsilon)^p)^(1/p)</c>: the average for <c>p</c> = 1, and ever closer to the max as <c>p</c>
/// grows. Padding counts only if it holds zeros.
/// </para>
/// <para>
/// Radenovic, Tolias and Chum 2018, "GeM", there over all of the input: <see cref="GlobalGeneralizedMeanPooling2D"/>.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 7, 5, 5], [1, 2, 2, 1]);
/// new GeneralizedMeanPooling2D(poolSize: 2, p: 2).Forward(x); // 5, shape (1, 1, 1, 1)
/// </code>
/// </example>
public sealed class GeneralizedMeanPooling2D : GeneralizedMeanPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="poolSize">The size of the window along height and width, at least 1; 2 if null.</param>
    /// <param name="strides">How far apart windows start, at least 1; <paramref name="poolSize"/> if null.</param>
    /// <param name="padding">How far windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="p">The power, finite and not 0.</param>
    /// <param name="epsilon">What smaller elements are raised to, larger than 0 and finite.</param>
    /// <param name="dilation">The distance between neighboring elements of the window, at least 1; 1 if null.</param>
    /// <param name="ceilMode">Whether a last window that reaches past the end counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="poolSize"/>, <paramref name="strides"/> or <paramref name="dilation"/> is less than 1, or another
    /// argument is out of range.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="padding"/> is for another number of axes.</exception>
    /// <exception cref="OverflowException">The window spans more positions than can be counted.</exception>
    public GeneralizedMeanPooling2D(
        Size2D? poolSize = null,
        Size2D? strides = null,
        Padding padding = default,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        double p = 3,
        double epsilon = 1e-6,
        Size2D? dilation = null,
        bool ceilMode = false)
        : this(PoolingWindow.Create2D(poolSize ?? 2, strides, padding, dilation, ceilMode), dataFormat, p, epsilon)
    {
    }

    internal GeneralizedMeanPooling2D(SlidingWindow window, DataFormat dataFormat, double p, double epsilon)
        : base(window, dataFormat, p, epsilon)
    {
    }
}
