namespace Pooling;

/// <summary>One spatial axis of a <see cref="PoolingWindow"/>, before it is known how long the input is.</summary>
/// <remarks>Made by <see cref="PoolingWindow"/>, whose factories check the values.</remarks>
public readonly record struct WindowAxis
{
    private readonly Padding _padding;

    internal WindowAxis(nint size, nint stride, Padding padding)
    {
        Size = size;
        Stride = stride;
        _padding = padding;
    }

    /// <summary>How many elements the window spans, at least 1.</summary>
    public nint Size { get; }

    /// <summary>How many elements one window starts after the one before it, at least 1.</summary>
    public nint Stride { get; }

    /// <summary>Lays the windows over an axis of an input.</summary>
    /// <param name="inputLength">The length of the input along this axis, at least 1.</param>
    /// <returns>Where each window lies, and how many there are.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputLength"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">
    /// The window is larger than the input and padding is <see cref="Padding.Valid"/>, so that no window fits.
    /// </exception>
    public AxisWindows Over(nint inputLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputLength, 1);
        if (!Fits(inputLength))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"A window of {Size} with padding 'valid' needs an input of at least {Size}, but got {inputLength}."),
                nameof(inputLength));
        }

        nint outputLength;
        nint paddingBefore;
        nint paddingAfter;
        if (_padding == Padding.Same)
        {
            // (n - 1) / stride + 1 is ceil(n / stride) without a sum that could overflow.
            outputLength = ((inputLength - 1) / Stride) + 1;
            nint lastStart = (outputLength - 1) * Stride;
            nint total = nint.Max(0, checked(lastStart - inputLength + Size));
            paddingBefore = total / 2;
            paddingAfter = total - paddingBefore;
        }
        else
        {
            outputLength = ((inputLength - Size) / Stride) + 1;
            paddingBefore = 0;
            paddingAfter = 0;
        }

        return new AxisWindows(this, inputLength, outputLength, paddingBefore, paddingAfter);
    }

    internal bool Fits(nint inputLength) => _padding == Padding.Same || Size <= inputLength;
}
