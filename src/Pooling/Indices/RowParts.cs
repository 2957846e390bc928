using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The winners of windows that have one row, for as many source rows as are needed at a time, and where windows are tall, of
/// windows that have some rows; windows are made of them.
/// </summary>
/// <typeparam name="T">The type of the input's elements.</typeparam>
/// <typeparam name="TLine">The type in which they are compared.</typeparam>
/// <typeparam name="TCode">A signed integer as wide.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal readonly ref struct RowParts<T, TLine, TCode, TExtreme>
    where T : INumber<T>
    where TLine : INumber<TLine>
    where TCode : INumber<TCode>
    where TExtreme : struct, IExtreme<T>
{
    private readonly nint _depths;
    private readonly nint _heights;
    private readonly int _length;
    private readonly nint _rows;
    private readonly nint _margin;
    private readonly nint _rowCode;
    private readonly nint _largest;
    private readonly nint _levelLength;
    private readonly TLine _identity;
    private readonly Scratch<TLine> _values;
    private readonly Scratch<TCode> _winners;
    private readonly Scratch<KeptRows> _kept;
    private readonly Scratch<nint> _taps;
    private readonly Scratch<TCode> _codes;

    /// <param name="plan">The windows.</param>
    /// <param name="height">The same along the height.</param>
    /// <param name="rows">How many source rows are kept at a time.</param>
    /// <param name="margin">
    /// How many places without a winner there are before and after the winners of rows. Where there are any, it is asked for
    /// the rows of winners only.
    /// </param>
    /// <param name="scale">What the distances of a window's elements in the plane are multiplied with to be codes.</param>
    /// <param name="identity">What loses to all elements, or equals them.</param>
    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public RowParts(PoolingPlan plan, scoped in AxisReduction height, nint rows, nint margin, nint scale, TLine identity)
    {
        _depths = plan.Source.Depth.Length;
        _heights = plan.Source.Height.Length;
        _length = (int)plan.Target.RowLength;
        _rows = rows;
        _margin = margin;
        _rowCode = margin > 0 ? 1 : plan.Source.Width.Length * scale;
        _identity = identity;
        Pitch = checked(_length + (2 * margin));
        _levelLength = checked(_depths * rows * Pitch);
        _largest = height.TryGetSlide(out Slide slide) && WindowParts.PayForRows(slide)
            ? WindowParts.LargestOf(nint.Min(slide.Size, _heights))
            : 1;
        nint length = checked(_levelLength * (WindowParts.LevelOf(_largest) + 1)) + Vector<TLine>.Count;
        _values = new Scratch<TLine>(length);
        _winners = new Scratch<TCode>(length);
        if (margin > 0)
        {
            _winners.Span[..(int)_levelLength].Fill(-TCode.One);
        }

        _kept = new Scratch<KeptRows>(1);
        _kept.Span[0] = default;
        _taps = new Scratch<nint>(Comparisons.Most);
        _codes = new Scratch<TCode>(Comparisons.Most);
    }

    /// <summary>From one row to the next, where all rows are kept.</summary>
    public nint Pitch { get; }

    /// <summary>Whether there is room for all rows.</summary>
    public bool KeepsAll => _rows == _heights;

    /// <summary>The values of the windows of a row.</summary>
    public ref TLine ValuesAt(nint depth, nint row) => ref _values.Span[(int)PlaceOf(depth, row, part: 1)];

    /// <summary>The codes of their winners, each the distance to where its window starts.</summary>
    public ref TCode WinnersAt(nint depth, nint row) => ref _winners.Span[(int)PlaceOf(depth, row, part: 1)];

    /// <summary>The first of some rows whose winners have to be found.</summary>
    public nint Begin(RowPlace plane, ElementRange rows)
    {
        ref KeptRows kept = ref _kept.Span[0];
        if (kept.Batch != plane.Batch || kept.Channel != plane.Channel)
        {
            kept = new KeptRows(plane.Batch, plane.Channel, 0);
        }

        return nint.Max(rows.Start, kept.End);
    }

    /// <summary>Makes what is made of some rows, once their winners have been found.</summary>
    /// <param name="first">The first of them that are new.</param>
    /// <param name="rows">All that are needed.</param>
    public void Complete(nint first, ElementRange rows)
    {
        for (nint part = WindowParts.Growth; part <= _largest; part *= WindowParts.Growth)
        {
            Make(part, nint.Max(rows.Start, first - part + 1), rows.End - part + 1);
        }

        ref KeptRows kept = ref _kept.Span[0];
        kept = kept with { End = nint.Max(first, rows.End) };
    }

    /// <summary>Finds the winners of windows.</summary>
    /// <param name="depths">The source depths.</param>
    /// <param name="all">The rows of windows.</param>
    /// <param name="firstRow">How many rows from its origin a window's first row is.</param>
    /// <param name="values">Where values go.</param>
    /// <param name="valueStep">From a row of values to the next.</param>
    /// <param name="writer">Where codes go, at the first row.</param>
    public void Find<TSource, TWriter>(
        ElementRange depths, in TargetRun all, nint firstRow, ref TLine values, nint valueStep, in TWriter writer)
        where TSource : struct, IWinnerSource<TCode>
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
    {
        int alike = KeepsAll ? all.Length : 1;
        nint size = all.Sources.Length;
        nint part = _largest == 1 ? 1 : nint.Min(_largest, WindowParts.LargestOf(size));
        for (int first = all.First; first < all.End; first += alike)
        {
            TargetRun rows = all.Between(first, first + alike);
            int count = 0;
            for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
            {
                for (nint i = 0; i < WindowParts.CountOf(size, part); i++)
                {
                    nint row = WindowParts.StartOf(i, size, part) * rows.Sources.Step;
                    nint start = ((depth - depths.Start) * _heights) + firstRow + row;
                    _taps.Span[count] = PlaceOf(depth, rows.Sources.Start + row, part);
                    _codes.Span[count++] = TCode.CreateTruncating(start * _rowCode);
                }
            }

            ref TLine result = ref Unsafe.Add(ref values, (first - all.First) * valueStep);
            nint step = rows.Advance * Pitch;
            TWriter winners = writer.AtRows(first - all.First);
            if (part == 1)
            {
                Find<TSource, TWriter>(count, rows.Length, step, ref result, valueStep, winners);
            }
            else
            {
                Find<PartsOfWindows<TCode>, TWriter>(count, rows.Length, step, ref result, valueStep, winners);
            }
        }
    }

    public void Dispose()
    {
        _values.Dispose();
        _winners.Dispose();
        _kept.Dispose();
        _taps.Dispose();
        _codes.Dispose();
    }

    /// <summary>Where the winners of some source rows are kept, in the place of some that are no more needed.</summary>
    /// <param name="depth">The depth.</param>
    /// <param name="row">The first row.</param>
    /// <param name="part">The number of rows: 1, 4, 16, ...</param>
    private nint PlaceOf(nint depth, nint row, nint part) =>
        (WindowParts.LevelOf(part) * _levelLength) + (((depth * _rows) + (row % _rows)) * Pitch) + _margin;

    /// <summary>Finds the winners of windows that have some rows.</summary>
    /// <param name="part">How many rows.</param>
    /// <param name="first">The first row of the first.</param>
    /// <param name="end">The first row that none begins with.</param>
    private void Make(nint part, nint first, nint end)
    {
        int count = KeepsAll ? (int)nint.Max(1, end - first) : 1;
        nint smaller = part / WindowParts.Growth;
        for (nint depth = 0; depth < _depths; depth++)
        {
            for (nint row = first; row < end; row += count)
            {
                for (int i = 0; i < WindowParts.Growth; i++)
                {
                    _taps.Span[i] = PlaceOf(depth, row + (i * smaller), smaller);
                    _codes.Span[i] = TCode.CreateTruncating(i * smaller * _rowCode);
                }

                nint place = PlaceOf(depth, row, part);
                ref TLine values = ref _values.Span[(int)place];
                KeptCodes<TCode> writer = new(ref _winners.Span[(int)place], Pitch);
                if (smaller == 1 && _margin > 0)
                {
                    Find<PartsAlone<TCode>, KeptCodes<TCode>>(WindowParts.Growth, count, Pitch, ref values, Pitch, writer, areParts: true);
                }
                else
                {
                    Find<PartsOfWindows<TCode>, KeptCodes<TCode>>(WindowParts.Growth, count, Pitch, ref values, Pitch, writer, areParts: true);
                }
            }
        }
    }

    private void Find<TSource, TWriter>(
        int taps, int rows, nint step, ref TLine values, nint valueStep, TWriter writer, bool areParts = false)
        where TSource : struct, IWinnerSource<TCode>
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct =>
        WinnerTaps.Find<T, TLine, TCode, TExtreme, TSource, TWriter>(
            ref MemoryMarshal.GetReference(_values.Span),
            ref MemoryMarshal.GetReference(_winners.Span),
            _taps.Span[..taps],
            _codes.Span[..taps],
            _identity,
            rows,
            step,
            _length,
            ref values,
            valueStep,
            writer,
            areParts);

    /// <summary>Up to which source row of which plane the winners of rows have been found.</summary>
    private readonly record struct KeptRows(nint Batch, nint Channel, nint End);
}
