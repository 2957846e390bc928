using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>The rows of planes that have the same windows.</summary>
internal readonly ref struct PlaneDriver<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>
    where TOutput : struct, IOutputRows<TResult>, allows ref struct
{
    /// <summary>How much memory the lines at hand may take: they and what is made of them stay in the nearest cache.</summary>
    private const int BlockBytes = 8192;

    /// <summary>From this length on, a stretch of elements is folded by vectors.</summary>
    private const int FoldedLength = 16;

    /// <summary>A wider window costs no more than one of so many columns, if it is reduced along a line.</summary>
    private const int FewColumns = 6;

    /// <summary>From this length on, a line is not worth a copy.</summary>
    private const int LongLine = 512;

    /// <summary>From this many elements at a position on, a window's positions lie far apart in memory.</summary>
    private const int ManyInner = 256;

    /// <summary>How many places of memory are read side by side.</summary>
    private const int FewTaps = 9;

    private readonly TOperator _op;
    private readonly TLanes _lanes;
    private readonly SourceRows<T> _source;
    private readonly TOutput _output;
    private readonly int _inner;
    private readonly AxisReduction _depths;
    private readonly AxisRuns _heights;
    private readonly AxisRuns _widths;
    private readonly int _rows;
    private readonly int _columns;
    private readonly nint _channels;
    private readonly bool _isDirect;
    private readonly bool _isFolded;
    private readonly bool _isInPlace;
    private readonly LineReduction<T, TAccumulator, TVector, TLanes> _lineReduction;
    private readonly WidthReduction<T, TAccumulator, TResult, TOperator, TVector, TLanes> _width;
    private readonly Scratch<TAccumulator> _results;
    private readonly Scratch<double> _weights;
    private readonly int _blockRows;
    private readonly int _blockColumns;

    public PlaneDriver(
        TOperator op, TLanes lanes, in PlaneReduction plane, in SourceRows<T> source, in TOutput output, int inner)
    {
        _op = op;
        _lanes = lanes;
        _source = source;
        _output = output;
        _inner = inner;
        _channels = source.Volume.Channels.Length;
        _depths = plane.Depth;
        _heights = new AxisRuns(plane.Height);
        _widths = new AxisRuns(plane.Width);
        _rows = (int)plane.Height.Length;
        _columns = (int)plane.Width.Length;
        int block = BlockBytes / Unsafe.SizeOf<TAccumulator>();
        _isFolded = IsFolded(plane);
        _isDirect = _isFolded || IsDirect(plane);
        if (_isDirect)
        {
            _blockRows = 1;
            _blockColumns = output.WritesInPlace ? int.Clamp(block / inner, 1, _columns) : _columns;
            _width = default;
            _lineReduction = default;
        }
        else
        {
            int tallRows = LineReduction<T, TAccumulator, TVector, TLanes>.TallRowsOf(plane.Height);
            _width = new(op, lanes, plane.Width, _widths.All, inner, block, output.WritesInPlace, _rows, tallRows);
            _isInPlace = IsInPlace(plane);
            _lineReduction = new(lanes, op.Identity, plane.Height, _heights.All, source.Volume, _width.Pitch);
            _blockRows = _isInPlace ? 1 : _width.BlockRows;
            _blockColumns = _width.BlockColumns;
        }

        bool isDone = op.IsFinal && (_isDirect || (output.WritesInPlace && !Unsafe.IsNullRef(in output.Origin)));
        _results = new Scratch<TAccumulator>(isDone ? 0 : (nint)(_isDirect ? 1 : _width.GroupRows) * _blockColumns * inner);
        bool isWeighted = TOperator.IsWeighted && inner == 1 && _widths.All.Length > 1;
        _weights = new Scratch<double>(isWeighted ? _columns : 0);
        if (isWeighted)
        {
            foreach (TargetRun run in _widths.All)
            {
                _weights.Span[run.First..run.End].Fill(TOperator.Weigh(op, run.Count, isColumn: true));
            }
        }
    }

    /// <summary>Makes a part of the target.</summary>
    public void Run(in Share share)
    {
        for (nint next = share.FirstRow; next < share.EndRow;)
        {
            (nint plane, nint row) = nint.DivRem(next, _rows);
            (nint batch, nint channel) = nint.DivRem(plane, _channels);
            int rowEnd = (int)nint.Min(_rows, row + share.EndRow - next);
            RunRows(batch, channel, (int)row, rowEnd, share.FirstColumn, share.EndColumn);
            next += rowEnd - row;
        }
    }

    /// <summary>Makes some rows of a plane, at all depths.</summary>
    private void RunRows(nint batch, nint channel, int first, int end, int firstColumn, int endColumn)
    {
        ref T plane = ref _source.First(new RowPlace(batch, channel, 0, 0));
        for (nint depth = 0; depth < _depths.Length; depth++)
        {
            ElementRange depths = _depths.Sources(depth, out WindowCount depthCount);
            if (_isDirect)
            {
                RunDirect(ref plane, depths, depthCount, new RowPlace(batch, channel, depth, 0), first, end, firstColumn, endColumn);
            }
            else
            {
                RunByLines(ref plane, depths, depthCount, new RowPlace(batch, channel, depth, 0), first, end, firstColumn, endColumn);
            }
        }
    }

    /// <summary>The output without the copy that calls through a readonly field of unknown type make; it does not change.</summary>
    [UnscopedRef]
    private ref TOutput Output => ref Unsafe.AsRef(in _output);

    public void Dispose()
    {
        _heights.Dispose();
        _widths.Dispose();
        _width.Dispose();
        _lineReduction.Dispose();
        _results.Dispose();
        _weights.Dispose();
    }

    /// <summary>Whether windows are long stretches of elements apart from each other, which are folded where they lie.</summary>
    private bool IsFolded(in PlaneReduction plane)
    {
        foreach (TargetRun run in _widths.All)
        {
            if (run.Sources.Step != 1)
            {
                return false;
            }
        }

        nint columns = LongestOf(_widths.All);
        return _inner == 1
            && columns >= FoldedLength
            && columns <= StrideOf(plane.Width) + 1
            && MostSources(plane.Depth) * LongestOf(_heights.All) <= 1;
    }

    /// <summary>Whether windows are so small, or share so little, that a line between would cost more than it saves.</summary>
    private bool IsDirect(in PlaneReduction plane)
    {
        nint rows = MostSources(plane.Depth) * LongestOf(_heights.All);
        nint columns = LongestOf(_widths.All);
        return _inner >= TLanes.Count
            && rows * columns <= Taps.Most
            && rows * columns <= (rows * StrideOf(plane.Width)) + nint.Min(columns, FewColumns) + 3;
    }

    /// <summary>Whether lines are nothing but the rows of the source, and so long that it is worth while not to copy them.</summary>
    private bool IsInPlace(in PlaneReduction plane) =>
        TOperator.StartsAsIs
        && _width.ReadsAnywhere
        && _width.Pitch >= LongLine
        && plane.Depth.Length == 1
        && plane.Depth.Sources(0, out _).Length == 1
        && _heights.All is [{ Sources.Length: 1 }]
        && plane.Width.TryGetSlide(out Slide slide)
        && slide.TryFindInside(plane.Width.SourceLength, out nint first, out nint end)
        && first == 0
        && end == slide.Count;

    private static nint StrideOf(in AxisReduction axis) =>
        axis.TryGetSlide(out Slide slide) ? slide.Stride : (axis.SourceLength - 1) / axis.Length;

    private static nint MostSources(in AxisReduction axis)
    {
        nint most = 0;
        for (nint target = 0; target < axis.Length; target++)
        {
            most = nint.Max(most, axis.Sources(target, out _).Length);
        }

        return most;
    }

    private static nint LongestOf(ReadOnlySpan<TargetRun> runs)
    {
        nint longest = 0;
        foreach (TargetRun run in runs)
        {
            longest = nint.Max(longest, run.Sources.Length);
        }

        return longest;
    }

    private void RunDirect(
        ref T plane,
        ElementRange depths,
        WindowCount depthCount,
        RowPlace place,
        int firstRow,
        int endRow,
        int firstColumn,
        int endColumn)
    {
        Span<nint> taps = stackalloc nint[Taps.Most];
        foreach (TargetRun heights in _heights.All)
        {
            WindowCount rowCount = depthCount * heights.Count;
            int lastRow = int.Min(heights.End, endRow);
            for (int row = int.Max(heights.First, firstRow); row < lastRow; row++)
            {
                RowPlace at = place with { Height = row };
                Span<TResult> output = Output.Open(at);
                nint rowStart = (row - heights.First) * heights.Advance * _source.Volume.Height.Stride;
                foreach (TargetRun widths in _widths.All)
                {
                    ReadOnlySpan<nint> window = _isFolded
                        ? []
                        : taps[..FindTaps(depths, heights.Sources, widths.Sources, taps)];
                    int lastColumn = int.Min(widths.End, endColumn);
                    for (int column = int.Max(widths.First, firstColumn); column < lastColumn; column += _blockColumns)
                    {
                        int end = int.Min(lastColumn, column + _blockColumns);
                        nint start = rowStart + ((column - widths.First) * widths.Advance * _inner);
                        Span<TResult> outputs = output[(column * _inner)..(end * _inner)];
                        Span<TAccumulator> results = ResultsOf(outputs);
                        if (_isFolded)
                        {
                            FoldEach(ref Unsafe.Add(ref plane, start), depths, heights.Sources, widths, results);
                        }
                        else if (window.IsEmpty)
                        {
                            results.Fill(_op.Identity);
                        }
                        else
                        {
                            ReduceWindows(ref Unsafe.Add(ref plane, start), window, end - column, widths.Advance * _inner, results);
                        }

                        if (!_op.IsFinal)
                        {
                            TOperator.Finish(_op, results, rowCount * widths.Count, outputs);
                        }
                    }
                }

                Output.Commit(at);
            }
        }
    }

    private void ReduceWindows(ref T start, ReadOnlySpan<nint> taps, int columns, nint step, Span<TAccumulator> results)
    {
        // Many taps of many channels lie all over memory, which is read well in few places at a time.
        int most = _inner >= ManyInner ? FewTaps : Taps.Most;
        for (int first = 0; first < taps.Length; first += most)
        {
            // Starts side by side are one long run.
            bool isAdjacent = step == _inner;
            Taps.Reduce<T, T, TAccumulator, TVector, TLanes, FromElements<T, TAccumulator, TVector, TLanes>>(
                _lanes,
                ref start,
                taps[first..int.Min(first + most, taps.Length)],
                resumes: first > 0,
                isAdjacent ? 1 : columns,
                step,
                isAdjacent ? results.Length : _inner,
                ref MemoryMarshal.GetReference(results),
                _inner);
        }
    }

    /// <summary>Folds one stretch of a row, or none, for each result.</summary>
    private void FoldEach(
        ref T start, ElementRange depths, ElementRange heights, in TargetRun widths, Span<TAccumulator> results)
    {
        ElementRange stretch = widths.Sources;
        if (depths.Length * heights.Length * stretch.Length == 0)
        {
            results.Fill(_op.Identity);
            return;
        }

        Volume volume = _source.Volume;
        start = ref Unsafe.Add(
            ref start, (depths.Start * volume.Depth.Stride) + (heights.Start * volume.Height.Stride) + stretch.Start);
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = Taps.Fold<T, T, TAccumulator, TVector, TLanes, FromElements<T, TAccumulator, TVector, TLanes>>(
                _lanes, ref Unsafe.Add(ref start, i * widths.Advance), stretch.Length);
        }
    }

    private int FindTaps(ElementRange depths, ElementRange heights, ElementRange widths, Span<nint> taps)
    {
        Volume volume = _source.Volume;
        int count = 0;
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            for (nint height = heights.Start; height < heights.End; height += heights.Step)
            {
                for (nint width = widths.Start; width < widths.End; width += widths.Step)
                {
                    taps[count++] = (depth * volume.Depth.Stride) + (height * volume.Height.Stride) + (width * _inner);
                }
            }
        }

        return count;
    }

    private void RunByLines(
        ref T plane,
        ElementRange depths,
        WindowCount depthCount,
        RowPlace place,
        int firstRow,
        int endRow,
        int firstColumn,
        int endColumn)
    {
        for (int row = firstRow; row < endRow; row += _blockRows)
        {
            int rowEnd = int.Min(row + _blockRows, endRow);
            for (int column = firstColumn; column < endColumn; column += _blockColumns)
            {
                int columnEnd = int.Min(column + _blockColumns, endColumn);
                LineBlock block = _width.Open(column, columnEnd);
                if (!_isInPlace)
                {
                    _lineReduction.Reduce(
                        ref plane,
                        depths,
                        row,
                        rowEnd,
                        block.Start * _inner,
                        block.Length * _inner,
                        ref _width.LineAt(block.Offset * _inner),
                        _width.Pitch);
                }

                for (int group = row; group < rowEnd; group += _width.GroupRows)
                {
                    int groupEnd = int.Min(group + _width.GroupRows, rowEnd);
                    int rows = groupEnd - group;
                    ref TAccumulator lines = ref (_isInPlace
                        ? ref SourceAt(ref plane, depths, group, block.Start)
                        : ref _width.LineAt((group - row) * _width.Pitch));
                    _width.Prepare(ref lines, rows, columnEnd - column);
                    if (_op.IsFinal && _output.WritesInPlace && !Unsafe.IsNullRef(in _output.Origin))
                    {
                        ref TAccumulator outputs = ref OutputAt(place with { Height = group }, column);
                        nint step = rows == 1
                            ? 0
                            : Unsafe.ByteOffset(ref outputs, ref OutputAt(place with { Height = group + 1 }, column)) / Unsafe.SizeOf<TResult>();
                        _width.Reduce(ref lines, rows, column, columnEnd, ref outputs, step);
                        continue;
                    }

                    nint length = (nint)(columnEnd - column) * _inner;
                    _width.Reduce(ref lines, rows, column, columnEnd, ref MemoryMarshal.GetReference(_results.Span), length);
                    for (int at = group; at < groupEnd;)
                    {
                        RowPlace rowPlace = place with { Height = at };
                        TargetRun run = RunOf(at);
                        int alike = int.Min(run.End, groupEnd) - at;
                        ReadOnlySpan<TAccumulator> results = _results.Span[(int)((at - group) * length)..];
                        if (TryFinish(results, depthCount * run.Count, rowPlace, alike, column, columnEnd))
                        {
                            at += alike;
                            continue;
                        }

                        Span<TResult> outputs = Output.Open(rowPlace)[(column * _inner)..(columnEnd * _inner)];
                        Finish(results[..(int)length], depthCount * run.Count, column, columnEnd, outputs);
                        if (columnEnd == endColumn)
                        {
                            Output.Commit(rowPlace);
                        }

                        at++;
                    }
                }
            }
        }
    }

    /// <summary>Where the line of a row begins, if the source has it as it is.</summary>
    private ref TAccumulator SourceAt(ref T plane, ElementRange depths, int row, nint start)
    {
        TargetRun run = _heights.All[0];
        nint height = run.Sources.Start + (row * run.Advance);
        return ref Unsafe.As<T, TAccumulator>(ref Unsafe.Add(
            ref plane,
            (depths.Start * _source.Volume.Depth.Stride) + (height * _source.Volume.Height.Stride) + (start * _inner)));
    }

    /// <summary>Where the result of a column goes, if results are outputs.</summary>
    private ref TAccumulator OutputAt(RowPlace row, int column) => ref Unsafe.As<TResult, TAccumulator>(
        ref Unsafe.Add(ref MemoryMarshal.GetReference(Output.Open(row)), (nint)column * _inner));

    private TargetRun RunOf(int row)
    {
        foreach (TargetRun run in _heights.All)
        {
            if (row < run.End)
            {
                return run;
            }
        }

        return default;
    }

    /// <summary>
    /// Finishes whole rows that follow each other in memory as if all columns were like most, and then anew those that have
    /// fewer elements.
    /// </summary>
    private bool TryFinish(
        ReadOnlySpan<TAccumulator> results, WindowCount rowCount, RowPlace place, int rows, int column, int columnEnd)
    {
        bool isWhole = column == 0 && columnEnd == _columns && _weights.Span.IsEmpty;
        if (!isWhole || rows == 1 || _op.IsFinal || !_output.WritesInPlace || Unsafe.IsNullRef(in _output.Origin) || !TryFindMain(out TargetRun main))
        {
            return false;
        }

        Span<TResult> first = Output.Open(place);
        Span<TResult> second = Output.Open(place with { Height = place.Height + 1 });
        if (!Unsafe.AreSame(ref Unsafe.Add(ref MemoryMarshal.GetReference(first), first.Length), ref MemoryMarshal.GetReference(second)))
        {
            return false;
        }

        int length = first.Length;
        Span<TResult> outputs = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(first), rows * length);
        TOperator.Finish(_op, results[..outputs.Length], rowCount * main.Count, outputs);
        foreach (TargetRun run in _widths.All)
        {
            if (run.Count == main.Count)
            {
                continue;
            }

            // Such columns are few, at the edges.
            WindowCount count = rowCount * run.Count;
            for (int start = run.First * _inner; start < outputs.Length; start += length)
            {
                for (int i = start; i < start + (run.Length * _inner); i++)
                {
                    outputs[i] = _op.Finish(results[i], count);
                }
            }
        }

        return true;
    }

    /// <summary>Finds columns that are most of a row, and whose windows have no fewer elements than any.</summary>
    private bool TryFindMain(out TargetRun main)
    {
        main = default;
        nint most = 0;
        foreach (TargetRun run in _widths.All)
        {
            most = nint.Max(most, run.Count.Elements);
            main = run.Length > main.Length ? run : main;
        }

        return main.Length > _columns / 2 && main.Count.Elements == most;
    }

    private void Finish(
        ReadOnlySpan<TAccumulator> results, WindowCount rowCount, int column, int columnEnd, Span<TResult> outputs)
    {
        if (_op.IsFinal)
        {
            results.CopyTo(MemoryMarshal.CreateSpan(
                ref Unsafe.As<TResult, TAccumulator>(ref MemoryMarshal.GetReference(outputs)), outputs.Length));
            return;
        }

        if (!_weights.Span.IsEmpty)
        {
            TOperator.Finish(
                results, _weights.Span[column..columnEnd], TOperator.Weigh(_op, rowCount, isColumn: false), outputs);
            return;
        }

        foreach (TargetRun run in _widths.All)
        {
            int first = int.Max(run.First, column);
            int end = int.Min(run.End, columnEnd);
            if (first < end)
            {
                Range part = ((first - column) * _inner)..((end - column) * _inner);
                TOperator.Finish(_op, results[part], rowCount * run.Count, outputs[part]);
            }
        }
    }

    /// <summary>Where results go before they are finished: right into the outputs, if there is nothing to finish.</summary>
    private Span<TAccumulator> ResultsOf(Span<TResult> outputs) => _op.IsFinal
        ? MemoryMarshal.CreateSpan(ref Unsafe.As<TResult, TAccumulator>(ref MemoryMarshal.GetReference(outputs)), outputs.Length)
        : _results.Span[..outputs.Length];
}
