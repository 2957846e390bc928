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
    /// <summary>Windows that are taller, in strides, share rows: each row is merged three times, however tall they are.</summary>
    private const int SharingHeight = 6;

    /// <summary>From so many source rows on, those of all depths are merged first, once for all windows that share them.</summary>
    private const int DeepRows = 16;

    /// <summary>How many lines are made together then, for each row of a window.</summary>
    private const int DeepLines = 4;

    /// <summary>From this length on, a source row is worth asking for a page ahead, in bytes.</summary>
    private const int FarRow = 8192;

    private readonly TLanes _lanes;
    private readonly TAccumulator _identity;
    private readonly ReadOnlySpan<TargetRun> _heights;
    private readonly Slide _slide;
    private readonly bool _isTall;
    private readonly bool _isDeep;
    private readonly bool _isFar;
    private readonly nint _sourceRows;
    private readonly nint _heightStep;
    private readonly nint _depthStep;
    private readonly nint _rowPitch;
    private readonly Scratch<TAccumulator> _memory;

    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="identity">The partial result of no element.</param>
    /// <param name="depth">What each target plane is made of.</param>
    /// <param name="height">What each target row is made of.</param>
    /// <param name="heights">The same, those together that are alike.</param>
    /// <param name="volume">The source.</param>
    /// <param name="length">The length of the longest line.</param>
    public LineReduction(
        TLanes lanes,
        TAccumulator identity,
        scoped in AxisReduction depth,
        scoped in AxisReduction height,
        ReadOnlySpan<TargetRun> heights,
        scoped in Volume volume,
        nint length)
    {
        _lanes = lanes;
        _identity = identity;
        _heights = heights;
        _sourceRows = volume.Height.Length;
        _heightStep = volume.Height.Stride;
        _depthStep = volume.Depth.Stride;
        _isTall = IsTall(height);
        _isDeep = IsDeep(depth, height);
        _ = height.TryGetSlide(out _slide);
        _isFar = volume.RowLength * Unsafe.SizeOf<T>() >= FarRow
            && volume.Count * Unsafe.SizeOf<T>() >= Prefetch.FarBytes;
        // A whole number of vectors apart, rows lie alike to the lines of the cache.
        _rowPitch = (length + TLanes.Count - 1) / TLanes.Count * TLanes.Count;
        _memory = new Scratch<TAccumulator>(_isTall ? Scan.MemoryLength(Scan.WindowsOf(_slide), length, TLanes.Count) : 0);
    }

    /// <summary>How many rows are made together where windows are tall or deep; else 0.</summary>
    public static int TallRowsOf(in AxisReduction depth, in AxisReduction height)
    {
        _ = height.TryGetSlide(out Slide slide);
        return IsTall(height) ? (int)Scan.WindowsOf(slide) : IsDeep(depth, height) ? DeepLines * (int)slide.Size : 0;
    }

    private static bool IsTall(in AxisReduction height) =>
        height.TryGetSlide(out Slide slide)
        && slide.Dilation == 1
        && slide.Size > SharingHeight * slide.Stride
        && slide.Size <= (2 * height.SourceLength) + 64;

    private static bool IsDeep(in AxisReduction depth, in AxisReduction height) =>
        depth.SourceLength > 1
        && height.TryGetSlide(out Slide slide)
        && slide is { Dilation: 1, Stride: 1, Size: > 1 and <= SharingHeight }
        && depth.MostSources * slide.Size >= DeepRows;

    public void Dispose() => _memory.Dispose();

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
        if ((_isTall && depths.Length > 0) || (_isDeep && depths.Length > 1))
        {
            ReduceShared(ref Unsafe.Add(ref plane, start), depths, first, end, length, ref lines, pitch);
            return;
        }

        foreach (TargetRun run in _heights)
        {
            if (run.End <= first || run.First >= end)
            {
                continue;
            }

            TargetRun part = run.Between(first, end);
            ref T origin = ref Unsafe.Add(ref plane, start);
            ReduceAlike(ref origin, depths, part.Sources, part.Length, part.Advance * _heightStep, length, ref lines, pitch);
            lines = ref Unsafe.Add(ref lines, part.Length * pitch);
        }
    }

    /// <summary>Makes the lines of all target rows of some planes.</summary>
    /// <param name="plane">The first element of the first source plane.</param>
    /// <param name="planes">The number of planes.</param>
    /// <param name="planeStep">From one source plane to the next.</param>
    /// <param name="depths">The source depths that the rows are made of.</param>
    /// <param name="start">Where each source row is begun.</param>
    /// <param name="length">How many of its elements are taken.</param>
    /// <param name="lines">Where the first line goes.</param>
    /// <param name="pitch">From one line to the next.</param>
    public void ReducePlanes(
        ref T plane,
        int planes,
        nint planeStep,
        ElementRange depths,
        nint start,
        nint length,
        ref TAccumulator lines,
        nint pitch)
    {
        int rows = _heights[^1].End;
        int longest = 0;
        foreach (TargetRun run in _heights)
        {
            longest = int.Max(longest, run.Length);
        }

        if (_isTall || longest > planes)
        {
            for (int i = 0; i < planes; i++)
            {
                Reduce(ref plane, depths, 0, rows, start, length, ref lines, pitch);
                plane = ref Unsafe.Add(ref plane, planeStep);
                lines = ref Unsafe.Add(ref lines, rows * pitch);
            }

            return;
        }

        // The same row of all planes is made at a time.
        foreach (TargetRun run in _heights)
        {
            for (int row = run.First; row < run.End; row++)
            {
                ElementRange sources = run.Between(row, row + 1).Sources;
                ref T origin = ref Unsafe.Add(ref plane, start);
                ref TAccumulator first = ref Unsafe.Add(ref lines, row * pitch);
                ReduceAlike(ref origin, depths, sources, planes, planeStep, length, ref first, rows * pitch);
            }
        }
    }

    /// <summary>Makes lines of rows that lie at one distance from each other.</summary>
    private void ReduceAlike(
        ref T origin, ElementRange depths, ElementRange sources, int rows, nint rowStep, nint length, ref TAccumulator lines, nint pitch)
    {
        Span<nint> taps = stackalloc nint[Taps.Most];
        int count = 0;
        bool resumes = false;
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            for (nint height = sources.Start; height < sources.End; height += sources.Step)
            {
                if (count == taps.Length)
                {
                    Reduce(ref origin, taps, resumes, rows, rowStep, length, ref lines, pitch);
                    resumes = true;
                    count = 0;
                }

                taps[count++] = (depth * _depthStep) + (height * _heightStep);
            }
        }

        if (count > 0)
        {
            Reduce(ref origin, taps[..count], resumes, rows, rowStep, length, ref lines, pitch);
        }
        else if (!resumes)
        {
            ClearLines(rows, length, ref lines, pitch);
        }
    }

    private void ClearLines(int rows, nint length, ref TAccumulator lines, nint pitch)
    {
        for (int row = 0; row < rows; row++)
        {
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref lines, row * pitch), (int)length).Fill(_identity);
        }
    }

    /// <summary>Makes the lines of windows that overlap much.</summary>
    private void ReduceShared(
        ref T origin, ElementRange depths, int first, int end, nint length, ref TAccumulator lines, nint pitch)
    {
        ref TAccumulator memory = ref MemoryMarshal.GetReference(_memory.Span);
        if (depths.Length == 1)
        {
            Scan.Reduce<T, T, TAccumulator, TVector, TLanes, FromElements<T, TAccumulator, TVector, TLanes>>(
                _lanes,
                _identity,
                ref Unsafe.Add(ref origin, depths.Start * _depthStep),
                _heightStep,
                _sourceRows,
                _slide,
                first,
                end - first,
                length,
                ref memory,
                ref lines,
                pitch);
            return;
        }

        // Rows of all depths are merged first.
        nint start = nint.Clamp((first * _slide.Stride) - _slide.Before, 0, _sourceRows);
        nint stop = nint.Clamp(((end - 1) * _slide.Stride) - _slide.Before + _slide.Size, start, _sourceRows);
        using Scratch<TAccumulator> rows = new((stop - start) * _rowPitch);
        ref TAccumulator merged = ref MemoryMarshal.GetReference(rows.Span);
        ReduceAlike(
            ref origin, depths, new ElementRange(start, start + 1, 1), (int)(stop - start), _heightStep, length, ref merged, _rowPitch);
        if (!_isTall)
        {
            ReduceMerged(ref merged, start, first, end, length, ref lines, pitch);
            return;
        }

        Scan.Reduce<T, TAccumulator, TAccumulator, TVector, TLanes, FromPartials<T, TAccumulator, TVector, TLanes>>(
            _lanes,
            _identity,
            ref merged,
            _rowPitch,
            stop - start,
            _slide with { Before = _slide.Before + start },
            first,
            end - first,
            length,
            ref memory,
            ref lines,
            pitch);
    }

    /// <summary>Makes lines of rows that have been merged along the depth.</summary>
    private void ReduceMerged(
        ref TAccumulator rows, nint start, int first, int end, nint length, ref TAccumulator lines, nint pitch)
    {
        Span<nint> taps = stackalloc nint[SharingHeight];
        foreach (TargetRun run in _heights)
        {
            if (run.End <= first || run.First >= end)
            {
                continue;
            }

            TargetRun part = run.Between(first, end);
            int count = (int)part.Sources.Length;
            for (int i = 0; i < count; i++)
            {
                taps[i] = (part.Sources.Start + i - start) * _rowPitch;
            }

            if (count > 0)
            {
                Taps.Reduce<T, TAccumulator, TAccumulator, TVector, TLanes, FromPartials<T, TAccumulator, TVector, TLanes>>(
                    _lanes, ref rows, taps[..count], resumes: false, part.Length, part.Advance * _rowPitch, length, ref lines, pitch);
            }
            else
            {
                ClearLines(part.Length, length, ref lines, pitch);
            }

            lines = ref Unsafe.Add(ref lines, part.Length * pitch);
        }
    }

    private void Reduce(
        ref T origin, ReadOnlySpan<nint> taps, bool resumes, int rows, nint rowStep, nint length, ref TAccumulator lines, nint pitch)
    {
        if (_isFar)
        {
            Reduce<FromFarElements<T, TAccumulator, TVector, TLanes>>(ref origin, taps, resumes, rows, rowStep, length, ref lines, pitch);
        }
        else
        {
            Reduce<FromElements<T, TAccumulator, TVector, TLanes>>(ref origin, taps, resumes, rows, rowStep, length, ref lines, pitch);
        }
    }

    private void Reduce<TReader>(
        ref T origin, ReadOnlySpan<nint> taps, bool resumes, int rows, nint rowStep, nint length, ref TAccumulator lines, nint pitch)
        where TReader : struct, IReader<TLanes, T, TAccumulator, TVector> =>
        Taps.Reduce<T, T, TAccumulator, TVector, TLanes, TReader>(
            _lanes, ref origin, taps, resumes, rows, rowStep, length, ref lines, pitch);
}
