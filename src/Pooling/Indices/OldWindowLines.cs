using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// Source rows with their padding, dealt out so that the same element of neighboring windows lies side by side, whatever
/// the stride. Some rows are kept at a time.
/// </summary>
internal readonly ref struct OldWindowLines<T>
{
    /// <summary>How much memory should be kept at a time.</summary>
    private const int Bytes = 32768;

    private readonly SourceRows<T> _source;
    private readonly Slide _slide;
    private readonly int _inner;
    private readonly int _length;
    private readonly int _rows;
    private readonly int _phase;
    private readonly int _pitch;
    private readonly Scratch<T> _lines;
    private readonly Scratch<T> _row;
    private readonly Scratch<T> _dealing;
    private readonly Scratch<KeptRows> _kept;

    /// <param name="source">The rows.</param>
    /// <param name="slide">The windows along the width.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="depths">The most source depths that are needed at a time.</param>
    /// <param name="rows">The most rows from the first to the last that are needed at a time.</param>
    /// <param name="padding">What padding holds.</param>
    public OldWindowLines(SourceRows<T> source, Slide slide, int inner, nint depths, nint rows, T padding)
    {
        _source = source;
        _slide = slide;
        _inner = inner;
        int stride = (int)slide.Stride;
        int positions = checked((int)slide.Length);
        _phase = checked((((positions - 1) / stride) + 1) * inner);
        _pitch = checked(_phase * stride);
        _length = checked(positions * inner);
        nint kept = nint.Max(2 * rows, Bytes / (_pitch * Unsafe.SizeOf<T>()));
        _rows = checked((int)nint.Min(kept, source.Volume.Height.Length));
        _lines = new Scratch<T>(checked(depths * _rows * _pitch));
        _row = new Scratch<T>(stride == 1 ? 0 : _pitch);
        _dealing = new Scratch<T>(stride == 1 ? 0 : _pitch);
        (stride == 1 ? _lines : _row).Span.Fill(padding);
        _kept = new Scratch<KeptRows>(1);
        _kept.Span[0] = new KeptRows(-1, -1, default, 0, 0);
    }

    /// <summary>From one row to the next.</summary>
    public nint RowPitch => _pitch;

    /// <summary>From one source depth that is needed to the next.</summary>
    public nint DepthPitch => (nint)_rows * _pitch;

    /// <summary>How far a window's position is from its first.</summary>
    public nint Tap(nint position)
    {
        (nint to, nint phase) = nint.DivRem(position * _slide.Dilation, _slide.Stride);
        return (phase * _phase) + (to * _inner);
    }

    /// <summary>The first position of the first window in a row.</summary>
    /// <param name="place">The batch and the channel.</param>
    /// <param name="depths">The source depths that are needed.</param>
    /// <param name="heights">The rows that are needed; the first is the one in question.</param>
    public ref T First(RowPlace place, ElementRange depths, ElementRange heights)
    {
        ref KeptRows kept = ref _kept.Span[0];
        bool isKept = kept.Batch == place.Batch
            && kept.Channel == place.Channel
            && kept.Depths == depths
            && kept.First <= heights.Start
            && kept.End >= heights.End;
        if (!isKept)
        {
            nint end = nint.Min(heights.Start + _rows, _source.Volume.Height.Length);
            kept = new KeptRows(place.Batch, place.Channel, depths, heights.Start, end);
            Keep(kept);
        }

        return ref Unsafe.Add(ref MemoryMarshal.GetReference(_lines.Span), (heights.Start - kept.First) * _pitch);
    }

    public void Dispose()
    {
        _lines.Dispose();
        _row.Dispose();
        _dealing.Dispose();
        _kept.Dispose();
    }

    private void Keep(in KeptRows rows)
    {
        Span<T> line = _lines.Span;
        for (nint depth = rows.Depths.Start; depth < rows.Depths.End; depth += rows.Depths.Step)
        {
            Span<T> next = line;
            for (nint height = rows.First; height < rows.End; height++)
            {
                Deal(_source.Read(new RowPlace(rows.Batch, rows.Channel, depth, height)), next[.._pitch]);
                next = next[_pitch..];
            }

            // There may be fewer rows than there is room for, but not fewer depths.
            line = line[(int)nint.Min(DepthPitch, line.Length)..];
        }
    }

    private void Deal(ReadOnlySpan<T> source, Span<T> line)
    {
        int stride = (int)_slide.Stride;
        Span<T> padded = stride == 1 ? line : _row.Span;
        int before = (int)_slide.Before * _inner;
        source[..int.Min(source.Length, int.Max(0, _length - before))].CopyTo(padded[int.Min(before, _length)..]);
        if (stride == 1)
        {
            return;
        }

        nint reach = (_slide.Size - 1) * _slide.Dilation;
        for (int phase = 0; phase < stride && phase <= reach; phase++)
        {
            ReadOnlySpan<T> from = padded[(phase * _inner)..];
            Span<T> to = line.Slice(phase * _phase, _phase);
            if (_inner == 1 && stride == 2)
            {
                Unzip(padded, line);
                return;
            }

            if (_inner == 1)
            {
                Dealing.Deal(from, stride, to, _dealing.Span);
                continue;
            }

            for (; !to.IsEmpty && !from.IsEmpty; to = to[_inner..])
            {
                from[.._inner].CopyTo(to);
                from = from[int.Min(stride * _inner, from.Length)..];
            }
        }
    }

    /// <summary>The elements at even places first, then those at odd places.</summary>
    private void Unzip(ReadOnlySpan<T> padded, Span<T> line)
    {
        int count = Vector256<T>.IsSupported && Vector256.IsHardwareAccelerated ? Vector256<T>.Count : int.MaxValue;
        ref T from = ref MemoryMarshal.GetReference(padded);
        ref T to = ref MemoryMarshal.GetReference(line);
        int i = 0;
        for (; i <= _phase - count; i += count)
        {
            Zipper.Unzip(
                Vector256.LoadUnsafe(ref from, (nuint)(2 * i)),
                Vector256.LoadUnsafe(ref from, (nuint)((2 * i) + count)),
                out Vector256<T> even,
                out Vector256<T> odd);
            even.StoreUnsafe(ref to, (nuint)i);
            odd.StoreUnsafe(ref to, (nuint)(_phase + i));
        }

        for (; i < _phase; i++)
        {
            line[i] = padded[2 * i];
            line[_phase + i] = padded[(2 * i) + 1];
        }
    }

    /// <summary>Which rows are kept.</summary>
    private readonly record struct KeptRows(nint Batch, nint Channel, ElementRange Depths, nint First, nint End);
}
