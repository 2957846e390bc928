using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// Rows that come about by lines: <see cref="LineReduction{T, TAccumulator, TVector, TLanes}"/> makes them of source rows,
/// <see cref="WidthReduction{T, TAccumulator, TResult, TOperator, TVector, TLanes}"/> makes windows of them.
/// </summary>
internal readonly ref struct LineRows<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput> : IRowMaker<T>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>, IWeightedLanes<TAccumulator, TResult, TVector>
    where TOutput : struct, IOutputRows<TResult>, allows ref struct
{
    /// <summary>From this length on, a line is not worth a copy.</summary>
    private const int LongLine = 512;

    private readonly TOperator _op;
    private readonly TOutput _output;
    private readonly int _inner;
    private readonly nint _depthStep;
    private readonly nint _heightStep;
    private readonly ReadOnlySpan<TargetRun> _heights;
    private readonly ReadOnlySpan<TargetRun> _widths;
    private readonly int _rows;
    private readonly int _columns;
    private readonly nint _planeStep;
    private readonly bool _isInPlace;
    private readonly bool _isMemory;
    private readonly LineReduction<T, TAccumulator, TVector, TLanes> _lineReduction;
    private readonly WidthReduction<T, TAccumulator, TResult, TOperator, TVector, TLanes> _width;
    private readonly RowFinish<T, TAccumulator, TResult, TOperator, TVector, TLanes> _finish;
    private readonly Scratch<TAccumulator> _results;
    private readonly int _blockRows;
    private readonly int _blockColumns;

    /// <param name="op">The kind of pooling.</param>
    /// <param name="lanes">The same for vectors.</param>
    /// <param name="plane">What the target positions are made of.</param>
    /// <param name="heights">The target rows.</param>
    /// <param name="widths">The target columns.</param>
    /// <param name="source">What is read.</param>
    /// <param name="output">Where the rows go.</param>
    public LineRows(
        TOperator op,
        TLanes lanes,
        scoped in PlaneReduction plane,
        ReadOnlySpan<TargetRun> heights,
        ReadOnlySpan<TargetRun> widths,
        scoped in Volume source,
        in TOutput output)
    {
        _op = op;
        _output = output;
        _inner = (int)source.Inner.Length;
        _depthStep = source.Depth.Stride;
        _heightStep = source.Height.Stride;
        _heights = heights;
        _widths = widths;
        _rows = (int)plane.Height.Length;
        _columns = (int)plane.Width.Length;
        _isMemory = OutputRows.AreMemory<TOutput, TResult>(_output);
        nint planes = source.Batch.Length * source.Channels.Length;
        _planeStep = source.Channels.Length > 1 ? source.Channels.Stride : source.Batch.Stride;
        bool maySpan = planes > 1
            && planes * _rows <= int.MaxValue
            && plane.Depth is { Length: 1, SourceLength: 1 }
            && source.Batch.IsStep(source.Channels.Length * _planeStep)
            && _isMemory
            && Output.IsStack;
        bool areSource = _isMemory
            && (op.IsFinal || TLanes.Finishes)
            && plane.Depth.Length == 1
            && plane.Depth.Sources(0, out _).Length == 1
            && _heights is [{ Sources.Length: 1 }];
        WidthLayout layout = plane.LayoutOf(new LayoutKey(
            plane.Width.TryGetSlide(out Slide slide) ? slide : null,
            (int)plane.Width.SourceLength,
            _columns,
            _inner,
            Output.WritesInPlace,
            (int)(maySpan ? planes * _rows : _rows),
            _rows,
            LineReduction<T, TAccumulator, TVector, TLanes>.TallRowsOf(plane.Depth, plane.Height),
            TLanes.Count,
            Unsafe.SizeOf<TAccumulator>(),
            TOperator.IsIdempotent,
            Doubling.IsSupported<T, TAccumulator, TVector, TLanes>(),
            areSource));
        _width = new(op, lanes, layout, widths);
        _isInPlace = layout.ScansSource || IsInPlace(plane);
        _lineReduction = new(lanes, op.Identity, plane.Depth, plane.Height, heights, source, layout.Pitch);
        _blockRows = _isInPlace ? 1 : layout.BlockRows;
        SpansPlanes = maySpan && !_isInPlace && layout.GroupRows > _rows;
        _blockColumns = layout.ScansSource ? _columns : layout.BlockColumns;
        _results = new Scratch<TAccumulator>((op.IsFinal && _isMemory) || layout.ScansSource ? 0 : (nint)layout.GroupRows * _blockColumns * _inner);
        _finish = new(op, lanes, widths, _inner, layout.IsScan);
    }

    /// <inheritdoc/>
    public bool SpansPlanes { get; }

    /// <summary>The output without the copy that calls through a readonly field of unknown type make; it does not change.</summary>
    [UnscopedRef]
    private ref TOutput Output => ref Unsafe.AsRef(in _output);

    public void Dispose()
    {
        _width.Dispose();
        _lineReduction.Dispose();
        _results.Dispose();
        _finish.Dispose();
    }

    /// <inheritdoc/>
    public void Make(ref T plane, ElementRange depths, WindowCount depthCount, RowPlace place, in Share part)
    {
        int endRow = (int)part.EndRow;
        int rowEnd;
        for (int row = (int)part.FirstRow; row < endRow; row = rowEnd)
        {
            // Blocks end where they would if all rows were made, so that rows made at once are seldom made in two blocks.
            rowEnd = int.Min(row - (row % _blockRows) + _blockRows, endRow);
            // So do blocks of columns, where sums depend on where they begin.
            bool isFixed = _width.Layout.ScansSource || (_width.Layout.Levels.Scan > 0 && !TOperator.IsIdempotent);
            int start = part.FirstColumn - (isFixed ? part.FirstColumn % _blockColumns : 0);
            for (int column = start; column < part.EndColumn; column += _blockColumns)
            {
                int first = int.Max(column, part.FirstColumn);
                int columnEnd = int.Min(column + _blockColumns, part.EndColumn);
                LineBlock block = _width.Layout.ScansSource ? default : _width.Open(column, columnEnd);
                if (!_isInPlace)
                {
                    MakeLines(ref plane, depths, row, rowEnd, block);
                }

                for (int group = row; group < rowEnd; group += _width.Layout.GroupRows)
                {
                    int rows = int.Min(group + _width.Layout.GroupRows, rowEnd) - group;
                    ref TAccumulator lines = ref (_isInPlace
                        ? ref SourceAt(ref plane, depths, group, block.Start)
                        : ref _width.LineAt((group - row) * _width.Layout.Pitch));
                    ref TAccumulator outputs = ref lines;
                    if (_isMemory && Unsafe.SizeOf<TResult>() == Unsafe.SizeOf<TAccumulator>())
                    {
                        outputs = ref Unsafe.As<TResult, TAccumulator>(ref OutputAt(place with { Height = group }, first));
                    }

                    _width.Prepare(ref lines, rows, columnEnd - column, ref outputs);
                    LinePart targets = new(0, rows, column, first, columnEnd);
                    RunGroup(ref lines, targets, depthCount, place with { Height = group }, isLast: columnEnd == part.EndColumn);
                }
            }
        }
    }

    /// <summary>Makes the lines of a block, plane by plane.</summary>
    private void MakeLines(ref T plane, ElementRange depths, int row, int end, in LineBlock block)
    {
        nint pitch = _width.Layout.Pitch;
        ref TAccumulator lines = ref _width.LineAt(block.Offset * _inner);
        while (row < end)
        {
            (int number, int first) = SpansPlanes ? int.DivRem(row, _rows) : (0, row);
            if (first == 0 && end - row >= 2 * _rows)
            {
                int planes = (end - row) / _rows;
                _lineReduction.ReducePlanes(
                    ref Unsafe.Add(ref plane, number * _planeStep),
                    planes,
                    _planeStep,
                    depths,
                    block.Start * _inner,
                    block.Length * _inner,
                    ref lines,
                    pitch);
                lines = ref Unsafe.Add(ref lines, planes * _rows * pitch);
                row += planes * _rows;
                continue;
            }

            int last = int.Min(first + end - row, _rows);
            _lineReduction.Reduce(
                ref Unsafe.Add(ref plane, number * _planeStep),
                depths,
                first,
                last,
                block.Start * _inner,
                block.Length * _inner,
                ref lines,
                pitch);
            lines = ref Unsafe.Add(ref lines, (last - first) * pitch);
            row += last - first;
        }
    }

    /// <summary>Makes rows of outputs from a group of lines.</summary>
    private void RunGroup(ref TAccumulator lines, in LinePart part, WindowCount depthCount, RowPlace place, bool isLast)
    {
        if (_op.IsFinal && _isMemory)
        {
            ref TAccumulator outputs = ref Unsafe.As<TResult, TAccumulator>(ref OutputAt(place, part.First));
            _width.Reduce(ref lines, part, ref outputs, OutputRows.Step<TOutput, TResult>(ref Output, place, part.Rows));
            return;
        }

        bool writes = TLanes.Finishes && _isMemory && _width.Layout.Writes;
        nint length = (nint)(part.End - part.First) * _inner;
        if (!writes)
        {
            _width.Reduce(ref lines, part, ref MemoryMarshal.GetReference(_results.Span), length);
        }

        if (writes && SpansPlanes && _heights.Length > 1 && place.Height % _rows == 0 && part.Rows % _rows == 0)
        {
            WritePlanes(ref lines, part, depthCount, place);
            return;
        }

        for (int row = 0; row < part.Rows;)
        {
            RowPlace at = place with { Height = place.Height + row };
            int inPlane = SpansPlanes ? (int)(at.Height % _rows) : (int)at.Height;
            TargetRun run = RunOf(inPlane);
            WindowCount rowCount = depthCount * run.Count;
            int alike = _heights.Length == 1 ? part.Rows - row : int.Min(run.End - inPlane, part.Rows - row);
            if (writes)
            {
                Write(ref lines, part with { Row = row, Rows = alike }, rowCount, at);
                row += alike;
                continue;
            }

            ReadOnlySpan<TAccumulator> results = _results.Span[(int)(row * length)..];
            if (TryJoin(at, alike, length, out Span<TResult> rowsOfOutputs)
                && _finish.TryFinishAll(results[..rowsOfOutputs.Length], rowCount, rowsOfOutputs))
            {
                row += alike;
                continue;
            }

            Span<TResult> outputs = Output.Open(at)[(part.First * _inner)..(part.End * _inner)];
            _finish.Finish(results[..(int)length], rowCount, part.First, part.End, outputs);
            if (isLast)
            {
                Output.Commit(at);
            }

            row++;
        }
    }

    /// <summary>
    /// Makes outputs of the lines of whole planes, as if all rows were like most, and then anew those that are not: the same
    /// row of all planes at a time.
    /// </summary>
    private void WritePlanes(ref TAccumulator lines, in LinePart part, WindowCount depthCount, RowPlace place)
    {
        TargetRun main = _heights[0];
        foreach (TargetRun run in _heights)
        {
            main = run.Length > main.Length ? run : main;
        }

        Write(ref lines, part, depthCount * main.Count, place);
        foreach (TargetRun run in _heights)
        {
            for (int row = run.First; run.Count != main.Count && row < run.End; row++)
            {
                LinePart same = part with { Row = row, Rows = part.Rows / _rows, Spacing = _rows };
                Write(ref lines, same, depthCount * run.Count, place with { Height = place.Height + row });
            }
        }
    }

    /// <summary>Makes outputs of lines whose windows cover as many rows.</summary>
    private void Write(ref TAccumulator lines, in LinePart part, in WindowCount rowCount, RowPlace place)
    {
        nint step = OutputRows.Step<TOutput, TResult>(ref Output, place, part.Rows) * part.Spacing;
        if (_finish.VariesByColumn)
        {
            ref TResult outputs = ref OutputAt(place, part.First);
            if (_width.Layout.IsScan)
            {
                _width.Write(ref lines, part, _finish.WeighPositions(rowCount, part.First), ref outputs, step);
            }
            else
            {
                _width.Write(ref lines, part, _finish.WeighColumns(rowCount, part.First), ref outputs, step);
            }

            return;
        }

        foreach (TargetRun run in _widths)
        {
            int first = int.Max(run.First, part.First);
            int end = int.Min(run.End, part.End);
            if (first < end)
            {
                ToOutputs<TAccumulator, TResult, TVector, TLanes> writer = new(TOperator.Weigh(_op, rowCount * run.Count));
                _width.Write(ref lines, part with { First = first, End = end }, writer, ref OutputAt(place, first), step);
            }
        }
    }

    /// <summary>Whether lines are nothing but the rows of the source, and so long that it is worth while not to copy them.</summary>
    private bool IsInPlace(in PlaneReduction plane) =>
        TOperator.StartsAsIs
        && _width.Layout.ReadsAnywhere
        && _width.Layout.Pitch >= LongLine
        && plane.Depth.Length == 1
        && plane.Depth.Sources(0, out _).Length == 1
        && _heights is [{ Sources.Length: 1 }]
        && plane.Width.TryGetSlide(out Slide slide)
        && slide.TryFindInside(plane.Width.SourceLength, out nint first, out nint end)
        && first == 0
        && end == slide.Count;

    /// <summary>Where the line of a row begins, if the source has it as it is.</summary>
    private ref TAccumulator SourceAt(ref T plane, ElementRange depths, int row, nint start)
    {
        TargetRun run = _heights[0];
        nint height = run.Sources.Start + (row * run.Advance);
        return ref Unsafe.As<T, TAccumulator>(ref Unsafe.Add(
            ref plane,
            (depths.Start * _depthStep) + (height * _heightStep) + (start * _inner)));
    }

    /// <summary>Where the output of a column goes.</summary>
    private ref TResult OutputAt(RowPlace row, int column) =>
        ref OutputRows.At<TOutput, TResult>(ref Output, row, (nint)column * _inner);

    private TargetRun RunOf(int row)
    {
        foreach (TargetRun run in _heights)
        {
            if (row < run.End)
            {
                return run;
            }
        }

        return default;
    }

    /// <summary>Finds whole rows of the output as one stretch of memory, if they are.</summary>
    private bool TryJoin(RowPlace place, int rows, nint length, out Span<TResult> joined)
    {
        joined = default;
        if (rows == 1 || !_isMemory || length != (nint)_columns * _inner)
        {
            return false;
        }

        ref TResult first = ref MemoryMarshal.GetReference(Output.Open(place));
        ref TResult second = ref MemoryMarshal.GetReference(Output.Open(place with { Height = place.Height + 1 }));
        if (!Unsafe.AreSame(ref Unsafe.Add(ref first, length), ref second))
        {
            return false;
        }

        joined = MemoryMarshal.CreateSpan(ref first, (int)(rows * length));
        return true;
    }
}
