namespace Pooling;

/// <summary>The largest element of every window, for volumes, such as video.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, depth, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, depth, height, width)</c>.
/// </para>
/// <para>
/// Output: the same shape with every spatial length <c>n</c> replaced by <c>floor((n - poolSize) / strides) + 1</c> with
/// padding valid, and by <c>ceil(n / strides)</c> with padding same; <see cref="SlidingWindow"/> has the rule with explicit
/// padding, dilation and ceil mode.
/// </para>
/// <para>
/// A window with a NaN gives NaN unless <c>nanPolicy</c> passes it over, +0 is larger than -0, and padding never wins
/// unless it holds zeros.
/// </para>
/// <para>
/// Keras <c>MaxPooling3D</c>, PyTorch <c>MaxPool3d</c>, ONNX <c>MaxPool</c>, TensorFlow <c>max_pool3d</c>.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2, 1]);
/// new MaxPooling3D(poolSize: 2).Forward(x); // 8, shape (1, 1, 1, 1, 1)
/// </code>
/// </example>
public sealed class MaxPooling3D : MaxPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="poolSize">The size of the window along depth, height and width, at least 1; 2 if null.</param>
    /// <param name="strides">How far apart windows start, at least 1; <paramref name="poolSize"/> if null.</param>
    /// <param name="padding">How far windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="dilation">The distance between neighboring elements of the window, at least 1; 1 if null.</param>
    /// <param name="ceilMode">Whether a last window that reaches past the end counts.</param>
    /// <param name="nanPolicy">What a NaN does.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="poolSize"/>, <paramref name="strides"/> or <paramref name="dilation"/> is less than 1, or another
    /// argument is out of range.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="padding"/> is for another number of axes.</exception>
    /// <exception cref="OverflowException">The window spans more positions than can be counted.</exception>
    public MaxPooling3D(
        Size3D? poolSize = null,
        Size3D? strides = null,
        Padding padding = default,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        Size3D? dilation = null,
        bool ceilMode = false,
        NaNPolicy nanPolicy = NaNPolicy.Propagate)
        : this(PoolingWindow.Create3D(poolSize ?? 2, strides, padding, dilation, ceilMode), dataFormat, nanPolicy)
    {
    }

    internal MaxPooling3D(SlidingWindow window, DataFormat dataFormat, NaNPolicy nanPolicy)
        : base(window, dataFormat, nanPolicy)
    {
    }
}
