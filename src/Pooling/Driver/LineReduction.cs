using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The first step of an output row: all source rows that it is made of are reduced, along depth and height, into one line
/// of partial results.
/// </summary>
internal readonly ref struct LineReduction<T, TAccumulator, TVector, TLanes>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>
{
    private readonly TLanes _lanes;
    private readonly TAccumulator _identity;
    private readonly ReadOnlySpan<TargetRun> _heights;
    private readonly Volume _volume;

    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="identity">The partial result of no element.</param>
    /// <param name="heights">What each target row is made of.</param>
    /// <param name="volume">The source.</param>
    public LineReduction(TLanes lanes, TAccumulator identity, ReadOnlySpan<TargetRun> heights, Volume volume)
    {
        _lanes = lanes;
        _identity = identity;
        _heights = heights;
        _volume = volume;
    }

    /// <summary>Makes the lines of some target rows.</summary>
    /// <param name="plane">The first element of the source plane.</param>
    /// <param name="depths">The source depths that the rows are made of.</param>
    /// <param name="first">The first target row.</param>
    /// <param name="end">The target row after the last.</param>
    /// <param name="start">Where each source row is begun.</param>
    /// <param name="length">How many of its elements are taken.</param>
    /// <param name="lines">Where the first line goes.</param>
    /// <param name="pitch">From one line to the next.</param>
    public void Reduce(
        ref T plane, ElementRange depths, int first, int end, nint start, nint length, ref TAccumulator lines, nint pitch)
    {
        foreach (TargetRun run in _heights)
        {
            if (run.End <= first || run.First >= end)
            {
                continue;
            }

            TargetRun part = run.Between(first, end);
            ReduceRun(ref Unsafe.Add(ref plane, start), depths, part, length, ref lines, pitch);
            lines = ref Unsafe.Add(ref lines, part.Length * pitch);
        }
    }

    private void ReduceRun(
        ref T origin, ElementRange depths, in TargetRun run, nint length, ref TAccumulator lines, nint pitch)
    {
        Span<nint> taps = stackalloc nint[Taps.Most];
        int count = 0;
        bool resumes = false;
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            for (nint height = run.Sources.Start; height < run.Sources.End; height += run.Sources.Step)
            {
                if (count == taps.Length)
                {
                    Reduce(ref origin, taps, resumes, run, length, ref lines, pitch);
                    resumes = true;
                    count = 0;
                }

                taps[count++] = (depth * _volume.Depth.Stride) + (height * _volume.Height.Stride);
            }
        }

        if (count > 0)
        {
            Reduce(ref origin, taps[..count], resumes, run, length, ref lines, pitch);
        }
        else if (!resumes)
        {
            for (int row = 0; row < run.Length; row++)
            {
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref lines, row * pitch), (int)length).Fill(_identity);
            }
        }
    }

    private void Reduce(
        ref T origin, ReadOnlySpan<nint> taps, bool resumes, in TargetRun run, nint length, ref TAccumulator lines, nint pitch) =>
        Taps.Reduce<T, T, TAccumulator, TVector, TLanes, FromElements<T, TAccumulator, TVector, TLanes>>(
            _lanes, ref origin, taps, resumes, run.Length, run.Advance * _volume.Height.Stride, length, ref lines, pitch);
}
