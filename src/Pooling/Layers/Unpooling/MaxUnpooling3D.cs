namespace Pooling;

/// <summary>Undoes <see cref="MaxPooling3D"/> by its indices, for volumes, such as video.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, depth, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, depth, height, width)</c>, with indices of the same shape.
/// </para>
/// <para>
/// Output: the same shape with the spatial lengths asked for, or every spatial length <c>n</c> replaced by
/// <c>(n - 1) * strides - begin - end + poolSize</c>.
/// </para>
/// <para>PyTorch <c>MaxUnpool3d</c>, ONNX <c>MaxUnpool</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 4, 3, 2], [1, 1, 2, 2, 1]);
/// var (y, indices) = new MaxPooling3D((1, 2, 2)).ForwardWithIndices(x);
/// new MaxUnpooling3D((1, 2, 2)).Forward(y, indices); // 0 4 / 0 0, shape (1, 1, 2, 2, 1)
/// </code>
/// </example>
public sealed class MaxUnpooling3D : MaxUnpoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="poolSize">The size of the pooling's window along depth, height and width, at least 1; 2 if null.</param>
    /// <param name="strides">How far apart windows started, at least 1; <paramref name="poolSize"/> if null.</param>
    /// <param name="padding">The padding of the pooling, explicit or <see cref="Padding.Valid"/>.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="poolSize"/> or <paramref name="strides"/> is less than 1, or there is no such
    /// <paramref name="dataFormat"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="padding"/> is for another number of axes, or depends on the size before pooling.
    /// </exception>
    public MaxUnpooling3D(
        Size3D? poolSize = null,
        Size3D? strides = null,
        Padding padding = default,
        DataFormat dataFormat = DataFormat.ChannelsLast)
        : this(PoolingWindow.Create3D(poolSize ?? 2, strides, padding), dataFormat)
    {
    }

    internal MaxUnpooling3D(SlidingWindow window, DataFormat dataFormat)
        : base(window, dataFormat)
    {
    }
}
