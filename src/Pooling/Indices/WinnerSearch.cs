using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// Where the largest or smallest elements are, of windows of any kind: of those equal to the result the first, of NaNs that won
/// the last. A result that is no element, as of a window without elements, has no place.
/// </summary>
/// <remarks>
/// All winners of a plane are found at once where elements and indices fit in a number (<see cref="KeyedWinners{T}"/>). All
/// other windows are searched one by one. Those that have few elements are not for this: <see cref="WindowWinners{T, TLine, TCode, TExtreme}"/>.
/// </remarks>
internal readonly ref struct WinnerSearch<T>
    where T : INumber<T>
{
    private readonly SourceRows<T> _source;
    private readonly PoolingPlan _plan;
    private readonly Numbering _numbering;
    private readonly bool _isKeyed;
    private readonly KeyedWinners<T> _keyed;
    private readonly PlaneReduction _shared;
    private readonly AxisRuns _widths;

    /// <param name="source">The input.</param>
    /// <param name="plan">The windows.</param>
    /// <param name="isSmallest">Whether the smallest element wins.</param>
    /// <param name="ignoresNaN">Whether NaN is passed over.</param>
    /// <param name="numbering">What the winners are numbered by, but for its start.</param>
    public WinnerSearch(SourceRows<T> source, PoolingPlan plan, bool isSmallest, bool ignoresNaN, Numbering numbering)
    {
        _source = source;
        _plan = plan;
        _numbering = numbering;
        if (plan.VariesByPlane || plan.Target.Count == 0)
        {
            return;
        }

        _shared = plan.Of(0, 0);
        _widths = _shared.Widths;
        _isKeyed = !plan.IsFlat && KeyedWinners<T>.Supports(source.Volume);
        if (_isKeyed)
        {
            _keyed = new KeyedWinners<T>(source, plan, isSmallest, ignoresNaN);
        }
    }

    private int Inner => (int)_plan.Target.Inner.Length;

    /// <summary>Finds the winners of a row.</summary>
    /// <param name="place">The row of the target.</param>
    /// <param name="values">The results.</param>
    /// <param name="start">The number of the plane's first element.</param>
    /// <param name="numbers">Where the number of each goes; -1 where there is none.</param>
    public void Find(RowPlace place, ReadOnlySpan<T> values, nint start, Span<long> numbers)
    {
        if (_isKeyed)
        {
            FindByKeys(place, values, start, numbers);
        }
        else if (_plan.VariesByPlane)
        {
            PlaneReduction plane = _plan.Of(place.Batch, place.Channel);
            using AxisRuns widths = plane.Widths;
            FindEach(WindowsOf(plane, place), widths.All, values, start, numbers);
        }
        else
        {
            FindEach(WindowsOf(_shared, place), _widths.All, values, start, numbers);
        }
    }

    public void Dispose()
    {
        _widths.Dispose();
        _keyed.Dispose();
    }

    private static RowWindows WindowsOf(in PlaneReduction plane, RowPlace place) =>
        new(place, plane.Depth.Sources(place.Depth, out _), plane.Height.Sources(place.Height, out _));

    private nint IndexOf(nint depth, nint height) => ((depth * _source.Volume.Height.Length) + height) * _source.Volume.Width.Length;

    private void FindByKeys(RowPlace place, ReadOnlySpan<T> values, nint start, Span<long> numbers)
    {
        _keyed.Find(place, values, numbers);
        if (_numbering is { Scale: 1, ChannelStep: 0 } && start == 0)
        {
            return;
        }

        int inner = Inner;
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = numbers[i] < 0 ? -1 : NumberOf((nint)numbers[i], i % inner, start);
        }
    }

    private void FindEach(
        in RowWindows windows, ReadOnlySpan<TargetRun> runs, ReadOnlySpan<T> values, nint start, Span<long> numbers)
    {
        if (Inner == 1 && windows is { Depths.Length: 1, Heights.Length: 1 })
        {
            FindInOneRow(windows, runs, values, start, numbers);
            return;
        }

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

    /// <summary>Finds the winners of windows that have one row of single elements.</summary>
    private void FindInOneRow(
        in RowWindows windows, ReadOnlySpan<TargetRun> runs, ReadOnlySpan<T> values, nint start, Span<long> numbers)
    {
        RowPlace place = windows.Place with { Depth = windows.Depths.Start, Height = windows.Heights.Start };
        ref T row = ref _source.First(place);
        nint first = IndexOf(place.Depth, place.Height);
        int i = 0;
        foreach (TargetRun run in runs)
        {
            ElementRange widths = run.Sources;
            for (int target = 0; target < run.Length; target++)
            {
                nint column = FindInRow(ref row, widths, inner: 1, values[i], T.IsNaN(values[i]));
                numbers[i++] = column < 0 ? -1 : NumberOf(first + column, channel: 0, start);
                widths = widths with { Start = widths.Start + run.Advance, End = widths.End + run.Advance };
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

        if (inner == 1 && widths.Step == 1 && Vector<T>.IsSupported && widths.Length >= Vector<T>.Count)
        {
            for (nint next = widths.Start; next < widths.End; next += Vector<T>.Count)
            {
                // The last vector has some of the one before once more, in which there was none.
                next = nint.Min(next, widths.End - Vector<T>.Count);
                int lane = Vector.IndexOf(Vector.LoadUnsafe(ref row, (nuint)next), value);
                if (lane >= 0)
                {
                    return next + lane;
                }
            }

            return -1;
        }

        for (nint next = widths.Start; next < widths.End; next += widths.Step)
        {
            if (Unsafe.Add(ref row, next * inner) == value)
            {
                return next;
            }
        }

        return -1;
    }

    /// <summary>The source rows of a target row.</summary>
    private readonly record struct RowWindows(RowPlace Place, ElementRange Depths, ElementRange Heights);
}
