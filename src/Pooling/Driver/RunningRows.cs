using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// Rows of averages of bytes, whose sums run on (<see cref="RunningSums"/>): down the columns from one row to the next, then
/// along the row. So a window costs the same whatever its size.
/// </summary>
internal readonly ref struct RunningRows<T, TAccumulator, TResult, TOperator, TOutput> : IRowMaker<T>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
    where TOutput : struct, IOutputRows<TResult>, allows ref struct
{
    /// <summary>Weights of rows that cover different numbers of rows are kept for other planes up to this size.</summary>
    private const int KeptBytes = 16384;

    private readonly TOperator _op;
    private readonly TOutput _output;
    private readonly Slide _slide;
    private readonly ReadOnlySpan<TargetRun> _heights;
    private readonly ReadOnlySpan<TargetRun> _widths;
    private readonly int _inner;
    private readonly nint _sourceLength;
    private readonly nint _depthStep;
    private readonly nint _heightStep;
    private readonly Scratch<short> _line;
    private readonly int _weightsPitch;
    private readonly Scratch<TAccumulator> _weights;
    private readonly Scratch<Weighed> _weighed;

    /// <param name="op">The kind of pooling.</param>
    /// <param name="plane">What the target positions are made of.</param>
    /// <param name="heights">The target rows.</param>
    /// <param name="widths">The target columns.</param>
    /// <param name="source">What is read.</param>
    /// <param name="output">Where the rows go.</param>
    public RunningRows(
        TOperator op,
        scoped in PlaneReduction plane,
        ReadOnlySpan<TargetRun> heights,
        ReadOnlySpan<TargetRun> widths,
        scoped in Volume source,
        in TOutput output)
    {
        _op = op;
        _output = output;
        _ = plane.Width.TryGetSlide(out _slide);
        _heights = heights;
        _widths = widths;
        _inner = (int)source.Inner.Length;
        _sourceLength = plane.Width.SourceLength;
        _depthStep = source.Depth.Stride;
        _heightStep = source.Height.Stride;
        _line = new Scratch<short>(((plane.Width.Length + _slide.Size) * _inner) + RunningSums.Slack);
        _weightsPitch = (int)plane.Width.Length + RunningSums.Slack;
        int kept = int.Clamp(KeptBytes / (_weightsPitch * sizeof(float)), 1, heights.Length);
        _weights = new Scratch<TAccumulator>((nint)kept * _weightsPitch);
        _weighed = new Scratch<Weighed>(kept);
        _weighed.Span.Clear();
    }

    /// <inheritdoc/>
    public bool SpansPlanes => false;

    /// <summary>The output without the copy that calls through a readonly field of unknown type make; it does not change.</summary>
    [UnscopedRef]
    private ref TOutput Output => ref Unsafe.AsRef(in _output);

    public void Dispose()
    {
        _weighed.Dispose();
        _weights.Dispose();
        _line.Dispose();
    }

    /// <inheritdoc/>
    public void Make(ref T plane, ElementRange depths, WindowCount depthCount, RowPlace place, in Share part)
    {
        int columns = part.EndColumn - part.FirstColumn;
        nint first = part.FirstColumn - _slide.Before;
        nint start = nint.Clamp(first, 0, _sourceLength);
        nint length = (nint.Clamp(first + columns + _slide.Size - 1, start, _sourceLength) - start) * _inner;
        Span<short> line = _line.Span;
        ref short sums = ref line[(int)((start - first + 1) * _inner)];
        Source source = new(ref Unsafe.Add(ref plane, start * _inner), depths);
        ElementRange has = default;
        for (int i = 0; i < _heights.Length; i++)
        {
            TargetRun run = _heights[i].Between((int)part.FirstRow, (int)part.EndRow);
            for (int row = run.First; row < run.End; row++)
            {
                ElementRange rows = run.Between(row, row + 1).Sources;
                if (row == part.FirstRow || rows.Start - has.Start >= has.End - rows.Start)
                {
                    line.Clear();
                    has = new ElementRange(rows.Start, rows.Start);
                }

                GoOn(source, has, rows, ref sums, length);
                has = rows;
                RowPlace at = place with { Height = row };
                Span<TResult> outputs = Output.Open(at)[(part.FirstColumn * _inner)..(part.EndColumn * _inner)];
                ref TAccumulator weights = ref WeightsOf(i, depthCount * run.Count, part);
                RunningSums.Average(
                    ref line[0],
                    _slide.Size,
                    _inner,
                    columns,
                    ref Unsafe.As<TAccumulator, float>(ref weights),
                    ref MemoryMarshal.GetReference(outputs));
                Output.Commit(at);
            }
        }
    }

    /// <summary>Goes on from the sums of some rows to those of others, which begin and end no earlier.</summary>
    private void GoOn(in Source source, ElementRange has, ElementRange rows, ref short sums, nint length)
    {
        for (nint depth = source.Depths.Start; depth < source.Depths.End; depth += source.Depths.Step)
        {
            nint going = has.Start;
            nint coming = has.End;
            ref T origin = ref Unsafe.Add(ref source.First, depth * _depthStep);
            for (; coming < rows.End && going < rows.Start; coming++, going++)
            {
                RunningSums.Exchange(
                    ref Unsafe.Add(ref origin, coming * _heightStep), ref Unsafe.Add(ref origin, going * _heightStep), ref sums, length);
            }

            for (; coming < rows.End; coming++)
            {
                RunningSums.Add(ref Unsafe.Add(ref origin, coming * _heightStep), ref sums, length);
            }

            for (; going < rows.Start; going++)
            {
                RunningSums.Remove(ref Unsafe.Add(ref origin, going * _heightStep), ref sums, length);
            }
        }
    }

    /// <summary>The weights of columns, for rows of one run.</summary>
    private ref TAccumulator WeightsOf(int run, in WindowCount rowCount, in Share part)
    {
        int kept = run % _weighed.Span.Length;
        Span<TAccumulator> weights = _weights.Span.Slice(kept * _weightsPitch, _weightsPitch);
        Weighed weighed = new(rowCount, part.FirstColumn, part.EndColumn);
        if (_weighed.Span[kept] != weighed)
        {
            _weighed.Span[kept] = weighed;
            foreach (TargetRun columns in _widths)
            {
                TAccumulator weight = TOperator.Weigh(_op, rowCount * columns.Count).First;
                int end = int.Min(columns.End, part.EndColumn);
                for (int column = int.Max(columns.First, part.FirstColumn); column < end; column++)
                {
                    weights[RunningSums.PlaceOf(column - part.FirstColumn, _inner)] = weight;
                }
            }
        }

        return ref weights[0];
    }

    /// <summary>What some weights are for.</summary>
    private readonly record struct Weighed(WindowCount RowCount, int FirstColumn, int EndColumn);

    private readonly ref struct Source(ref T first, ElementRange depths)
    {
        public readonly ref T First = ref first;

        public readonly ElementRange Depths = depths;
    }
}
