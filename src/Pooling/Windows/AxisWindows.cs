namespace Pooling;

/// <summary>
/// The windows along one spatial axis of an input of known length: how many there are, and which positions each covers.
/// </summary>
/// <remarks>
/// Positions are counted from the first element of the input; those before 0 and from <see cref="InputLength"/> on are
/// padding. Windows are in order: neither their first nor their last positions ever step back.
/// </remarks>
public readonly struct AxisWindows
{
    private readonly Kind _kind;
    private readonly nint _size;
    private readonly nint _stride;
    private readonly nint _dilation;
    private readonly bool _overlapping;
    private readonly double _offset;
    private readonly nint[]? _starts;

    private AxisWindows(
        Kind kind,
        nint inputLength,
        nint outputLength,
        nint size = 0,
        nint stride = 0,
        nint dilation = 1,
        nint paddingBefore = 0,
        nint paddingAfter = 0,
        double offset = 0,
        bool overlapping = false,
        nint[]? starts = null)
    {
        _kind = kind;
        InputLength = inputLength;
        OutputLength = outputLength;
        PaddingBefore = paddingBefore;
        PaddingAfter = paddingAfter;
        _size = size;
        _stride = stride;
        _dilation = dilation;
        _offset = offset;
        _overlapping = overlapping;
        _starts = starts;
    }

    private enum Kind
    {
        Adaptive,
        Sliding,
        FractionalStarts,
        FractionalBounds,
        Listed,
    }

    /// <summary>The length of the input along this axis.</summary>
    public nint InputLength { get; }

    /// <summary>The number of windows, which is the length of the output along this axis.</summary>
    public nint OutputLength { get; }

    /// <summary>How many positions of padding precede the input.</summary>
    public nint PaddingBefore { get; }

    /// <summary>How many positions of padding follow the input.</summary>
    public nint PaddingAfter { get; }

    /// <summary>
    /// The positions that a window covers, with the padding but without what ceil mode adds past it, which belongs to no
    /// window.
    /// </summary>
    /// <param name="output">The index of the window, from 0 to <see cref="OutputLength"/> - 1.</param>
    /// <returns>The positions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such window.</exception>
    public ElementRange Positions(nint output)
    {
        if ((nuint)output >= (nuint)OutputLength)
        {
            ThrowOutside(output, OutputLength, nameof(output));
        }

        switch (_kind)
        {
            case Kind.Sliding:
                nint start = (output * _stride) - PaddingBefore;
                nint end = start + ((_size - 1) * _dilation) + 1;
                return new ElementRange(start, nint.Min(end, InputLength + PaddingAfter), _dilation);
            case Kind.FractionalStarts:
                nint first = FractionalStart(output);
                return new ElementRange(first, first + _size);
            case Kind.FractionalBounds:
                return Region(FractionalBound(output), FractionalBound(output + 1));
            case Kind.Listed:
                return Region(_starts![output], _starts[output + 1]);
            default:
                return AdaptiveRange(output);
        }
    }

    /// <summary>The elements of the input that a window covers, without the padding.</summary>
    /// <param name="output">The index of the window, from 0 to <see cref="OutputLength"/> - 1.</param>
    /// <returns>The positions; none where the window lies in the padding.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such window.</exception>
    public ElementRange Elements(nint output)
    {
        ElementRange positions = Positions(output);
        return _kind == Kind.Sliding ? positions.Within(0, InputLength) : positions;
    }

    /// <summary>The windows that cover an element of the input.</summary>
    /// <param name="position">The position of the element, from 0 to <see cref="InputLength"/> - 1.</param>
    /// <returns>The indices of the windows; none where no window covers it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public ElementRange Covering(nint position)
    {
        if ((nuint)position >= (nuint)InputLength)
        {
            ThrowOutside(position, InputLength, nameof(position));
        }

        return _kind == Kind.Sliding ? SlidingCovering(position + PaddingBefore) : OrderedCovering(position);
    }

    /// <summary>Windows of one size, evenly spaced.</summary>
    internal static AxisWindows Sliding(
        nint inputLength,
        nint outputLength,
        nint size,
        nint stride,
        nint dilation,
        nint paddingBefore,
        nint paddingAfter) =>
        new(
            Kind.Sliding,
            inputLength,
            outputLength,
            size,
            stride,
            dilation,
            paddingBefore,
            paddingAfter);

    /// <summary>Windows that share out the input evenly; one of them covers all of it.</summary>
    internal static AxisWindows Adaptive(nint inputLength, nint outputLength) =>
        new(Kind.Adaptive, inputLength, outputLength);

    /// <summary>PyTorch's fractional windows: of one size, with starts shifted by a sample in [0, 1).</summary>
    internal static AxisWindows FractionalStarts(nint inputLength, nint outputLength, nint size, double sample) =>
        new(Kind.FractionalStarts, inputLength, outputLength, size, offset: sample);

    /// <summary>TensorFlow's pseudo-random regions: bounds every <c>inputLength / outputLength</c>, shifted and rounded.</summary>
    internal static AxisWindows FractionalBounds(nint inputLength, nint outputLength, double offset, bool overlapping) =>
        new(Kind.FractionalBounds, inputLength, outputLength, offset: offset, overlapping: overlapping);

    /// <summary>Regions that start where <paramref name="starts"/> says; the last entry is the end of the input.</summary>
    internal static AxisWindows Listed(nint[] starts, bool overlapping) =>
        new(Kind.Listed, starts[^1], starts.Length - 1, overlapping: overlapping, starts: starts);

    /// <summary>Whether there is one window, of the whole input and nothing else.</summary>
    internal bool IsWhole =>
        OutputLength == 1
        && Positions(0) is var positions
        && positions == new ElementRange(0, InputLength, positions.Step)
        && (positions.Step == 1 || InputLength == 1)
        && FullLength(0) == InputLength;

    /// <summary>Whether the windows are of one size and evenly spaced, and how.</summary>
    internal bool TryGetSlide(out Slide slide)
    {
        slide = new Slide(_size, _stride, _dilation, PaddingBefore, OutputLength);
        return _kind == Kind.Sliding;
    }

    /// <summary>The positions that a window would cover if ceil mode cut nothing off.</summary>
    internal nint FullLength(nint output) => _kind == Kind.Sliding ? _size : Positions(output).Length;

    /// <summary>The largest number that divides both.</summary>
    internal static nint GreatestCommonDivisor(nint a, nint b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    private static void ThrowOutside(nint index, nint length, string argument) =>
        throw new ArgumentOutOfRangeException(
            argument, index, FormattableString.Invariant($"Expected 0 to {length - 1}, but got {index}."));

    private ElementRange AdaptiveRange(nint output)
    {
        // floor(output * n / windows) in two steps, because the product of two lengths may not fit.
        (nint whole, nint rest) = nint.DivRem(InputLength, OutputLength);
        nint next = output + 1;
        return new ElementRange(
            (output * whole) + (output * rest / OutputLength),
            (next * whole) + (((next * rest) + OutputLength - 1) / OutputLength));
    }

    private nint FractionalStart(nint output)
    {
        if (output == OutputLength - 1)
        {
            return InputLength - _size;
        }

        double alpha = (double)(InputLength - _size) / (OutputLength - 1);
        return (nint)double.Floor((output + _offset) * alpha) - (nint)double.Floor(_offset * alpha);
    }

    private nint FractionalBound(nint output)
    {
        if (output == 0 || output == OutputLength)
        {
            return output == 0 ? 0 : InputLength;
        }

        double alpha = (double)InputLength / OutputLength;
        return nint.Min((nint)double.Ceiling(alpha * (output + _offset)) - 1, InputLength - 1);
    }

    private ElementRange Region(nint start, nint end) =>
        new(start, _overlapping && end < InputLength ? end + 1 : end);

    private ElementRange SlidingCovering(nint position)
    {
        nint reach = (_size - 1) * _dilation;
        nint first = position > reach ? ((position - reach - 1) / _stride) + 1 : 0;
        nint end = nint.Min((position / _stride) + 1, OutputLength);
        if (_dilation == 1)
        {
            return new ElementRange(first, end).Within(0, end);
        }

        // With gaps in the windows, only those count whose start lies a multiple of the dilation before the position.
        nint step = _dilation / GreatestCommonDivisor(_stride, _dilation);
        for (nint output = first; output < end && output < first + step; output++)
        {
            if ((position - (output * _stride)) % _dilation == 0)
            {
                return new ElementRange(output, end, step);
            }
        }

        return new ElementRange(0, 0);
    }

    /// <summary>Finds the first window that ends past a position and the last that starts up to it.</summary>
    private ElementRange OrderedCovering(nint position)
    {
        nint first = 0;
        nint pastFirst = OutputLength;
        while (first < pastFirst)
        {
            nint middle = first + ((pastFirst - first) / 2);
            if (Positions(middle).End > position)
            {
                pastFirst = middle;
            }
            else
            {
                first = middle + 1;
            }
        }

        nint end = first;
        nint pastEnd = OutputLength;
        while (end < pastEnd)
        {
            nint middle = end + ((pastEnd - end) / 2);
            if (Positions(middle).Start > position)
            {
                pastEnd = middle;
            }
            else
            {
                end = middle + 1;
            }
        }

        return new ElementRange(first, end);
    }
}
