namespace Pooling;

/// <summary>
/// The largest element of every window, of an input of any size into an output of a given size, for sequences, such
/// as signals and text.
/// </summary>
/// <remarks>
/// <para>Input: <c>(batch, steps, channels)</c>, or with channels first <c>(batch, channels, steps)</c>.</para>
/// <para>Output: the same shape with the spatial lengths replaced by <c>outputSize</c>.</para>
/// <para>
/// Of <c>o</c> outputs along an axis of length <c>n</c>, the <c>i</c>-th covers the elements from <c>floor(i * n / o)</c> up
/// to but without <c>ceil((i + 1) * n / o)</c>.
/// </para>
/// <para>A window with a NaN gives NaN unless <c>nanPolicy</c> passes it over, and +0 is larger than -0.</para>
/// <para>Keras <c>AdaptiveMaxPooling1D</c>, PyTorch <c>AdaptiveMaxPool1d</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2, 3, 4, 5], [1, 5, 1]);
/// new AdaptiveMaxPooling1D(outputSize: 3).Forward(x); // 2 4 5, shape (1, 3, 1)
/// </code>
/// </example>
public sealed class AdaptiveMaxPooling1D : MaxPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="outputSize">The number of outputs, at least 1, or <see cref="AdaptiveWindow.SameAsInput"/>.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="nanPolicy">What a NaN does.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="outputSize"/> is less than 1, or another argument is out of range.
    /// </exception>
    public AdaptiveMaxPooling1D(
        int outputSize,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        NaNPolicy nanPolicy = NaNPolicy.Propagate)
        : this(PoolingWindow.Adaptive(outputSize), dataFormat, nanPolicy)
    {
    }

    internal AdaptiveMaxPooling1D(AdaptiveWindow window, DataFormat dataFormat, NaNPolicy nanPolicy)
        : base(window, dataFormat, nanPolicy)
    {
    }
}
