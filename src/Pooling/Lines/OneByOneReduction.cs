using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>Windows of any kind along a line of partial results, one by one.</summary>
internal readonly ref struct OneByOneReduction<T, TAccumulator, TVector, TLanes>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>
{
    private readonly TLanes _lanes;
    private readonly TAccumulator _identity;
    private readonly ReadOnlySpan<TargetRun> _runs;
    private readonly nint _sourceLength;
    private readonly int _inner;

    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="identity">The partial result of no element.</param>
    /// <param name="runs">What each target position is made of, those together that are alike.</param>
    /// <param name="sourceLength">The number of source positions.</param>
    /// <param name="inner">The number of elements at a position.</param>
    public OneByOneReduction(
        TLanes lanes, TAccumulator identity, ReadOnlySpan<TargetRun> runs, nint sourceLength, int inner)
    {
        _lanes = lanes;
        _identity = identity;
        _runs = runs;
        _sourceLength = sourceLength;
        _inner = inner;
    }

    /// <summary>Which part of a source row some targets need.</summary>
    public LineBlock BlockOf(int column, int end)
    {
        nint start = _sourceLength;
        nint stop = 0;
        foreach (TargetRun run in _runs)
        {
            if (run.First < end && run.End > column && run.Sources.Length > 0)
            {
                TargetRun part = run.Between(column, end);
                start = nint.Min(start, part.Sources.Start);
                // The end of a range of steps may lie further behind its last position than there are positions.
                nint last = part.Sources.Start + ((part.Sources.Length - 1) * part.Sources.Step);
                stop = nint.Max(stop, last + 1 + ((part.Length - 1) * part.Advance));
            }
        }

        return start < stop ? new LineBlock(start, stop - start, 0) : default;
    }

    /// <summary>Makes the results of some targets.</summary>
    /// <param name="line">The part of a line that they need.</param>
    /// <param name="column">The first target.</param>
    /// <param name="end">The target after the last.</param>
    /// <param name="results">Where they go.</param>
    public void Reduce(ref TAccumulator line, int column, int end, ref TAccumulator results)
    {
        nint start = BlockOf(column, end).Start;
        ref TAccumulator origin = ref Unsafe.Add(ref line, -start * _inner);
        foreach (TargetRun run in _runs)
        {
            if (run.First < end && run.End > column)
            {
                TargetRun part = run.Between(column, end);
                ReduceRun(part, ref origin, ref Unsafe.Add(ref results, (nint)(part.First - column) * _inner));
            }
        }
    }

    private void ReduceRun(in TargetRun run, ref TAccumulator line, ref TAccumulator results)
    {
        ElementRange sources = run.Sources;
        if (sources.Length == 0)
        {
            MemoryMarshal.CreateSpan(ref results, run.Length * _inner).Fill(_identity);
            return;
        }

        if (_inner == 1 && sources is { Step: 1, Length: > Taps.FoldedLength })
        {
            for (int i = 0; i < run.Length; i++)
            {
                Unsafe.Add(ref results, i) =
                    Taps.Fold<T, TAccumulator, TAccumulator, TVector, TLanes, FromPartials<T, TAccumulator, TVector, TLanes>>(
                        _lanes, ref Unsafe.Add(ref line, sources.Start + (i * run.Advance)), sources.Length);
            }

            return;
        }

        // Starts side by side are one long run.
        bool isAdjacent = run.Advance == 1;
        Span<nint> taps = stackalloc nint[Taps.Most];
        int count = 0;
        bool resumes = false;
        for (nint position = sources.Start; position < sources.End; position += sources.Step)
        {
            taps[count++] = position * _inner;
            if (count == taps.Length || position + sources.Step >= sources.End)
            {
                Taps.Reduce<T, TAccumulator, TAccumulator, TVector, TLanes, FromPartials<T, TAccumulator, TVector, TLanes>>(
                    _lanes,
                    ref line,
                    taps[..count],
                    resumes,
                    isAdjacent ? 1 : run.Length,
                    run.Advance * _inner,
                    isAdjacent ? (nint)run.Length * _inner : _inner,
                    ref results,
                    _inner);
                resumes = true;
                count = 0;
            }
        }
    }
}
