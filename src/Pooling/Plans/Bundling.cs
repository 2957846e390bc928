namespace Pooling;

/// <summary>
/// Which planes are pooled some at a time, turned so that the elements that they have at a position lie side by side
/// (<see cref="BundleDriver{T, TAccumulator, TResult, TOperator, TVector, TLanes}"/>): those whose rows are shorter than a
/// vector, or so short that it costs less to turn them than to put so many windows together.
/// </summary>
internal static class Bundling
{
    /// <summary>The most planes of a bundle.</summary>
    public const int Most = 64;

    /// <summary>Up to this length, rows of elements are short.</summary>
    private const int ShortRow = 16;

    /// <summary>Windows of so many elements or more that start a stride apart are worth turning short rows for.</summary>
    private const int SomeElements = 9;

    /// <summary>So are those that start everywhere.</summary>
    private const int MoreElements = 16;

    /// <summary>These are worth turning longer rows for, if they start everywhere.</summary>
    private const int ManyElements = 27;

    /// <summary>How many elements of a bundle should be at hand at a time: a large part of the nearest cache.</summary>
    private const int NearElements = 8192;

    /// <summary>More elements at one depth are too many for that.</summary>
    private const int MostOfDepth = 20480;

    /// <summary>More elements are too many for the next cache.</summary>
    private const int MostOfAll = 131072;

    /// <summary>How many planes there are in each bundle; 0 if planes stay as they are.</summary>
    /// <param name="plan">A forward plan of planes that have the same windows.</param>
    public static int SizeOf(PoolingPlan plan)
    {
        ref readonly Volume source = ref plan.Source;
        ref readonly Volume target = ref plan.Target;
        int unit = int.Max(Turning.Rows, VectorWidth.Widest / (8 * sizeof(float)));
        nint planes = source.Batch.Length * source.Channels.Length;
        nint units = (planes + unit - 1) / unit;
        if (source.Inner.Length > 1
            || !source.HasContiguousPlanes
            || !target.HasContiguousPlanes
            || target.Count == 0
            || units * unit > planes + (planes / 3)
            || source.Height.Length * source.Width.Length > MostOfDepth / unit
            || source.PlaneCount > MostOfAll / unit)
        {
            return 0;
        }

        nint elements = plan.MostElements;
        bool startsEverywhere = plan.Shared.Width.TryGetSlide(out Slide slide) && slide.Stride == 1;
        bool isWorthWhile = target.Width.Length < Turning.Rows
            || (source.Width.Length <= ShortRow && elements >= (startsEverywhere ? MoreElements : SomeElements))
            || (source.Height.Length > 1 && startsEverywhere && elements >= ManyElements);
        if (!isWorthWhile)
        {
            return 0;
        }

        // As many as there should be, and all bundles nearly alike.
        nint most = nint.Clamp(NearElements / (source.PlaneCount * unit), 1, Most / unit);
        nint bundles = (units + most - 1) / most;
        return (int)((units + bundles - 1) / bundles) * unit;
    }
}
