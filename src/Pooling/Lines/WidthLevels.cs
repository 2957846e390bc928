namespace Pooling;

/// <summary>
/// How the windows from every position on grow: four times by each merge, and at last by a scan (<see cref="Scan"/>), where
/// that is less work than to make a window of so many smaller ones.
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
    /// How many windows a scan adds up one after another at the most. So sums of many elements are sums of sums, which
    /// round less often.
    /// </summary>
    private const int MostSummed = 256;

    /// <summary>How many windows a scan merges at the most, so that its working memory is not larger than the line.</summary>
    private const int MostScanned = 65536;

    /// <param name="merges">How often windows grow by merges.</param>
    /// <param name="scan">How many times as large they become by a scan, or 0.</param>
    private WidthLevels(int merges, int scan)
    {
        Merges = merges;
        Scan = scan;
    }

    /// <summary>How often windows grow by merges.</summary>
    public int Merges { get; }

    /// <summary>How many times as large windows become by a scan, or 0.</summary>
    public int Scan { get; }

    /// <summary>How many levels there are, besides single positions.</summary>
    public int Count => Merges + (Scan > 0 ? 1 : 0);

    /// <summary>Chooses what is least work.</summary>
    /// <param name="size">The number of a window's positions.</param>
    /// <param name="distance">From an element to the one at the next position of a window.</param>
    /// <param name="lanes">How many partial results a vector holds.</param>
    /// <param name="isIdempotent">Whether a window may be made of parts that overlap.</param>
    public static WidthLevels Choose(int size, nint distance, int lanes, bool isIdempotent)
    {
        WidthLevels best = default;
        int least = int.MaxValue;
        int unit = 1;
        for (int merges = 0; unit <= size; merges++)
        {
            int scan = unit * distance >= lanes && lanes > 1 ? size / unit : 0;
            scan = int.Min(scan, isIdempotent ? MostScanned : MostSummed);
            Consider(new WidthLevels(merges, 0), ref best, ref least);
            Consider(new WidthLevels(merges, scan), ref best, ref least);
            if (unit > size / Growth)
            {
                break;
            }

            unit *= Growth;
        }

        return best;

        void Consider(WidthLevels levels, ref WidthLevels best, ref int least)
        {
            int cost = (levels.Merges * MergeCost) + (levels.Scan > 0 ? ScanCost : 0) + levels.CountParts(size, isIdempotent);
            if (cost < least)
            {
                best = levels;
                least = cost;
            }
        }
    }

    /// <summary>The size of a level's windows.</summary>
    /// <param name="level">The level; 0 for single positions.</param>
    public int SizeOf(int level) => level > Merges ? Scan * SizeOf(Merges) : 1 << (level * int.Log2(Growth));

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
