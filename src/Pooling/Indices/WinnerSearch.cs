using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// Where the largest or smallest elements are: of those equal to the result the first, of NaNs that won the last. A result
/// that is no element, as of a window without elements, has no place.
/// </summary>
/// <remarks>
/// Where windows slide, all elements of a few windows side by side are compared with their results at once
/// (<see cref="OldWinnerTaps{T}"/>); where rows have few elements at a position, on lines that are dealt out for that
/// (<see cref="OldWindowLines{T}"/>). Of large windows that overlap, all of a plane are found at once
/// (<see cref="KeyedWinners{T}"/>). All other windows are searched one by one.
/// </remarks>
internal readonly ref struct WinnerSearch<T>
    where T : INumber<T>
{
    /// <summary>Up to this many elements of windows that overlap are compared one by one.</summary>
    private const int SharedTaps = 32;

    private readonly SourceRows<T> _source;
    private readonly PoolingPlan _plan;
    private readonly PlaneReduction _shared;
    private readonly T _identity;
    private readonly Numbering _numbering;
    private readonly Way _way;
    private readonly Slide _slide;
    private readonly Scratch<ElementRange> _depths;
    private readonly Scratch<ElementRange> _heights;
    private readonly AxisRuns _widths;
    private readonly OldWindowLines<T> _lines;
    private readonly KeyedWinners<T> _keyed;
    private readonly Scratch<long> _places;
    private readonly Scratch<nint> _taps;
    private readonly Scratch<nint> _steps;
    private readonly Scratch<LineTaps> _lineTaps;

    /// <param name="source">The input.</param>
    /// <param name="plan">The windows.</param>
    /// <param name="identity">The result of no element.</param>
    /// <param name="isSmallest">Whether the smallest element wins.</param>
    /// <param name="ignoresNaN">Whether NaN is passed over.</param>
    /// <param name="numbering">What the winners are numbered by, but for its start.</param>
    public WinnerSearch(SourceRows<T> source, PoolingPlan plan, T identity, bool isSmallest, bool ignoresNaN, Numbering numbering)
    {
        _source = source;
        _plan = plan;
        _identity = identity;
        _numbering = numbering;
        if (plan.VariesByPlane || plan.Target.Count == 0)
        {
            return;
        }

        _shared = plan.Of(0, 0);
        _depths = SourcesOf(_shared.Depth);
        _heights = SourcesOf(_shared.Height);
        _widths = new AxisRuns(_shared.Width);
        _way = FindWay(out _slide);
        if (_way == Way.OneByOne)
        {
            return;
        }

        if (_way == Way.ByKeys)
        {
            _keyed = new KeyedWinners<T>(source, plan, isSmallest, ignoresNaN);
            return;
        }

        _taps = new Scratch<nint>(OldWinnerTaps<T>.Most);
        _steps = new Scratch<nint>(OldWinnerTaps<T>.Most);
        _places = new Scratch<long>(_way == Way.ByLines ? plan.Target.RowLength : Inner);
        Span<long> places = _places.Span;
        for (int i = 0; i < places.Length; i++)
        {
            (int position, int channel) = int.DivRem(i, Inner);
            nint start = _way == Way.ByLines ? (position * _slide.Stride) - _slide.Before : 0;
            places[i] = (start * numbering.Scale) + (channel * numbering.ChannelStep);
        }

        if (_way == Way.ByLines)
        {
            _lineTaps = new Scratch<LineTaps>(1);
            _lineTaps.Span[0] = default;
            _lines = new OldWindowLines<T>(
                source, _slide, Inner, Most(_shared.Depth).Count, Most(_shared.Height).Extent, identity);
        }
    }

    /// <summary>How winners are found.</summary>
    private enum Way
    {
        /// <summary>Each by itself.</summary>
        OneByOne,

        /// <summary>Those of all elements at a position at once.</summary>
        ByPosition,

        /// <summary>Those of a row at once.</summary>
        ByLines,

        /// <summary>Those of a plane at once.</summary>
        ByKeys,
    }

    private int Inner => (int)_plan.Target.Inner.Length;

    /// <summary>Finds the winners of a row.</summary>
    /// <param name="place">The row of the target.</param>
    /// <param name="values">The results.</param>
    /// <param name="start">The number of the plane's first element.</param>
    /// <param name="numbers">Where the number of each goes; -1 where there is none.</param>
    public void Find(RowPlace place, ReadOnlySpan<T> values, nint start, Span<long> numbers)
    {
        if (_plan.VariesByPlane)
        {
            PlaneReduction plane = _plan.Of(place.Batch, place.Channel);
            using AxisRuns widths = new(plane.Width);
            FindEach(WindowsOf(plane, place), widths.All, values, start, numbers);
            return;
        }

        RowWindows windows = new(place, _depths.Span[(int)place.Depth], _heights.Span[(int)place.Height]);
        bool isSure = _way switch
        {
            Way.ByLines => FindByLines(windows, values, start, numbers),
            Way.ByPosition => FindByPosition(windows, values, start, numbers),
            Way.ByKeys => FindByKeys(place, values, start, numbers),
            _ => false,
        };
        if (_way == Way.OneByOne)
        {
            FindEach(windows, _widths.All, values, start, numbers);
        }
        else if (!isSure)
        {
            Correct(windows, values, start, numbers);
        }
    }

    public void Dispose()
    {
        _depths.Dispose();
        _heights.Dispose();
        _widths.Dispose();
        _lines.Dispose();
        _keyed.Dispose();
        _places.Dispose();
        _taps.Dispose();
        _steps.Dispose();
        _lineTaps.Dispose();
    }

    private static Scratch<ElementRange> SourcesOf(scoped in AxisReduction axis)
    {
        Scratch<ElementRange> sources = new(axis.Length);
        for (int target = 0; target < sources.Span.Length; target++)
        {
            sources.Span[target] = axis.Sources(target, out _);
        }

        return sources;
    }

    /// <summary>The most positions that a target has along an axis, and the most from its first to its last.</summary>
    private static (nint Count, nint Extent) Most(in AxisReduction axis)
    {
        nint count = 0;
        nint extent = 0;
        for (nint target = 0; target < axis.Length; target++)
        {
            ElementRange sources = axis.Sources(target, out _);
            count = nint.Max(count, sources.Length);
            extent = nint.Max(extent, sources.End - sources.Start);
        }

        return (count, extent);
    }

    private static RowWindows WindowsOf(in PlaneReduction plane, RowPlace place) =>
        new(place, plane.Depth.Sources(place.Depth, out _), plane.Height.Sources(place.Height, out _));

    private Way FindWay(out Slide slide)
    {
        bool slides = _shared.Width.TryGetSlide(out slide);
        Volume volume = _source.Volume;
        (nint depths, nint depthExtent) = Most(_shared.Depth);
        (nint heights, nint heightExtent) = Most(_shared.Height);
        (nint widths, _) = slides ? (slide.Size, 0) : Most(_shared.Width);
        // Windows that overlap share most of what is compared, but not tap by tap.
        nint most = _plan.IsDisjoint ? OldWinnerTaps<T>.Most : SharedTaps;
        bool isFew = depths <= most && heights <= most && widths <= most && depths * heights * widths is var taps && taps > 0 && taps <= most;
        nint extent = ((depthExtent * volume.Height.Length) + heightExtent + 1) * volume.Width.Length * 2;
        if (!isFew && !_plan.IsFlat && KeyedWinners<T>.Supports(volume))
        {
            return Way.ByKeys;
        }

        if (!isFew || extent > int.MaxValue || !OldWinnerTaps<T>.IsSupported)
        {
            return Way.OneByOne;
        }

        if (Inner >= Vector<T>.Count)
        {
            return Way.ByPosition;
        }

        return slides
            && _plan.Target.RowLength >= Vector<T>.Count
            && nint.Max(slide.Length, slide.Stride * Inner) <= (2 * volume.Width.Length) + 64
            ? Way.ByLines
            : Way.OneByOne;
    }

    private nint IndexOf(nint depth, nint height) => ((depth * _source.Volume.Height.Length) + height) * _source.Volume.Width.Length;

    private bool FindByKeys(RowPlace place, ReadOnlySpan<T> values, nint start, Span<long> numbers)
    {
        _keyed.Find(place, values, numbers);
        if (_numbering is { Scale: 1, ChannelStep: 0 } && start == 0)
        {
            return true;
        }

        int inner = Inner;
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = numbers[i] < 0 ? -1 : NumberOf((nint)numbers[i], i % inner, start);
        }

        return true;
    }

    /// <summary>Finds winners on lines that have the same elements of all windows of a row side by side.</summary>
    private bool FindByLines(in RowWindows windows, ReadOnlySpan<T> values, nint start, Span<long> numbers)
    {
        if (windows.IsEmpty)
        {
            numbers.Fill(-1);
            return true;
        }

        ref LineTaps kept = ref _lineTaps.Span[0];
        LineTaps needed = new(windows.Depths.Length, windows.Heights.Length, 0);
        if (kept with { Count = 0 } != needed)
        {
            kept = needed with { Count = FindLineTaps(windows) };
        }

        OldWinnerTaps<T> search = new(_taps.Span[..kept.Count], _steps.Span[..kept.Count], _numbering.Scale, _identity);
        nint first = IndexOf(windows.Depths.Start, windows.Heights.Start);
        return search.Find(
            ref _lines.First(windows.Place, windows.Depths, windows.Heights),
            values,
            numbers,
            _places.Span,
            start + (first * _numbering.Scale));
    }

    private int FindLineTaps(in RowWindows windows)
    {
        int count = 0;
        for (nint depth = 0; depth < windows.Depths.Length; depth++)
        {
            for (nint height = 0; height < windows.Heights.Length; height++)
            {
                nint row = height * windows.Heights.Step;
                for (nint width = 0; width < _slide.Size; width++)
                {
                    _taps.Span[count] = (depth * _lines.DepthPitch) + (row * _lines.RowPitch) + _lines.Tap(width);
                    _steps.Span[count++] = IndexOf(depth * windows.Depths.Step, row) + (width * _slide.Dilation);
                }
            }
        }

        return count;
    }

    /// <summary>Finds the winners of all elements at a position at once.</summary>
    private bool FindByPosition(in RowWindows windows, ReadOnlySpan<T> values, nint start, Span<long> numbers)
    {
        int inner = Inner;
        bool isSure = true;
        foreach (TargetRun run in _widths.All)
        {
            if (windows.IsEmpty || run.Sources.Length == 0)
            {
                numbers[(run.First * inner)..(run.End * inner)].Fill(-1);
                continue;
            }

            int count = 0;
            for (nint depth = windows.Depths.Start; depth < windows.Depths.End; depth += windows.Depths.Step)
            {
                for (nint height = windows.Heights.Start; height < windows.Heights.End; height += windows.Heights.Step)
                {
                    for (nint width = run.Sources.Start; width < run.Sources.End; width += run.Sources.Step)
                    {
                        _taps.Span[count] = _source.Volume.Offset(windows.Place with { Depth = depth, Height = height }) + (width * inner);
                        _steps.Span[count++] = IndexOf(depth, height) + width;
                    }
                }
            }

            nint first = _steps.Span[0];
            foreach (ref nint step in _steps.Span[..count])
            {
                step -= first;
            }

            OldWinnerTaps<T> search = new(_taps.Span[..count], _steps.Span[..count], _numbering.Scale, _identity);
            for (int target = run.First; target < run.End; target++)
            {
                Range part = (target * inner)..((target + 1) * inner);
                nint advanced = (target - run.First) * run.Advance;
                isSure &= search.Find(
                    ref Unsafe.Add(ref _source.First(default), advanced * inner),
                    values[part],
                    numbers[part],
                    _places.Span,
                    start + ((first + advanced) * _numbering.Scale));
            }
        }

        return isSure;
    }

    /// <summary>Finds anew what comparing by vectors may not have found.</summary>
    private void Correct(in RowWindows windows, ReadOnlySpan<T> values, nint start, Span<long> numbers)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (T.IsNaN(values[i]) || values[i] == _identity)
            {
                ElementRange widths = _shared.Width.Sources(i / Inner, out _);
                numbers[i] = FindOne(windows, widths, i % Inner, values[i], start);
            }
        }
    }

    private void FindEach(
        in RowWindows windows, ReadOnlySpan<TargetRun> runs, ReadOnlySpan<T> values, nint start, Span<long> numbers)
    {
        int i = 0;
        foreach (TargetRun run in runs)
        {
            for (int target = 0; target < run.Length; target++)
            {
                nint advanced = target * run.Advance;
                ElementRange widths = run.Sources with
                {
                    Start = run.Sources.Start + advanced,
                    End = run.Sources.End + advanced,
                };
                for (int channel = 0; channel < Inner; channel++)
                {
                    numbers[i] = FindOne(windows, widths, channel, values[i], start);
                    i++;
                }
            }
        }
    }

    private long FindOne(in RowWindows windows, ElementRange widths, int channel, T value, nint start)
    {
        nint found = -1;
        bool isNaN = T.IsNaN(value);
        for (nint depth = windows.Depths.Start; depth < windows.Depths.End; depth += windows.Depths.Step)
        {
            for (nint height = windows.Heights.Start; height < windows.Heights.End; height += windows.Heights.Step)
            {
                ref T row = ref _source.First(windows.Place with { Depth = depth, Height = height });
                nint column = FindInRow(ref Unsafe.Add(ref row, channel), widths, Inner, value, isNaN);
                if (column >= 0)
                {
                    found = IndexOf(depth, height) + column;
                    if (!isNaN)
                    {
                        return NumberOf(found, channel, start);
                    }
                }
            }
        }

        return found < 0 ? -1 : NumberOf(found, channel, start);
    }

    private long NumberOf(nint index, int channel, nint start) =>
        start + (index * _numbering.Scale) + (channel * _numbering.ChannelStep);

    /// <summary>The first element that equals a value, or the last NaN; -1 if there is none.</summary>
    private static nint FindInRow(ref T row, ElementRange widths, int inner, T value, bool isNaN)
    {
        if (isNaN)
        {
            nint found = -1;
            for (nint width = widths.Start; width < widths.End; width += widths.Step)
            {
                found = T.IsNaN(Unsafe.Add(ref row, width * inner)) ? width : found;
            }

            return found;
        }

        nint next = widths.Start;
        if (inner == 1 && widths.Step == 1 && OldWinnerTaps<T>.IsSupported)
        {
            Vector<T> sought = Vector.Create(value);
            for (; next <= widths.End - Vector<T>.Count; next += Vector<T>.Count)
            {
                if (Vector.EqualsAny(Vector.LoadUnsafe(ref row, (nuint)next), sought))
                {
                    break;
                }
            }
        }

        for (; next < widths.End; next += widths.Step)
        {
            if (Unsafe.Add(ref row, next * inner) == value)
            {
                return next;
            }
        }

        return -1;
    }

    /// <summary>The source rows of a target row.</summary>
    private readonly record struct RowWindows(RowPlace Place, ElementRange Depths, ElementRange Heights)
    {
        public bool IsEmpty => Depths.Length == 0 || Heights.Length == 0;
    }

    /// <summary>For how many source depths and rows the taps on lines were found, and how many taps there are.</summary>
    private readonly record struct LineTaps(nint Depths, nint Heights, int Count);
}
