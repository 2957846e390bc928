namespace Pooling;

/// <summary>
/// Which way lines of partial results are reduced along their width, and where they and what is made of them lie in memory.
/// </summary>
/// <remarks>
/// These are numbers alone, so that they are worked out by the same code for all types and operators, and can be kept
/// (<see cref="PlaneReduction.LayoutOf"/>).
/// </remarks>
internal sealed class WidthLayout
{
    /// <summary>Up to this size, positions are merged one after another.</summary>
    private const int SmallSize = 6;

    /// <summary>Up to this size, windows with strides are merged from dealt lines, position by position.</summary>
    private const int DealtSize = 8;

    /// <summary>Lines are dealt out fast for strides up to this one.</summary>
    private const int MostDealtStride = 4;

    /// <summary>There, windows may also be so many times as long as their stride.</summary>
    private const int DealtStrides = 5;

    /// <summary>The bytes of a page of memory.</summary>
    private const int PageBytes = 4096;

    /// <summary>The bytes of a line of the processor's cache.</summary>
    private const int CacheLineBytes = 64;

    private readonly bool _areSource;
    private readonly Slide _slide;
    private readonly int _columns;
    private readonly int _phaseSlack;
    private readonly nint[] _lastTaps;

    /// <param name="key">What it depends on.</param>
    public WidthLayout(in LayoutKey key)
    {
        Inner = key.Inner;
        SourceLength = key.SourceLength;
        _columns = key.Columns;
        _areSource = key.AreSource;
        int block = LineBlock.Bytes / key.ElementSize;
        int lanes = key.Lanes;
        Slide slide = key.Slide ?? default;
        bool slides = key.Slide is not null && IsWorthPadding(slide, SourceLength);
        _slide = slides ? slide : default;
        Way = slides ? WayOf(slide, Inner, lanes) : WidthWay.OneByOne;
        if (Way is WidthWay.Pairs or WidthWay.Dealt)
        {
            // For as many results, more source rows lie in the nearest cache, and lines that are taken apart.
            block /= 2;
        }

        BlockColumns = _columns;
        nint length = LengthOf(_columns);
        if (slides && key.MayDivide && length * Inner > block)
        {
            nint room = nint.Max(block / Inner, 4 * Reach) - Reach;
            BlockColumns = (int)nint.Clamp(room / slide.Stride, 1, _columns);
            length = LengthOf(BlockColumns);
        }

        if (Way != WidthWay.OneByOne)
        {
            length = (length + slide.Stride - 1) / slide.Stride * slide.Stride;
        }

        Pitch = checked((int)(length * Inner));
        if (key.TallRows > 0 && slide.Stride == 1 && Pitch * key.ElementSize % (PageBytes / 4) == 0)
        {
            // Lines that lie a number of pages apart would drive each other out of the nearest cache.
            Pitch += CacheLineBytes / key.ElementSize;
        }

        // Merging lines goes over their ends, which is safe where sums that nobody asked for cannot overflow.
        GroupRows = lanes == 1 ? 1 : int.Clamp(block / int.Max(1, Pitch), 1, key.Rows);
        // Whole planes, where several are merged at once.
        GroupRows -= GroupRows > key.PlaneRows ? GroupRows % key.PlaneRows : 0;
        BlockRows = GroupRows > key.PlaneRows || key.TallRows == 0
            ? GroupRows
            : int.Min(int.Max(1, GroupRows / key.TallRows) * key.TallRows, key.Rows);

        bool grows = Way is WidthWay.Adjacent or WidthWay.Picked && slide.Size > SmallSize;
        nint distance = slide.Dilation * Inner;
        Levels = grows ? WidthLevels.Choose((int)slide.Size, distance, lanes, key) : default;

        // Merging goes on to the end of the last vector, and may read more.
        _phaseSlack = (Doubling.VectorsAhead + 1) * lanes;
        nint scannedRow = Levels.Scan > 0 ? Levels.SizeOf(Levels.Merges) * distance : 0;
        int slack = checked((int)(_phaseSlack + Slide.Stride + scannedRow));
        GroupLength = checked((GroupRows * Pitch) + slack);
        LinesLength = checked((BlockRows * Pitch) + slack);
        LevelsStart = Apart(LinesLength, key.ElementSize);
        LevelLength = Apart(GroupLength, key.ElementSize);
        nint merged = Way switch
        {
            WidthWay.Dealt => Slide.Stride * PhaseLength,
            WidthWay.Pairs => GroupLength,
            _ => 0,
        };
        nint mergedAgain = Way switch
        {
            WidthWay.Dealt => Phases.ScratchFor(Slide.Stride, GroupLength),
            WidthWay.Pairs or WidthWay.Picked => GroupLength,
            _ => 0,
        };
        int alignment = int.Max(1, CacheLineBytes / key.ElementSize);
        MergedStart = AlignUp(LevelsStart + ((nint)Levels.Kept * LevelLength), alignment);
        MergedAgainStart = AlignUp(MergedStart + merged, alignment);
        ScanStart = MergedAgainStart + mergedAgain;
        MemoryLength = ScanStart + Scan.MemoryLength(Levels.Scan, scannedRow, lanes);

        Span<nint> taps = stackalloc nint[Taps.Most];
        int count = FindTaps(key.IsIdempotent, taps, out int levelTaps);
        _lastTaps = taps[..count].ToArray();
        LevelTaps = levelTaps;
    }

