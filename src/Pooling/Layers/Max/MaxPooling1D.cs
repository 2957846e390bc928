namespace Pooling;

/// <summary>The largest element of every window, for sequences, such as signals and text.</summary>
/// <remarks>
/// <para>Input: <c>(batch, steps, channels)</c>, or with channels first <c>(batch, channels, steps)</c>.</para>
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
/// Keras <c>MaxPooling1D</c>, PyTorch <c>MaxPool1d</c>, ONNX <c>MaxPool</c>, TensorFlow <c>max_pool1d</c>.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 3, 2, 5, 4], [1, 5, 1]);
/// new MaxPooling1D(poolSize: 2, strides: 1).Forward(x); // 3 3 5 5, shape (1, 4, 1)
/// </code>
/// </example>
public sealed class MaxPooling1D : MaxPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="poolSize">The size of the window, at least 1.</param>
    /// <param name="strides">How far apart windows start, at least 1; <paramref name="poolSize"/> if null.</param>
    /// <param name="padding">How far windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="dilation">The distance between neighboring elements of the window, at least 1.</param>
    /// <param name="ceilMode">Whether a last window that reaches past the end counts.</param>
    /// <param name="nanPolicy">What a NaN does.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="poolSize"/>, <paramref name="strides"/> or <paramref name="dilation"/> is less than 1, or another
    /// argument is out of range.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="padding"/> is for another number of axes.</exception>
    /// <exception cref="OverflowException">The window spans more positions than can be counted.</exception>
    public MaxPooling1D(
        int poolSize = 2,
        int? strides = null,
        Padding padding = default,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        int dilation = 1,
        bool ceilMode = false,
        NaNPolicy nanPolicy = NaNPolicy.Propagate)
        : this(PoolingWindow.Create1D(poolSize, strides, padding, dilation, ceilMode), dataFormat, nanPolicy)
    {
    }

    internal MaxPooling1D(SlidingWindow window, DataFormat dataFormat, NaNPolicy nanPolicy)
        : base(window, dataFormat, nanPolicy)
    {
    }
}
