using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// Both steps of an output row in one, straight from the source: for windows so small, or sharing so little, that a line
/// between would cost more than it saves.
/// </summary>
internal readonly ref struct DirectReduction<T, TAccumulator, TVector, TLanes>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>
{
    /// <summary>How much of a row should be slid over at a time, so that it stays in a near cache for all its channels.</summary>
    private const int SlidingBytes = 65536;

    /// <summary>Fewer columns at a time would mean to reduce too many twice, those that are shared with the next.</summary>
    private const int FewestSlidingColumns = 16;

    private readonly TLanes _lanes;
    private readonly int _inner;
    private readonly nint _depthStep;
    private readonly nint _heightStep;
    private readonly nint _columns;
    private readonly DirectChoice _choice;

    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="choice">The ways in which windows are reduced.</param>
    /// <param name="plane">What the target positions are made of.</param>
    /// <param name="source">The source.</param>
    public DirectReduction(TLanes lanes, in DirectChoice choice, scoped in PlaneReduction plane, scoped in Volume source)
    {
        _lanes = lanes;
        _choice = choice;
        _inner = (int)source.Inner.Length;
        _depthStep = source.Depth.Stride;
        _heightStep = source.Height.Stride;
        _columns = plane.Width.SourceLength;
    }

    /// <summary>Whether no window needs partial results.</summary>
    public bool IsOneStep => _choice.IsOneStep;

    /// <summary>How many columns should be made at a time.</summary>
    /// <param name="isDone">Whether results are outputs at once.</param>
    /// <param name="block">How many partial results should be at hand at a time, else.</param>
    public int ColumnsOf(bool isDone, int block) => _choice.Way switch
    {
        DirectWay.Sliding => int.Max(FewestSlidingColumns, SlidingBytes / Unsafe.SizeOf<T>() / _inner),
        DirectWay.Pairs or DirectWay.Arranged => int.MaxValue,
        _ => isDone ? int.MaxValue : int.Max(1, block / _inner),
    };

    /// <summary>Finds the taps of the first window of some.</summary>
    /// <param name="depths">The source depths.</param>
    /// <param name="heights">The source rows.</param>
    /// <param name="windows">The windows along the width.</param>
    /// <param name="taps">Where they go.</param>
    /// <returns>How many there are.</returns>
    public int FindTaps(ElementRange depths, ElementRange heights, in TargetRun windows, Span<nint> taps)
    {
        ElementRange widths = windows.Sources;
        nint known = DirectChoice.KnownColumns(_choice.WayOf(windows), widths.Length);
        int count = 0;
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            for (nint height = heights.Start; height < heights.End; height += heights.Step)
            {
                for (nint i = 0; i < known; i++)
                {
                    taps[count++] = (depth * _depthStep) + (height * _heightStep) + ((widths.Start + (i * widths.Step)) * _inner);
                }
            }
        }

        return count;
    }

    /// <summary>Reduces windows that are alike, in some rows that are.</summary>
    /// <param name="start">What the first window's taps are counted from.</param>
    /// <param name="heights">The run that the rows belong to.</param>
    /// <param name="part">How many rows, and which targets of a row.</param>
    /// <param name="taps">The taps, at least one.</param>
    /// <param name="windows">The run that these targets belong to.</param>
    /// <param name="partials">Room for as many partial results as a row has results, unless no window needs any.</param>
    /// <param name="writer">What becomes of the results.</param>
    /// <param name="results">Where those of the first row go.</param>
    /// <param name="resultStep">From there to where those of the next row go.</param>
    public void Reduce<TTarget, TWriter>(
        ref T start,
        in TargetRun heights,
        in LinePart part,
        ReadOnlySpan<nint> taps,
        in TargetRun windows,
        Span<TAccumulator> partials,
        TWriter writer,
        Span<TTarget> results,
        nint resultStep)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        int rows = part.Rows;
        nint rowStep = heights.Advance * _heightStep;
        DirectWay way = _choice.WayOf(windows);
        if (way == DirectWay.Positions)
        {
            ReducePositions(ref start, rowStep, part, taps, windows, writer, results, resultStep);
            return;
        }

        if (way == DirectWay.Pairs)
        {
            ReducePairs(ref start, rowStep, rows, taps, writer, results, resultStep);
            return;
        }

        if (way == DirectWay.Sliding)
        {
            Slide(ref start, heights, rows, taps, windows, writer, results, resultStep);
            return;
        }

        if (way == DirectWay.Arranged)
        {
            Arrange(ref start, rowStep, rows, taps, windows, writer, results, resultStep);
            return;
        }

        if (way == DirectWay.Taps && rows > 1 && (windows.Length == 1 || windows.Advance == 1) && IsOneStep)
        {
            Taps.Reduce<T, T, TAccumulator, TVector, TTarget, TLanes, FromElements<T, TAccumulator, TVector, TLanes>, TWriter>(
                _lanes,
                writer,
                ref start,
                taps,
                ref Unsafe.NullRef<TAccumulator>(),
                rows,
                rowStep,
                results.Length,
                ref MemoryMarshal.GetReference(results),
                resultStep);
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            Span<TTarget> to = MemoryMarshal.CreateSpan(
                ref Unsafe.Add(ref MemoryMarshal.GetReference(results), row * resultStep), results.Length);
            ReduceRow(way, ref Unsafe.Add(ref start, row * rowStep), taps, windows, partials, writer, to);
        }
    }

    /// <summary>Windows of few channels, one in a vector.</summary>
    private void ReducePositions<TTarget, TWriter>(
        ref T start,
        nint rowStep,
        in LinePart part,
        ReadOnlySpan<nint> taps,
        in TargetRun windows,
        TWriter writer,
        Span<TTarget> results,
        nint resultStep)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        ElementRange columns = windows.Between(part.First, part.End).Sources;
        nint last = columns.Start + ((columns.Length - 1) * columns.Step);
        nint room = _columns - 1 - PositionTaps.MorePositions(_inner, TLanes.Count) - last;
        nint forward = room < 0 ? 0 : windows.Advance == 0 ? nint.MaxValue : (room / windows.Advance) + 1;
        PositionTaps.Reduce<T, TAccumulator, TVector, TTarget, TLanes, FromElements<T, TAccumulator, TVector, TLanes>, TWriter>(
            _lanes,
            writer,
            ref start,
            taps,
            _inner,
            windows.Advance * _inner,
            forward,
            part.Rows,
            rowStep,
            results.Length,
            ref MemoryMarshal.GetReference(results),
            resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReduceRow<TTarget, TWriter>(
        DirectWay way,
        ref T start,
        ReadOnlySpan<nint> taps,
        in TargetRun windows,
        Span<TAccumulator> partials,
        TWriter writer,
        Span<TTarget> results)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        if (way == DirectWay.Stretches)
        {
            Fold(ref Unsafe.Add(ref start, taps[0]), windows, writer, results);
        }
        else if (way == DirectWay.LongRows)
        {
            ReduceLong(ref start, taps, windows, partials, writer, results);
        }
        else if (_choice.IsFar)
        {
            ReduceTaps<TTarget, TWriter, FromFarElements<T, TAccumulator, TVector, TLanes>>(
                ref start, taps, windows, partials, writer, results);
        }
        else
        {
            ReduceTaps<TTarget, TWriter, FromElements<T, TAccumulator, TVector, TLanes>>(
                ref start, taps, windows, partials, writer, results);
        }
    }

    /// <summary>Windows of two columns, side by side.</summary>
    private void ReducePairs<TTarget, TWriter>(
        ref T start, nint rowStep, int rows, ReadOnlySpan<nint> taps, TWriter writer, Span<TTarget> results, nint resultStep)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        if (_choice.IsFar)
        {
            ReducePairs<TTarget, TWriter, FromFarElements<T, TAccumulator, TVector, TLanes>>(
                ref start, rowStep, rows, taps, writer, results, resultStep);
        }
        else
        {
            ReducePairs<TTarget, TWriter, FromElements<T, TAccumulator, TVector, TLanes>>(
                ref start, rowStep, rows, taps, writer, results, resultStep);
        }
    }

    private void ReducePairs<TTarget, TWriter, TReader>(
        ref T start, nint rowStep, int rows, ReadOnlySpan<nint> taps, TWriter writer, Span<TTarget> results, nint resultStep)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
        where TReader : struct, IReader<TLanes, T, TAccumulator, TVector> =>
        Pairs.Reduce<T, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
            _lanes, writer, ref start, taps, rows, rowStep, results.Length, ref MemoryMarshal.GetReference(results), resultStep);

    /// <summary>Small windows of few channels, some of them in a vector.</summary>
    private void Arrange<TTarget, TWriter>(
        ref T start,
        nint rowStep,
        int rows,
        ReadOnlySpan<nint> taps,
        in TargetRun windows,
        TWriter writer,
        Span<TTarget> results,
        nint resultStep)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        int columns = (int)windows.Sources.Length;
        ReadOnlySpan<nint> firsts = SlidingRows.OfOne(taps, columns, stackalloc nint[DirectChoice.MostRows]).Taps;
        if (_choice.IsFar)
        {
            Arrange<TTarget, TWriter, FromFarElements<T, TAccumulator, TVector, TLanes>>(
                ref start, rowStep, rows, firsts, columns, (int)windows.Advance, writer, results, resultStep);
        }
        else
        {
            Arrange<TTarget, TWriter, FromElements<T, TAccumulator, TVector, TLanes>>(
                ref start, rowStep, rows, firsts, columns, (int)windows.Advance, writer, results, resultStep);
        }
    }

    private void Arrange<TTarget, TWriter, TReader>(
        ref T start,
        nint rowStep,
        int rows,
        ReadOnlySpan<nint> taps,
        int columns,
        int stride,
        TWriter writer,
        Span<TTarget> results,
        nint resultStep)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
        where TReader : struct, IReader<TLanes, T, TAccumulator, TVector>
    {
        ref TTarget to = ref MemoryMarshal.GetReference(results);
        ArrangedWindows.Reduce<T, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
            _lanes, writer, ref start, taps, columns, stride, _inner, rows, rowStep, results.Length, ref to, resultStep);
    }

    /// <summary>Windows that are stretches of elements, one by one.</summary>
    private void Fold<TTarget, TWriter>(ref T first, in TargetRun windows, TWriter writer, Span<TTarget> results)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        for (int i = 0; i < results.Length; i++)
        {
            TAccumulator result = Taps.Fold<T, T, TAccumulator, TVector, TLanes, FromElements<T, TAccumulator, TVector, TLanes>>(
                _lanes, ref Unsafe.Add(ref first, i * windows.Advance), windows.Sources.Length);
            writer.WriteOne(_lanes, result, i, ref results[i]);
        }
    }

    /// <summary>Windows that share columns, in two rows at a time where those share rows.</summary>
    private void Slide<TTarget, TWriter>(
        ref T start,
        in TargetRun heights,
        int rows,
        ReadOnlySpan<nint> taps,
        in TargetRun windows,
        TWriter writer,
        Span<TTarget> results,
        nint resultStep)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        int size = (int)windows.Sources.Length;
        int height = (int)heights.Sources.Length;
        nint next = heights.Advance * _heightStep;
        bool areTwo = VectorWidth.HasManyRegisters<TVector>()
            && rows > 1
            && heights.Sources.Step == 1
            && heights.Advance < height;
        // As many results as elements: what is read would be driven out of the caches by what is written before it is needed.
        nint ahead = _choice.IsDistant && height > 1 && heights.Advance == 1 && windows.Advance == 1 ? _heightStep : 0;
        SlidingRows one = SlidingRows.OfOne(taps, size, stackalloc nint[SlidingRows.Most]) with { Ahead = ahead };
        SlidingRows two = areTwo
            ? SlidingRows.OfTwo(taps, size, height, (int)heights.Advance, next, stackalloc nint[SlidingRows.Most]) with { Ahead = ahead }
            : one;
        int step = areTwo ? 2 : 1;
        for (int row = 0; row < rows; row += step)
        {
            Sliding.Reduce<T, TAccumulator, TVector, TTarget, TLanes, TWriter>(
                _lanes,
                writer,
                ref Unsafe.Add(ref start, row * next),
                row + step > rows ? one : two,
                size,
                windows.Advance,
                _inner,
                results.Length / _inner,
                ref Unsafe.Add(ref MemoryMarshal.GetReference(results), row * resultStep),
                resultStep);
        }
    }

    /// <summary>Windows of a long row, one by one.</summary>
    private void ReduceLong<TTarget, TWriter>(
        ref T start, ReadOnlySpan<nint> taps, in TargetRun windows, Span<TAccumulator> partials, TWriter writer, Span<TTarget> results)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
    {
        nint length = windows.Sources.Length;
        nint step = windows.Sources.Step * _inner;
        int together = step == _inner ? PositionBlocks.Together(_inner, TLanes.Count) : 1;
        together = length > taps.Length * together ? together : 1;
        nint block = taps.Length * together;
        nint blocks = (length - 1) / block;
        using Scratch<TAccumulator> sums = new(together > 1 ? (nint)together * _inner : 0);
        Span<nint> rest = stackalloc nint[Taps.Most];
        rest = rest[..(int)(length - (blocks * block))];
        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] = ((blocks * block) + i) * step;
        }

        for (int i = 0; i < results.Length; i += _inner)
        {
            ref T first = ref Unsafe.Add(ref start, taps[0] + (i * windows.Advance));
            ref TAccumulator sum = ref (together > 1 ? ref MemoryMarshal.GetReference(sums.Span) : ref partials[i]);
            PositionBlocks.Reduce<T, TAccumulator, TVector, TLanes>(
                _lanes, ref first, step * together, taps.Length, blocks, (nint)together * _inner, ref sum);
            if (together > 1)
            {
                PositionBlocks.Join<T, TAccumulator, TVector, TLanes>(_lanes, ref sum, together, _inner, ref partials[i]);
            }

            Taps.Reduce<T, T, TAccumulator, TVector, TTarget, TLanes, FromElements<T, TAccumulator, TVector, TLanes>, TWriter>(
                _lanes,
                writer,
                ref first,
                rest,
                ref partials[i],
                1,
                0,
                _inner,
                ref Unsafe.Add(ref MemoryMarshal.GetReference(results), i),
                0);
        }
    }

    /// <summary>Windows of any kind, tap by tap.</summary>
    private void ReduceTaps<TTarget, TWriter, TReader>(
        ref T start, ReadOnlySpan<nint> taps, in TargetRun windows, Span<TAccumulator> partials, TWriter writer, Span<TTarget> results)
        where TWriter : struct, IWriter<TLanes, TAccumulator, TVector, TTarget>, allows ref struct
        where TReader : struct, IReader<TLanes, T, TAccumulator, TVector>
    {
        // Starts side by side are one long run. Many taps of many channels lie all over memory, which is read well in few
        // places at a time.
        nint step = windows.Advance * _inner;
        bool isAdjacent = step == _inner;
        nint runs = isAdjacent ? 1 : results.Length / _inner;
        nint length = isAdjacent ? results.Length : _inner;
        int most = _choice.TapsAtOnce(taps.Length);
        int first = 0;
        for (; first + most < taps.Length; first += most)
        {
            Taps.Reduce<T, T, TAccumulator, TVector, TLanes, TReader>(
                _lanes,
                ref start,
                taps.Slice(first, most),
                resumes: first > 0,
                runs,
                step,
                length,
                ref MemoryMarshal.GetReference(partials),
                _inner);
        }

        Taps.Reduce<T, T, TAccumulator, TVector, TTarget, TLanes, TReader, TWriter>(
            _lanes,
            writer,
            ref start,
            taps[first..],
            ref first > 0 ? ref MemoryMarshal.GetReference(partials) : ref Unsafe.NullRef<TAccumulator>(),
            runs,
            step,
            length,
            ref MemoryMarshal.GetReference(results),
            _inner);
    }
}
