using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>Rows whose windows are reduced straight from the source (<see cref="DirectReduction{T, TAccumulator, TVector, TLanes}"/>).</summary>
internal readonly ref struct DirectRows<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput> : IRowMaker<T>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>, IWeightedLanes<TAccumulator, TResult, TVector>
    where TOutput : struct, IOutputRows<TResult>, allows ref struct
{
    /// <summary>How much of the source should be read at a time, so that it is still near when other columns are made of it.</summary>
    private const int TogetherBytes = 1 << 18;

    private readonly TOperator _op;
    private readonly TOutput _output;
    private readonly int _inner;
    private readonly ReadOnlySpan<TargetRun> _heights;
    private readonly ReadOnlySpan<TargetRun> _widths;
    private readonly nint _heightStep;
    private readonly nint _rowBytes;
    private readonly int _blockColumns;
    private readonly bool _makesRowsTogether;
    private readonly DirectReduction<T, TAccumulator, TVector, TLanes> _direct;
    private readonly Scratch<TAccumulator> _results;

    /// <param name="op">The kind of pooling.</param>
    /// <param name="direct">How windows are reduced.</param>
    /// <param name="heights">The target rows.</param>
    /// <param name="widths">The target columns.</param>
    /// <param name="source">What is read.</param>
    /// <param name="output">Where the rows go.</param>
    public DirectRows(
        TOperator op,
        in DirectReduction<T, TAccumulator, TVector, TLanes> direct,
        ReadOnlySpan<TargetRun> heights,
        ReadOnlySpan<TargetRun> widths,
        scoped in Volume source,
        in TOutput output)
    {
        _op = op;
        _output = output;
        _inner = (int)source.Inner.Length;
        _heights = heights;
        _widths = widths;
        _heightStep = source.Height.Stride;
        _rowBytes = nint.Max(1, source.RowLength * Unsafe.SizeOf<T>());
        int columns = widths[^1].End;
        int block = LineBlock.Bytes / Unsafe.SizeOf<TAccumulator>();
        bool isMemory = OutputRows.AreMemory<TOutput, TResult>(_output);
        _makesRowsTogether = isMemory && (TLanes.Finishes || op.IsFinal) && direct.IsOneStep;
        _blockColumns = Output.WritesInPlace ? int.Min(direct.ColumnsOf(_makesRowsTogether, block), columns) : columns;
        _direct = direct;
        _results = new Scratch<TAccumulator>(op.IsFinal ? 0 : (nint)_blockColumns * _inner);
    }

    /// <inheritdoc/>
    public bool SpansPlanes => false;

    /// <summary>The output without the copy that calls through a readonly field of unknown type make; it does not change.</summary>
    [UnscopedRef]
    private ref TOutput Output => ref Unsafe.AsRef(in _output);

    public void Dispose() => _results.Dispose();

    /// <inheritdoc/>
    public void Make(ref T plane, ElementRange depths, WindowCount depthCount, RowPlace place, in Share part)
    {
        Span<nint> taps = stackalloc nint[DirectChoice.MostTaps];
        foreach (TargetRun heights in _heights)
        {
            WindowCount rowCount = depthCount * heights.Count;
            nint rowStep = heights.Advance * _heightStep;
            int together = RowsTogether(heights);
            int lastRow = (int)nint.Min(heights.End, part.EndRow);
            for (int row = (int)nint.Max(heights.First, part.FirstRow); row < lastRow; row += together)
            {
                RowPlace at = place with { Height = row };
                nint rowStart = (row - heights.First) * rowStep;
                foreach (TargetRun widths in _widths)
                {
                    ReadOnlySpan<nint> window = taps[.._direct.FindTaps(depths, heights.Sources, widths, taps)];
                    int lastColumn = int.Min(widths.End, part.EndColumn);
                    for (int column = int.Max(widths.First, part.FirstColumn); column < lastColumn; column += _blockColumns)
                    {
                        int end = int.Min(lastColumn, column + _blockColumns);
                        nint start = rowStart + ((column - widths.First) * widths.Advance * _inner);
                        LinePart outputs = new(0, int.Min(together, lastRow - row), 0, column, end);
                        Reduce(ref Unsafe.Add(ref plane, start), heights, window, widths, rowCount, at, outputs);
                    }
                }

                Output.Commit(at);
            }
        }
    }

    /// <summary>How many rows of a run are made at a time: as many as stay in a near cache for all their columns, or two.</summary>
    private int RowsTogether(in TargetRun heights) => _makesRowsTogether
        ? (int)nint.Min(heights.Length, nint.Max(2, TogetherBytes / (_rowBytes * nint.Max(1, heights.Advance))))
        : 1;

    /// <summary>Makes outputs of windows that are alike.</summary>
    private void Reduce(
        ref T start,
        in TargetRun heights,
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

        nint step = OutputRows.Step<TOutput, TResult>(ref Output, place, part.Rows);
        if (TLanes.Finishes)
        {
            ToOutputs<TAccumulator, TResult, TVector, TLanes> writer = new(TOperator.Weigh(_op, rowCount * widths.Count));
            _direct.Reduce(ref start, heights, part, window, widths, _results.Span, writer, outputs, step);
            return;
        }

        Span<TAccumulator> results = ResultsOf(outputs);
        ToPartials<T, TAccumulator, TVector, TLanes> partials = default;
        _direct.Reduce(ref start, heights, part, window, widths, results, partials, results, step);
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

    /// <summary>Where results go before they are finished: right into the outputs, if there is nothing to finish.</summary>
    private Span<TAccumulator> ResultsOf(Span<TResult> outputs) => _op.IsFinal
        ? MemoryMarshal.CreateSpan(ref Unsafe.As<TResult, TAccumulator>(ref MemoryMarshal.GetReference(outputs)), outputs.Length)
        : _results.Span[..outputs.Length];
}