    /// <summary>How the windows of a row come about.</summary>
    public WidthWay Way { get; }

    /// <summary>The windows, if they are not reduced one by one.</summary>
    public ref readonly Slide Slide => ref _slide;

    /// <summary>The number of source positions.</summary>
    public int SourceLength { get; }

    /// <summary>The number of elements at a position.</summary>
    public int Inner { get; }

    /// <summary>How many lines make a block.</summary>
    public int BlockRows { get; }

    /// <summary>How many lines of a block are merged at once.</summary>
    public int GroupRows { get; }

    /// <summary>How many targets of a row make a block.</summary>
    public int BlockColumns { get; }

    /// <summary>From one line of a block to the next.</summary>
    public int Pitch { get; }

    /// <summary>How windows grow before the last step.</summary>
    public WidthLevels Levels { get; }

    /// <summary>The length of the memory of a block's lines.</summary>
    public int LinesLength { get; }

    /// <summary>The length of the memory of what a group of lines is merged into.</summary>
    public int GroupLength { get; }

    /// <summary>Where the first level begins, in the memory of lines and levels.</summary>
    public int LevelsStart { get; }

    /// <summary>From one level to the next.</summary>
    public int LevelLength { get; }

    /// <summary>Where a group of lines is merged into, if it is taken apart, in the memory of lines and levels.</summary>
    public nint MergedStart { get; }

    /// <summary>Where it is merged into next, working memory for taking it apart, or where the windows from every position on are kept.</summary>
    public nint MergedAgainStart { get; }

    /// <summary>Where a scan has its working memory.</summary>
    public nint ScanStart { get; }

    /// <summary>The length of all that memory.</summary>
    public nint MemoryLength { get; }

    /// <summary>What the last step makes a window of.</summary>
    public ReadOnlySpan<nint> LastTaps => _lastTaps;

    /// <summary>How many of <see cref="LastTaps"/>, the first ones, are in levels.</summary>
    public int LevelTaps { get; }

    /// <summary>From the dealt positions of one phase to those of the next.</summary>
    public nint PhaseLength => ((GroupLength - 1) / Slide.Stride) + 1 + _phaseSlack;

    /// <summary>From the first position of a window to its last.</summary>
    public nint Reach => (Slide.Size - 1) * Slide.Dilation;

    /// <summary>Whether a block is of all targets of a row.</summary>
    public bool IsWhole(int column, int end) => column == 0 && end == _columns;

    /// <summary>Whether lines need not be lines of their own, but may be read where others have them.</summary>
    public bool ReadsAnywhere =>
        Way == WidthWay.Pairs
        || (Way == WidthWay.Adjacent
            && Levels.Merges == 0
            && (Levels.Scan == 0 || (LevelTaps == LastTaps.Length && Slide.Dilation == 1)));

    /// <summary>Whether results can become outputs on the way.</summary>
    public bool Writes => Way is WidthWay.Adjacent or WidthWay.Pairs or WidthWay.Dealt;

    /// <summary>Whether windows are made by a scan of the lines and nothing else.</summary>
    public bool IsScan => Way == WidthWay.Adjacent && Levels.Scan > 0 && Levels.Merges == 0 && LastTaps.Length == 1 && Slide.Dilation == 1;

    /// <summary>Whether it is a scan of rows of the source, whole and where they are, with no lines made of them.</summary>
    public bool ScansSource => IsScan && _areSource;

    /// <summary>Which part of a source row some targets need, where windows are not reduced one by one.</summary>
    public LineBlock BlockOf(int column, int end)
    {
        nint first = (column * Slide.Stride) - Slide.Before;
        nint length = LengthOf(end - column);
        nint start = nint.Clamp(first, 0, SourceLength);
        nint stop = nint.Clamp(first + length, start, SourceLength);
        return start < stop ? new LineBlock(start, stop - start, start - first) : default;
    }

