using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// The winners of windows that start everywhere in planes of many channels, by scans (<see cref="WinnerScan"/>): first those of
/// each row, then, of these, those of each column; of so few channels at a time that all stays near.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCode">A signed integer as wide.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal readonly ref struct ScannedWinners<T, TCode, TExtreme>
    where T : INumber<T>
    where TCode : INumber<TCode>
    where TExtreme : struct, IExtreme<T>
{
    /// <summary>Windows of fewer elements cost less by other ways.</summary>
    private const int Fewest = 36;

    /// <summary>How many channels are taken at a time, if there are more than twice as many.</summary>
    private const int SomeChannels = 16;

    private readonly SourceRows<T> _source;
    private readonly ScannedWindows _height;
    private readonly ScannedWindows _width;
    private readonly nint _scale;
    private readonly nint _inner;
    private readonly nint _rows;
    private readonly nint _rowPitch;
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
        _rows = source.Volume.Height.Length;
        _rowPitch = checked(_width.Count * nint.Min(_inner, 2 * SomeChannels));
        nint room = WinnerScan.RoomFor<T>(nint.Max(_height.Size, _width.Size));
        _values = new Scratch<T>(room);
        _codes = new Scratch<TCode>(room);
        nint rows = _rows > 1 ? checked(_rows * _rowPitch) : 0;
        _rowValues = new Scratch<T>(rows);
        _rowCodes = new Scratch<TCode>(rows);
    }

    /// <summary>Whether windows are of the kind, and codes fit.</summary>
    /// <param name="plan">The windows.</param>
    /// <param name="scale">From the code of a position in the plane to that of the next.</param>
    public static bool Supports(PoolingPlan plan, nint scale) =>
        (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        && !TExtreme.IgnoresNaN
        && Vector128.IsHardwareAccelerated
        && !plan.IsFlat
        && !plan.VariesByPlane
        && plan.Target.Count > 0
        && plan.Source.Depth.Length == 1
        && plan.Target.Depth.Length == 1
        && plan.Target.Inner.Length >= Vector<T>.Count
        && plan.MostElements >= Fewest
        && (Int128)plan.Source.PlaneCount * scale <= int.MaxValue
        && ScannedWindows.TryCreate(plan.Shared.Height, out ScannedWindows height)
        && ScannedWindows.TryCreate(plan.Shared.Width, out ScannedWindows width)
        && (height.Count > 1 || plan.Source.Height.Length == 1)
        && width.Count > 1;

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
        nint some;
        for (nint first = 0; first < _inner; first += some)
        {
            some = _inner - first <= 2 * SomeChannels ? _inner - first : SomeChannels;
            ref T plane = ref Unsafe.Add(ref _source.First(new RowPlace(batch, channel, 0, 0)), first);
            if (_rows == 1)
            {
                FindInRow(ref plane, first, some, ref taker);
                continue;
            }

            for (nint row = 0; row < _rows; row++)
            {
                KeptWinners<T, TCode> kept = new(
                    ref _rowValues.Span[(int)(row * _rowPitch)], ref _rowCodes.Span[(int)(row * _rowPitch)], some);
                FindInRow(ref Unsafe.Add(ref plane, row * _source.Volume.Height.Stride), 0, some, ref kept);
            }

            // Columns side by side are one long run, if they have all channels.
            nint columns = some == _inner ? _width.Count : 1;
            for (nint column = 0; column < _width.Count; column += columns)
            {
                WinnerScan.Find<T, TCode, TExtreme, PartsOfWindows<TCode>, TTaker>(
                    ref _rowValues.Span[(int)(column * some)],
                    ref _rowCodes.Span[(int)(column * some)],
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

    public void Dispose()
    {
        _values.Dispose();
        _codes.Dispose();
        _rowValues.Dispose();
        _rowCodes.Dispose();
    }

    private void FindInRow<TTaker>(ref T row, nint firstLane, nint lanes, ref TTaker taker)
        where TTaker : struct, IWinnerTaker<T, TCode>, allows ref struct => WinnerScan.Find<T, TCode, TExtreme, ElementsOfWindows<TCode>, TTaker>(
            ref row,
            ref Unsafe.NullRef<TCode>(),
            _inner,
            _scale,
            _width,
            firstLane,
            lanes,
            _values.Span,
            _codes.Span,
            ref taker);
}
