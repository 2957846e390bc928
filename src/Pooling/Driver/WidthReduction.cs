namespace Pooling;

/// <summary>
/// The second step of an output row: each target element is reduced along the width of a line of partial results.
/// </summary>
/// <remarks>
/// Windows that slide are reduced for all targets of the line at once, by merging the line with itself, shifted: twice the
/// size by each merge, so that a window costs the logarithm of its size. Where they leave out starts, the line is dealt out
/// first, so that the starts lie side by side. All other kinds of windows are reduced one by one.
/// </remarks>
internal readonly ref struct WidthReduction<T, TAccumulator, TResult, TOperator>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
{
    /// <summary>From this many elements at a position on, a window by itself is a vector's work.</summary>
    private const int ManyInner = 16;

    /// <summary>Up to this size, merging one position after another is as fast as doubling.</summary>
    private const int SmallSize = 4;

    private readonly TOperator _op;
    private readonly AxisReduction _width;
    private readonly Slide _slide;
    private readonly bool _isSlide;
    private readonly int _inner;
    private readonly int _targets;
    private readonly int _runs;
    private readonly Scratch<CountRun> _counts;
    private readonly Scratch<TAccumulator> _line;
    private readonly Scratch<TAccumulator> _dealt;
    private readonly Scratch<TAccumulator> _doubled;
    private readonly Scratch<TAccumulator> _redoubled;
    private readonly Scratch<TAccumulator> _results;

    /// <param name="op">The kind of pooling.</param>
    /// <param name="width">What each target position is made of.</param>
    /// <param name="sourceLength">The number of source positions.</param>
    /// <param name="inner">The number of elements at a position.</param>
    public WidthReduction(TOperator op, in AxisReduction width, int sourceLength, int inner)
    {
        _op = op;
        _width = width;
        _inner = inner;
        _targets = (int)width.Length;
        _isSlide = width.TryGetSlide(out _slide)
            && (_slide.Stride == 1 || inner < ManyInner)
            && IsWorthPadding(_slide, sourceLength);

        int before = _isSlide ? (int)_slide.Before : 0;
        int length = _isSlide ? (int)nint.Max(_slide.Length, before + sourceLength) : sourceLength;
        _line = new Scratch<TAccumulator>((nint)length * inner);
        Source = _line.Span.Slice(before * inner, sourceLength * inner);
        if (length > sourceLength)
        {
            _line.Span[..(before * inner)].Fill(op.Identity);
            _line.Span[((before + sourceLength) * inner)..].Fill(op.Identity);
        }

        bool strides = _isSlide && _slide.Stride > 1;
        bool deals = strides && inner == 1;
        bool doubles = _isSlide ? _slide.Size > SmallSize : inner == 1;
        // A dealt line and what dealing needs; or the results of all starts, of which windows take some.
        _dealt = new Scratch<TAccumulator>(deals ? (2 * (nint)length) + _slide.Stride : strides ? (nint)length * inner : 0);
        _doubled = new Scratch<TAccumulator>(doubles ? (nint)length * inner : 0);
        _redoubled = new Scratch<TAccumulator>(doubles && _isSlide ? (nint)length * inner : 0);
        _results = new Scratch<TAccumulator>((nint)_targets * inner * (deals ? 2 : 1));
        _counts = new Scratch<CountRun>(_targets);
        _runs = FindRuns();
    }

    /// <summary>Where the partial results of a line go before <see cref="Reduce"/>.</summary>
    public Span<TAccumulator> Source { get; }

    /// <summary>Reduces the line and writes the target row.</summary>
    /// <param name="rowCount">The number of rows that each partial result stands for.</param>
    /// <param name="row">The target row.</param>
    public void Reduce(WindowCount rowCount, Span<TResult> row)
    {
        Span<TAccumulator> results = _results.Span[..(_targets * _inner)];
        if (!_isSlide)
        {
            ReduceEach(results);
        }
        else if (_slide.Stride == 1)
        {
            ReduceAdjacent(_line.Span, (int)_slide.Size, (int)_slide.Dilation * _inner, results);
        }
        else if (_inner == 1)
        {
            ReduceDealt(results);
        }
        else
        {
            ReduceAndPick(results);
        }

        int start = 0;
        foreach (CountRun run in _counts.Span[.._runs])
        {
            int end = run.End * _inner;
            TOperator.Finish(_op, results[start..end], rowCount * run.Count, row[start..end]);
            start = end;
        }
    }

    public void Dispose()
    {
        _counts.Dispose();
        _line.Dispose();
        _dealt.Dispose();
        _doubled.Dispose();
        _redoubled.Dispose();
        _results.Dispose();
    }

    /// <summary>Whether a line with its padding is not much longer than one without.</summary>
    private static bool IsWorthPadding(Slide slide, int sourceLength) =>
        slide.Size <= int.MaxValue / 4
        && slide.Dilation <= int.MaxValue / 4
        && nint.Max(slide.Length, slide.Before) <= ((nint)sourceLength * 2) + 64;

    private int FindRuns()
    {
        int runs = 0;
        Span<CountRun> counts = _counts.Span;
        for (int target = 0; target < _targets; target++)
        {
            _width.Sources(target, out WindowCount count);
            if (runs > 0 && counts[runs - 1].Count == count)
            {
                counts[runs - 1] = new CountRun(target + 1, count);
            }
            else
            {
                counts[runs++] = new CountRun(target + 1, count);
            }
        }

        return runs;
    }

    /// <summary>Windows whose starts lie side by side: every position of the line starts one.</summary>
    /// <param name="line">The line.</param>
    /// <param name="size">The number of a window's positions.</param>
    /// <param name="step">How far apart they are in the line.</param>
    /// <param name="results">Where the results go: one for each window and inner element.</param>
    private void ReduceAdjacent(ReadOnlySpan<TAccumulator> line, int size, int step, Span<TAccumulator> results)
    {
        int length = results.Length;
        if (size <= SmallSize)
        {
            if (size == 1)
            {
                line[..length].CopyTo(results);
                return;
            }

            TOperator.Combine(_op, line[..length], line.Slice(step, length), results);
            for (int position = 2; position < size; position++)
            {
                TOperator.Combine(_op, results, line.Slice(position * step, length), results);
            }

            return;
        }

        // Windows of 1, 2, 4, ... positions; those of the powers that add up to the size, one behind the other, make it.
        ReadOnlySpan<TAccumulator> powers = line;
        Span<TAccumulator> next = _doubled.Span;
        Span<TAccumulator> afterNext = _redoubled.Span;
        int offset = 0;
        for (int power = 1; power <= size; power *= 2)
        {
            if (power > 1)
            {
                int shift = power / 2 * step;
                Span<TAccumulator> doubled = next[..(powers.Length - shift)];
                TOperator.Combine(_op, powers[..doubled.Length], powers[shift..], doubled);
                powers = doubled;
                Span<TAccumulator> free = next;
                next = afterNext;
                afterNext = free;
            }

            if ((size & power) != 0)
            {
                ReadOnlySpan<TAccumulator> part = powers.Slice(offset * step, length);
                if (offset == 0)
                {
                    part.CopyTo(results);
                }
                else
                {
                    TOperator.Combine(_op, results, part, results);
                }

                offset += power;
            }
        }
    }

    /// <summary>Windows whose starts lie a stride apart, of one element at a position.</summary>
    private void ReduceDealt(Span<TAccumulator> results)
    {
        int size = (int)_slide.Size;
        int stride = (int)_slide.Stride;
        int dilation = (int)_slide.Dilation;
        int length = results.Length;
        ReadOnlySpan<TAccumulator> line = _line.Span;
        int half = _dealt.Span.Length / 2;
        Span<TAccumulator> dealt = _dealt.Span[..half];
        Span<TAccumulator> ofPhase = _results.Span[length..];

        // Dealt out by their remainder, the positions that windows start at lie side by side, and so do those a step on.
        bool isFirst = true;
        for (int phase = 0; phase < stride && phase <= (size - 1) * dilation; phase++)
        {
            int first = FirstOfPhase(phase, size, stride, dilation, out int count, out int step);
            if (count == 0)
            {
                continue;
            }

            int needed = length + first + ((count - 1) * step);
            Span<TAccumulator> side = dealt[..needed];
            Dealing.Deal(line[phase..], stride, side, _dealt.Span[half..]);
            if (count == 1)
            {
                ReadOnlySpan<TAccumulator> part = side.Slice(first, length);
                if (isFirst)
                {
                    part.CopyTo(results);
                }
                else
                {
                    TOperator.Combine(_op, results, part, results);
                }
            }
            else if (isFirst)
            {
                ReduceAdjacent(side[first..], count, step, results);
            }
            else
            {
                ReduceAdjacent(side[first..], count, step, ofPhase);
                TOperator.Combine(_op, results, ofPhase, results);
            }

            isFirst = false;
        }
    }

    /// <summary>Windows whose starts lie a stride apart, of a few elements at a position: all starts, then some of them.</summary>
    private void ReduceAndPick(Span<TAccumulator> results)
    {
        int stride = (int)_slide.Stride;
        Span<TAccumulator> all = _dealt.Span[..((((_targets - 1) * stride) + 1) * _inner)];
        ReduceAdjacent(_line.Span, (int)_slide.Size, (int)_slide.Dilation * _inner, all);
        int from = 0;
        for (int to = 0; to < results.Length; from += (stride - 1) * _inner)
        {
            for (int end = to + _inner; to < end; to++)
            {
                results[to] = all[from++];
            }
        }
    }

    /// <summary>Which positions of a window have a remainder: the first, how many, and how far apart when dealt out.</summary>
    private static int FirstOfPhase(int phase, int size, int stride, int dilation, out int count, out int step)
    {
        for (int position = 0; position < int.Min(size, stride); position++)
        {
            if (position * dilation % stride == phase)
            {
                // The remainders of multiples of the dilation come round after so many positions.
                int round = stride / (int)AxisWindows.GreatestCommonDivisor(stride, dilation);
                count = ((size - 1 - position) / round) + 1;
                step = round * dilation / stride;
                return position * dilation / stride;
            }
        }

        count = 0;
        step = 0;
        return 0;
    }

    /// <summary>Windows of any kind, one by one.</summary>
    private void ReduceEach(Span<TAccumulator> results)
    {
        ReadOnlySpan<TAccumulator> line = Source;
        for (int target = 0; target < _targets; target++)
        {
            ElementRange sources = _width.Sources(target, out _);
            Span<TAccumulator> result = results.Slice(target * _inner, _inner);
            if (sources.Length == 0)
            {
                result.Fill(_op.Identity);
            }
            else if (_inner == 1)
            {
                result[0] = sources is { Step: 1, Length: > 16 }
                    ? Fold(line[(int)sources.Start..(int)sources.End])
                    : ReduceOne(line, sources);
            }
            else
            {
                line.Slice((int)sources.Start * _inner, _inner).CopyTo(result);
                for (nint next = sources.Start + sources.Step; next < sources.End; next += sources.Step)
                {
                    TOperator.Combine(_op, result, line.Slice((int)next * _inner, _inner), result);
                }
            }
        }
    }

    private TAccumulator ReduceOne(ReadOnlySpan<TAccumulator> line, ElementRange sources)
    {
        TAccumulator result = line[(int)sources.Start];
        for (nint next = sources.Start + sources.Step; next < sources.End; next += sources.Step)
        {
            result = _op.Combine(result, line[(int)next]);
        }

        return result;
    }

    /// <summary>One result of a long run: the halves are merged until one element is left.</summary>
    private TAccumulator Fold(ReadOnlySpan<TAccumulator> run)
    {
        int half = run.Length / 2;
        Span<TAccumulator> folded = _doubled.Span[..half];
        TOperator.Combine(_op, run[..half], run.Slice(half, half), folded);
        TAccumulator odd = run[^1];
        bool hasOdd = (run.Length & 1) == 1;
        while (true)
        {
            if (hasOdd)
            {
                folded[0] = _op.Combine(folded[0], odd);
            }

            if (half == 1)
            {
                return folded[0];
            }

            odd = folded[half - 1];
            hasOdd = (half & 1) == 1;
            half /= 2;
            TOperator.Combine(_op, folded[..half], folded.Slice(half, half), folded[..half]);
        }
    }
}
