namespace Pooling;

/// <summary>
/// A window of one size that slides over the input: pool size, strides, padding and dilation along each spatial axis.
/// </summary>
/// <remarks>
/// <para>
/// An axis of length <c>n</c> with explicit padding or <see cref="Padding.Valid"/> gives
/// <c>floor((n + begin + end - dilation * (size - 1) - 1) / stride) + 1</c> outputs; with ceil mode the ceiling instead
/// of the floor, less one where the last window would start past the last element. With padding same there are
/// <c>ceil(n / stride)</c>, in ceil mode or not.
/// </para>
/// <para>Made by <see cref="PoolingWindow.Create2D"/> and the like.</para>
/// </remarks>
public sealed class SlidingWindow : PoolingWindow
{
    private readonly int[] _poolSize;
    private readonly int[] _strides;
    private readonly int[] _dilation;

    internal SlidingWindow(int[] poolSize, int[] strides, Padding padding, int[] dilation, bool ceilMode)
        : base(Shape.CheckRank(poolSize.Length, nameof(poolSize)))
    {
        CheckSizes(poolSize, Rank, nameof(poolSize));
        CheckSizes(strides, Rank, nameof(strides));
        CheckSizes(dilation, Rank, nameof(dilation));
        padding.CheckRank(Rank, nameof(padding));
        _poolSize = poolSize;
        _strides = strides;
        _dilation = dilation;
        Padding = padding;
        CeilMode = ceilMode;
        CheckExtent();
    }

    /// <summary>How many elements the window has along each spatial axis, at least 1.</summary>
    public ReadOnlySpan<int> PoolSize => _poolSize;

    /// <summary>How far apart windows start along each spatial axis, at least 1.</summary>
    public ReadOnlySpan<int> Strides => _strides;

    /// <summary>The distance between neighboring elements of the window along each spatial axis, at least 1.</summary>
    public ReadOnlySpan<int> Dilation => _dilation;

    /// <summary>How far windows may reach past the edges.</summary>
    public Padding Padding { get; }

    /// <summary>Whether a last window that reaches past the end counts.</summary>
    public bool CeilMode { get; }

    internal override bool PaddingHoldsZeros => Padding.HoldsZeros;

    /// <summary>
    /// The settings with Keras's names, such as <c>poolSize: 2x2, strides: 2x2, padding: valid</c>; dilation and ceil
    /// mode where they are not the default.
    /// </summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        string text = $"poolSize: {Text(_poolSize)}, strides: {Text(_strides)}, padding: {Padding}";
        text += _dilation.All(gap => gap == 1) ? "" : $", dilation: {Text(_dilation)}";
        return CeilMode ? text + ", ceil mode" : text;
    }

    internal override nint OutputLength(int axis, nint inputLength)
    {
        nint stride = _strides[axis];
        if (Padding.IsSame)
        {
            // (n - 1) / stride + 1 is ceil(n / stride) without a sum that could overflow.
            return ((inputLength - 1) / stride) + 1;
        }

        (nint begin, nint end) = Padding.Along(axis, Rank);
        if (inputLength > nint.MaxValue - begin - end - (CeilMode ? stride : 0))
        {
            throw new OverflowException(
                FormattableString.Invariant(
                    $"Expected an input whose length with padding, and in ceil mode one stride, can be counted in {nint.Size * 8} bits, but got {inputLength} for {this}."));
        }

        nint room = inputLength + begin + end - Extent(axis);
        if (!CeilMode)
        {
            return room < 0 ? 0 : (room / stride) + 1;
        }

        // The ceiling of room / stride; room may be negative, where division rounds toward zero as the ceiling does.
        nint windows = (room > 0 ? ((room - 1) / stride) + 1 : room / stride) + 1;
        return (windows - 1) * stride >= inputLength + begin ? windows - 1 : windows;
    }

    internal override AxisWindows Lay(int axis, nint inputLength, nint batch, nint channel)
    {
        nint outputLength = OutputLength(axis, inputLength);
        (nint begin, nint end) = Padding.Along(axis, Rank);
        if (Padding.IsSame)
        {
            nint lastStart = (outputLength - 1) * _strides[axis];
            nint total = nint.Max(0, checked(lastStart - inputLength + Extent(axis)));
            begin = Padding.IsLower ? total - (total / 2) : total / 2;
            end = total - begin;
        }

        return AxisWindows.Sliding(
            inputLength, outputLength, _poolSize[axis], _strides[axis], _dilation[axis], begin, end);
    }

    internal override string Need(int axis)
    {
        nint extent = Extent(axis);
        (nint begin, nint end) = Padding.Along(axis, Rank);
        return Padding.IsExplicit
            ? FormattableString.Invariant(
                $"Expected an input at least as large as the window: the window spans {extent} along the {Shape.SpatialName(axis, Rank)}, padding adds {begin + end}")
            : FormattableString.Invariant(
                $"Padding 'valid' needs an input at least as large as the window: the window spans {extent} along the {Shape.SpatialName(axis, Rank)}");
    }

    private nint Extent(int axis) => checked(((nint)_dilation[axis] * (_poolSize[axis] - 1)) + 1);

    /// <summary>Makes sure that no later sum or product of the sizes can overflow.</summary>
    private void CheckExtent()
    {
        try
        {
            nint positions = 1;
            for (int axis = 0; axis < Rank; axis++)
            {
                (nint begin, nint end) = Padding.Along(axis, Rank);
                positions = checked(positions * _poolSize[axis]);
                _ = checked(Extent(axis) + _strides[axis] + begin + end);
            }
        }
        catch (OverflowException)
        {
            throw new OverflowException(
                FormattableString.Invariant(
                    $"Expected a window whose positions can be counted in {nint.Size * 8} bits, but got {this}."));
        }
    }
}
