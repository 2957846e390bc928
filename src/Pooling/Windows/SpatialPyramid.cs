namespace Pooling;

/// <summary>
/// Ever finer grids over an input: a level <c>n</c> has <c>n</c> cells along each spatial axis, as
/// <see cref="PoolingWindow.Adaptive"/> lays them (He, Zhang, Ren and Sun 2014).
/// </summary>
/// <remarks>Pyramids do not change and may be used by several threads at once.</remarks>
public sealed class SpatialPyramid
{
    private readonly int[] _levels;
    private readonly AdaptiveWindow[] _windows;

    /// <summary>Creates the pyramid.</summary>
    /// <param name="rank">The number of spatial axes: 1, 2 or 3.</param>
    /// <param name="levels">The number of cells along each axis, at least 1, for every level, such as 1, 2, 4.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="rank"/> is not 1, 2 or 3, or there are no levels.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A level is less than 1.</exception>
    /// <exception cref="OverflowException">There are more cells than can be counted.</exception>
    public SpatialPyramid(int rank, params ReadOnlySpan<int> levels)
    {
        Rank = Shape.CheckRank(rank, nameof(rank));
        if (levels.IsEmpty)
        {
            throw new ArgumentException("Expected at least one level.", nameof(levels));
        }

        _levels = levels.ToArray();
        Int128 cells = 0;
        foreach (int level in _levels)
        {
            if (level < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(levels), level, "Expected levels of at least 1.");
            }

            cells += CellsOf(level, rank);
        }

        if (cells > Array.MaxLength)
        {
            throw new OverflowException(
                FormattableString.Invariant($"Expected at most {Array.MaxLength} cells of all levels, but got more: {this}."));
        }

        Cells = (nint)cells;

        _windows = [.. _levels.Select(level => new AdaptiveWindow([.. Enumerable.Repeat(level, rank)]))];
    }

    /// <summary>The number of spatial axes: 1, 2 or 3.</summary>
    public int Rank { get; }

    /// <summary>The number of cells along each axis, for every level.</summary>
    public ReadOnlySpan<int> Levels => _levels;

    /// <summary>The number of cells of all levels, which is the number of features of each channel.</summary>
    public nint Cells { get; }

    /// <summary>The shape of the features.</summary>
    /// <param name="inputShape">The lengths of all axes of the input, batch and channels included.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns><c>(batch, channels * cells)</c>.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="inputShape"/> is not of rank <see cref="Rank"/> + 2, or has an axis other than the batch without
    /// elements.
    /// </exception>
    public nint[] ComputeOutputShape(
        ReadOnlySpan<nint> inputShape, DataFormat dataFormat = DataFormat.ChannelsLast) =>
        OutputShape(inputShape, dataFormat, nameof(inputShape));

    /// <summary>The settings, such as <c>levels: 1 2 4</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"levels: {string.Join(' ', _levels)}";

    /// <summary>The shape of the features; errors blame the argument of the given name.</summary>
    internal nint[] OutputShape(ReadOnlySpan<nint> inputShape, DataFormat dataFormat, string argument)
    {
        nint features = Features(inputShape, dataFormat, argument);
        return [inputShape[0], features];
    }

    /// <summary>Checks the shape of an input and gives the number of its features.</summary>
    internal nint Features(ReadOnlySpan<nint> inputShape, DataFormat dataFormat, string argument)
    {
        Shape.CheckInput(inputShape, Rank, dataFormat, argument);
        nint channels = inputShape[Shape.ChannelAxis(inputShape.Length, dataFormat)];
        return nint.MaxValue / Cells >= channels
            ? channels * Cells
            : throw new OverflowException(FormattableString.Invariant($"Expected features that can be counted in {nint.Size * 8} bits, but got {channels} channels with {Cells} cells each."));
    }

    /// <summary>The grid of a level, by its place.</summary>
    internal AdaptiveWindow Window(int place) => _windows[place];

    /// <summary>The part of the features that a level gives, seen as a pooled tensor.</summary>
    /// <param name="place">The place of the level.</param>
    /// <param name="inputShape">The checked shape of the input.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="featureStrides">The strides of the features.</param>
    /// <param name="lengths">Gets the lengths of the pooled tensor.</param>
    /// <param name="strides">Gets its strides.</param>
    /// <param name="span">Gets the number of elements from its first to its last.</param>
    /// <returns>How far its first element is from the first feature.</returns>
    internal nint Part(
        int place,
        ReadOnlySpan<nint> inputShape,
        DataFormat dataFormat,
        ReadOnlySpan<nint> featureStrides,
        Span<nint> lengths,
        Span<nint> strides,
        out nint span)
    {
        inputShape.CopyTo(lengths);
        lengths.Slice(Shape.FirstSpatialAxis(dataFormat), Rank).Fill(_levels[place]);

        // From the last axis up, one after another as the features are; an axis of one element has no stride.
        nint stride = featureStrides[1];
        span = 1;
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            nint step = axis == 0 ? featureStrides[0] : stride;
            strides[axis] = lengths[axis] == 1 ? 0 : step;
            span += (lengths[axis] - 1) * step;
            stride *= lengths[axis];
        }

        nint cellsBefore = 0;
        foreach (int level in _levels.AsSpan(0, place))
        {
            cellsBefore += (nint)CellsOf(level, Rank);
        }

        return cellsBefore * lengths[Shape.ChannelAxis(lengths.Length, dataFormat)] * featureStrides[1];
    }

    private static Int128 CellsOf(int level, int rank)
    {
        Int128 cells = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            cells *= level;
        }

        return cells;
    }
}
