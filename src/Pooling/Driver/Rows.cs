using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The rows of a tensor as spans, whatever its strides. A row whose elements follow each other in memory is seen in
/// place; any other is copied through a scratch row.
/// </summary>
internal readonly ref struct Rows<T> : IOutputRows<T>
{
    private readonly ref T _origin;
    private readonly Volume _volume;
    private readonly Scratch<T> _scratch;
    private readonly int _length;
    private readonly bool _contiguous;

    /// <param name="origin">The first element of the tensor.</param>
    /// <param name="volume">Its lengths and strides, checked against its memory by the tensor.</param>
    private Rows(ref T origin, Volume volume)
    {
        _origin = ref origin;
        _volume = volume;
        _length = (int)volume.RowLength;
        _contiguous = volume.HasContiguousRows;
        _scratch = new Scratch<T>(_contiguous ? 0 : _length);
    }

    public static Rows<T> Of(in ReadOnlyTensorSpan<T> tensor, Volume volume) =>
        new(ref Unsafe.AsRef(in TensorMarshal.GetReference(tensor)), volume);

    public static Rows<T> Of(in TensorSpan<T> tensor, Volume volume) =>
        new(ref TensorMarshal.GetReference(tensor), volume);

    /// <summary>Rows that lie one after another in a span.</summary>
    public static Rows<T> Of(Span<T> memory, Volume packed) => new(ref MemoryMarshal.GetReference(memory), packed);

    /// <summary>The elements of a row.</summary>
    public ReadOnlySpan<T> Read(RowPlace place)
    {
        ref T first = ref First(place);
        if (_contiguous)
        {
            return MemoryMarshal.CreateReadOnlySpan(in first, _length);
        }

        Span<T> row = _scratch.Span;
        int next = 0;
        for (nint x = 0; x < _volume.Width.Length; x++)
        {
            for (nint c = 0; c < _volume.Inner.Length; c++)
            {
                row[next++] = Unsafe.Add(ref first, (x * _volume.Width.Stride) + (c * _volume.Inner.Stride));
            }
        }

        return row;
    }

    /// <inheritdoc/>
    public Span<T> Open(RowPlace place) =>
        _contiguous ? MemoryMarshal.CreateSpan(ref First(place), _length) : _scratch.Span;

    /// <inheritdoc/>
    public void Commit(RowPlace place)
    {
        if (_contiguous)
        {
            return;
        }

        ref T first = ref First(place);
        Span<T> row = _scratch.Span;
        int next = 0;
        for (nint x = 0; x < _volume.Width.Length; x++)
        {
            for (nint c = 0; c < _volume.Inner.Length; c++)
            {
                Unsafe.Add(ref first, (x * _volume.Width.Stride) + (c * _volume.Inner.Stride)) = row[next++];
            }
        }
    }

    public void Dispose() => _scratch.Dispose();

    private ref T First(RowPlace place) =>
        ref Unsafe.Add(
            ref _origin,
            (place.Batch * _volume.Batch.Stride)
            + (place.Channel * _volume.Channels.Stride)
            + (place.Depth * _volume.Depth.Stride)
            + (place.Height * _volume.Height.Stride));
}
