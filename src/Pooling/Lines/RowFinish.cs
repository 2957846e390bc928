using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>The end of an output row: what is made of the results of its windows, which differ in how much they cover.</summary>
internal readonly ref struct RowFinish<T, TAccumulator, TResult, TOperator, TVector, TLanes>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>, IWeightedLanes<TAccumulator, TResult, TVector>
{
    private readonly TOperator _op;
    private readonly TLanes _lanes;
    private readonly ReadOnlySpan<TargetRun> _widths;
    private readonly int _columns;
    private readonly int _inner;
    private readonly Scratch<TAccumulator> _weights;
    private readonly Scratch<WindowCount> _weighed;

    /// <param name="op">The kind of pooling.</param>
    /// <param name="lanes">The same for vectors.</param>
    /// <param name="widths">The target columns.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="byPosition">Whether a column's weight is asked for position by position.</param>
    public RowFinish(TOperator op, TLanes lanes, ReadOnlySpan<TargetRun> widths, int inner, bool byPosition)
    {
        _op = op;
        _lanes = lanes;
        _widths = widths;
        _columns = widths[^1].End;
        _inner = inner;
        VariesByColumn = TLanes.Finishes && (inner == 1 || byPosition) && widths.Length > 1;
        _weights = new Scratch<TAccumulator>(VariesByColumn ? (nint)_columns * (TLanes.HasSecondWeights ? 2 : 1) : 0);
        _weighed = new Scratch<WindowCount>(VariesByColumn ? 1 : 0);
        _weighed.Span.Fill(new WindowCount(-1, -1, -1));
    }

    /// <summary>Whether weights of columns are not all the same, and are kept for each.</summary>
    public bool VariesByColumn { get; }

    /// <summary>What makes outputs of results from some column on, one at each, where weights are kept for each column.</summary>
    /// <param name="rowCount">What the windows have in common: how many rows they cover.</param>
    /// <param name="column">The first column.</param>
    public ToWeightedOutputs<TAccumulator, TResult, TVector, TLanes> WeighColumns(in WindowCount rowCount, int column)
    {
        SetWeights(rowCount);
        return new(in WeightAt(column), in SecondWeightAt(column));
    }

    /// <summary>The same where there are many at each column.</summary>
    /// <inheritdoc cref="WeighColumns"/>
    public ToPositionOutputs<TAccumulator, TResult, TVector, TLanes> WeighPositions(in WindowCount rowCount, int column)
    {
        SetWeights(rowCount);
        return new(in WeightAt(column), in SecondWeightAt(column));
    }

    private void SetWeights(in WindowCount rowCount)
    {
        // Most rows are like the one before.
        if (_weighed.Span[0] == rowCount)
        {
            return;
        }

        _weighed.Span[0] = rowCount;
        foreach (TargetRun run in _widths)
        {
            Weight<TAccumulator> weight = TOperator.Weigh(_op, rowCount * run.Count);
            _weights.Span[run.First..run.End].Fill(weight.First);
            if (TLanes.HasSecondWeights)
            {
                _weights.Span.Slice(_columns + run.First, run.Length).Fill(weight.Second!);
            }
        }
    }

    private ref TAccumulator WeightAt(int column) => ref _weights.Span[column];

    private ref TAccumulator SecondWeightAt(int column) => ref _weights.Span[column + (TLanes.HasSecondWeights ? _columns : 0)];

    /// <summary>Finishes a row, or a part of it.</summary>
    /// <param name="results">The result of each window.</param>
    /// <param name="rowCount">What the windows have in common: how many rows they cover.</param>
    /// <param name="column">The first column.</param>
    /// <param name="end">The column after the last.</param>
    /// <param name="outputs">Where the outputs go.</param>
    public void Finish(ReadOnlySpan<TAccumulator> results, in WindowCount rowCount, int column, int end, Span<TResult> outputs)
    {
        if (_op.IsFinal)
        {
            results.CopyTo(MemoryMarshal.CreateSpan(
                ref Unsafe.As<TResult, TAccumulator>(ref MemoryMarshal.GetReference(outputs)), outputs.Length));
            return;
        }

        if (VariesByColumn && _inner == 1)
        {
            Write(results, WeighColumns(rowCount, column), outputs);
            return;
        }

        foreach (TargetRun run in _widths)
        {
            int from = int.Max(run.First, column);
            int to = int.Min(run.End, end);
            if (from >= to)
            {
                continue;
            }

            Range part = ((from - column) * _inner)..((to - column) * _inner);
            WindowCount count = rowCount * run.Count;
            if (TLanes.Finishes)
            {
                Write(results[part], new ToOutputs<TAccumulator, TResult, TVector, TLanes>(TOperator.Weigh(_op, count)), outputs[part]);
            }
            else
            {
                TOperator.Finish(_op, results[part], count, outputs[part]);
            }
        }
    }

    /// <summary>
    /// Finishes whole rows that lie one behind the other as if all columns were like most, and then anew those that cover
    /// less, if there are few of them.
    /// </summary>
    /// <returns>Whether it was done.</returns>
    public bool TryFinishAll(ReadOnlySpan<TAccumulator> results, in WindowCount rowCount, Span<TResult> outputs)
    {
        if (_op.IsFinal || TLanes.Finishes || !TryFindMain(out TargetRun main))
        {
            return false;
        }

        TOperator.Finish(_op, results, rowCount * main.Count, outputs);
        foreach (TargetRun run in _widths)
        {
            if (run.Count != main.Count)
            {
                FinishColumns(run, results, rowCount, outputs);
            }
        }

        return true;
    }

    private void Write<TWriter>(ReadOnlySpan<TAccumulator> results, TWriter writer, Span<TResult> outputs)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TResult>, allows ref struct =>
        Taps.Reduce<T, TAccumulator, TAccumulator, TVector, TResult, TLanes, FromPartials<T, TAccumulator, TVector, TLanes>, TWriter>(
            _lanes,
            writer,
            ref MemoryMarshal.GetReference(results),
            [0],
            ref Unsafe.NullRef<TAccumulator>(),
            1,
            0,
            results.Length,
            ref MemoryMarshal.GetReference(outputs),
            0);

    /// <summary>Finishes some columns of whole rows, brought together so that they are finished at once.</summary>
    private void FinishColumns(
        in TargetRun columns, ReadOnlySpan<TAccumulator> results, in WindowCount rowCount, Span<TResult> outputs)
    {
        int row = _columns * _inner;
        int width = columns.Length * _inner;
        using Scratch<TAccumulator> some = new((nint)(outputs.Length / row) * width);
        using Scratch<TResult> finished = new(some.Span.Length);
        int count = 0;
        for (int start = columns.First * _inner; start < outputs.Length; start += row)
        {
            for (int i = start; i < start + width; i++)
            {
                some.Span[count++] = results[i];
            }
        }

        TOperator.Finish(_op, some.Span, rowCount * columns.Count, finished.Span);
        count = 0;
        for (int start = columns.First * _inner; start < outputs.Length; start += row)
        {
            for (int i = start; i < start + width; i++)
            {
                outputs[i] = finished.Span[count++];
            }
        }
    }

    public void Dispose()
    {
        _weighed.Dispose();
        _weights.Dispose();
    }

    /// <summary>Finds columns that are most of a row, and whose windows have no fewer elements than any.</summary>
    private bool TryFindMain(out TargetRun main)
    {
        main = default;
        nint most = 0;
        foreach (TargetRun run in _widths)
        {
            most = nint.Max(most, run.Count.Elements);
            main = run.Length > main.Length ? run : main;
        }

        return main.Length > _columns / 2 && main.Count.Elements == most;
    }
}
