using System.Numerics.Tensors;

namespace Pooling;

/// <summary>The largest element of every channel, for images.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, height, width, channels)</c>, or with channels first <c>(batch, channels, height, width)</c>.
/// </para>
/// <para>
/// Output: <c>(batch, channels)</c>; with <c>keepDims</c> <c>(batch, 1, 1, channels)</c>, or
/// <c>(batch, channels, 1, 1)</c> with channels first.
/// </para>
/// <para>A channel with a NaN gives NaN, and +0 is larger than -0.</para>
/// <para>Keras <c>GlobalMaxPooling2D</c>, PyTorch <c>AdaptiveMaxPool2d(1)</c>, ONNX <c>GlobalMaxPool</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2]);
/// new GlobalMaxPooling2D().Forward(x); // 7 8, shape (1, 2)
/// </code>
/// </example>
public sealed class GlobalMaxPooling2D : GlobalPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="keepDims">Whether the result keeps the spatial axes, with length 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="dataFormat"/>.</exception>
    public GlobalMaxPooling2D(DataFormat dataFormat = DataFormat.ChannelsLast, bool keepDims = false)
        : base(rank: 2, dataFormat, keepDims)
    {
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination) =>
        Pool.GlobalMax(input, DataFormat, destination);
}
