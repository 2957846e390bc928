namespace Pooling;

/// <summary>
/// The average of every window, of an input of any size into an output of a given size, for images.
/// </summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, height, width)</c>.
/// </para>
/// <para>Output: the same shape with the spatial lengths replaced by <c>outputSize</c>.</para>
/// <para>
/// Of <c>o</c> outputs along an axis of length <c>n</c>, the <c>i</c>-th covers the elements from <c>floor(i * n / o)</c> up
/// to but without <c>ceil((i + 1) * n / o)</c>.
/// </para>
/// <para>Averages of integers are truncated toward zero.</para>
/// <para>Keras <c>AdaptiveAveragePooling2D</c>, PyTorch <c>AdaptiveAvgPool2d</c>.</para>
/// </remarks>
public sealed class AdaptiveAveragePooling2D : AveragePoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="outputSize">
    /// The number of outputs along height and width, at least 1, or <see cref="AdaptiveWindow.SameAsInput"/>.
    /// </param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="outputSize"/> is less than 1, or another argument is out of range.
    /// </exception>
    public AdaptiveAveragePooling2D(
        Size2D outputSize,
        DataFormat dataFormat = DataFormat.ChannelsLast)
        : this(PoolingWindow.Adaptive(outputSize.Height, outputSize.Width), dataFormat)
    {
    }

    internal AdaptiveAveragePooling2D(AdaptiveWindow window, DataFormat dataFormat)
        : base(window, dataFormat, countIncludePad: false, divisorOverride: null)
    {
    }
}
