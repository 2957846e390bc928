namespace Pooling;

/// <summary>The source rows that the windows of one target row have, or those of two target rows that share some.</summary>
internal readonly ref struct SlidingRows
{
    /// <summary>How many source rows a target row may have, of all depths.</summary>
    public const int MostOfOne = 9;

    /// <summary>How many there may be.</summary>
    public const int Most = 2 * MostOfOne;

    private readonly uint _first;
    private readonly uint _second;

    private SlidingRows(ReadOnlySpan<nint> taps, uint first, uint second, int secondStart)
    {
        Taps = taps;
        _first = first;
        _second = second;
        SecondStart = secondStart;
    }

    /// <summary>The distances of a column's elements from the first of a window; in each depth, rows follow each other.</summary>
    public ReadOnlySpan<nint> Taps { get; }

    /// <summary>The first of the rows that the second target row has; the first target row has the first of all.</summary>
    public int SecondStart { get; }

    /// <summary>From each row to the next, if it should be asked for before it is needed; else 0.</summary>
    public nint Ahead { get; init; }

    /// <summary>Whether they are of two target rows.</summary>
    public bool AreOfTwo => _second != 0;

    /// <summary>Whether the first target row has a source row.</summary>
    public bool IsFirst(int row) => ((_first >> row) & 1) != 0;

    /// <summary>Whether the second target row has a source row.</summary>
    public bool IsSecond(int row) => ((_second >> row) & 1) != 0;

    /// <summary>Those of one target row.</summary>
    /// <param name="taps">The distances of a window's elements, column by column in each row.</param>
    /// <param name="columns">How many columns a window has.</param>
    /// <param name="room">Where what is found goes.</param>
    public static SlidingRows OfOne(ReadOnlySpan<nint> taps, int columns, Span<nint> room)
    {
        int count = taps.Length / columns;
        for (int row = 0; row < count; row++)
        {
            room[row] = taps[row * columns];
        }

        return new(room[..count], uint.MaxValue, 0, 0);
    }

    /// <summary>Those of two target rows.</summary>
    /// <param name="taps">The distances of the elements of a window of the first, column by column in each row.</param>
    /// <param name="columns">How many columns a window has.</param>
    /// <param name="height">How many rows it has in each depth.</param>
    /// <param name="alone">How many of them the first has for itself, as the second has as many; they share the others.</param>
    /// <param name="next">From the first's to those of the second.</param>
    /// <param name="room">Where what is found goes.</param>
    public static SlidingRows OfTwo(ReadOnlySpan<nint> taps, int columns, int height, int alone, nint next, Span<nint> room)
    {
        uint first = 0;
        uint second = 0;
        int count = 0;
        for (int start = 0; start < taps.Length; start += height * columns)
        {
            for (int row = 0; row < height + alone; row++)
            {
                bool isFirst = row < height;
                first |= isFirst ? 1u << count : 0;
                second |= row >= alone ? 1u << count : 0;
                room[count++] = isFirst ? taps[start + (row * columns)] : taps[start + ((row - alone) * columns)] + next;
            }
        }

        return new(room[..count], first, second, alone);
    }
}
