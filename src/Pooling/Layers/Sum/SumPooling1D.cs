namespace Pooling;

/// <summary>The sum of every window, for sequences, such as signals and text.</summary>
/// <remarks>
/// <para>Input: <c>(batch, steps, channels)</c>, or with channels first <c>(batch, channels, steps)</c>.</para>
/// <para>
/// Output: the same shape with every spatial length <c>n</c> replaced by <c>floor((n - poolSize) / strides) + 1</c> with
/// padding valid, and by <c>ceil(n / strides)</c> with padding same; <see cref="SlidingWindow"/> has the rule with explicit
/// padding, dilation and ceil mode.
/// </para>
/// <para>
/// Padding adds nothing. Sums are kept in a type that has room for them; those of integers must fit the type of the elements.
/// </para>
/// <para>PyTorch <c>AvgPool1d</c> with <c>divisor_override=1</c>.</para>
/// </remarks>
public sealed class SumPooling1D : SumPoolingLayer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="poolSize">The size of the window, at least 1.</param>
    /// <param name="strides">How far apart windows start, at least 1; <paramref name="poolSize"/> if null.</param>
    /// <param name="padding">How far windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="dilation">The distance between neighboring elements of the window, at least 1.</param>
    /// <param name="ceilMode">Whether a last window that reaches past the end counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="poolSize"/>, <paramref name="strides"/> or <paramref name="dilation"/> is less than 1, or another
    /// argument is out of range.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="padding"/> is for another number of axes.</exception>
    /// <exception cref="OverflowException">The window spans more positions than can be counted.</exception>
    public SumPooling1D(
        int poolSize = 2,
        int? strides = null,
        Padding padding = default,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        int dilation = 1,
        bool ceilMode = false)
        : this(PoolingWindow.Create1D(poolSize, strides, padding, dilation, ceilMode), dataFormat)
    {
    }

    internal SumPooling1D(SlidingWindow window, DataFormat dataFormat)
        : base(window, dataFormat)
    {
    }
}
