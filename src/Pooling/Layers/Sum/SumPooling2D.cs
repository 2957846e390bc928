namespace Pooling;

/// <summary>The sum of every window, for images.</summary>
/// <remarks>
/// <para>
/// Input: <c>(batch, height, width, channels)</c>, or with channels first
/// <c>(batch, channels, height, width)</c>.
/// </para>
/// <para>
/// Output: the same shape with every spatial length <c>n</c> replaced by <c>floor((n - poolSize) / strides) + 1</c> with
/// padding valid, and by <c>ceil(n / strides)</c> with padding same; <see cref="SlidingWindow"/> has the rule with explicit
/// padding, dilation and ceil mode.
/// </para>
/// <para>
/// Padding adds nothing. Sums are kept in a type that has room for them; those of integers must fit the type of the elements.
/// </para>
/// <para>PyTorch <c>AvgPool2d</c> with <c>divisor_override=1</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;int&gt; x = Tensor.Create&lt;int&gt;([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
/// new SumPooling2D(poolSize: 2, strides: 1).Forward(x); // 12 16 / 24 28, shape (1, 2, 2, 1)
/// </code>
/// </example>
public sealed class SumPooling2D : SumPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="poolSize">The size of the window along height and width, at least 1; 2 if null.</param>
    /// <param name="strides">How far apart windows start, at least 1; <paramref name="poolSize"/> if null.</param>
    /// <param name="padding">How far windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="dilation">The distance between neighboring elements of the window, at least 1; 1 if null.</param>
    /// <param name="ceilMode">Whether a last window that reaches past the end counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="poolSize"/>, <paramref name="strides"/> or <paramref name="dilation"/> is less than 1, or another
    /// argument is out of range.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="padding"/> is for another number of axes.</exception>
    /// <exception cref="OverflowException">The window spans more positions than can be counted.</exception>
    public SumPooling2D(
        Size2D? poolSize = null,
        Size2D? strides = null,
        Padding padding = default,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        Size2D? dilation = null,
        bool ceilMode = false)
        : this(PoolingWindow.Create2D(poolSize ?? 2, strides, padding, dilation, ceilMode), dataFormat)
    {
    }

    internal SumPooling2D(SlidingWindow window, DataFormat dataFormat)
        : base(window, dataFormat)
    {
    }
}
