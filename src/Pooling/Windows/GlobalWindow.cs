namespace Pooling;

/// <summary>One window as large as the input. Made by <see cref="PoolingWindow.Global"/>.</summary>
public sealed class GlobalWindow : PoolingWindow
{
    internal GlobalWindow(int rank, bool keepDims)
        : base(Shape.CheckRank(rank, nameof(rank)))
    {
        KeepDims = keepDims;
    }

    /// <summary>
    /// Whether the result keeps the spatial axes, with length 1; if not, it is of shape <c>(batch, channels)</c>.
    /// </summary>
    public bool KeepDims { get; }

    /// <summary>The settings with Keras's names, such as <c>keepDims: false</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"keepDims: {(KeepDims ? "true" : "false")}";

    internal override nint OutputLength(int axis, nint inputLength) => 1;

    internal override AxisWindows Lay(int axis, nint inputLength, nint batch, nint channel) =>
        AxisWindows.Adaptive(inputLength, 1);

    internal override string Need(int axis) => "Expected at least 1 element";
}
