using System.Numerics.Tensors;

namespace Pooling;

/// <summary>The largest element of every window, for volumes and video.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, depth, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, depth, height, width)</c>.
/// </para>
/// <para>
/// Output: the same shape with every spatial length <c>n</c> replaced by <c>floor((n - poolSize) / strides) + 1</c>
/// with padding valid, and by <c>ceil(n / strides)</c> with padding same.
/// </para>
/// <para>A window with a NaN gives NaN, +0 is larger than -0, and padding never wins.</para>
/// <para>Keras <c>MaxPooling3D</c>, PyTorch <c>MaxPool3d</c>, ONNX <c>MaxPool</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2, 1]);
/// new MaxPooling3D(poolSize: 2).Forward(x); // 8, shape (1, 1, 1, 1, 1)
/// </code>
/// </example>
public sealed class MaxPooling3D : WindowPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="poolSize">The size of the window along depth, height and width, at least 1; 2 if null.</param>
    /// <param name="strides">How far apart windows start, at least 1; <paramref name="poolSize"/> if null.</param>
    /// <param name="padding">Whether windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="poolSize"/> or <paramref name="strides"/> is less than 1, or there is no such
    /// <paramref name="dataFormat"/>.
    /// </exception>
    public MaxPooling3D(
        Size3D? poolSize = null,
        Size3D? strides = null,
        Padding padding = default,
        DataFormat dataFormat = DataFormat.ChannelsLast)
        : base(PoolingWindow.Create3D(poolSize ?? 2, strides, padding), dataFormat)
    {
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination) =>
        Pool.Max(input, Window, DataFormat, destination);
}
