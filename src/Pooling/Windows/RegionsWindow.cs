namespace Pooling;

/// <summary>
/// Regions that share out an input of one size, the same for every sample and channel. Made by
/// <see cref="PoolingWindow.Regions"/>.
/// </summary>
public sealed class RegionsWindow : PoolingWindow
{
    private readonly nint[][] _bounds;

    internal RegionsWindow(int[][] bounds, bool overlapping)
        : base(Shape.CheckRank(bounds.Length, nameof(bounds)))
    {
        foreach (int[] axis in bounds)
        {
            ArgumentNullException.ThrowIfNull(axis, nameof(bounds));
            bool grows = axis.Length > 1 && axis[0] == 0;
            for (int i = 1; i < axis.Length; i++)
            {
                grows &= axis[i] > axis[i - 1];
            }

            if (!grows)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Expected bounds that begin with 0 and grow, such as 0, 2, 3, 5, but got {string.Join(", ", axis)}."),
                    nameof(bounds));
            }
        }

        _bounds = [.. bounds.Select(axis => axis.Select(bound => (nint)bound).ToArray())];
        Overlapping = overlapping;
    }

    /// <summary>Whether a region takes the first element of the next one as well.</summary>
    public bool Overlapping { get; }

    /// <summary>The first position of every region along a spatial axis, and at last the length of the input.</summary>
    /// <param name="axis">The spatial axis, from 0; the last is the width.</param>
    /// <returns>The bounds.</returns>
    public ReadOnlySpan<nint> Bounds(int axis) => _bounds[axis];

    /// <summary>The settings, such as <c>regions: 0 2 3 x 0 1 3</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        string text = $"regions: {string.Join(" x ", _bounds.Select(axis => string.Join(' ', axis)))}";
        return Overlapping ? text + ", overlapping" : text;
    }

    internal override nint OutputLength(int axis, nint inputLength) =>
        inputLength == _bounds[axis][^1] ? _bounds[axis].Length - 1 : 0;

    internal override AxisWindows Lay(int axis, nint inputLength, nint batch, nint channel) =>
        AxisWindows.Listed(_bounds[axis], Overlapping);

    internal override string Need(int axis) => FormattableString.Invariant(
        $"Expected {_bounds[axis][^1]} elements, where the last region ends, along the {Shape.SpatialName(axis, Rank)}");
}
