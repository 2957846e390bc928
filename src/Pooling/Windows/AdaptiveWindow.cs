namespace Pooling;

/// <summary>
/// Windows that share out an input of any size into an output of a given size, as PyTorch's and Keras's adaptive pooling
/// has them.
/// </summary>
/// <remarks>
/// Along an axis of length <c>n</c> with <c>o</c> outputs, window <c>i</c> covers the elements from
/// <c>floor(i * n / o)</c> up to but without <c>ceil((i + 1) * n / o)</c>. Windows may overlap, and there may be more of
/// them than elements. Made by <see cref="PoolingWindow.Adaptive"/>.
/// </remarks>
public sealed class AdaptiveWindow : PoolingWindow
{
    /// <summary>Stands for an output as long as the input, along one axis (PyTorch <c>None</c>).</summary>
    public const int SameAsInput = -1;

    private readonly int[] _outputSize;

    internal AdaptiveWindow(int[] outputSize)
        : base(Shape.CheckRank(outputSize.Length, nameof(outputSize)))
    {
        CheckSizes([.. outputSize.Select(size => size == SameAsInput ? 1 : size)], Rank, nameof(outputSize));
        _outputSize = outputSize;
    }

    /// <summary>The number of windows along each spatial axis, or <see cref="SameAsInput"/>.</summary>
    public ReadOnlySpan<int> OutputSize => _outputSize;

    /// <summary>The settings with Keras's names, such as <c>outputSize: 7x7</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"outputSize: {Text(_outputSize)}";

    internal override nint OutputLength(int axis, nint inputLength) =>
        _outputSize[axis] == SameAsInput ? inputLength : _outputSize[axis];

    internal override AxisWindows Lay(int axis, nint inputLength, nint batch, nint channel) =>
        AxisWindows.Adaptive(inputLength, OutputLength(axis, inputLength));

    internal override string Need(int axis) => "Expected at least 1 element";
}
