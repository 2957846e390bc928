using System.Numerics.Tensors;

namespace Pooling;

/// <summary>The average of every window, for temporal data such as sequences.</summary>
/// <remarks>
/// <para>Input: <c>(batch, steps, channels)</c>, or with channels first <c>(batch, channels, steps)</c>.</para>
/// <para>
/// Output: the same shape with every spatial length <c>n</c> replaced by <c>floor((n - poolSize) / strides) + 1</c>
/// with padding valid, and by <c>ceil(n / strides)</c> with padding same.
/// </para>
/// <para>Padding is not counted. Averages of integers are truncated toward zero.</para>
/// <para>Keras <c>AveragePooling1D</c>, PyTorch <c>AvgPool1d</c>, ONNX <c>AveragePool</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2, 3, 4, 5], [1, 5, 1]);
/// new AveragePooling1D(poolSize: 2, strides: 1).Forward(x); // 1.5 2.5 3.5 4.5, shape (1, 4, 1)
/// </code>
/// </example>
public sealed class AveragePooling1D : WindowPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="poolSize">The size of the window, at least 1.</param>
    /// <param name="strides">How far apart windows start, at least 1; <paramref name="poolSize"/> if null.</param>
    /// <param name="padding">Whether windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="poolSize"/> or <paramref name="strides"/> is less than 1, or there is no such
    /// <paramref name="dataFormat"/>.
    /// </exception>
    public AveragePooling1D(
        int poolSize = 2,
        int? strides = null,
        Padding padding = default,
        DataFormat dataFormat = DataFormat.ChannelsLast)
        : base(PoolingWindow.Create1D(poolSize, strides, padding), dataFormat)
    {
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination) =>
        Pool.Average(input, Window, DataFormat, destination);
}
