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

    /// <summary>How many a scan takes: its results are read again.</summary>
    private const int ScanCost = 5;

    /// <summary>
    /// How many windows a scan adds up one after another at the most, if they may be sums of as many rows, and twice as many
    /// else. So sums of many elements are sums of sums, which round less often.
    /// </summary>
    private const int MostSummed = 256;

    /// <summary>How many windows a scan merges at the most, so that its working memory is not larger than the line.</summary>
    private const int MostScanned = 65536;

    /// <param name="merges">How often windows grow by merges.</param>
    /// <param name="scan">How many times as large they become by a scan, or 0.</param>
    /// <param name="first">The size of the first windows.</param>
    /// <param name="doubled">How many of the levels are made by doubling.</param>
    private WidthLevels(int merges, int scan, int first, int doubled)
    {
        Merges = merges;
        Scan = scan;
        FirstSize = first;
        Doubled = doubled;
    }

    /// <summary>How often windows grow by merges.</summary>
    public int Merges { get; }

    /// <summary>How many times as large windows become by a scan, or 0.</summary>
    public int Scan { get; }

    /// <summary>
    /// How many levels, the first ones, are made by doubling, all at once. Where windows may overlap, it is one of windows as
    /// large as can be; else there must be smaller ones to fill up with, and it may be two.
    /// </summary>
    public int Doubled { get; }

    /// <summary>How many levels there are, besides single positions.</summary>
    public int Count => Merges + (Scan > 0 ? 1 : 0);

    private int FirstSize { get; }

    /// <summary>Chooses what is least work.</summary>
    /// <param name="size">The number of a window's positions.</param>
    /// <param name="distance">From an element to the one at the next position of a window.</param>
    /// <param name="lanes">How many partial results a vector holds.</param>
    /// <param name="key">What else it depends on.</param>
    public static WidthLevels Choose(int size, nint distance, int lanes, in LayoutKey key)
    {
        bool isIdempotent = key.IsIdempotent;
        int most = isIdempotent ? MostScanned : key.AreSource ? 2 * MostSummed : MostSummed;
        WidthLevels best = default;
        int least = int.MaxValue;
        bool doubles = key.MayDouble && distance == 1 && size >= Growth;
        int firstSize = doubles && isIdempotent ? int.Min(1 << int.Log2(size), Doubling.MostSize) : Growth;
        int unit = 1;
        for (int merges = 0; unit <= size; merges++)
        {
            int scan = unit * distance >= lanes && lanes > 1 ? size / unit : 0;
            scan /= ((scan - 1) / most) + 1;
            int doubled = doubles ? int.Min(merges, isIdempotent ? 1 : 2) : 0;
            Consider(new WidthLevels(merges, 0, firstSize, doubled), ref best, ref least);
            Consider(new WidthLevels(merges, scan, firstSize, doubled), ref best, ref least);
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
            // To double twice as often costs a store more.
            int merges = levels.Merges - int.Max(0, levels.Doubled - 1);
            int cost = (merges * MergeCost) + (levels.Scan > 0 ? ScanCost : 0) + levels.CountParts(size, isIdempotent);
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
