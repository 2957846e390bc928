using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>The rows of planes that have the same windows.</summary>
internal readonly ref struct PlaneDriver<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>, IWeightedLanes<TAccumulator, TResult, TVector>
    where TOutput : struct, IOutputRows<TResult>, allows ref struct
{
    /// <summary>How much memory the lines at hand may take: they and what is made of them stay in the nearest cache.</summary>
    private const int BlockBytes = 8192;

    /// <summary>From this length on, a line is not worth a copy.</summary>
    private const int LongLine = 512;

    private readonly TOperator _op;
    private readonly SourceRows<T> _source;
    private readonly TOutput _output;
    private readonly int _inner;
    private readonly AxisReduction _depths;
    private readonly AxisRuns _heights;
    private readonly AxisRuns _widths;
    private readonly int _rows;
    private readonly int _columns;
    private readonly nint _channels;
    private readonly bool _isInPlace;
    private readonly bool _isMemory;
    private readonly DirectReduction<T, TAccumulator, TVector, TLanes> _direct;
    private readonly LineReduction<T, TAccumulator, TVector, TLanes> _lineReduction;
    private readonly WidthReduction<T, TAccumulator, TResult, TOperator, TVector, TLanes> _width;
    private readonly RowFinish<T, TAccumulator, TResult, TOperator, TVector, TLanes> _finish;
    private readonly Scratch<TAccumulator> _results;
    private readonly int _blockRows;
    private readonly int _blockColumns;
    private readonly nint _rowBytes;

    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public PlaneDriver(
        TOperator op, TLanes lanes, in PlaneReduction plane, in SourceRows<T> source, in TOutput output, int inner)
    {
        _op = op;
        _source = source;
        _output = output;
        _inner = inner;
        _channels = source.Volume.Channels.Length;
        _depths = plane.Depth;
        _heights = new AxisRuns(plane.Height);
        _widths = new AxisRuns(plane.Width);
        _rows = (int)plane.Height.Length;
        _columns = (int)plane.Width.Length;
        _isMemory = output.WritesInPlace && !Unsafe.IsNullRef(in output.Origin);
        int block = BlockBytes / Unsafe.SizeOf<TAccumulator>();
        _direct = new(lanes, plane, _heights.All, _widths.All, source.Volume);
        if (_direct.Applies)
        {
            _blockRows = 1;
            _blockColumns = output.WritesInPlace ? int.Min(_direct.ColumnsOf(block), _columns) : _columns;
            _rowBytes = nint.Max(1, source.Volume.RowLength * Unsafe.SizeOf<T>());
            _width = default;
            _lineReduction = default;
        }
        else
        {
            int tallRows = LineReduction<T, TAccumulator, TVector, TLanes>.TallRowsOf(plane.Height);
            WidthLayout layout = new(
                plane.Width, inner, block, output.WritesInPlace, _rows, tallRows, TLanes.Count, Unsafe.SizeOf<TAccumulator>());
            _width = new(op, lanes, layout, _widths.All);
            _isInPlace = IsInPlace(plane);
            _lineReduction = new(lanes, op.Identity, plane.Height, _heights.All, source.Volume, layout.Pitch);
            _blockRows = _isInPlace ? 1 : layout.BlockRows;
            _blockColumns = layout.BlockColumns;
        }

        bool isDone = op.IsFinal && (_direct.Applies || _isMemory);
        _results = new Scratch<TAccumulator>(isDone ? 0 : (nint)(_direct.Applies ? 1 : _width.Layout.GroupRows) * _blockColumns * inner);
        _finish = new(op, lanes, _widths.All, inner);
    }

    /// <summary>Makes a part of the target.</summary>
    public void Run(in Share share)
    {
        for (nint next = share.FirstRow; next < share.EndRow;)
        {
            (nint plane, nint row) = nint.DivRem(next, _rows);
            (nint batch, nint channel) = nint.DivRem(plane, _channels);
            int rowEnd = (int)nint.Min(_rows, row + share.EndRow - next);
            RunRows(batch, channel, share with { FirstRow = row, EndRow = rowEnd });
            next += rowEnd - row;
        }
    }

    /// <summary>Makes a part of a plane, at all depths.</summary>
    private void RunRows(nint batch, nint channel, in Share part)
    {
        ref T plane = ref _source.First(new RowPlace(batch, channel, 0, 0));
        for (nint depth = 0; depth < _depths.Length; depth++)
        {
            ElementRange depths = _depths.Sources(depth, out WindowCount depthCount);
            if (_direct.Applies)
            {
                RunDirect(ref plane, depths, depthCount, new RowPlace(batch, channel, depth, 0), part);
            }
            else
            {
                RunByLines(ref plane, depths, depthCount, new RowPlace(batch, channel, depth, 0), part);
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
        _finish.Dispose();
    }

    /// <summary>Whether lines are nothing but the rows of the source, and so long that it is worth while not to copy them.</summary>
    private bool IsInPlace(in PlaneReduction plane) =>
        TOperator.StartsAsIs
        && _width.Layout.ReadsAnywhere
        && _width.Layout.Pitch >= LongLine
        && plane.Depth.Length == 1
        && plane.Depth.Sources(0, out _).Length == 1
        && _heights.All is [{ Sources.Length: 1 }]
        && plane.Width.TryGetSlide(out Slide slide)
        && slide.TryFindInside(plane.Width.SourceLength, out nint first, out nint end)
        && first == 0
        && end == slide.Count;

    private void RunDirect(ref T plane, ElementRange depths, WindowCount depthCount, RowPlace place, in Share part)
    {
        Span<nint> taps = stackalloc nint[DirectReduction<T, TAccumulator, TVector, TLanes>.MostTaps];
        foreach (TargetRun heights in _heights.All)
        {
            WindowCount rowCount = depthCount * heights.Count;
            nint rowStep = heights.Advance * _source.Volume.Height.Stride;
            int together = RowsTogether(heights);
            int lastRow = (int)nint.Min(heights.End, part.EndRow);
            for (int row = (int)nint.Max(heights.First, part.FirstRow); row < lastRow; row += together)
            {
                RowPlace at = place with { Height = row };
                nint rowStart = (row - heights.First) * rowStep;
                foreach (TargetRun widths in _widths.All)
                {
                    ReadOnlySpan<nint> window = taps[.._direct.FindTaps(depths, heights.Sources, widths.Sources, taps)];
                    int lastColumn = int.Min(widths.End, part.EndColumn);
                    for (int column = int.Max(widths.First, part.FirstColumn); column < lastColumn; column += _blockColumns)
                    {
                        int end = int.Min(lastColumn, column + _blockColumns);
                        nint start = rowStart + ((column - widths.First) * widths.Advance * _inner);
                        LinePart outputs = new(0, int.Min(together, lastRow - row), 0, column, end);
                        RunDirect(ref Unsafe.Add(ref plane, start), rowStep, window, widths, rowCount, at, outputs);
                    }
                }

                Output.Commit(at);
            }
        }
    }

    /// <summary>How many rows of a run are made at a time: if they are short, as many as stay in the nearest cache.</summary>
    private int RowsTogether(in TargetRun heights) => _isMemory && (TLanes.Finishes || _op.IsFinal) && _direct.IsOneStep
        ? (int)nint.Clamp(2 * BlockBytes / (_rowBytes * nint.Max(1, heights.Advance)), 1, heights.Length)
        : 1;

    /// <summary>Makes outputs of windows that are alike.</summary>
    private void RunDirect(
        ref T start,
        nint rowStep,
        ReadOnlySpan<nint> window,
        in TargetRun widths,
        in WindowCount rowCount,
        RowPlace place,
        in LinePart part)
    {
        Range columns = (part.First * _inner)..(part.End * _inner);
        Span<TResult> outputs = Output.Open(place)[columns];
        if (window.IsEmpty)
        {
            for (int row = 0; row < part.Rows; row++)
            {
                outputs = Output.Open(place with { Height = place.Height + row })[columns];
                Span<TAccumulator> nothing = ResultsOf(outputs);
                nothing.Fill(_op.Identity);
                Finish(nothing, rowCount * widths.Count, outputs);
            }

            return;
        }

        if (TLanes.Finishes)
        {
            TAccumulator weight = TLanes.Product(
                TOperator.Weigh(_op, rowCount, isColumn: false), TOperator.Weigh(_op, widths.Count, isColumn: true));
            ToOutputs<TAccumulator, TResult, TVector, TLanes> writer = new(weight);
            _direct.Reduce(
                ref start, rowStep, part.Rows, window, widths, _results.Span, writer, outputs, OutputStep(place, part.Rows));
            return;
        }

        Span<TAccumulator> results = ResultsOf(outputs);
        ToPartials<T, TAccumulator, TVector, TLanes> partials = default;
        _direct.Reduce(ref start, rowStep, part.Rows, window, widths, results, partials, results, OutputStep(place, part.Rows));
        Finish(results, rowCount * widths.Count, outputs);
    }

    /// <summary>Makes outputs of results, unless they are outputs already.</summary>
    private void Finish(ReadOnlySpan<TAccumulator> results, in WindowCount count, Span<TResult> outputs)
    {
        if (!_op.IsFinal)
        {
            TOperator.Finish(_op, results, count, outputs);
        }
    }

    private void RunByLines(ref T plane, ElementRange depths, WindowCount depthCount, RowPlace place, in Share part)
    {
        int endRow = (int)part.EndRow;
        for (int row = (int)part.FirstRow; row < endRow; row += _blockRows)
        {
            int rowEnd = int.Min(row + _blockRows, endRow);
            for (int column = part.FirstColumn; column < part.EndColumn; column += _blockColumns)
            {
                int columnEnd = int.Min(column + _blockColumns, part.EndColumn);
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
                        _width.Layout.Pitch);
                }

                for (int group = row; group < rowEnd; group += _width.Layout.GroupRows)
                {
                    int rows = int.Min(group + _width.Layout.GroupRows, rowEnd) - group;
                    ref TAccumulator lines = ref (_isInPlace
                        ? ref SourceAt(ref plane, depths, group, block.Start)
                        : ref _width.LineAt((group - row) * _width.Layout.Pitch));
                    _width.Prepare(ref lines, rows, columnEnd - column);
                    LinePart targets = new(0, rows, column, column, columnEnd);
                    RunGroup(ref lines, targets, depthCount, place with { Height = group }, isLast: columnEnd == part.EndColumn);
                }
            }
        }
    }

    /// <summary>Makes rows of outputs from a group of lines.</summary>
    private void RunGroup(ref TAccumulator lines, in LinePart part, WindowCount depthCount, RowPlace place, bool isLast)
    {
        if (_op.IsFinal && _isMemory)
        {
            ref TAccumulator outputs = ref Unsafe.As<TResult, TAccumulator>(ref OutputAt(place, part.Column));
            _width.Reduce(ref lines, part, ref outputs, OutputStep(place, part.Rows));
            return;
        }

        bool writes = TLanes.Finishes && _isMemory && _width.Layout.Writes;
        nint length = (nint)(part.End - part.First) * _inner;
        if (!writes)
        {
            _width.Reduce(ref lines, part, ref MemoryMarshal.GetReference(_results.Span), length);
        }

        for (int row = 0; row < part.Rows;)
        {
            RowPlace at = place with { Height = place.Height + row };
            TargetRun run = RunOf((int)at.Height);
            WindowCount rowCount = depthCount * run.Count;
            int alike = int.Min(run.End - (int)at.Height, part.Rows - row);
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

    /// <summary>Makes outputs of lines whose windows cover as many rows.</summary>
    private void Write(ref TAccumulator lines, in LinePart part, in WindowCount rowCount, RowPlace place)
    {
        TAccumulator weight = TOperator.Weigh(_op, rowCount, isColumn: false);
        nint step = OutputStep(place, part.Rows);
        if (!_finish.Weights.IsEmpty)
        {
            ToWeightedOutputs<TAccumulator, TResult, TVector, TLanes> writer = new(in _finish.Weights[part.First], weight);
            _width.Write(ref lines, part, writer, ref OutputAt(place, part.First), step);
            return;
        }

        foreach (TargetRun run in _widths.All)
        {
            int first = int.Max(run.First, part.First);
            int end = int.Min(run.End, part.End);
            if (first < end)
            {
                ToOutputs<TAccumulator, TResult, TVector, TLanes> writer =
                    new(TLanes.Product(weight, TOperator.Weigh(_op, run.Count, isColumn: true)));
                _width.Write(ref lines, part with { First = first, End = end }, writer, ref OutputAt(place, first), step);
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

    /// <summary>Where the output of a column goes.</summary>
    private ref TResult OutputAt(RowPlace row, int column) =>
        ref Unsafe.Add(ref MemoryMarshal.GetReference(Output.Open(row)), (nint)column * _inner);

    /// <summary>From the outputs of a row to those of the next, if there is one.</summary>
    private nint OutputStep(RowPlace place, int rows) => rows == 1
        ? 0
        : Unsafe.ByteOffset(ref OutputAt(place, 0), ref OutputAt(place with { Height = place.Height + 1 }, 0)) / Unsafe.SizeOf<TResult>();

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

    /// <summary>Where results go before they are finished: right into the outputs, if there is nothing to finish.</summary>
    private Span<TAccumulator> ResultsOf(Span<TResult> outputs) => _op.IsFinal
        ? MemoryMarshal.CreateSpan(ref Unsafe.As<TResult, TAccumulator>(ref MemoryMarshal.GetReference(outputs)), outputs.Length)
        : _results.Span[..outputs.Length];
}
