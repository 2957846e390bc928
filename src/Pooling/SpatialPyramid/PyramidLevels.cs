namespace Pooling;

/// <summary>Where the features of each level of a spatial pyramid lie in its result. Making one checks the levels.</summary>
internal ref struct PyramidLevels
{
    private readonly int _rank;
    private readonly nint _channels;
    private readonly DataFormat _dataFormat;
    private nint _next;

    public PyramidLevels(ReadOnlySpan<nint> inputShape, ReadOnlySpan<int> levels, DataFormat dataFormat, string argument)
    {
        Shape.CheckGlobalRank(inputShape, argument);
        _rank = inputShape.Length - 2;
        Shape.CheckInput(inputShape, _rank, dataFormat, argument);
        CheckLevels(levels);
        _dataFormat = dataFormat;
        _channels = inputShape[Shape.ChannelAxis(inputShape.Length, dataFormat)];
        Batch = inputShape[0];
        foreach (int level in levels)
        {
            Features = checked(Features + (_channels * Cells(level, _rank)));
        }
    }

    /// <summary>The number of samples.</summary>
    public nint Batch { get; }

    /// <summary>The number of features of a sample.</summary>
    public nint Features { get; }

    /// <summary>Checks the levels alone.</summary>
    public static void CheckLevels(ReadOnlySpan<int> levels)
    {
        if (levels.IsEmpty)
        {
            throw new ArgumentException("Expected at least one level.", nameof(levels));
        }

        foreach (int level in levels)
        {
            if (level < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(levels), level, "Expected levels of at least 1.");
            }
        }
    }

    /// <summary>The grid of a level.</summary>
    public readonly AdaptiveWindow Window(int level)
    {
        Span<int> sizes = stackalloc int[_rank];
        sizes.Fill(level);
        return PoolingWindow.Adaptive(sizes);
    }

    /// <summary>The next level's part of the result, seen as a pooled tensor.</summary>
    /// <param name="level">The level.</param>
    /// <param name="resultStrides">The strides of the result.</param>
    /// <param name="lengths">Gets the lengths of the pooled tensor.</param>
    /// <param name="strides">Gets its strides.</param>
    /// <param name="span">Gets the number of elements from its first to its last.</param>
    /// <returns>How far its first element is from the first of the result.</returns>
    public nint Lay(
        int level, ReadOnlySpan<nint> resultStrides, scoped Span<nint> lengths, scoped Span<nint> strides, out nint span)
    {
        int first = Shape.FirstSpatialAxis(_dataFormat);
        lengths[0] = Batch;
        lengths[Shape.ChannelAxis(lengths.Length, _dataFormat)] = _channels;
        lengths.Slice(first, _rank).Fill(level);

        // From the last axis up, one after another as the features are; an axis of one element has no stride.
        nint stride = resultStrides[1];
        span = 1;
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            nint step = axis == 0 ? resultStrides[0] : stride;
            strides[axis] = lengths[axis] == 1 ? 0 : step;
            span += (lengths[axis] - 1) * step;
            stride *= lengths[axis];
        }

        nint offset = _next * resultStrides[1];
        _next += _channels * Cells(level, _rank);
        return offset;
    }

    private static nint Cells(int level, int rank)
    {
        nint cells = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            cells = checked(cells * level);
        }

        return cells;
    }
}
