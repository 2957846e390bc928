using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// The winners of large windows that start everywhere, by scans (<see cref="WinnerScan"/>): first those of each row, then, of
/// these, those of each column. Where planes have many channels, rows are scanned as well, so few channels at a time that all
/// stays near; else they are searched by lines.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCode">A signed integer as wide.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal readonly ref struct ScannedWinners<T, TCode, TExtreme>
    where T : INumber<T>
    where TCode : INumber<TCode>
    where TExtreme : struct, IExtreme<T>
{
    /// <summary>Windows of fewer elements cost less by other ways, where rows are searched by lines.</summary>
    private const int FewestByLines = 49;

    /// <summary>The same where rows are scanned, and there are no rows to be merged.</summary>
    private const int FewestInRow = 36;

    /// <summary>The same where there are.</summary>
    private const int FewestInRows = 100;

    /// <summary>So do windows of fewer rows, where rows are searched by lines.</summary>
    private const int FewestRows = 7;

    /// <summary>How many channels are taken at a time, if there are more than twice as many.</summary>
    private const int SomeChannels = 16;

    /// <summary>How many rows are searched at a time by lines.</summary>
    private const int SomeRows = 8;

    private readonly SourceRows<T> _source;
    private readonly ScannedWindows _height;
    private readonly ScannedWindows _width;
    private readonly nint _scale;
    private readonly nint _inner;
    private readonly nint _rowPitch;
    private readonly bool _isByLines;
    private readonly LineWinners<T, T, TCode, TExtreme> _lines;
    private readonly Scratch<T> _values;
    private readonly Scratch<TCode> _codes;
    private readonly Scratch<T> _rowValues;
    private readonly Scratch<TCode> _rowCodes;

    /// <param name="source">The input.</param>
    /// <param name="plan">The windows, to which <see cref="Supports"/> applies.</param>
    /// <param name="scale">From the code of a position in the plane to that of the next.</param>
    public ScannedWinners(SourceRows<T> source, PoolingPlan plan, nint scale)
    {
        ref readonly PlaneReduction plane = ref plan.Shared;
        _source = source;
        _ = ScannedWindows.TryCreate(plane.Height, out _height);
        _ = ScannedWindows.TryCreate(plane.Width, out _width);
        _scale = scale;
        _inner = source.Volume.Inner.Length;
        _isByLines = _inner < Vector<T>.Count;
        if (_isByLines)
        {
            _ = plane.Width.TryGetSlide(out Slide slide);
            _lines = new LineWinners<T, T, TCode, TExtreme>(source, slide, (int)_inner, SomeRows, scale, TExtreme.Identity);
        }

        _rowPitch = checked(_width.Count * nint.Min(_inner, 2 * SomeChannels));
        nint room = WinnerScan.RoomFor<T>(nint.Max(_height.Size, _width.Size));
        _values = new Scratch<T>(room);
        _codes = new Scratch<TCode>(room);
        nint rows = IsRow ? 0 : checked((_height.Size + nint.Min(_height.Size, _height.Count)) * _rowPitch);
        _rowValues = new Scratch<T>(rows);
        _rowCodes = new Scratch<TCode>(rows);
    }

    private bool IsRow => _source.Volume.Height.Length == 1;

    /// <summary>Whether windows are of the kind, and codes fit.</summary>
    /// <param name="plan">The windows.</param>
    /// <param name="scale">From the code of a position in the plane to that of the next.</param>
    public static bool Supports(PoolingPlan plan, nint scale)
    {
        if (!Vector<T>.IsSupported
            || !Vector.IsHardwareAccelerated
            || TExtreme.IgnoresNaN
            || plan.IsFlat
            || plan.VariesByPlane
            || plan.Target.Count == 0
            || plan.Source.Depth.Length != 1
            || plan.Target.Depth.Length != 1
            || (Int128)plan.Source.PlaneCount * scale > int.MaxValue
            || !ScannedWindows.TryCreate(plan.Shared.Height, out ScannedWindows height)
            || !ScannedWindows.TryCreate(plan.Shared.Width, out ScannedWindows width)
            || width.Count == 1)
        {
            return false;
        }

        bool isRow = plan.Source.Height.Length == 1;
        if (isRow ? height.Size > 1 : height.Count == 1)
        {
            return false;
        }

        return plan.Target.Inner.Length >= Vector<T>.Count
            ? plan.MostElements >= (isRow ? FewestInRow : FewestInRows)
            : !isRow
                && plan.MostElements >= FewestByLines
                && height.Size >= FewestRows
                && plan.Target.RowLength >= Vector<T>.Count
                && plan.Shared.Width.TryGetSlide(out Slide slide)
                && slide.Length <= (2 * plan.Source.Width.Length) + 64
                && (slide.Size <= Comparisons.Most || WindowParts.PayInRows(slide));
    }

    /// <summary>What has to be added to the codes of winners in a row of windows, or if windows have one row, in a column.</summary>
    /// <param name="codes">Where it goes.</param>
    /// <param name="channelStep">What each channel adds.</param>
    public void FindLaneCodes(Span<TCode> codes, nint channelStep)
    {
        for (int lane = 0; lane < codes.Length; lane++)
        {
            (nint column, nint channel) = nint.DivRem(lane, _inner);
            nint start = _isByLines ? (column - _width.First) * _scale : 0;
            codes[lane] = TCode.CreateTruncating(start + (channel * channelStep));
        }
    }

    /// <summary>Finds the winners of a plane.</summary>
    /// <param name="batch">The sample.</param>
    /// <param name="channel">The channel, where channels are planes.</param>
    /// <param name="taker">
    /// What becomes of the codes of winners, their distances from the first position of the plane. Its windows are the rows of
    /// the plane, or if it has one, the columns; its lanes are the other elements of the plane.
    /// </param>
    public void Find<TTaker>(nint batch, nint channel, ref TTaker taker)
        where TTaker : struct, IWinnerTaker<T, TCode>, allows ref struct
    {
        RowPlace plane = new(batch, channel, 0, 0);
        nint some;
        for (nint first = 0; first < _inner; first += some)
        {
            some = _inner - first <= 2 * SomeChannels ? _inner - first : SomeChannels;
            if (IsRow)
            {
                FindInRow(plane, first, some, first, ref taker);
                continue;
            }

            FindInRows(plane, 0, first, some);
            for (nint block = 0; block < _height.Count; block += _height.Size)
            {
                FindInRows(plane, block + _height.Size, first, some);

                // Columns side by side are one long run, if they have all channels.
                nint columns = some == _inner ? _width.Count : 1;
                for (nint column = 0; column < _width.Count; column += columns)
                {
                    WinnerScan.Find<T, TCode, TExtreme, PartsOfWindows<TCode>, TTaker>(
                        ref _rowValues.Span[(int)(column * some)],
                        ref _rowCodes.Span[(int)(column * some)],
                        new ScannedBlock(block, PlaceOf(block), PlaceOf(block + _height.Size)),
                        _rowPitch,
                        _source.Volume.Width.Length * _scale,
                        _height,
                        (column * _inner) + first,
                        columns * some,
                        _values.Span,
                        _codes.Span,
                        ref taker);
                }
            }
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _values.Dispose();
        _codes.Dispose();
        _rowValues.Dispose();
        _rowCodes.Dispose();
    }

    /// <summary>Where the winners of the rows of a block are kept, in the place of those of the last but one.</summary>
    private nint PlaceOf(nint block) => block / _height.Size % 2 * _height.Size * _rowPitch;

    /// <summary>Finds the winners of the rows of a block.</summary>
    private void FindInRows(RowPlace plane, nint block, nint firstChannel, nint channels)
    {
        nint first = nint.Max(block, _height.First);
        nint end = nint.Min(block + _height.Size, nint.Min(_height.End, _height.Count + _height.Size - 1));
        nint rows = _isByLines ? SomeRows : 1;
        for (nint row = first; row < end; row += rows)
        {
            nint place = PlaceOf(block) + ((row - block) * _rowPitch);
            ref T values = ref _rowValues.Span[(int)place];
            ref TCode codes = ref _rowCodes.Span[(int)place];
            nint height = row - _height.First;
            if (!_isByLines)
            {
                KeptWinners<T, TCode> kept = new(ref values, ref codes, channels);
                FindInRow(plane with { Height = height }, firstChannel, channels, 0, ref kept);
                continue;
            }

            ElementRange some = new(height, nint.Min(height + rows, end - _height.First));
            TargetRun run = new(0, (int)some.Length, new ElementRange(height, height + 1), 1, default);
            _lines.Take(plane.Batch, plane.Channel, some);
            _lines.Find(new ElementRange(0, 1), run, height, code: 0, ref values, _rowPitch, new KeptCodes<TCode>(ref codes, _rowPitch));
        }
    }

    /// <summary>Finds the winners of a row.</summary>
    private void FindInRow<TTaker>(RowPlace row, nint firstChannel, nint channels, nint firstLane, ref TTaker taker)
        where TTaker : struct, IWinnerTaker<T, TCode>, allows ref struct
    {
        ref T elements = ref Unsafe.Add(ref _source.First(row), firstChannel);
        for (nint block = 0; block < _width.Count; block += _width.Size)
        {
            nint place = (block - _width.First) * _inner;
            WinnerScan.Find<T, TCode, TExtreme, ElementsOfWindows<TCode>, TTaker>(
                ref elements,
                ref Unsafe.NullRef<TCode>(),
                new ScannedBlock(block, place, place + (_width.Size * _inner)),
                _inner,
                _scale,
                _width,
                firstLane,
                channels,
                _values.Span,
                _codes.Span,
                ref taker);
        }
    }
}
