namespace Pooling;

/// <summary>
/// Which planes are pooled some at a time, turned so that the elements that they have at a position lie side by side
/// (<see cref="TurnedPlanes{T}"/>): those whose rows are so short, or windows so awkward along a row, that turning them costs
/// less than it saves. All of this is measured, and nothing but time depends on it.
/// </summary>
internal static class Bundling
{
    /// <summary>The most planes of a bundle.</summary>
    public const int Most = 64;

    /// <summary>Up to this length, rows of elements are short.</summary>
    private const int ShortRow = 16;

    /// <summary>Up to this length, rows of bytes are.</summary>
    private const int ShortRowOfBytes = 40;

    /// <summary>Up to this length, rows of volumes are: lines that are made of many rows serve few windows.</summary>
    private const int RowOfVolume = 64;

    /// <summary>Windows of so many elements or more that start a stride apart are worth turning short rows for.</summary>
    private const int SomeElements = 9;

    /// <summary>So are those that start everywhere.</summary>
    private const int MoreElements = 16;

    /// <summary>These are worth turning longer rows for, if they start everywhere.</summary>
    private const int ManyElements = 25;

    /// <summary>How many elements of a bundle should be at hand at a time: a large part of the nearest cache.</summary>
    private const int NearElements = 8192;

    /// <summary>More elements at one depth are too many for that.</summary>
    private const int MostOfDepth = 20480;

    /// <summary>More elements are too many for the next cache.</summary>
    private const int MostOfAll = 131072;

    /// <summary>More bytes are too many to be turned at a time.</summary>
    private const int MostBytes = 1 << 21;

    /// <summary>Windows along a single row that have so many elements are worth turning much longer rows for.</summary>
    private const int LongWindow = 64;

    /// <summary>That is so many where no winners are asked for.</summary>
    private const int LongForward = 128;

    /// <summary>So long.</summary>
    private const int LongRow = 1 << 17;

    /// <summary>How many planes there are in each bundle of a forward pass; 0 if planes stay as they are.</summary>
    /// <param name="plan">A forward plan of planes that have the same windows.</param>
    public static int SizeForward(PoolingPlan plan)
    {
        ref readonly Volume source = ref plan.Source;
        nint elements = plan.MostElements;
        bool startsEverywhere = StartsEverywhere(plan);
        bool isWorthWhile = plan.Target.Width.Length < Turning.Rows
            || (source.Width.Length <= ShortRow && elements >= (startsEverywhere ? MoreElements : SomeElements))
            || (source.Height.Length > 1 && startsEverywhere && elements > ManyElements)
            || (source.Depth.Length > 1 && !startsEverywhere && source.Width.Length <= RowOfVolume && elements >= SomeElements);
        isWorthWhile &= source.Height.Length * source.Width.Length <= MostOfDepth / Unit;
        return isWorthWhile || (IsLongRow(plan) && elements >= LongForward) ? SizeOf(plan) : 0;
    }

    /// <summary>The same for bytes, which are turned faster.</summary>
    /// <param name="plan">A forward plan of planes that have the same windows.</param>
    public static int SizeForwardOfBytes(PoolingPlan plan)
    {
        nint width = plan.Source.Width.Length;
        bool isLine = plan.Source.Height.Length * plan.Source.Depth.Length == 1;
        bool isWorthWhile = width <= (isLine ? ShortRow : ShortRowOfBytes)
            || (width <= RowOfVolume && !StartsEverywhere(plan) && plan.MostElements >= SomeElements);
        return isWorthWhile ? SizeOf(plan, ByteTurning.Rows, NearElements * sizeof(float), MostBytes) : 0;
    }

    /// <summary>The same where indices are found as well.</summary>
    /// <param name="plan">A forward plan of planes that have the same windows.</param>
    public static int SizeWithIndices(PoolingPlan plan)
    {
        ref readonly Volume source = ref plan.Source;
        _ = plan.Shared.Width.TryGetSlide(out Slide slide);
        bool isWorthWhile = source.Width.Length <= 20
            || (slide.Stride > 2 && !nint.IsPow2(slide.Stride))
            || (source.Width.Length <= 64 && source.Height.Length * source.Depth.Length == 1)
            || IsLongRow(plan);
        return isWorthWhile ? SizeOf(plan) : 0;
    }

    /// <summary>The same for a backward pass.</summary>
    /// <param name="plan">A forward plan of planes that have the same windows.</param>
    /// <param name="hasWinners">Whether the gradient goes to the winners of windows; else to all their elements.</param>
    public static int SizeBackward(PoolingPlan plan, bool hasWinners)
    {
        using AxisRuns widths = plan.Shared.Widths;
        nint width = plan.Source.Width.Length;
        bool isWorthWhile = plan.IsDisjoint
            ? plan.Shared.TiledColumns(widths.All) is not (2 or 4)
            : width <= ShortRow
                || (StartsEverywhere(plan) && plan.MostElements >= ManyElements && width <= (hasWinners ? 28 : 56))
                || (!StartsEverywhere(plan) && (hasWinners || width <= 32))
                || (hasWinners && IsLongRow(plan));
        return isWorthWhile ? SizeOf(plan) : 0;
    }

    /// <summary>How many planes are turned at once at the least: they fill the widest vectors.</summary>
    private static int Unit => int.Max(Turning.Rows, VectorWidth.Widest / (8 * sizeof(float)));

    private static bool StartsEverywhere(PoolingPlan plan) =>
        plan.Shared.Width.TryGetSlide(out Slide slide) && slide.Stride == 1;

    private static bool IsLongRow(PoolingPlan plan) =>
        plan.Source.Height.Length * plan.Source.Depth.Length == 1
        && plan.Source.Width.Length <= LongRow
        && plan.MostElements >= LongWindow
        && StartsEverywhere(plan);

    /// <summary>As many as there should be, so that all bundles are nearly alike; 0 where it cannot be done, or not well.</summary>
    private static int SizeOf(PoolingPlan plan) => SizeOf(plan, Unit, NearElements, MostOfAll);

    private static int SizeOf(PoolingPlan plan, int unit, int near, int most)
    {
        ref readonly Volume source = ref plan.Source;
        nint planes = source.Batch.Length * source.Channels.Length;
        nint units = (planes + unit - 1) / unit;
        if (source.Inner.Length > 1
            || !source.HasContiguousPlanes
            || !plan.Target.HasContiguousPlanes
            || plan.Target.Count == 0
            || units * unit > planes + (planes / 3)
            || (source.PlaneCount > most / unit && !IsLongRow(plan)))
        {
            return 0;
        }

        nint together = nint.Clamp(near / (source.PlaneCount * unit), 1, Most / unit);
        nint bundles = (units + together - 1) / together;
        return (int)((units + bundles - 1) / bundles) * unit;
    }
}
