namespace Pooling;

/// <summary>
/// The average of every window, of an input of any size into an output of a given size, for volumes, such as video.
/// </summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, depth, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, depth, height, width)</c>.
/// </para>
/// <para>Output: the same shape with the spatial lengths replaced by <c>outputSize</c>.</para>
/// <para>
/// Of <c>o</c> outputs along an axis of length <c>n</c>, the <c>i</c>-th covers the elements from <c>floor(i * n / o)</c> up
/// to but without <c>ceil((i + 1) * n / o)</c>.
/// </para>
/// <para>Averages of integers are truncated toward zero.</para>
/// <para>Keras <c>AdaptiveAveragePooling3D</c>, PyTorch <c>AdaptiveAvgPool3d</c>.</para>
/// </remarks>
public sealed class AdaptiveAveragePooling3D : AveragePoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="outputSize">
    /// The number of outputs along depth, height and width, at least 1, or <see cref="AdaptiveWindow.SameAsInput"/>.
    /// </param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="outputSize"/> is less than 1, or another argument is out of range.
    /// </exception>
    public AdaptiveAveragePooling3D(
        Size3D outputSize,
        DataFormat dataFormat = DataFormat.ChannelsLast)
        : this(PoolingWindow.Adaptive(outputSize.Depth, outputSize.Height, outputSize.Width), dataFormat)
    {
    }

    internal AdaptiveAveragePooling3D(AdaptiveWindow window, DataFormat dataFormat)
        : base(window, dataFormat, countIncludePad: false, divisorOverride: null)
    {
    }
}
