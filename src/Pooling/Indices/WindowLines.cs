using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// Some source rows with their padding, dealt out so that the same element of neighboring windows lies side by side, whatever
/// the stride: first all elements that windows may start with, then those that come next, ...
/// </summary>
/// <typeparam name="T">The type of the source's elements.</typeparam>
/// <typeparam name="TLine">The type that they are kept in.</typeparam>
internal readonly ref struct WindowLines<T, TLine>
    where T : INumber<T>
    where TLine : INumber<TLine>
{
    private readonly SourceRows<T> _source;
    private readonly Slide _slide;
    private readonly int _inner;
    private readonly int _rows;
    private readonly int _padded;
    private readonly int _phase;
    private readonly Scratch<TLine> _rowsWithPadding;
    private readonly Scratch<TLine> _scratch;
    private readonly Scratch<TLine> _lines;

    /// <param name="source">The rows.</param>
    /// <param name="slide">The windows along the width.</param>
    /// <param name="rows">How many rows of each depth are kept at a time.</param>
    /// <param name="padding">What padding holds.</param>
    public WindowLines(SourceRows<T> source, Slide slide, nint rows, TLine padding)
    {
        _source = source;
        _slide = slide;
        _inner = (int)source.Volume.Inner.Length;
        _rows = checked((int)rows);
        int stride = (int)slide.Stride;
        _padded = checked((int)PaddedLength(slide) * _inner);
        nint all = checked(source.Volume.Depth.Length * _rows * _padded);
        _phase = checked((int)(all / stride) + Phases.Slack<TLine>());
        _rowsWithPadding = new Scratch<TLine>(all + Phases.Slack<TLine>());
        _rowsWithPadding.Span.Fill(padding);
        _lines = new Scratch<TLine>(stride == 1 ? 0 : checked((nint)_phase * stride));
        _scratch = new Scratch<TLine>(Phases.ScratchFor(stride, all));
    }

    /// <summary>From one row to the next.</summary>
    public nint RowPitch => _padded / _slide.Stride;

    /// <summary>From one source depth to the next.</summary>
    public nint DepthPitch => _rows * RowPitch;

    /// <summary>How long a row is with its padding.</summary>
    public static nint PaddedLength(in Slide slide) => (slide.Length + slide.Stride - 1) / slide.Stride * slide.Stride;

    /// <summary>The first position of the first window in the first row.</summary>
    public ref TLine First => ref MemoryMarshal.GetReference((_slide.Stride == 1 ? _rowsWithPadding : _lines).Span);

    /// <summary>How far a window's position is from its first.</summary>
    public nint Tap(nint position)
    {
        (nint to, nint phase) = nint.DivRem(position * _slide.Dilation, _slide.Stride);
        return (phase * _phase) + (to * _inner);
    }

    /// <summary>Takes other rows, of all depths.</summary>
    public void Take(nint batch, nint channel, nint firstRow, nint endRow)
    {
        Volume volume = _source.Volume;
        int before = (int)_slide.Before * _inner;
        int length = int.Max(0, int.Min((int)volume.RowLength, _padded - before));
        bool isAsNeeded = typeof(T) == typeof(TLine)
            && _slide.Stride > 1
            && _inner == 1
            && volume.Depth.Length == 1
            && before == 0
            && _padded == volume.RowLength
            && volume.Height.IsStep(_padded);
        if (isAsNeeded)
        {
            ref T first = ref _source.First(new RowPlace(batch, channel, 0, firstRow));
            Deal(MemoryMarshal.CreateSpan(ref Unsafe.As<T, TLine>(ref first), (int)(endRow - firstRow) * _padded));
            return;
        }

        for (nint depth = 0; depth < volume.Depth.Length; depth++)
        {
            Pad(
                ref _source.First(new RowPlace(batch, channel, depth, firstRow)),
                volume.Height.Stride,
                endRow - firstRow,
                length,
                ref Unsafe.Add(ref MemoryMarshal.GetReference(_rowsWithPadding.Span), (depth * _rows * _padded) + before));
        }

        if (_slide.Stride > 1)
        {
            nint rows = ((volume.Depth.Length - 1) * _rows) + endRow - firstRow;
            Deal(_rowsWithPadding.Span[..(int)(rows * _padded)]);
        }
    }

    public void Dispose()
    {
        _rowsWithPadding.Dispose();
        _scratch.Dispose();
        _lines.Dispose();
    }

    /// <summary>Deals out rows as one, since each has a whole number of strides.</summary>
    private void Deal(ReadOnlySpan<TLine> rows) =>
        Phases.Split(rows, (int)_slide.Stride, _inner, ref MemoryMarshal.GetReference(_lines.Span), _phase, _scratch.Span);

    /// <summary>Copies rows to where there is padding before and after.</summary>
    private void Pad(ref T rows, nint step, nint count, int length, ref TLine padded)
    {
        if (typeof(T) == typeof(TLine))
        {
            LineCopy.Rows(ref Unsafe.As<T, TLine>(ref rows), step, ref padded, _padded, count, length);
            return;
        }

        for (nint row = 0; row < count && length > 0; row++)
        {
            TensorPrimitives.ConvertTruncating(
                MemoryMarshal.CreateReadOnlySpan(ref rows, length), MemoryMarshal.CreateSpan(ref padded, length));
            rows = ref Unsafe.Add(ref rows, step);
            padded = ref Unsafe.Add(ref padded, _padded);
        }
    }
}
