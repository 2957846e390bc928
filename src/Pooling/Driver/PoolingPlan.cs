namespace Pooling;

/// <summary>
/// All that the driver needs to know besides the operator: the lengths of what is read and of what is written, and which
/// elements make which. Making one checks shapes, so nothing has been written when one is wrong.
/// </summary>
internal readonly struct PoolingPlan
{
    private readonly PoolingWindow _window;
    private readonly bool _isTransposed;
    private readonly bool _isFlat;
    private readonly Volume _input;
    private readonly Volume _output;

    private PoolingPlan(PoolingWindow window, Volume input, Volume output, bool isTransposed, bool isFlat = false)
    {
        _window = window;
        _input = input;
        _output = output;
        _isTransposed = isTransposed;
        _isFlat = isFlat;
    }

    /// <summary>What is read: the input, or a gradient of the output.</summary>
    public Volume Source => _isTransposed ? _output : _input;

    /// <summary>Whether every channel of every sample has windows of its own.</summary>
    public bool VariesByPlane => _window.VariesByPlane;

    /// <summary>Whether no element belongs to more than one window.</summary>
    public bool IsDisjoint
    {
        get
        {
            if (VariesByPlane)
            {
                return false;
            }

            PlaneReduction plane = Of(0, 0);
            return plane.Depth.IsDisjoint && plane.Height.IsDisjoint && plane.Width.IsDisjoint;
        }
    }

    /// <summary>What is written: the output, or a gradient of the input.</summary>
    public Volume Target => _isTransposed ? _input : _output;

    /// <summary>The windows over an input whose result has the shape of an output.</summary>
    /// <param name="window">The window.</param>
    /// <param name="dataFormat">Where input and output have their channels.</param>
    /// <param name="inputLengths">The shape of the input.</param>
    /// <param name="inputStrides">Its strides.</param>
    /// <param name="input">The name of the argument that has the shape of the input.</param>
    /// <param name="outputLengths">The shape of the output.</param>
    /// <param name="outputStrides">Its strides.</param>
    /// <param name="output">The name of the argument that has the shape of the output.</param>
    public static PoolingPlan Create(
        PoolingWindow window,
        DataFormat dataFormat,
        ReadOnlySpan<nint> inputLengths,
        ReadOnlySpan<nint> inputStrides,
        string input,
        ReadOnlySpan<nint> outputLengths,
        ReadOnlySpan<nint> outputStrides,
        string output)
    {
        ArgumentNullException.ThrowIfNull(window);
        Span<nint> buffer = stackalloc nint[Shape.MaxAxes];
        ReadOnlySpan<nint> expected = Shape.Pooled(inputLengths, window, dataFormat, input, buffer);
        Shape.CheckPooled(outputLengths, expected, window, inputLengths, dataFormat, output);
        Volume source = Volume.Of(inputLengths, inputStrides, dataFormat, window.VariesByPlane);
        Volume target = Volume.Of(outputLengths, outputStrides, dataFormat, window.VariesByPlane);
        Shape.CheckRow(source.RowLength, inputLengths, input);
        Shape.CheckRow(target.RowLength, outputLengths, output);
        return new PoolingPlan(window, source, target, isTransposed: false);
    }

    /// <summary>
    /// The same forward plan without rows, if there is one window of a whole plane, which needs none: planes that lie one
    /// behind the other are one row.
    /// </summary>
    public PoolingPlan Flattened() =>
        IsWhole() && _input.TryFlatten(out Volume input) && _output.TryFlatten(out Volume output)
            ? new PoolingPlan(_window, input, output, isTransposed: false, isFlat: true)
            : this;

    /// <summary>The way back, from outputs to the elements that each was made of.</summary>
    public PoolingPlan Transposed() => new(_window, _input, _output, isTransposed: true);

    /// <summary>The same windows over volumes that have channels as planes.</summary>
    public PoolingPlan ByPlane(Volume input, Volume output) => new(_window, input, output, _isTransposed);

    /// <summary>What the rows and elements of a plane are made of.</summary>
    public PlaneReduction Of(nint batch, nint channel) => _isFlat ? OfFlat() : new()
    {
        Depth = Along(3, _input.Depth, batch, channel),
        Height = Along(2, _input.Height, batch, channel),
        Width = Along(1, _input.Width, batch, channel),
    };

    private PlaneReduction OfFlat()
    {
        AxisReduction one = new(AxisWindows.Adaptive(1, 1), isTransposed: false);
        nint size = _input.Width.Length / _output.Width.Length;
        AxisWindows planes = AxisWindows.Sliding(
            _input.Width.Length, _output.Width.Length, size, stride: size, dilation: 1, paddingBefore: 0, paddingAfter: 0);
        return new PlaneReduction { Depth = one, Height = one, Width = new AxisReduction(planes, isTransposed: false) };
    }

    private bool IsWhole()
    {
        bool isWhole = !VariesByPlane;
        for (int axis = 0; isWhole && axis < _window.Rank; axis++)
        {
            nint length = (_window.Rank - axis) switch
            {
                1 => _input.Width.Length,
                2 => _input.Height.Length,
                _ => _input.Depth.Length,
            };
            isWhole = _window.Lay(axis, length, 0, 0).IsWhole;
        }

        return isWhole;
    }

    private AxisReduction Along(int fromEnd, Dimension axis, nint batch, nint channel) => new(
        fromEnd <= _window.Rank
            ? _window.Lay(_window.Rank - fromEnd, axis.Length, batch, channel)
            : AxisWindows.Adaptive(1, 1),
        _isTransposed);
}
