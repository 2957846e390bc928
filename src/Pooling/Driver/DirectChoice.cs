using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// Whether windows are reduced straight from the source, and in which way: what was found to be fastest for their size, for
/// how many elements there are at a position, and for how far away the source is.
/// </summary>
internal readonly struct DirectChoice
{
    /// <summary>Windows of more elements are reduced by lines.</summary>
    public const int MostTaps = 4096;

    /// <summary>Small windows of two columns, or of few elements at a position, have at most so many rows.</summary>
    public const int MostRows = 9;

    /// <summary>From this many taps on, windows are large.</summary>
    private const int ManyTaps = 64;

    /// <summary>How many places are read side by side there: sums of as many are added up once more, so that errors stay small.</summary>
    private const int MoreTaps = 16;

    /// <summary>The same where positions lie far apart in memory.</summary>
    private const int FewTaps = 7;

    /// <summary>A wider window costs no more than one of so many columns, if it is reduced along a line, and starts everywhere.</summary>
    private const int FewColumns = 6;

    /// <summary>From this many elements at a position on, a window's positions lie far apart in memory.</summary>
    private const int ManyInner = 256;

    /// <summary>From this many on, they are best read in the order in which they lie.</summary>
    private const int VeryManyInner = 1024;

    /// <summary>
    /// Larger sources come from afar, where memory is best read in the order in which it lies; to slide is to read a few
    /// channels of many columns, and pays only where it spares much of the reading.
    /// </summary>
    private const int NearBytes = 1 << 20;

    /// <summary>Of larger sources, the rows that windows come to next are asked for before they are needed.</summary>
    private const int DistantBytes = 1 << 22;

    /// <summary>Where this many elements are merged, or less, to prepare anything would cost more.</summary>
    private const int TinyWork = 64;

    /// <summary>Fewer elements at a position are read one by one, rather than a vector for them.</summary>
    private const int FewestInVector = 3;

    /// <summary>Rows of single elements that fill fewer vectors are made faster by lines, of which some are made at once.</summary>
    private const int LongVectors = 2;

    private readonly nint _inner;
    private readonly nint _columns;
    private readonly int _count;
    private readonly DirectWay _rest;
    private readonly bool _isFewAtOnce;

    private DirectChoice(DirectWay way, DirectWay rest, nint inner, nint columns, int count, nint taps)
    {
        Way = way;
        _rest = rest;
        _inner = inner;
        _columns = columns;
        _count = count;
        _isFewAtOnce = inner >= ManyInner && way != DirectWay.Sliding;
        IsOneStep = rest != DirectWay.LongRows && taps <= TapsAtOnce(0);
    }

    /// <summary>The way of most windows.</summary>
    public DirectWay Way { get; }

    /// <summary>Whether no window needs partial results.</summary>
    public bool IsOneStep { get; }

    /// <summary>Whether the source is read once, and comes from so far away that what comes next should be asked for.</summary>
    public bool IsFar { get; private init; }

    /// <summary>Whether rows that windows come to next should be asked for.</summary>
    public bool IsDistant { get; private init; }

    /// <summary>The way that is the fastest, chosen now or before.</summary>
    /// <param name="plane">What the target positions are made of.</param>
    /// <param name="heights">The target rows.</param>
    /// <param name="widths">The target columns.</param>
    /// <param name="source">The source.</param>
    public static DirectChoice Of<T, TAccumulator, TVector, TLanes>(
        in PlaneReduction plane, ReadOnlySpan<TargetRun> heights, ReadOnlySpan<TargetRun> widths, in Volume source)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
    {
        ChoiceKey key = new(source.Inner.Length, source.Count, typeof(TLanes));
        if (plane.Choices?.TryFind(key, out DirectChoice choice) == true)
        {
            return choice;
        }

        choice = Choose<T, TAccumulator, TVector, TLanes>(plane, heights, widths, source);
        plane.Choices?.Keep(key, choice);
        return choice;
    }

    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DirectChoice Choose<T, TAccumulator, TVector, TLanes>(
        in PlaneReduction plane, ReadOnlySpan<TargetRun> heights, ReadOnlySpan<TargetRun> widths, in Volume source)
        where TLanes : struct, ILanes<T, TAccumulator, TVector>
    {
        nint inner = source.Inner.Length;
        nint bytes = source.Count * Unsafe.SizeOf<T>();
        nint rows = plane.Depth.MostSources * MostSources(heights);
        nint columns = MostSources(widths);
        bool slides = plane.Width.TryGetSlide(out Slide slide);
        nint stride = slides ? slide.Stride : (plane.Width.SourceLength - 1) / plane.Width.Length;

        bool areStretches = inner == 1 && rows <= 1 && columns >= Taps.FoldedLength && columns <= stride + 1 && AreStretches(widths);
        bool areLong = rows == 1 && columns > (inner >= VeryManyInner ? MoreTaps : ManyTaps);
        DirectWay rest = areStretches ? DirectWay.Stretches : areLong ? DirectWay.LongRows : DirectWay.Taps;

        DirectWay way = DirectWay.None;
        if (inner == 1 && rows is > 0 and <= MostRows && plane.HasPairs(widths))
        {
            way = DirectWay.Pairs;
        }
        else if (slides && slide.Dilation == 1 && MaySlide<TVector>(rows, columns, slide.Stride, bytes, inner <= 4 * TLanes.Count)
            && Sliding.Applies<T, TAccumulator, TVector, TLanes>(slide.Size, slide.Stride, inner))
        {
            way = DirectWay.Sliding;
        }
        else if (slides && slide.Dilation == 1 && rows is > 0 and <= MostRows && columns == slide.Size
            && (inner > 1 || (widths.Length == 1 && plane.Width.Length >= LongVectorsOf<TAccumulator>(slide.Stride) * TLanes.Count))
            && TLanes.CanArrange
            // To arrange narrow elements takes more than to read a vector for each position, where that is half of it.
            && (Unsafe.SizeOf<TAccumulator>() >= sizeof(int) || !PositionTaps.Applies(plane, inner, TLanes.Count))
            && ArrangedWindows.Pays(slide.Size, slide.Stride, inner, TLanes.Count))
        {
            way = DirectWay.Arranged;
        }
        else if (PositionTaps.Applies(plane, inner, TLanes.Count))
        {
            way = DirectWay.Positions;
        }
        else if (areStretches
            || plane.Height.Length * plane.Width.Length * inner * rows * columns <= TinyWork
            || (inner >= TLanes.Count
                && (areLong || rows * columns <= MostTapsOf(inner, TLanes.Count))
                && ShareLittle(rows, columns, stride)))
        {
            way = rest;
        }

        return new DirectChoice(way, rest, inner, plane.Width.SourceLength, TLanes.Count, rows * columns)
        {
            // Along one row, the processor asks for what is next by itself.
            IsFar = rows > 1 && rows * columns <= FewTaps && bytes >= Prefetch.FarBytes && plane.IsDisjoint,
            IsDistant = bytes >= DistantBytes,
        };
    }

    /// <summary>The way of some windows that are alike; those that padding cuts may need another.</summary>
    public DirectWay WayOf(in TargetRun windows)
    {
        nint columns = windows.Sources.Length;
        if (Way == DirectWay.Sliding)
        {
            // Where rows are short, even windows that padding cuts may be alike, and of another size.
            if (windows is { Length: > 1, Advance: > 0 } && Sliding.IsOfKind(columns, windows.Advance))
            {
                return Way;
            }
        }
        else if (Way == DirectWay.Arranged)
        {
            if (windows is { Length: > 1, Advance: > 1, Sources.Step: 1 }
                && ArrangedWindows.Pays(columns, windows.Advance, _inner, _count))
            {
                return Way;
            }

            // Even one that padding cuts is read by vectors, if it has enough elements at a position.
            if (windows.Length == 1 && columns > 0 && _inner >= FewestInVector && MayReadVectors(windows.Sources))
            {
                return DirectWay.Positions;
            }
        }
        else if (Way != DirectWay.LongRows)
        {
            return Way;
        }

        return _rest == DirectWay.LongRows && columns <= MoreTaps ? DirectWay.Taps : _rest;
    }

    /// <summary>Whether vectors may be read from a window's positions on, or up to them, without leaving the row.</summary>
    private bool MayReadVectors(ElementRange positions)
    {
        nint more = PositionTaps.MorePositions(_inner, _count);
        return positions.Start >= more || positions.Start + ((positions.Length - 1) * positions.Step) + more < _columns;
    }

    /// <summary>How many elements of a window are merged at once, of as many as it has.</summary>
    public int TapsAtOnce(int count) =>
        _rest == DirectWay.LongRows || (_isFewAtOnce && count > ManyTaps) ? MoreTaps : _isFewAtOnce ? FewTaps : Taps.Most;

    /// <summary>How many columns of a row have to be known in some way, of as many as windows have.</summary>
    public static nint KnownColumns(DirectWay way, nint columns) => way switch
    {
        // Of a stretch or a pair, the first is all there is to know; of a long row, the first few.
        DirectWay.Stretches or DirectWay.Pairs => nint.Min(1, columns),
        DirectWay.LongRows => nint.Min(MoreTaps, columns),
        _ => columns,
    };

    /// <summary>How many vectors rows of single elements should fill.</summary>
    private static int LongVectorsOf<TAccumulator>(nint stride) =>
        // Lines of narrow elements are taken apart by vectors only where the stride is even.
        Unsafe.SizeOf<TAccumulator>() >= sizeof(int) || nint.IsEvenInteger(stride) ? LongVectors : 1;

    /// <summary>Whether it saves no steps to reduce rows to a line first, and windows along it.</summary>
    private static bool ShareLittle(nint rows, nint columns, nint stride)
    {
        // Only windows that start everywhere share what is made along a line. Without one, long ones are made a part at a time.
        nint alongLine = stride == 1 || columns > ManyTaps ? nint.Min(columns, FewColumns) : columns;
        return columns < 2 * stride || rows * columns <= (rows * stride) + alongLine + 3;
    }

    /// <summary>
    /// How many elements windows may have. Where a position has few vectors, each merge waits for the one before, and rows that
    /// are merged to a line give longer runs.
    /// </summary>
    private static nint MostTapsOf(nint inner, int count) => inner < 4 * count ? ManyTaps : MostTaps;

    private static bool MaySlide<TVector>(nint rows, nint columns, nint stride, nint bytes, bool isNarrow) =>
        rows is > 0 and <= SlidingRows.MostOfOne
        && columns <= ManyTaps
        && (bytes <= NearBytes || isNarrow || (rows > 1 && (stride == 1 || VectorWidth.HasManyRegisters<TVector>())));

    private static bool AreStretches(ReadOnlySpan<TargetRun> runs)
    {
        foreach (TargetRun run in runs)
        {
            if (run.Sources.Step != 1)
            {
                return false;
            }
        }

        return true;
    }

    private static nint MostSources(ReadOnlySpan<TargetRun> runs)
    {
        nint most = 0;
        foreach (TargetRun run in runs)
        {
            most = nint.Max(most, run.Sources.Length);
        }

        return most;
    }
}
