namespace Pooling;

/// <summary>
/// The windows along one spatial axis of an input of known length: how many there are, and which elements each covers.
/// </summary>
/// <remarks>
/// Window <c>o</c> covers the positions from <see cref="Start"/> up to, but without, <c>Start(o) + Size</c>. Positions
/// before 0 and from <see cref="InputLength"/> on are padding; <see cref="Elements"/> leaves them out. Every window
/// covers at least one element.
/// </remarks>
public readonly record struct AxisWindows
{
    private readonly WindowAxis _axis;

    internal AxisWindows(
        WindowAxis axis, nint inputLength, nint outputLength, nint paddingBefore, nint paddingAfter)
    {
        _axis = axis;
        InputLength = inputLength;
        OutputLength = outputLength;
        PaddingBefore = paddingBefore;
        PaddingAfter = paddingAfter;
    }

    /// <summary>The length of the input along this axis.</summary>
    public nint InputLength { get; }

    /// <summary>The number of windows, which is the length of the output along this axis.</summary>
    public nint OutputLength { get; }

    /// <summary>How many positions of padding precede the input.</summary>
    public nint PaddingBefore { get; }

    /// <summary>How many positions of padding follow the input.</summary>
    public nint PaddingAfter { get; }

    /// <summary>How many positions each window spans, padding included.</summary>
    public nint Size => _axis.Size;

    /// <summary>How many positions one window starts after the one before it.</summary>
    public nint Stride => _axis.Stride;

    /// <summary>The first position of a window; negative where the window starts in the padding.</summary>
    /// <param name="output">The index of the window, from 0 to <see cref="OutputLength"/> - 1.</param>
    /// <returns>The position, counted from the first element of the input.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such window.</exception>
    public nint Start(nint output)
    {
        if ((nuint)output >= (nuint)OutputLength)
        {
            ThrowNoSuchWindow(output);
        }

        return (output * _axis.Stride) - PaddingBefore;
    }

    /// <summary>The elements of the input that a window covers, without the padding.</summary>
    /// <param name="output">The index of the window, from 0 to <see cref="OutputLength"/> - 1.</param>
    /// <returns>The range of positions, never empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such window.</exception>
    public ElementRange Elements(nint output)
    {
        nint start = Start(output);
        // Compared this way round, nothing overflows however large the window is.
        nint end = start < InputLength - _axis.Size ? start + _axis.Size : InputLength;
        return new ElementRange(nint.Max(start, 0), end);
    }

    private void ThrowNoSuchWindow(nint output) =>
        throw new ArgumentOutOfRangeException(
            nameof(output), output, FormattableString.Invariant($"Expected 0 to {OutputLength - 1}, but got {output}."));
}
