using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The second step of an output row: each target element is reduced along the width of a line of partial results. Lines
/// are made and reduced a block at a time, several short ones or a part of a long one, so that they stay in the nearest
/// cache.
/// </summary>
/// <remarks>
/// Windows that slide are reduced for all targets of a block at once, by merging lines with themselves, shifted: four times
/// the size by each merge, so that a window costs the logarithm of its size. Where they leave out starts, lines are dealt out
/// first, so that the starts lie side by side. All other kinds of windows are reduced one by one.
/// </remarks>
internal readonly ref struct WidthReduction<T, TAccumulator, TResult, TOperator, TVector, TLanes>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>
{
    /// <summary>Up to this size, positions are merged one after another.</summary>
    private const int SmallSize = 6;

    /// <summary>How many windows of one level make one of the next.</summary>
    private const int Growth = 4;

    /// <summary>Up to this size, windows with strides are merged from dealt lines, position by position.</summary>
    private const int DealtSize = 8;

    /// <summary>From this length on, one window is folded by vectors.</summary>
    private const int FoldedLength = 16;

    private readonly TOperator _op;
    private readonly TLanes _lanes;
    private readonly ReadOnlySpan<TargetRun> _runs;
    private readonly Slide _slide;
    private readonly Way _way;
    private readonly int _sourceLength;
    private readonly int _inner;
    private readonly int _pitch;
    private readonly int _levels;
    private readonly int _linesLength;
    private readonly int _levelLength;
    private readonly int _levelTaps;
    private readonly int _lastTaps;
    private readonly Scratch<nint> _taps;
    private readonly Scratch<TAccumulator> _line;
    private readonly Scratch<TAccumulator> _merged;
    private readonly Scratch<TAccumulator> _mergedAgain;
    private readonly Scratch<TAccumulator> _kept;

    /// <param name="op">The kind of pooling.</param>
    /// <param name="lanes">The same for vectors.</param>
    /// <param name="width">What each target position is made of.</param>
    /// <param name="runs">The same, those together that are alike.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="block">How many partial results should be at hand at a time.</param>
    /// <param name="mayDivide">Whether a row may be made a part at a time.</param>
    /// <param name="rows">The number of target rows.</param>
    /// <param name="tallRows">How many lines a block has if windows are so tall that lines come by the block; else 0.</param>
    public WidthReduction(
        TOperator op,
        TLanes lanes,
        scoped in AxisReduction width,
        ReadOnlySpan<TargetRun> runs,
        int inner,
        int block,
        bool mayDivide,
        int rows,
        int tallRows)
    {
        _op = op;
        _lanes = lanes;
        _runs = runs;
        _inner = inner;
        _sourceLength = (int)width.SourceLength;
        int columns = (int)width.Length;
        bool slides = width.TryGetSlide(out _slide) && IsWorthPadding(_slide, _sourceLength);
        _slide = slides ? _slide : default;
        _way = slides ? WayOf(_slide, inner) : Way.OneByOne;

        BlockColumns = columns;
        nint length = LengthOf(columns);
        if (slides && mayDivide && length * inner > block)
        {
            nint reach = (_slide.Size - 1) * _slide.Dilation;
            nint room = nint.Max(block / inner, 4 * reach) - reach;
            BlockColumns = (int)nint.Clamp(room / _slide.Stride, 1, columns);
            length = LengthOf(BlockColumns);
        }

        if (_way != Way.OneByOne)
        {
            length = (length + _slide.Stride - 1) / _slide.Stride * _slide.Stride;
        }

        _pitch = checked((int)(length * inner));
        // Merging lines goes over their ends, which is safe where sums that nobody asked for cannot overflow.
        GroupRows = TLanes.Count == 1 ? 1 : int.Clamp(block / int.Max(1, _pitch), 1, rows);
        BlockRows = int.Clamp(tallRows, GroupRows, rows);

        // Merging goes on to the end of the last vector.
        int slack = (4 * TLanes.Count) + (int)_slide.Stride;
        int total = checked((GroupRows * _pitch) + slack);
        int size = slides ? (int)_slide.Size : 0;
        bool grows = _way switch
        {
            Way.Adjacent or Way.Picked => size > SmallSize,
            Way.Dealt => size > DealtSize,
            _ => false,
        };
        _levels = grows ? int.Log2(size) / int.Log2(Growth) : 0;
        int lines = checked((BlockRows * _pitch) + slack);
        _linesLength = Apart(lines);
        _levelLength = Apart(total);
        _line = new Scratch<TAccumulator>(_linesLength + ((nint)_levels * _levelLength));
        _line.Span[..lines].Fill(op.Identity);
        bool isDealt = _way == Way.Dealt && !grows;
        _merged = new Scratch<TAccumulator>(_way == Way.Pairs ? total : isDealt ? DealtLength(total) : 0);
        _mergedAgain = new Scratch<TAccumulator>(_way == Way.Pairs || isDealt ? total : 0);
        _kept = new Scratch<TAccumulator>(_way == Way.Picked || (_way == Way.Dealt && grows) ? total : 0);
        _taps = new Scratch<nint>(Taps.Most);
        _lastTaps = isDealt ? FindDealtTaps() : _way is Way.OneByOne or Way.Pairs ? 0 : FindLastTaps(out _levelTaps);
    }

    /// <summary>How the windows of a row come about.</summary>
    private enum Way
    {
        /// <summary>Each by itself.</summary>
        OneByOne,

        /// <summary>Starts lie side by side.</summary>
        Adjacent,

        /// <summary>Windows lie side by side, and their size is a power of two: pairs are merged until they are one.</summary>
        Pairs,

        /// <summary>Starts lie a stride apart; there is one element at a position.</summary>
        Dealt,

        /// <summary>Starts lie a stride apart; there are several elements at a position.</summary>
        Picked,
    }

    /// <summary>How many lines make a block.</summary>
    public int BlockRows { get; }

    /// <summary>How many lines of a block are merged at once.</summary>
    public int GroupRows { get; }

    /// <summary>How many targets of a row make a block.</summary>
    public int BlockColumns { get; }

    /// <summary>From one line of a block to the next.</summary>
    public nint Pitch => _pitch;

    /// <summary>A place in the first line of a block.</summary>
    public ref TAccumulator LineAt(nint index) => ref Unsafe.Add(ref Reference(_line), index);

    /// <summary>Begins a block of some columns.</summary>
    public LineBlock Open(int column, int end)
    {
        if (_way == Way.OneByOne)
        {
            return PartOf(column, end);
        }

        nint first = (column * _slide.Stride) - _slide.Before;
        nint length = LengthOf(end - column);
        nint start = nint.Clamp(first, 0, _sourceLength);
        nint stop = nint.Clamp(first + length, start, _sourceLength);
        LineBlock block = start < stop ? new(start, stop - start, start - first) : default;
        if (BlockColumns < _runs[^1].End)
        {
            // The block before may have had elements where this one has padding.
            int before = (int)(block.Offset * _inner);
            int after = (int)((block.Offset + block.Length) * _inner);
            for (int row = 0; (before > 0 || after < _pitch) && row < BlockRows; row++)
            {
                Span<TAccumulator> line = _line.Span.Slice(row * _pitch, _pitch);
                line[..before].Fill(_op.Identity);
                line[after..].Fill(_op.Identity);
            }
        }

        return block;
    }

    /// <summary>Whether lines need not be lines of their own, but may be read where others have them.</summary>
    public bool ReadsAnywhere => _way == Way.Pairs || (_way == Way.Adjacent && _levels == 0);

    /// <summary>Merges a group of lines as far as they can be merged at once.</summary>
    /// <param name="lines">The first of them.</param>
    /// <param name="rows">The number of lines.</param>
    /// <param name="columns">The number of targets of a line.</param>
    public void Prepare(ref TAccumulator lines, int rows, int columns)
    {
        int length = rows * _pitch;
        switch (_way)
        {
            case Way.Adjacent:
                Merge(ref lines, length);
                break;
            case Way.Pairs:
                MergePairs(ref lines, rows == 1 ? columns * (int)_slide.Size : length);
                break;
            case Way.Dealt when _levels == 0:
                Deal(MemoryMarshal.CreateSpan(ref lines, _levelLength), length);
                break;
            case Way.Dealt:
            case Way.Picked:
                MergeAll(ref lines, length);
                break;
        }
    }

    /// <summary>Whether results can become outputs on the way.</summary>
    public bool Writes => _way is Way.Adjacent or Way.Pairs || (_way == Way.Dealt && _levels == 0);

    /// <summary>Makes the results of a group of lines.</summary>
    /// <param name="lines">The first of them.</param>
    /// <param name="part">All of them, and all targets.</param>
    /// <param name="results">Where they go.</param>
    /// <param name="step">From the results of one line to those of the next.</param>
    public void Reduce(ref TAccumulator lines, in LinePart part, ref TAccumulator results, nint step)
    {
        if (Writes)
        {
            Write(ref lines, part, default(ToPartials<T, TAccumulator, TVector, TLanes>), ref results, step);
            return;
        }

        int length = (part.End - part.First) * _inner;
        for (int row = 0; row < part.Rows; row++)
        {
            Span<TAccumulator> to = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref results, row * step), length);
            if (_way == Way.OneByOne)
            {
                ReduceEach(ref Unsafe.Add(ref lines, (nint)row * _pitch), part.First, part.End, ref MemoryMarshal.GetReference(to));
            }
            else
            {
                Pick(_kept.Span.Slice(row * _pitch, _pitch), to);
            }
        }
    }

    /// <summary>Makes what becomes of the results of a group of lines.</summary>
    /// <param name="lines">The first of them.</param>
    /// <param name="part">Which of the lines, and of their targets.</param>
    /// <param name="writer">What becomes of the results.</param>
    /// <param name="results">Where they go.</param>
    /// <param name="step">From the results of one line to those of the next.</param>
    public void Write<TTarget, TWriter>(
        ref TAccumulator lines, in LinePart part, TWriter writer, ref TTarget results, nint step)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        nint length = (nint)(part.End - part.First) * _inner;
        nint skipped = (nint)(part.First - part.Column) * _inner;
        switch (_way)
        {
            case Way.Adjacent:
                WriteTaps(ref lines, (part.Row * (nint)_pitch) + skipped, part.Rows, length, writer, ref results, step);
                break;
            case Way.Dealt:
                nint pitch = _pitch / _slide.Stride;
                Taps.Reduce<T, TAccumulator, TAccumulator, TVector, TTarget, TLanes, FromPartials<T, TAccumulator, TVector, TLanes>, TWriter>(
                    _lanes,
                    writer,
                    ref Unsafe.Add(ref Reference(_merged), (part.Row * pitch) + skipped),
                    _taps.Span[.._lastTaps],
                    ref Unsafe.NullRef<TAccumulator>(),
                    part.Rows,
                    pitch,
                    length,
                    ref results,
                    step);
                break;
            case Way.Pairs:
                bool isOdd = int.Log2((int)_slide.Size) % 2 == 1;
                ref TAccumulator pairs = ref (_slide.Size == 2 ? ref lines : ref Reference(isOdd ? _mergedAgain : _merged));
                nint pairPitch = (nint)_pitch / (_slide.Size / 2);
                int rows = part.Rows;
                if (TWriter.IsUniform && pairPitch == 2 * length && step == length)
                {
                    length *= rows;
                    rows = 1;
                }

                for (int row = 0; row < rows; row++)
                {
                    Pairs.Merge<T, TAccumulator, TVector, TTarget, TLanes, TWriter>(
                        _lanes,
                        writer,
                        ref Unsafe.Add(ref pairs, ((part.Row + row) * pairPitch) + (2 * skipped)),
                        length,
                        mayPass: false,
                        ref Unsafe.Add(ref results, row * step));
                }

                break;
        }
    }

    public void Dispose()
    {
        _taps.Dispose();
        _line.Dispose();
        _merged.Dispose();
        _mergedAgain.Dispose();
        _kept.Dispose();
    }

    /// <summary>Whether a line with its padding is not much longer than one without.</summary>
    private static bool IsWorthPadding(Slide slide, int sourceLength) =>
        slide.Size <= int.MaxValue / 4
        && slide.Dilation <= int.MaxValue / 4
        && slide.Stride <= int.MaxValue / 4
        && nint.Max(slide.Length, nint.Abs(slide.Before)) <= ((nint)sourceLength * 2) + 64;

    private static Way WayOf(Slide slide, int inner)
    {
        if (slide.Stride == 1)
        {
            return Way.Adjacent;
        }

        if (inner >= int.Max(2, TLanes.Count) || (TLanes.Count == 1 && slide.Size > DealtSize))
        {
            // A window by itself is a vector's work; or the sum of one that nobody asked for might overflow.
            return Way.OneByOne;
        }

        if (inner > 1)
        {
            return Way.Picked;
        }

        return slide.Size == slide.Stride && slide.Dilation == 1 && nint.IsPow2(slide.Size) ? Way.Pairs : Way.Dealt;
    }

    /// <summary>
    /// A length that is no less, and half a page past a whole number of pages: a place in the memory behind is no such
    /// number from its place before, which processors would take for the same.
    /// </summary>
    private static int Apart(int length)
    {
        int page = 4096 / Unsafe.SizeOf<TAccumulator>();
        return (((length + (page / 2) - 1) / page) * page) + (page / 2);
    }

    private static ref TAccumulator Reference(Scratch<TAccumulator> scratch) => ref MemoryMarshal.GetReference(scratch.Span);

    private int DealtLength(int total) => (int)_slide.Stride * (((total - 1) / (int)_slide.Stride) + 1 + (4 * TLanes.Count));

    /// <summary>The number of positions that some targets are made of.</summary>
    private nint LengthOf(int columns) => _slide.Stride == 0
        ? _sourceLength
        : nint.Min(
            ((columns - 1) * _slide.Stride) + ((_slide.Size - 1) * _slide.Dilation) + 1,
            _way == Way.OneByOne ? _sourceLength : nint.MaxValue);

    private LineBlock PartOf(int column, int end)
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

    /// <summary>Where a window's positions are when lines are dealt out.</summary>
    private int FindDealtTaps()
    {
        nint phaseLength = _merged.Span.Length / _slide.Stride;
        for (int i = 0; i < (int)_slide.Size; i++)
        {
            (nint to, nint phase) = nint.DivRem(i * _slide.Dilation, _slide.Stride);
            _taps.Span[i] = (phase * phaseLength) + to;
        }

        return (int)_slide.Size;
    }

    /// <summary>Which smaller windows make a window, as they lie in the memory of lines and levels.</summary>
    /// <param name="levelTaps">How many of them are in levels; the others are in the lines.</param>
    private int FindLastTaps(out int levelTaps)
    {
        Span<nint> taps = _taps.Span;
        nint step = _slide.Dilation * _inner;
        int size = (int)_slide.Size;
        int count = 0;
        int offset = 0;
        levelTaps = 0;
        for (int level = _levels; level >= 0 && offset < size; level--)
        {
            int part = 1 << (level * int.Log2(Growth));
            nint start = level == 0 ? 0 : _linesLength + ((level - 1) * (nint)_levelLength);
            for (; offset + part <= size; offset += part)
            {
                taps[count++] = start + (offset * step);
            }

            if (TOperator.IsIdempotent && offset < size && level > 0)
            {
                // The last window may overlap the one before.
                taps[count++] = start + ((size - part) * step);
                offset = size;
            }

            levelTaps = level > 0 ? count : levelTaps;
        }

        return count;
    }

    /// <summary>Makes windows of the largest level's, and of smaller ones'.</summary>
    private void WriteTaps<TTarget, TWriter>(
        ref TAccumulator lines, nint offset, int rows, nint length, TWriter writer, ref TTarget to, nint step)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        scoped ReadOnlySpan<nint> taps = _taps.Span[.._lastTaps];
        scoped Span<nint> moved = _levelTaps == 0 ? [] : stackalloc nint[Taps.Most];
        if (_levelTaps > 0)
        {
            // Levels begin at the first line of a group, wherever it is in its block.
            nint first = Unsafe.ByteOffset(ref Reference(_line), ref lines) / Unsafe.SizeOf<TAccumulator>();
            taps.CopyTo(moved);
            foreach (ref nint tap in moved[.._levelTaps])
            {
                tap -= first;
            }

            taps = moved[.._lastTaps];
        }

        Taps.Reduce<T, TAccumulator, TAccumulator, TVector, TTarget, TLanes, FromPartials<T, TAccumulator, TVector, TLanes>, TWriter>(
            _lanes,
            writer,
            ref Unsafe.Add(ref lines, offset),
            taps,
            ref Unsafe.NullRef<TAccumulator>(),
            rows,
            _pitch,
            length,
            ref to,
            step);
    }

    private void ReduceTaps(ref TAccumulator from, ReadOnlySpan<nint> taps, nint length, ref TAccumulator to) =>
        Taps.Reduce<T, TAccumulator, TAccumulator, TVector, TLanes, FromPartials<T, TAccumulator, TVector, TLanes>>(
            _lanes, ref from, taps, resumes: false, 1, 0, length, ref to, 0);

    /// <summary>Windows of 4, 16, 64, ... positions, from every position of the lines on.</summary>
    private void Merge(ref TAccumulator lines, int length)
    {
        Span<nint> taps = stackalloc nint[Growth];
        ref TAccumulator from = ref lines;
        nint size = 1;
        for (int level = 0; level < _levels; level++)
        {
            nint step = size * _slide.Dilation * _inner;
            for (int i = 0; i < Growth; i++)
            {
                taps[i] = i * step;
            }

            size *= Growth;
            ref TAccumulator to = ref LineAt(_linesLength + (level * (nint)_levelLength));
            ReduceTaps(ref from, taps, length - ((size - 1) * _slide.Dilation * _inner), ref to);
            from = ref to;
        }
    }

    /// <summary>The window from every position of the lines on.</summary>
    private void MergeAll(ref TAccumulator lines, int length)
    {
        Merge(ref lines, length);
        nint reach = (_slide.Size - 1) * _slide.Dilation * _inner;
        WriteTaps(
            ref lines, 0, 1, length - reach, default(ToPartials<T, TAccumulator, TVector, TLanes>), ref Reference(_kept), 0);
    }

    private void MergePairs(ref TAccumulator lines, int length)
    {
        ref TAccumulator from = ref lines;
        bool isFirst = true;
        for (nint size = _slide.Size; size > 2; size /= 2)
        {
            length /= 2;
            ref TAccumulator to = ref Reference(isFirst ? _merged : _mergedAgain);
            isFirst = !isFirst;
            // The lines may be the source's, past whose end nothing may be read.
            Pairs.Merge<T, TAccumulator, TVector, TAccumulator, TLanes, ToPartials<T, TAccumulator, TVector, TLanes>>(
                _lanes, default, ref from, length, mayPass: size < _slide.Size, ref to);
            from = ref to;
        }
    }

    /// <summary>Puts positions a stride apart side by side.</summary>
    private void Deal(Span<TAccumulator> lines, int length)
    {
        int stride = (int)_slide.Stride;
        nint phaseLength = _merged.Span.Length / stride;
        if (stride == 2)
        {
            ref TAccumulator dealt = ref Reference(_merged);
            Pairs.Unzip<T, TAccumulator, TVector, TLanes>(
                ref MemoryMarshal.GetReference(lines), (length + 1) / 2, ref dealt, ref Unsafe.Add(ref dealt, phaseLength));
            return;
        }

        nint reach = (_slide.Size - 1) * _slide.Dilation;
        for (int phase = 0; phase < stride && phase <= reach; phase++)
        {
            Dealing.Deal(
                lines[phase..length],
                stride,
                _merged.Span.Slice((int)(phase * phaseLength), (int)phaseLength),
                _mergedAgain.Span);
        }
    }

    /// <summary>The windows that start a stride apart, of those that start at every position.</summary>
    private void Pick(ReadOnlySpan<TAccumulator> all, Span<TAccumulator> results)
    {
        int stride = (int)_slide.Stride;
        if (_inner == 1)
        {
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = all[i * stride];
            }

            return;
        }

        // A vector at a time, of which the next one overwrites what is too much.
        int count = TLanes.Count;
        int step = stride * _inner;
        int from = 0;
        int to = 0;
        for (; _inner <= count && to <= results.Length - count && from <= all.Length - count; to += _inner, from += step)
        {
            TLanes.Store(TLanes.Load(in all[from]), ref results[to]);
        }

        for (; to < results.Length; to += _inner, from += step)
        {
            all.Slice(from, _inner).CopyTo(results[to..]);
        }
    }

    /// <summary>Windows of any kind, one by one.</summary>
    private void ReduceEach(ref TAccumulator elements, int column, int end, ref TAccumulator results)
    {
        nint start = PartOf(column, end).Start;
        ref TAccumulator line = ref Unsafe.Add(ref elements, -start * _inner);
        foreach (TargetRun run in _runs)
        {
            if (run.First < end && run.End > column)
            {
                TargetRun part = run.Between(column, end);
                ReduceRun(part, ref line, ref Unsafe.Add(ref results, (nint)(part.First - column) * _inner));
            }
        }
    }

    private void ReduceRun(in TargetRun run, ref TAccumulator line, ref TAccumulator results)
    {
        ElementRange sources = run.Sources;
        if (sources.Length == 0)
        {
            MemoryMarshal.CreateSpan(ref results, run.Length * _inner).Fill(_op.Identity);
            return;
        }

        if (_inner == 1 && sources is { Step: 1, Length: > FoldedLength })
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
