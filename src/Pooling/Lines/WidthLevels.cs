namespace Pooling;

/// <summary>
/// How the windows from every position on grow: four times by each merge, or at first as often as they can be doubled without
/// leaving the registers (<see cref="Doubling"/>), and at last by a scan (<see cref="Scan"/>), where that is less work than to
/// make a window of so many smaller ones.
/// </summary>
internal readonly struct WidthLevels
{
    /// <summary>How many windows of one level make one of the next.</summary>
    public const int Growth = 4;

    /// <summary>How many loads and stores a merge takes.</summary>
    private const int MergeCost = Growth + 1;

    /// <summary>How many it takes more to keep smaller windows besides: a store, and registers.</summary>
    private const int RestCost = 2;

    /// <summary>How many a scan takes: its results are read again.</summary>
    private const int ScanCost = 5;

    /// <summary>How many windows a scan merges at the most, so that its working memory is not larger than the line.</summary>
    private const int MostScanned = 65536;

    /// <param name="merges">How often windows grow by merges.</param>
    /// <param name="scan">How many times as large they become by a scan, or 0.</param>
    /// <param name="first">The size of the first windows.</param>
    /// <param name="isDoubled">Whether these are made by doubling.</param>
    /// <param name="rest">The size of the windows that are kept besides then, or 0.</param>
    private WidthLevels(int merges, int scan, int first, bool isDoubled, int rest)
    {
        Merges = merges;
        Scan = scan;
        FirstSize = first;
        IsDoubled = isDoubled;
        Rest = rest;
    }

    /// <summary>How often windows grow by merges.</summary>
    public int Merges { get; }

    /// <summary>How many times as large windows become by a scan, or 0.</summary>
    public int Scan { get; }

    /// <summary>Whether the first level is made by doubling; it is of windows as large as can be.</summary>
    public bool IsDoubled { get; }

    /// <summary>
    /// The size of smaller windows that doubling makes besides, or 0: all that windows lack if they are filled with those of
    /// the levels, and these may not overlap.
    /// </summary>
    public int Rest { get; }

    /// <summary>How many levels there are, besides single positions.</summary>
    public int Count => Merges + (Scan > 0 ? 1 : 0);

    /// <summary>How many kinds of windows are kept: those of the levels, and smaller ones behind them.</summary>
    public int Kept => Count + (Rest > 0 ? 1 : 0);

    private int FirstSize { get; }

    /// <summary>Chooses what is least work.</summary>
    /// <param name="size">The number of a window's positions.</param>
    /// <param name="distance">From an element to the one at the next position of a window.</param>
    /// <param name="lanes">How many partial results a vector holds.</param>
    /// <param name="key">What else it depends on.</param>
    public static WidthLevels Choose(int size, nint distance, int lanes, in LayoutKey key)
    {
        bool isIdempotent = key.IsIdempotent;
        WidthLevels best = default;
        int least = int.MaxValue;
        bool doubles = key.MayDouble && distance == 1 && size >= Growth;
        int firstSize = doubles ? int.Min(1 << int.Log2(size), Doubling.MostSize) : Growth;
        // A single position is taken from the line itself.
        int rest = isIdempotent || size % firstSize == 1 ? 0 : size % firstSize;
        int unit = 1;
        for (int merges = 0; unit <= size; merges++)
        {
            int scan = unit * distance >= lanes && lanes > 1 ? size / unit : 0;
            scan /= ((scan - 1) / MostScanned) + 1;
            bool isDoubled = doubles && merges > 0;
            Consider(new WidthLevels(merges, 0, firstSize, isDoubled, isDoubled ? rest : 0), ref best, ref least);
            Consider(new WidthLevels(merges, scan, firstSize, isDoubled, isDoubled ? rest : 0), ref best, ref least);
            int growth = merges == 0 ? firstSize : Growth;
            if (unit > size / growth)
            {
                break;
            }

            unit *= growth;
        }

        return best;

        void Consider(WidthLevels levels, ref WidthLevels best, ref int least)
        {
            int cost = (levels.Merges * MergeCost)
                + (levels.Rest > 0 ? RestCost : 0)
                + (levels.Scan > 0 ? ScanCost : 0)
                + levels.CountParts(size, isIdempotent);
            if (cost < least)
            {
                best = levels;
                least = cost;
            }
        }
    }

    /// <summary>The size of a level's windows.</summary>
    /// <param name="level">The level; 0 for single positions.</param>
    public int SizeOf(int level) => level > Merges ? Scan * SizeOf(Merges)
        : level == 0 ? 1
        : FirstSize << ((level - 1) * int.Log2(Growth));

    /// <summary>Of how many windows of all levels a window is made.</summary>
    private int CountParts(int size, bool isIdempotent)
    {
        int count = 0;
        for (int level = Count; level >= 0 && size > 0; level--)
        {
            if (size == Rest)
            {
                return count + 1;
            }

            count += size / SizeOf(level);
            size %= SizeOf(level);
            if (isIdempotent && level > 0 && size > 0 && count > 0)
            {
                return count + 1;
            }
        }

        return count;
    }
}
