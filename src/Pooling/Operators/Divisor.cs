namespace Pooling;

/// <summary>What an average divides by: a number that was given, or the positions of the window.</summary>
internal readonly struct Divisor
{
    private readonly bool _countsPadding;
    private readonly int _given;

    /// <summary>Checks a divisor.</summary>
    /// <param name="window">The window; zeros that its padding holds are counted.</param>
    /// <param name="countIncludePad">Whether positions in the padding are counted.</param>
    /// <param name="divisorOverride">The divisor, or null.</param>
    public Divisor(PoolingWindow window, bool countIncludePad, int? divisorOverride)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (divisorOverride == 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(divisorOverride), divisorOverride, "Expected a divisor other than 0.");
        }

        _countsPadding = countIncludePad || window.PaddingHoldsZeros;
        _given = divisorOverride ?? 0;
    }

    /// <summary>A divisor that is known.</summary>
    public Divisor(int given) => _given = given;

    /// <summary>Whether it was given, so that it may be smaller than the number of elements.</summary>
    public bool IsGiven => _given != 0;

    /// <summary>Whether positions in the padding are counted, if it was not given.</summary>
    public bool CountsPadding => _countsPadding;

    /// <summary>The divisor of a window; 0 if it has nothing to count.</summary>
    public nint Of(WindowCount count)
    {
        if (_given != 0)
        {
            return _given;
        }

        return _countsPadding ? count.Positions : count.Elements;
    }

    /// <summary>Whether all windows of a plane have one divisor, other than 0.</summary>
    /// <param name="plane">The windows.</param>
    /// <param name="one">The divisor.</param>
    public bool TryGetOne(in PlaneReduction plane, out Divisor one)
    {
        using AxisRuns heights = plane.Heights;
        using AxisRuns widths = plane.Widths;
        nint by = 0;
        for (nint depth = 0; depth < plane.Depth.Length; depth++)
        {
            plane.Depth.Sources(depth, out WindowCount depthCount);
            foreach (TargetRun rows in heights.All)
            {
                foreach (TargetRun columns in widths.All)
                {
                    nint another = Of(depthCount * rows.Count * columns.Count);
                    if (another == 0 || another > int.MaxValue || (by != 0 && by != another))
                    {
                        one = default;
                        return false;
                    }

                    by = another;
                }
            }
        }

        one = new Divisor((int)by);
        return by != 0;
    }

    /// <summary>The same as a number to divide by: infinity if there is nothing to count, since the average of nothing is 0.</summary>
    public double WeightOf(WindowCount count)
    {
        nint by = Of(count);
        return by == 0 ? double.PositiveInfinity : by;
    }
}
