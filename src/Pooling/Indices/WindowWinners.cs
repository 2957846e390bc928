using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The winners of windows that have few elements, for some rows at a time: of those equal to the result the first, of NaNs
/// that won the last. All windows of a row are searched at once (<see cref="LineWinners{T, TLine, TCode, TExtreme}"/>), where
/// they tile the row where they are (<see cref="TileWinners{T, TLine, TCode, TExtreme}"/>), or where many elements lie at a
/// position, all at a position (<see cref="PositionWinners{T, TLine, TCode, TExtreme}"/>). Where windows share rows, the winners
/// of rows are found first.
/// </summary>
/// <typeparam name="T">The type of the input's elements.</typeparam>
/// <typeparam name="TLine">The type in which they are compared.</typeparam>
/// <typeparam name="TCode">A signed integer as wide.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal readonly ref struct WindowWinners<T, TLine, TCode, TExtreme>
    where T : INumber<T>
    where TLine : INumber<TLine>
    where TCode : INumber<TCode>
    where TExtreme : struct, IExtreme<T>
{
    /// <summary>How much memory a block of rows should take.</summary>
    private const int BlockBytes = 131072;

    /// <summary>Lines of memory at this distance fall on the same set of the nearest cache, on all machines of today.</summary>
    private const int CacheWayBytes = 4096;

    /// <summary>How many of them it has room for, at the least.</summary>
    private const int CacheWays = 8;

    private readonly SourceRows<T> _source;
    private readonly PlaneReduction _plane;
    private readonly AxisOrigins _depthOrigins;
    private readonly AxisOrigins _heightOrigins;
    private readonly nint _scale;
    private readonly bool _isTiled;
    private readonly bool _isByLines;
    private readonly bool _sharesRows;
    private readonly int _length;
    private readonly TLine _identity;
    private readonly AxisRuns _heights;
    private readonly TileWinners<T, TLine, TCode, TExtreme> _tiles;
    private readonly LineWinners<T, TLine, TCode, TExtreme> _lines;
    private readonly PositionWinners<T, TLine, TCode, TExtreme> _positions;
    private readonly Scratch<ElementRange> _blocks;
    private readonly RowParts<T, TLine, TCode, TExtreme> _parts;
    private readonly Scratch<TLine> _rowValues;

    /// <param name="source">The input.</param>
    /// <param name="plan">The windows, to which <see cref="Supports"/> applies.</param>
    /// <param name="scale">What the distances of a window's elements in the plane are multiplied with to be codes.</param>
    /// <param name="margin">
    /// How many places without a winner there are before and after the winners of rows, which are found first if there are any.
    /// </param>
    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public WindowWinners(SourceRows<T> source, PoolingPlan plan, nint scale, nint margin = 0)
    {
        _source = source;
        _plane = plan.Of(0, 0);
        _depthOrigins = new AxisOrigins(_plane.Depth);
        _heightOrigins = new AxisOrigins(_plane.Height);
        _scale = scale;
        int inner = (int)plan.Target.Inner.Length;
        _isTiled = TileWinners<T, TLine, TCode, TExtreme>.Supports(plan, _plane);
        _isByLines = !_isTiled && IsByLines(plan);
        _sharesRows = margin > 0 || plan.Comparisons.ShareRows || (!_isTiled && !_isByLines && Collide(plan));
        _length = (int)plan.Target.RowLength;
        _identity = IdentityOf();
        _heights = _plane.Heights;
        nint bytes = plan.Target.Depth.Length * plan.Target.RowLength * Unsafe.SizeOf<TLine>() * 2;
        nint sourceRows = (plan.Source.Height.Length + plan.Target.Height.Length - 1) / plan.Target.Height.Length;
        if (_sharesRows)
        {
            bytes += plan.Source.Depth.Length * sourceRows * _length * Unsafe.SizeOf<TLine>() * 2;
        }

        _ = _plane.Width.TryGetSlide(out Slide slide);
        if (_isByLines)
        {
            bytes += plan.Source.Depth.Length * sourceRows * WindowLines<T, TLine>.PaddedLength(slide) * inner * Unsafe.SizeOf<TLine>();
        }

        BlockRows = (int)nint.Clamp(BlockBytes / bytes, 1, plan.Target.Height.Length);
        _blocks = new Scratch<ElementRange>((plan.Target.Height.Length + BlockRows - 1) / BlockRows);
        nint row = 0;
        nint mostRows = 0;
        foreach (ref ElementRange block in _blocks.Span)
        {
            block = _heights.SourcesOf((int)row, (int)nint.Min(row + BlockRows, plan.Target.Height.Length));
            mostRows = nint.Max(mostRows, block.End - block.Start);
            row += BlockRows;
        }

        if (_isTiled)
        {
            _tiles = new TileWinners<T, TLine, TCode, TExtreme>(source, slide, scale, _identity);
        }
        else if (_isByLines)
        {
            _lines = new LineWinners<T, TLine, TCode, TExtreme>(source, slide, inner, mostRows, scale, _identity);
        }
        else
        {
            _positions = new PositionWinners<T, TLine, TCode, TExtreme>(source, _plane.Width, inner, scale, _identity);
        }

        if (_sharesRows)
        {
            nint rows = _blocks.Span.Length == 1 ? plan.Source.Height.Length : mostRows;
            _parts = new RowParts<T, TLine, TCode, TExtreme>(plan, _plane.Height, rows, margin, scale, _identity);
            _rowValues = new Scratch<TLine>(margin > 0 ? _length + Vector<TLine>.Count : 0);
        }
    }

    /// <summary>From the winners of a row to those of the next, where all rows are kept.</summary>
    public nint RowPitch => _parts.Pitch;

    /// <summary>How many rows should be asked for at a time, from a multiple of them on.</summary>
    public int BlockRows { get; }

    /// <summary>Whether results of fewer windows than a vector has come as whole vectors.</summary>
    public bool WritesOver => _isByLines;

    /// <summary>Whether winners of these windows are found, and fit in a code with what their place in a row adds.</summary>
    /// <param name="plan">The windows.</param>
    /// <param name="scale">What the distances of elements are multiplied with.</param>
    /// <param name="channelStep">What each element at a position adds.</param>
    public static bool Supports(PoolingPlan plan, nint scale, nint channelStep = 0) =>
        Vector.IsHardwareAccelerated
        && Vector<TLine>.IsSupported
        && !plan.IsFlat
        && !plan.VariesByPlane
        && plan.Comparisons.AreFew
        && ((plan.Comparisons.Reach + plan.Source.Width.Length) * scale) + ((Int128)plan.Source.Inner.Length * channelStep)
            <= (typeof(TCode) == typeof(int) ? int.MaxValue : long.MaxValue)
        && (!IsByLines(plan)
            || (plan.Of(0, 0).Width.TryGetSlide(out Slide slide)
                && nint.Max(slide.Length, slide.Stride) <= (2 * plan.Source.Width.Length) + 64));

    /// <summary>Finds winners.</summary>
    /// <param name="place">The plane, the target's depth, and the first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="values">Where values go.</param>
    /// <param name="valueStep">From a row of values to the next.</param>
    /// <param name="writer">
    /// Where codes go, at the first row: the distances of elements from the windows' origins; negative for no element.
    /// </param>
    public void Find<TWriter>(RowPlace place, nint end, ref TLine values, nint valueStep, in TWriter writer)
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct =>
        Find<PartsOfWindows<TCode>, TWriter>(
            place, end, _source.Volume.Height.Length, ref values, valueStep, writer);

    /// <summary>Finds the rows that the winners of windows are in, where there is a margin, and windows have one depth.</summary>
    /// <param name="first">The first row of windows.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="winners">Where the distances of rows from the windows' first rows go; negative for none.</param>
    /// <param name="winnerStep">From a row of them to the next.</param>
    public void FindRows(nint first, nint end, ref TCode winners, nint winnerStep) => Find<PartsAlone<TCode>, KeptCodes<TCode>>(
        new RowPlace(0, 0, 0, first),
        end,
        depthRows: 0,
        ref MemoryMarshal.GetReference(_rowValues.Span),
        0,
        new KeptCodes<TCode>(ref winners, winnerStep));

    /// <summary>The columns of the winners of a row, for each window's columns, by their distance from the first.</summary>
    /// <param name="row">A row that windows have which were asked for last. Those of the next follow, where all rows are kept.</param>
    public ref TCode ColumnsOf(nint row) => ref _parts.WinnersAt(0, row);

    /// <summary>Makes ready for finding the winners of some rows, at all depths.</summary>
    public void Prepare(nint batch, nint channel, nint firstRow)
    {
        if (_isByLines)
        {
            _lines.Take(batch, channel, _blocks.Span[(int)(firstRow / BlockRows)]);
        }

        if (_sharesRows)
        {
            FindInRows(new RowPlace(batch, channel, 0, 0), _blocks.Span[(int)(firstRow / BlockRows)]);
        }
    }

    public void Dispose()
    {
        _heights.Dispose();
        _tiles.Dispose();
        _lines.Dispose();
        _blocks.Dispose();
        _rowValues.Dispose();
        _parts.Dispose();
        _positions.Dispose();
    }

    /// <summary>Finds winners.</summary>
    /// <param name="place">The plane, the target's depth, and the first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="depthRows">How many rows away the same row of the next depth is.</param>
    /// <param name="values">Where values go.</param>
    /// <param name="valueStep">From a row of values to the next.</param>
    /// <param name="writer">Where codes go, at the first row.</param>
    private void Find<TSource, TWriter>(
        RowPlace place,
        nint end,
        nint depthRows,
        ref TLine values,
        nint valueStep,
        in TWriter writer)
        where TSource : struct, IWinnerSource<TCode>
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
    {
        ElementRange depths = _plane.Depth.Sources(place.Depth, out _);
        nint depth = depths.Start - _depthOrigins[place.Depth];
        nint firstLine = _blocks.Span[(int)(place.Height / BlockRows)].Start;
        foreach (TargetRun all in _heights.All)
        {
            if (all.End <= place.Height || all.First >= end)
            {
                continue;
            }

            TargetRun inBlock = all.Between((int)place.Height, (int)end);
            int alike = _heightOrigins.AlikeOf(inBlock);
            for (int row = inBlock.First; row < inBlock.End; row += alike)
            {
                TargetRun rows = inBlock.Between(row, row + alike);
                nint offset = row - place.Height;
                ref TLine valuesOfRows = ref Unsafe.Add(ref values, offset * valueStep);
                TWriter writerOfRows = writer.From(offset);
                nint first = (depth * depthRows) + rows.Sources.Start - _heightOrigins[row];
                nint code = first * _source.Volume.Width.Length;
                if (_sharesRows)
                {
                    _parts.Find<TSource, TWriter>(depths, rows, first, ref valuesOfRows, valueStep, writerOfRows);
                }
                else
                {
                    FindDirectly(place, depths, rows, firstLine, code, ref valuesOfRows, valueStep, writerOfRows);
                }
            }
        }
    }

    private static bool IsByLines(PoolingPlan plan) => typeof(T) != typeof(TLine) || plan.Target.Inner.Length < Vector<TLine>.Count;

    /// <summary>
    /// Whether the positions of a window lie at such distances that they fall on a few sets of the nearest cache, which have no
    /// room for all of them.
    /// </summary>
    private static bool Collide(PoolingPlan plan)
    {
        nint bytes = plan.Source.Inner.Length * Unsafe.SizeOf<TLine>();
        nint distance = nint.Min(bytes & -bytes, CacheWayBytes);
        return plan.MostElements > CacheWays * (CacheWayBytes / distance)
            && plan.Shared.Height is { MostSources: > 1 } height
            && height.TryGetSlide(out _);
    }

    /// <summary>What loses to all elements, or equals them.</summary>
    private static TLine IdentityOf() => typeof(T) == typeof(TLine)
        ? Unsafe.BitCast<T, TLine>(TExtreme.Identity)
        : TLine.CreateSaturating(TExtreme.PicksLargest ? double.NegativeInfinity : double.PositiveInfinity);

    /// <summary>Finds the winners of windows from their elements.</summary>
    private void FindDirectly<TWriter>(
        RowPlace plane,
        ElementRange depths,
        in TargetRun rows,
        nint firstLine,
        nint code,
        ref TLine values,
        nint valueStep,
        in TWriter writer)
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
    {
        if (_isTiled)
        {
            _tiles.Find(plane, depths, rows, code, ref values, valueStep, writer);
        }
        else if (_isByLines)
        {
            _lines.Find(depths, rows, firstLine, code, ref values, valueStep, writer);
        }
        else
        {
            _positions.Find(plane, depths, rows, code, ref values, valueStep, writer);
        }
    }

    /// <summary>Finds the winners of windows that have one row, for all source rows of a block.</summary>
    private void FindInRows(RowPlace plane, ElementRange sourceRows)
    {
        nint first = _parts.Begin(plane, sourceRows);
        int count = _parts.KeepsAll ? (int)(sourceRows.End - first) : 1;
        for (nint row = first; row < sourceRows.End; row += count)
        {
            TargetRun rows = new(0, count, new ElementRange(row, row + 1), 1, default);
            for (nint depth = 0; depth < _source.Volume.Depth.Length; depth++)
            {
                ElementRange depths = new(depth, depth + 1);
                KeptCodes<TCode> writer = new(ref _parts.WinnersAt(depth, row), _parts.Pitch);
                FindDirectly(plane, depths, rows, sourceRows.Start, code: 0, ref _parts.ValuesAt(depth, row), _parts.Pitch, writer);
            }
        }

        _parts.Complete(first, sourceRows);
    }
}
