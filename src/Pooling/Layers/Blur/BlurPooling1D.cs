namespace Pooling;

/// <summary>A blur before subsampling, for sequences.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, width, channels)</c>, or with channels first <c>(batch, channels, width)</c>.
/// </para>
/// <para>Output: the same shape with every spatial length <c>n</c> replaced by <c>ceil(n / strides)</c>.</para>
/// <para>
/// The filter is binomial, such as [1 3 3 1] / 8. Sums are kept in double; a NaN reaches only the outputs whose filter
/// touches it.
/// </para>
/// <para>R. Zhang, "Making Convolutional Networks Shift-Invariant Again" (2019), <c>BlurPool</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([0, 0, 8, 0, 0], [1, 5, 1]);
/// new BlurPooling1D(strides: 2, filterSize: 3).Forward(x); // 0 4 0, shape (1, 3, 1)
/// </code>
/// </example>
public sealed class BlurPooling1D : BlurPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="strides">How far apart the outputs are, at least 1; 2 by default.</param>
    /// <param name="filterSize">The length of the filter, from 1 (no blur) to 7.</param>
    /// <param name="padding">What the filter finds past the edges; by default the input reflected.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="strides"/> is less than 1, <paramref name="filterSize"/> is not from 1 to 7, or there is no such
    /// <paramref name="padding"/> or <paramref name="dataFormat"/>.
    /// </exception>
    public BlurPooling1D(
        int strides = 2,
        int filterSize = 4,
        BlurPadding padding = BlurPadding.Reflect,
        DataFormat dataFormat = DataFormat.ChannelsLast)
        : this([strides], filterSize, padding, dataFormat)
    {
    }

    internal BlurPooling1D(int[] strides, int filterSize, BlurPadding padding, DataFormat dataFormat)
        : base(strides, filterSize, padding, dataFormat)
    {
    }
}
