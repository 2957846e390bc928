using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The rows of a tensor as spans, whatever its strides. A row whose elements follow each other in memory is seen in
/// place; any other is copied through a scratch row.
/// </summary>
internal readonly ref struct Rows<T>
{
    private readonly ref T _origin;
    private readonly ref readonly Volume _volume;
    private readonly Span<T> _scratch;
    private readonly int _length;
    private readonly bool _contiguous;

    /// <param name="origin">The first element of the tensor.</param>
    /// <param name="volume">Its lengths and strides, checked against its memory by the tensor.</param>
    /// <param name="scratch">Memory for a row that is not contiguous; may be empty otherwise.</param>
    private Rows(ref T origin, in Volume volume, Span<T> scratch)
    {
        _origin = ref origin;
        _volume = ref volume;
        _length = (int)volume.RowLength;
        _contiguous = volume.HasContiguousRows;
        _scratch = _contiguous ? default : scratch[.._length];
    }

    public static Rows<T> Of(in ReadOnlyTensorSpan<T> tensor, in Volume volume, Span<T> scratch) =>
        new(ref Unsafe.AsRef(in TensorMarshal.GetReference(tensor)), volume, scratch);

    public static Rows<T> Of(in TensorSpan<T> tensor, in Volume volume, Span<T> scratch) =>
        new(ref TensorMarshal.GetReference(tensor), volume, scratch);

    /// <summary>The elements of a row.</summary>
    public ReadOnlySpan<T> Read(nint batch, nint channel, nint depth, nint height)
    {
        ref T first = ref First(batch, channel, depth, height);
        if (_contiguous)
        {
            return MemoryMarshal.CreateReadOnlySpan(in first, _length);
        }

        int next = 0;
        for (nint x = 0; x < _volume.Width.Length; x++)
        {
            for (nint c = 0; c < _volume.Inner.Length; c++)
            {
                _scratch[next++] = Unsafe.Add(ref first, (x * _volume.Width.Stride) + (c * _volume.Inner.Stride));
            }
        }

        return _scratch;
    }

    /// <summary>Where to write the elements of a row, before <see cref="Commit"/>.</summary>
    public Span<T> Open(nint batch, nint channel, nint depth, nint height) =>
        _contiguous
            ? MemoryMarshal.CreateSpan(ref First(batch, channel, depth, height), _length)
            : _scratch;

    /// <summary>Puts what was written after <see cref="Open"/> in its place.</summary>
    public void Commit(nint batch, nint channel, nint depth, nint height)
    {
        if (_contiguous)
        {
            return;
        }

        ref T first = ref First(batch, channel, depth, height);
        int next = 0;
        for (nint x = 0; x < _volume.Width.Length; x++)
        {
            for (nint c = 0; c < _volume.Inner.Length; c++)
            {
                Unsafe.Add(ref first, (x * _volume.Width.Stride) + (c * _volume.Inner.Stride)) = _scratch[next++];
            }
        }
    }

    private ref T First(nint batch, nint channel, nint depth, nint height) =>
        ref Unsafe.Add(
            ref _origin,
            (batch * _volume.Batch.Stride)
            + (channel * _volume.Channels.Stride)
            + (depth * _volume.Depth.Stride)
            + (height * _volume.Height.Stride));
}