    /// <summary>Finds what the last step makes a window of.</summary>
    /// <param name="isIdempotent">Whether a window may be made of parts that overlap.</param>
    /// <param name="taps">Where the places go.</param>
    /// <param name="levelTaps">How many of them, the first ones, are in levels.</param>
    /// <returns>How many there are.</returns>
    private int FindTaps(bool isIdempotent, Span<nint> taps, out int levelTaps)
    {
        levelTaps = 0;
        return Way switch
        {
            WidthWay.Adjacent or WidthWay.Picked => FindLastTaps(isIdempotent, taps, out levelTaps),
            WidthWay.Dealt => FindDealtTaps(taps),
            _ => 0,
        };
    }

    private static nint AlignUp(nint length, int alignment) => (length + alignment - 1) / alignment * alignment;

    /// <summary>Whether a line with its padding is not much longer than one without.</summary>
    private static bool IsWorthPadding(Slide slide, int sourceLength) =>
        slide.Size <= int.MaxValue / 4
        && slide.Dilation <= int.MaxValue / 4
        && slide.Stride <= int.MaxValue / 4
        && nint.Max(slide.Length, nint.Abs(slide.Before)) <= ((nint)sourceLength * 2) + 64;

    private static WidthWay WayOf(Slide slide, int inner, int lanes)
    {
        if (slide.Stride == 1)
        {
            return WidthWay.Adjacent;
        }

        if (inner >= int.Max(2, lanes) || (lanes == 1 && slide.Size > DealtSize))
        {
            // A window by itself is a vector's work; or the sum of one that nobody asked for might overflow.
            return WidthWay.OneByOne;
        }

        if (inner == 1 && slide.Size == slide.Stride && slide.Dilation == 1 && nint.IsPow2(slide.Size))
        {
            return WidthWay.Pairs;
        }

        nint most = slide.Stride > MostDealtStride ? DealtSize : nint.Max(DealtSize, DealtStrides * slide.Stride);
        return inner == 1 && slide.Size <= most ? WidthWay.Dealt : WidthWay.Picked;
    }

    /// <summary>
    /// A length that is no less, and half a page past a whole number of pages: a place in the memory behind is no such
    /// number from its place before, which processors would take for the same.
    /// </summary>
    private static int Apart(int length, int elementSize)
    {
        int page = PageBytes / elementSize;
        return (((length + (page / 2) - 1) / page) * page) + (page / 2);
    }

    /// <summary>The number of positions that some targets are made of.</summary>
    private nint LengthOf(int columns) => Slide.Stride == 0
        ? SourceLength
        : nint.Min(
            ((columns - 1) * Slide.Stride) + Reach + 1,
            Way == WidthWay.OneByOne ? SourceLength : nint.MaxValue);

    /// <summary>Where a window's positions are when lines are dealt out.</summary>
    private int FindDealtTaps(Span<nint> taps)
    {
        nint phaseLength = PhaseLength;
        for (int i = 0; i < (int)Slide.Size; i++)
        {
            (nint to, nint phase) = nint.DivRem(i * Slide.Dilation, Slide.Stride);
            taps[i] = (phase * phaseLength) + to;
        }

        return (int)Slide.Size;
    }

    /// <summary>Which smaller windows make a window, as they lie in the memory of lines and levels.</summary>
    private int FindLastTaps(bool isIdempotent, Span<nint> taps, out int levelTaps)
    {
        nint step = Slide.Dilation * Inner;
        int size = (int)Slide.Size;
        int count = 0;
        int offset = 0;
        levelTaps = 0;
        for (int level = Levels.Count; level >= 0 && offset < size; level--)
        {
            if (size - offset == Levels.Rest)
            {
                taps[count++] = LevelsStart + (Levels.Count * (nint)LevelLength) + (offset * step);
                levelTaps = count;
                break;
            }

            int part = Levels.SizeOf(level);
            nint start = level == 0 ? 0 : LevelsStart + ((level - 1) * (nint)LevelLength);
            for (; offset + part <= size; offset += part)
            {
                taps[count++] = start + (offset * step);
            }

            if (isIdempotent && offset < size && level > 0 && count > 0)
            {
                // The last window may overlap the one before.
                taps[count++] = start + ((size - part) * step);
                offset = size;
            }

            levelTaps = level > 0 ? count : levelTaps;
        }

        return count;
    }
}
