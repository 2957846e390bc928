namespace Pooling;

/// <summary>
/// The average of every window, of an input of any size into an output of a given size, for sequences, such as
/// signals and text.
/// </summary>
/// <remarks>
/// <para>Input: <c>(batch, steps, channels)</c>, or with channels first <c>(batch, channels, steps)</c>.</para>
/// <para>Output: the same shape with the spatial lengths replaced by <c>outputSize</c>.</para>
/// <para>
/// Of <c>o</c> outputs along an axis of length <c>n</c>, the <c>i</c>-th covers the elements from <c>floor(i * n / o)</c> up
/// to but without <c>ceil((i + 1) * n / o)</c>.
/// </para>
/// <para>Averages of integers are truncated toward zero.</para>
/// <para>Keras <c>AdaptiveAveragePooling1D</c>, PyTorch <c>AdaptiveAvgPool1d</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2, 3, 4, 5], [1, 5, 1]);
/// new AdaptiveAveragePooling1D(outputSize: 3).Forward(x); // 1.5 3 4.5, shape (1, 3, 1)
/// </code>
/// </example>
public sealed class AdaptiveAveragePooling1D : AveragePoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="outputSize">The number of outputs, at least 1, or <see cref="AdaptiveWindow.SameAsInput"/>.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="outputSize"/> is less than 1, or another argument is out of range.
    /// </exception>
    public AdaptiveAveragePooling1D(
        int outputSize,
        DataFormat dataFormat = DataFormat.ChannelsLast)
        : this(PoolingWindow.Adaptive(outputSize), dataFormat)
    {
    }

    internal AdaptiveAveragePooling1D(AdaptiveWindow window, DataFormat dataFormat)
        : base(window, dataFormat, countIncludePad: false, divisorOverride: null)
    {
    }
}
