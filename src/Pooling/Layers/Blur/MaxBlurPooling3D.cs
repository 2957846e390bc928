namespace Pooling;

/// <summary>A max over every place of a window, blurred before subsampling, for volumes.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, depth, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, depth, height, width)</c>.
/// </para>
/// <para>
/// Output: the same shape with every spatial length <c>n</c> replaced by <c>ceil((n - poolSize + 1) / strides)</c>, and
/// by <c>ceil(n / strides)</c> with padding same.
/// </para>
/// <para>
/// It is <see cref="MaxPooling3D"/> with strides 1 followed by <see cref="BlurPooling3D"/>, and keeps the rules of
/// both.
/// </para>
/// <para>R. Zhang, "Making Convolutional Networks Shift-Invariant Again" (2019), <c>MaxBlurPool</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([.. Enumerable.Repeat(5f, 125)], [1, 5, 5, 5, 1]);
/// new MaxBlurPooling3D().Forward(x); // 5 5 / 5 5 / 5 5 / 5 5, shape (1, 2, 2, 2, 1)
/// </code>
/// </example>
public sealed class MaxBlurPooling3D : MaxBlurPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="poolSize">
    /// The size of the window of the max along depth, height and width, at least 1; 2 if null.
    /// </param>
    /// <param name="strides">
    /// How far apart the outputs are along depth, height and width, at least 1; 2 if null.
    /// </param>
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
    public MaxBlurPooling3D(
        Size3D? poolSize = null,
        Size3D? strides = null,
        int filterSize = 4,
        Padding padding = default,
        BlurPadding blurPadding = BlurPadding.Reflect,
        DataFormat dataFormat = DataFormat.ChannelsLast)
        : this(
            PoolingWindow.Create3D(poolSize ?? 2, 1, padding),
            strides is { } steps ? [steps.Depth, steps.Height, steps.Width] : [2, 2, 2],
            filterSize,
            blurPadding,
            dataFormat)
    {
    }

    internal MaxBlurPooling3D(
        SlidingWindow window, int[] strides, int filterSize, BlurPadding blurPadding, DataFormat dataFormat)
        : base(window, strides, filterSize, blurPadding, dataFormat)
    {
    }
}
