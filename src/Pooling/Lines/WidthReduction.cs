using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The second step of an output row: each target element is reduced along the width of a line of partial results. Lines
/// are made and reduced a block at a time, several short ones or a part of a long one, so that they stay in the nearest
/// cache.
/// </summary>
/// <remarks>
/// Windows that slide are reduced for all targets of a block at once, by merging lines with themselves, shifted
/// (<see cref="WidthLevels"/>), so that a window costs about the same whatever its size. Where they leave out starts, lines are dealt out
/// first, so that the starts lie side by side. All other kinds of windows are reduced one by one.
/// </remarks>
internal readonly ref struct WidthReduction<T, TAccumulator, TResult, TOperator, TVector, TLanes>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>
{
    private readonly TOperator _op;
    private readonly TLanes _lanes;
    private readonly WidthLayout _layout;
    private readonly ReadOnlySpan<TargetRun> _runs;
    private readonly Scratch<TAccumulator> _memory;

    /// <param name="op">The kind of pooling.</param>
    /// <param name="lanes">The same for vectors.</param>
    /// <param name="layout">Where everything lies in memory.</param>
    /// <param name="runs">What each target position is made of, those together that are alike.</param>
    public WidthReduction(TOperator op, TLanes lanes, WidthLayout layout, ReadOnlySpan<TargetRun> runs)
    {
        _op = op;
        _lanes = lanes;
        _layout = layout;
        _runs = runs;
        _memory = new Scratch<TAccumulator>(layout.MemoryLength);
        _memory.Span[..layout.LinesLength].Fill(op.Identity);
    }

    /// <summary>Where everything lies in memory.</summary>
    public WidthLayout Layout => _layout;

    /// <summary>A place in the first line of a block.</summary>
    public ref TAccumulator LineAt(nint index) => ref Unsafe.Add(ref MemoryMarshal.GetReference(_memory.Span), index);

    /// <summary>Begins a block of some columns.</summary>
    public LineBlock Open(int column, int end)
    {
        if (_layout.Way == WidthWay.OneByOne)
        {
            return OneByOne.BlockOf(column, end);
        }

        LineBlock block = _layout.BlockOf(column, end);
        if (!_layout.IsWhole(column, end))
        {
            // The block before may have had elements where this one has padding.
            int pitch = _layout.Pitch;
            int before = (int)(block.Offset * _layout.Inner);
            int after = (int)((block.Offset + block.Length) * _layout.Inner);
            for (int row = 0; (before > 0 || after < pitch) && row < _layout.BlockRows; row++)
            {
                Span<TAccumulator> line = _memory.Span.Slice(row * pitch, pitch);
                line[..before].Fill(_op.Identity);
                line[after..].Fill(_op.Identity);
            }
        }

        return block;
    }

    private OneByOneReduction<T, TAccumulator, TVector, TLanes> OneByOne =>
        new(_lanes, _op.Identity, _runs, _layout.SourceLength, _layout.Inner);

    /// <summary>Merges a group of lines as far as they can be merged at once.</summary>
    /// <param name="lines">The first of them.</param>
    /// <param name="rows">The number of lines.</param>
    /// <param name="columns">The number of targets of a line.</param>
    /// <param name="outputs">Where what becomes of them will go, which is asked for meanwhile.</param>
    public void Prepare(ref TAccumulator lines, int rows, int columns, ref TAccumulator outputs)
    {
        int length = rows * _layout.Pitch;
        switch (_layout.Way)
        {
            case WidthWay.Adjacent:
                Merge(ref lines, rows, columns, length, ref outputs);
                break;
            case WidthWay.Pairs:
                MergePairs(ref lines, rows == 1 ? columns * (int)_layout.Slide.Size : length);
                break;
            case WidthWay.Dealt:
                Deal(MemoryMarshal.CreateSpan(ref lines, _layout.LevelLength), length);
                break;
            case WidthWay.Picked:
                MergeAll(ref lines, rows, columns, length, ref outputs);
                break;
        }
    }

    /// <summary>Makes the results of a group of lines.</summary>
    /// <param name="lines">The first of them.</param>
    /// <param name="part">All of them, and all targets.</param>
    /// <param name="results">Where they go.</param>
    /// <param name="step">From the results of one line to those of the next.</param>
    public void Reduce(ref TAccumulator lines, in LinePart part, ref TAccumulator results, nint step)
    {
        if (_layout.Writes)
        {
            Write(ref lines, part, default(ToPartials<T, TAccumulator, TVector, TLanes>), ref results, step);
            return;
        }

        int pitch = _layout.Pitch;
        int length = (part.End - part.First) * _layout.Inner;
        int skipped = (part.First - part.Column) * (int)_layout.Slide.Stride * _layout.Inner;
        for (int row = 0; row < part.Rows; row++)
        {
            ref TAccumulator to = ref Unsafe.Add(ref results, row * step);
            if (_layout.Way == WidthWay.OneByOne)
            {
                OneByOne.Reduce(ref Unsafe.Add(ref lines, (nint)row * pitch), part.First, part.End, ref to);
            }
            else
            {
                Pick(
                    _memory.Span.Slice((int)_layout.MergedAgainStart + (row * pitch), pitch)[skipped..],
                    MemoryMarshal.CreateSpan(ref to, length));
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
        nint length = (nint)(part.End - part.First) * _layout.Inner;
        nint skipped = (nint)(part.First - part.Column) * _layout.Inner;
        switch (_layout.Way)
        {
            case WidthWay.Adjacent when _layout.ScansSource:
                WriteScan<T, TTarget, FromElements<T, TAccumulator, TVector, TLanes>, TWriter>(
                    ref Unsafe.As<TAccumulator, T>(ref lines), part, _layout.Slide, _layout.SourceLength, writer, ref results, step);
                break;
            case WidthWay.Adjacent when _layout.IsScan:
                Slide slide = _layout.Slide with { Before = 0 };
                WriteScan<TAccumulator, TTarget, FromPartials<T, TAccumulator, TVector, TLanes>, TWriter>(
                    ref lines, part, slide, (part.End - part.Column) + slide.Size - 1, writer, ref results, step);
                break;
            case WidthWay.Adjacent:
                nint offset = (part.Row * (nint)_layout.Pitch) + skipped;
                WriteTaps(ref lines, offset, part.Rows, part.Spacing * (nint)_layout.Pitch, length, writer, ref results, step);
                break;
            case WidthWay.Dealt:
                nint pitch = _layout.Pitch / _layout.Slide.Stride;
                ref TAccumulator dealt = ref LineAt(_layout.MergedStart + (part.Row * pitch) + skipped);
                WriteTaps(ref dealt, _layout.LastTaps, part.Rows, part.Spacing * pitch, length, writer, ref results, step);
                break;
            case WidthWay.Pairs:
                WritePairs(ref lines, skipped, part, length, writer, ref results, step);
                break;
        }
    }

    public void Dispose()
    {
        _memory.Dispose();
    }

    /// <summary>Makes windows of the largest level's, and of smaller ones'.</summary>
    private void WriteTaps<TTarget, TWriter>(
        ref TAccumulator lines, nint offset, int rows, nint pitch, nint length, TWriter writer, ref TTarget results, nint step)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        scoped ReadOnlySpan<nint> taps = _layout.LastTaps;
        if (_layout.LevelTaps == taps.Length)
        {
            WriteTaps(ref LineAt(offset), taps, rows, pitch, length, writer, ref results, step);
            return;
        }

        scoped Span<nint> moved = _layout.LevelTaps == 0 ? [] : stackalloc nint[Taps.Most];
        if (_layout.LevelTaps > 0)
        {
            // Levels begin at the first line of a group, wherever it is in its block.
            nint first = Unsafe.ByteOffset(ref LineAt(0), ref lines) / Unsafe.SizeOf<TAccumulator>();
            taps.CopyTo(moved);
            foreach (ref nint tap in moved[.._layout.LevelTaps])
            {
                tap -= first;
            }

            taps = moved[..taps.Length];
        }

        WriteTaps(ref Unsafe.Add(ref lines, offset), taps, rows, pitch, length, writer, ref results, step);
    }

    private void WriteTaps<TTarget, TWriter>(
        ref TAccumulator from,
        ReadOnlySpan<nint> taps,
        int rows,
        nint pitch,
        nint length,
        TWriter writer,
        ref TTarget results,
        nint step)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct =>
        Taps.Reduce<T, TAccumulator, TAccumulator, TVector, TTarget, TLanes, FromPartials<T, TAccumulator, TVector, TLanes>, TWriter>(
            _lanes, writer, ref from, taps, ref Unsafe.NullRef<TAccumulator>(), rows, pitch, length, ref results, step);

    /// <summary>Makes windows by a scan of lines.</summary>
    private void WriteScan<TSource, TTarget, TReader, TWriter>(
        ref TSource lines, in LinePart part, in Slide slide, nint length, TWriter writer, ref TTarget results, nint step)
        where TReader : struct, IReader<TLanes, TSource, TAccumulator, TVector>
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        nint inner = _layout.Inner;
        for (int row = 0; row < part.Rows; row++)
        {
            Scan.Reduce<T, TSource, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
                _lanes,
                writer,
                _op.Identity,
                ref Unsafe.Add(ref lines, (part.Row + (row * part.Spacing)) * (nint)_layout.Pitch),
                inner,
                length,
                slide,
                part.First - part.Column,
                part.End - part.First,
                inner,
                ref LineAt(_layout.ScanStart),
                ref Unsafe.Add(ref results, row * step),
                inner);
        }
    }

    /// <summary>Makes windows of their last two parts.</summary>
    private void WritePairs<TTarget, TWriter>(
        ref TAccumulator lines, nint skipped, in LinePart part, nint length, TWriter writer, ref TTarget results, nint step)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        nint size = _layout.Slide.Size;
        bool isOdd = int.Log2((int)size) % 2 == 1;
        ref TAccumulator pairs = ref (size == 2 ? ref lines : ref LineAt(isOdd ? _layout.MergedAgainStart : _layout.MergedStart));
        nint pitch = (nint)_layout.Pitch / (size / 2);
        int rows = part.Rows;
        if (TWriter.IsUniform && pitch == 2 * length && step == length && part.Spacing == 1)
        {
            length *= rows;
            rows = 1;
        }

        for (int row = 0; row < rows; row++)
        {
            Pairs.Merge<T, TAccumulator, TVector, TTarget, TLanes, TWriter>(
                _lanes,
                writer,
                ref Unsafe.Add(ref pairs, ((part.Row + (row * part.Spacing)) * pitch) + (2 * skipped)),
                length,
                mayPass: false,
                ref Unsafe.Add(ref results, row * step));
        }
    }

    private void ReduceTaps(ref TAccumulator from, ReadOnlySpan<nint> taps, nint length, ref TAccumulator to) =>
        Taps.Reduce<T, TAccumulator, TAccumulator, TVector, TLanes, FromPartials<T, TAccumulator, TVector, TLanes>>(
            _lanes, ref from, taps, resumes: false, 1, 0, length, ref to, 0);

    /// <summary>Windows of more and more positions, from every position of the lines on.</summary>
    private void Merge(ref TAccumulator lines, int rows, int columns, int length, ref TAccumulator outputs)
    {
        Span<nint> taps = stackalloc nint[WidthLevels.Growth];
        WidthLevels levels = _layout.Levels;
        ref TAccumulator from = ref lines;
        nint distance = _layout.Slide.Dilation * _layout.Inner;
        if (levels.IsDoubled)
        {
            int size = levels.SizeOf(1);
            ref TAccumulator doubled = ref LevelAt(1);
            // Smaller windows begin up to where they end a line.
            int smallest = levels.Rest > 0 ? levels.Rest : size;
            Doubling.Reduce<T, TAccumulator, TVector, TLanes>(
                _lanes, ref from, size, levels.Rest, length - smallest + 1, ref LevelAt(levels.Kept), ref doubled, ref outputs);
            from = ref doubled;
        }

        for (int level = levels.IsDoubled ? 2 : 1; level <= levels.Merges; level++)
        {
            nint step = levels.SizeOf(level - 1) * distance;
            for (int i = 0; i < WidthLevels.Growth; i++)
            {
                taps[i] = i * step;
            }

            ref TAccumulator to = ref LevelAt(level);
            ReduceTaps(ref from, taps, length - ((levels.SizeOf(level) - 1) * distance), ref to);
            from = ref to;
        }

        if (levels.Scan == 0 || _layout.IsScan)
        {
            return;
        }

        // What lies beyond is the next line, or read as far as lines have slack, and never asked for.
        Slide slide = _layout.Slide;
        nint rowLength = levels.SizeOf(levels.Merges) * distance;
        nint needed = ((((columns - 1) * slide.Stride) + 1) * _layout.Inner) + ((slide.Size - levels.SizeOf(levels.Count)) * distance);
        Slide windows = new(levels.Scan, 1, 1, 0, (needed + rowLength - 1) / rowLength);
        ref TAccumulator memory = ref LineAt(_layout.ScanStart);
        for (int row = 0; row < rows; row++)
        {
            nint line = row * (nint)_layout.Pitch;
            Scan.Reduce<T, TAccumulator, TAccumulator, TVector, TLanes, FromPartials<T, TAccumulator, TVector, TLanes>>(
                _lanes,
                _op.Identity,
                ref Unsafe.Add(ref from, line),
                rowLength,
                windows.Length,
                windows,
                0,
                windows.Count,
                rowLength,
                ref memory,
                ref Unsafe.Add(ref LevelAt(levels.Count), line),
                rowLength);
        }
    }

    /// <summary>The first place of a level.</summary>
    private ref TAccumulator LevelAt(int level) => ref LineAt(_layout.LevelsStart + ((level - 1) * (nint)_layout.LevelLength));

    /// <summary>The window from every position of the lines on.</summary>
    private void MergeAll(ref TAccumulator lines, int rows, int columns, int length, ref TAccumulator outputs)
    {
        Merge(ref lines, rows, columns, length, ref outputs);
        nint reach = _layout.Reach * _layout.Inner;
        WriteTaps(
            ref lines, 0, 1, 0, length - reach, default(ToPartials<T, TAccumulator, TVector, TLanes>), ref LineAt(_layout.MergedAgainStart), 0);
    }

    private void MergePairs(ref TAccumulator lines, int length)
    {
        ref TAccumulator from = ref lines;
        nint whole = _layout.Slide.Size;
        bool isFirst = true;
        for (nint size = whole; size > 2; size /= 2)
        {
            length /= 2;
            ref TAccumulator to = ref LineAt(isFirst ? _layout.MergedStart : _layout.MergedAgainStart);
            isFirst = !isFirst;
            // The lines may be the source's, past whose end nothing may be read.
            Pairs.Merge<T, TAccumulator, TVector, TAccumulator, TLanes, ToPartials<T, TAccumulator, TVector, TLanes>>(
                _lanes, default, ref from, length, mayPass: size < whole, ref to);
            from = ref to;
        }
    }

    /// <summary>Puts positions a stride apart side by side.</summary>
    private void Deal(Span<TAccumulator> lines, int length)
    {
        int stride = (int)_layout.Slide.Stride;
        nint phaseLength = _layout.PhaseLength;
        if (stride == 2)
        {
            ref TAccumulator dealt = ref LineAt(_layout.MergedStart);
            Pairs.Unzip<T, TAccumulator, TVector, TLanes>(
                ref MemoryMarshal.GetReference(lines), (length + 1) / 2, ref dealt, ref Unsafe.Add(ref dealt, phaseLength));
            return;
        }

        Phases.Split(
            lines[..length],
            stride,
            inner: 1,
            ref LineAt(_layout.MergedStart),
            phaseLength,
            _memory.Span.Slice((int)_layout.MergedAgainStart, (int)Phases.ScratchFor(stride, length)));
    }

    /// <summary>The windows that start a stride apart, of those that start at every position.</summary>
    private void Pick(ReadOnlySpan<TAccumulator> all, Span<TAccumulator> results)
    {
        int stride = (int)_layout.Slide.Stride;
        int inner = _layout.Inner;
        if (inner == 1)
        {
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = all[i * stride];
            }

            return;
        }

        // A vector at a time, of which the next one overwrites what is too much.
        int count = TLanes.Count;
        int step = stride * inner;
        int from = 0;
        int to = 0;
        for (; inner <= count && to <= results.Length - count && from <= all.Length - count; to += inner, from += step)
        {
            TLanes.Store(TLanes.Load(in all[from]), ref results[to]);
        }

        for (; to < results.Length; to += inner, from += step)
        {
            all.Slice(from, inner).CopyTo(results[to..]);
        }
    }
}
