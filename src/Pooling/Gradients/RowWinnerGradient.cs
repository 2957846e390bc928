using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The gradient of a max over windows that share rows, in two steps. Each window gives its output's gradient to the row that
/// its winner is in. Then each row, for all windows with the same columns at once, gives what it got to its own winner, which
/// is the same for all of them. So an element costs the height plus the width of a window, not their product.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCode">A signed integer as wide.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal readonly ref struct RowWinnerGradient<T, TCode, TExtreme>
    where T : INumber<T>
    where TCode : INumber<TCode>
    where TExtreme : struct, IExtreme<T>
{
    /// <summary>Elements that are covered by more rows and columns of windows had better be given what those windows have.</summary>
    private const int MostTaps = 32;

    private readonly WindowWinners<T, T, TCode, TExtreme> _search;
    private readonly SourceRows<T> _gradOutput;
    private readonly Rows<T> _gradInput;
    private readonly Slide _height;
    private readonly nint _rowCount;
    private readonly int _length;
    private readonly int _keptRows;
    private readonly nint _mostRows;
    private readonly nint _margin;
    private readonly nint _pitch;
    private readonly Scratch<TCode> _rows;
    private readonly Scratch<T> _sums;
    private readonly Scratch<nint> _columnTaps;
    private readonly Scratch<TCode> _columnCodes;
    private readonly Scratch<nint> _rowTaps;
    private readonly Scratch<nint> _gradientTaps;
    private readonly Scratch<TCode> _rowCodes;

    /// <param name="plan">The windows, to which <see cref="Supports"/> applies.</param>
    /// <param name="input">The input.</param>
    /// <param name="gradOutput">The gradient of the output.</param>
    /// <param name="gradInput">Where the gradient goes.</param>
    public RowWinnerGradient(PoolingPlan plan, SourceRows<T> input, SourceRows<T> gradOutput, Rows<T> gradInput)
    {
        PlaneReduction plane = plan.Of(0, 0);
        _ = plane.Height.TryGetSlide(out _height);
        _ = plane.Width.TryGetSlide(out Slide width);
        nint inner = plan.Target.Inner.Length;
        _gradOutput = gradOutput;
        _gradInput = gradInput;
        _rowCount = plan.Source.Height.Length;
        _length = (int)plan.Target.RowLength;
        _margin = checked((width.Size - 1) * width.Dilation * inner);
        _search = new WindowWinners<T, T, TCode, TExtreme>(input, plan, scale: 1, _margin);

        // Rows of windows are kept until no more row of elements is theirs.
        nint before = (_height.Size - 1) / _height.Stride;
        _keptRows = (int)nint.Min(_search.BlockRows + before, plan.Target.Height.Length);
        _rows = new Scratch<TCode>(checked((nint)_keptRows * _length));
        _pitch = _length + (2 * _margin);
        bool keepsAll = _search.BlockRows >= plan.Target.Height.Length && _height.Stride == 1;
        _mostRows = keepsAll ? nint.Max(1, LineBlock.Bytes / (_pitch * Unsafe.SizeOf<T>())) : 1;
        _sums = new Scratch<T>(_mostRows * _pitch);
        _sums.Span.Clear();
        _columnTaps = new Scratch<nint>(width.Size);
        _columnCodes = new Scratch<TCode>(width.Size);
        for (int column = 0; column < (int)width.Size; column++)
        {
            nint distance = column * width.Dilation;
            _columnTaps.Span[column] = (width.Before - distance) * inner;
            _columnCodes.Span[column] = TCode.CreateTruncating(distance);
        }

        _rowTaps = new Scratch<nint>(_height.Size);
        _gradientTaps = new Scratch<nint>(_height.Size);
        _rowCodes = new Scratch<TCode>(_height.Size);
    }

    /// <summary>Whether windows share rows, and rows are written as they are made.</summary>
    public static bool Supports(PoolingPlan plan, in Rows<T> gradInput)
    {
        PlaneReduction plane = plan.Of(0, 0);
        return plan.Source.Depth.Length == 1
            && plan.Target.Depth.Length == 1
            && nint.Min(plan.Source.RowLength, plan.Target.RowLength) >= Vector<T>.Count
            && gradInput.WritesInPlace
            && plan.Comparisons.HaveRowsInCommon
            && plane.Height.TryGetSlide(out Slide height)
            && height.Dilation == 1
            && plane.Width.TryGetSlide(out Slide width)
            && width.Stride == 1
            && height.Size + width.Size <= MostTaps;
    }

    /// <summary>Writes the gradient.</summary>
    public void Write()
    {
        Volume target = _gradOutput.Volume;
        for (nint batch = 0; batch < target.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < target.Channels.Length; channel++)
            {
                Write(batch, channel);
            }
        }
    }

    public void Dispose()
    {
        _search.Dispose();
        _rows.Dispose();
        _sums.Dispose();
        _columnTaps.Dispose();
        _columnCodes.Dispose();
        _rowTaps.Dispose();
        _gradientTaps.Dispose();
        _rowCodes.Dispose();
    }

    private void Write(nint batch, nint channel)
    {
        nint row = 0;
        for (nint first = 0; first < _height.Count; first += _search.BlockRows)
        {
            nint end = nint.Min(first + _search.BlockRows, _height.Count);
            _search.Prepare(batch, channel, first);
            for (nint window = first; window < end;)
            {
                nint some = nint.Min(end - window, _keptRows - (window % _keptRows));
                _search.FindRows(window, window + some, ref KeptRow(window), _length);
                window += some;
            }

            // The rows that later windows do not have.
            nint rowEnd = end == _height.Count ? _rowCount : nint.Min((end * _height.Stride) - _height.Before, _rowCount);
            while (row < rowEnd)
            {
                nint rows = AlikeOf(row, rowEnd);
                Give(batch, channel, row, rows);
                row += rows;
            }
        }
    }

    /// <summary>Where the rows are kept that the winners of a row of windows are in.</summary>
    private ref TCode KeptRow(nint window) => ref _rows.Span[(int)(window % _keptRows) * _length];

    /// <summary>How many rows from one on have windows at the same distances.</summary>
    private nint AlikeOf(nint row, nint end)
    {
        nint inside = _height.Count - _height.Before;
        return _mostRows == 1 || row < _height.Size - 1 - _height.Before || row >= inside
            ? 1
            : nint.Min(nint.Min(end, inside) - row, _mostRows);
    }

    /// <summary>Writes rows that have windows at the same distances.</summary>
    private void Give(nint batch, nint channel, nint row, nint rows)
    {
        Span<T> to = _gradInput.Open(new RowPlace(batch, channel, 0, row));
        int windows = FindWindows(row);
        if (windows == 0)
        {
            to.Clear();
            return;
        }

        ref T sums = ref _sums.Span[(int)_margin];
        WinnerSums.Sum(
            ref MemoryMarshal.GetReference(_rows.Span),
            ref _gradOutput.First(new RowPlace(batch, channel, 0, 0)),
            _rowTaps.Span[..windows],
            _gradientTaps.Span[..windows],
            _rowCodes.Span[..windows],
            rows,
            _length,
            _gradOutput.Volume.Height.Stride,
            _length,
            ref sums,
            _pitch);
        WinnerSums.Sum(
            ref _search.ColumnsOf(row),
            ref sums,
            _columnTaps.Span,
            _columnTaps.Span,
            _columnCodes.Span,
            rows,
            _search.RowPitch,
            _pitch,
            to.Length,
            ref MemoryMarshal.GetReference(to),
            _gradInput.Volume.Height.Stride);
    }

    /// <summary>Finds the windows that have a row.</summary>
    private int FindWindows(nint row)
    {
        int count = 0;
        nint last = nint.Min((row + _height.Before) / _height.Stride, _height.Count - 1);
        for (nint window = last; window >= 0; window--)
        {
            nint distance = row + _height.Before - (window * _height.Stride);
            if (distance >= _height.Size)
            {
                break;
            }

            _rowTaps.Span[count] = window % _keptRows * _length;
            _gradientTaps.Span[count] = window * _gradOutput.Volume.Height.Stride;
            _rowCodes.Span[count++] = TCode.CreateTruncating(distance);
        }

        return count;
    }
}
