using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>The winners of windows that have few elements, where many lie at a position: all windows at a position at once.</summary>
/// <typeparam name="T">The type of the input's elements.</typeparam>
/// <typeparam name="TLine">The type in which they are compared.</typeparam>
/// <typeparam name="TCode">A signed integer as wide.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal readonly ref struct PositionWinners<T, TLine, TCode, TExtreme>
    where T : INumber<T>
    where TLine : INumber<TLine>
    where TCode : INumber<TCode>
    where TExtreme : struct, IExtreme<T>
{
    /// <summary>How long stretches of a row should be of which parts are made at once, so that they stay in a near cache.</summary>
    private const int LevelLength = 8192;

    private readonly SourceRows<T> _source;
    private readonly AxisOrigins _origins;
    private readonly AxisRuns _widths;
    private readonly int _inner;
    private readonly nint _scale;
    private readonly TLine _identity;
    private readonly bool _hasLevels;
    private readonly nint _dilation;
    private readonly int _columnsAtOnce;
    private readonly WinnerLevels<T, TLine, TCode, TExtreme> _levels;
    private readonly Scratch<nint> _taps;
    private readonly Scratch<TCode> _codes;

    /// <param name="source">The input.</param>
    /// <param name="width">The windows along the width.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="scale">What the distances of a window's elements in the plane are multiplied with to be codes.</param>
    /// <param name="identity">What loses to all elements, or equals them.</param>
    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public PositionWinners(SourceRows<T> source, scoped in AxisReduction width, int inner, nint scale, TLine identity)
    {
        _source = source;
        _origins = new AxisOrigins(width);
        _widths = new AxisRuns(width);
        _inner = inner;
        _scale = scale;
        _identity = identity;
        _hasLevels = width.TryGetSlide(out Slide slide) && WindowParts.PayInRows(slide);
        if (_hasLevels)
        {
            nint size = nint.Min(slide.Size, (width.SourceLength + slide.Dilation - 1) / slide.Dilation);
            _dilation = slide.Dilation;
            nint extent = (size - 1) * slide.Dilation;
            _columnsAtOnce = (int)nint.Min(slide.Count, nint.Max(4 * extent, LevelLength / inner));
            nint length = nint.Min(source.Volume.RowLength, (_columnsAtOnce + extent) * inner);
            _levels = new(size, slide.Dilation * inner, slide.Dilation * scale, length, identity);
        }

        _taps = new Scratch<nint>(Comparisons.Most);
        _codes = new Scratch<TCode>(Comparisons.Most);
    }

    /// <summary>Finds the winners of some rows of windows.</summary>
    /// <param name="plane">The source plane.</param>
    /// <param name="depths">The source depths.</param>
    /// <param name="rows">The rows of windows.</param>
    /// <param name="code">The code of the first window's first element along depth and height, before it is scaled.</param>
    /// <param name="values">Where values go.</param>
    /// <param name="valueStep">From a row of values to the next.</param>
    /// <param name="writer">Where codes go, at the first row.</param>
    public void Find<TWriter>(
        RowPlace plane,
        ElementRange depths,
        in TargetRun rows,
        nint code,
        ref TLine values,
        nint valueStep,
        in TWriter writer)
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
    {
        Volume volume = _source.Volume;
        if (_hasLevels && depths.Length == 1 && rows.Sources.Length == 1)
        {
            FindByLevels(plane with { Depth = depths.Start }, rows, code, ref values, valueStep, writer);
            return;
        }

        foreach (TargetRun all in _widths.All)
        {
            int alike = _origins.AlikeOf(all);
            for (int column = all.First; column < all.End; column += alike)
            {
                TargetRun columns = all.Between(column, column + alike);
                int count = FindTaps(depths, rows.Sources, columns.Sources, code - _origins[column]);

                // Starts side by side are one long run.
                nint step = columns.Advance * _inner;
                bool isAdjacent = step == _inner;
                nint first = (nint)column * _inner;
                nint length = isAdjacent ? (nint)columns.Length * _inner : _inner;
                ref T origin = ref _source.First(plane with { Depth = 0, Height = 0 });
                for (int row = 0; row < rows.Length; row++)
                {
                    WinnerTaps.Find<T, TLine, TCode, TExtreme, ElementsOfWindows<TCode>, TWriter>(
                        ref Unsafe.As<T, TLine>(ref Unsafe.Add(ref origin, row * rows.Advance * volume.Height.Stride)),
                        ref Unsafe.NullRef<TCode>(),
                        _taps.Span[..count],
                        _codes.Span[..count],
                        _identity,
                        isAdjacent ? 1 : columns.Length,
                        step,
                        length,
                        ref Unsafe.Add(ref values, (row * valueStep) + first),
                        _inner,
                        writer.AtColumns(row, first, length));
                }
            }
        }
    }

    /// <summary>Finds the winners of windows of one row, in some rows.</summary>
    private void FindByLevels<TWriter>(
        RowPlace plane, in TargetRun rows, nint code, ref TLine values, nint valueStep, in TWriter writer)
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
    {
        for (int row = 0; row < rows.Length; row++)
        {
            ref T source = ref _source.First(plane with { Height = rows.Sources.Start + (row * rows.Advance) });
            int columns = _widths.All[^1].End;
            for (int first = 0; first < columns; first += _columnsAtOnce)
            {
                FindByLevels(
                    ref Unsafe.As<T, TLine>(ref source),
                    first,
                    int.Min(first + _columnsAtOnce, columns),
                    row,
                    code,
                    ref Unsafe.Add(ref values, row * valueStep),
                    writer);
            }
        }
    }

    /// <summary>Finds the winners of some windows of a row.</summary>
    private void FindByLevels<TWriter>(
        ref TLine source, int firstColumn, int endColumn, int row, nint code, ref TLine values, in TWriter writer)
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
    {
        ElementRange stretch = _widths.SourcesOf(firstColumn, endColumn);
        _levels.Make(ref Unsafe.Add(ref source, stretch.Start * _inner), (stretch.End - stretch.Start) * _inner);
        foreach (TargetRun run in _widths.All)
        {
            TargetRun all = run.Between(firstColumn, endColumn);
            int alike = all.Length > 0 ? _origins.AlikeOf(all) : 1;
            for (int column = all.First; column < all.End; column += alike)
            {
                // Windows that padding cuts have smaller parts.
                TargetRun columns = all.Between(column, column + alike);
                nint origin = code - _origins[column];
                nint size = columns.Sources.Length;
                nint part = WindowParts.LargestOf(size);
                int count = (int)WindowParts.CountOf(size, part);
                for (int i = 0; i < count; i++)
                {
                    nint at = columns.Sources.Start + (WindowParts.StartOf(i, size, part) * _dilation);
                    _taps.Span[i] = (at - stretch.Start) * _inner;
                    _codes.Span[i] = TCode.CreateTruncating((origin + at) * _scale);
                }

                nint first = (nint)column * _inner;
                nint length = (nint)columns.Length * _inner;
                ref TLine to = ref Unsafe.Add(ref values, first);
                TWriter winners = writer.AtColumns(row, first, length);
                if (part > 1)
                {
                    Find<PartsOfWindows<TCode>, TWriter>(
                        ref _levels.ValuesOf(part), ref _levels.WinnersOf(part), count, length, ref to, winners);
                }
                else
                {
                    ref TLine start = ref Unsafe.Add(ref source, stretch.Start * _inner);
                    Find<ElementsOfWindows<TCode>, TWriter>(ref start, ref Unsafe.NullRef<TCode>(), count, length, ref to, winners);
                }
            }
        }
    }

    private void Find<TSource, TWriter>(
        ref TLine source, ref TCode parts, int count, nint length, ref TLine values, in TWriter writer)
        where TSource : struct, IWinnerSource<TCode>
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct =>
        WinnerTaps.Find<T, TLine, TCode, TExtreme, TSource, TWriter>(
            ref source, ref parts, _taps.Span[..count], _codes.Span[..count], _identity, 1, 0, length, ref values, 0, writer);

    /// <summary>Finds the taps in the source of the first of some windows.</summary>
    private int FindTaps(ElementRange depths, ElementRange rows, ElementRange columns, nint code)
    {
        Volume volume = _source.Volume;
        int count = 0;
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            for (nint row = rows.Start; row < rows.End; row += rows.Step)
            {
                nint start = code + ((((depth - depths.Start) * volume.Height.Length) + row - rows.Start) * volume.Width.Length);
                for (nint column = columns.Start; column < columns.End; column += columns.Step)
                {
                    _taps.Span[count] = (depth * volume.Depth.Stride) + (row * volume.Height.Stride) + (column * _inner);
                    _codes.Span[count++] = TCode.CreateTruncating((start + column) * _scale);
                }
            }
        }

        return count;
    }

    public void Dispose()
    {
        _widths.Dispose();
        _levels.Dispose();
        _taps.Dispose();
        _codes.Dispose();
    }
}
