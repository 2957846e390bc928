namespace Pooling;

/// <summary>A max over every place of a window, blurred before subsampling, for sequences.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, width, channels)</c>, or with channels first <c>(batch, channels, width)</c>.
/// </para>
/// <para>
/// Output: the same shape with every spatial length <c>n</c> replaced by <c>ceil((n - poolSize + 1) / strides)</c>, and
/// by <c>ceil(n / strides)</c> with padding same.
/// </para>
/// <para>
/// It is <see cref="MaxPooling1D"/> with strides 1 followed by <see cref="BlurPooling1D"/>, and keeps the rules of
/// both.
/// </para>
/// <para>R. Zhang, "Making Convolutional Networks Shift-Invariant Again" (2019), <c>MaxBlurPool</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([0, 0, 0, 8, 0, 0], [1, 6, 1]);
/// new MaxBlurPooling1D(filterSize: 3).Forward(x); // 0 6 4, shape (1, 3, 1)
/// </code>
/// </example>
public sealed class MaxBlurPooling1D : MaxBlurPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="poolSize">How many elements the window of the max spans, at least 1.</param>
    /// <param name="strides">How far apart the outputs are, at least 1.</param>
    /// <param name="filterSize">The length of the filter, from 1 (no blur) to 7.</param>
    /// <param name="padding">
    /// How far windows of the max may reach past the edges; <see cref="Padding.Valid"/> by default.
    /// </param>
    /// <param name="blurPadding">What the filter finds past the edges; by default the max reflected.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="poolSize"/> or <paramref name="strides"/> is less than 1, <paramref name="filterSize"/> is not
    /// from 1 to 7, or there is no such <paramref name="blurPadding"/> or <paramref name="dataFormat"/>.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="padding"/> is for another number of axes.</exception>
    public MaxBlurPooling1D(
        int poolSize = 2,
        int strides = 2,
        int filterSize = 4,
        Padding padding = default,
        BlurPadding blurPadding = BlurPadding.Reflect,
        DataFormat dataFormat = DataFormat.ChannelsLast)
        : this(PoolingWindow.Create1D(poolSize, 1, padding), [strides], filterSize, blurPadding, dataFormat)
    {
    }

    internal MaxBlurPooling1D(
        SlidingWindow window, int[] strides, int filterSize, BlurPadding blurPadding, DataFormat dataFormat)
        : base(window, strides, filterSize, blurPadding, dataFormat)
    {
    }
}
