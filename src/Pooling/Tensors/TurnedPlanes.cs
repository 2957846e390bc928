using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The planes of a tensor, some at a time: in memory of their own, turned so that the elements that they have at a position
/// lie side by side.
/// </summary>
internal readonly ref struct TurnedPlanes<T>
{
    private readonly ref T _origin;
    private readonly Volume _volume;
    private readonly Scratch<T> _memory;
    private readonly int _size;

    /// <param name="origin">The first element of the tensor.</param>
    /// <param name="volume">Its lengths and strides; it has contiguous planes of single elements.</param>
    /// <param name="turned">The same of some planes, turned.</param>
    public TurnedPlanes(ref T origin, in Volume volume, in Volume turned)
    {
        _origin = ref origin;
        _volume = volume;
        _size = (int)turned.Inner.Length;
        _memory = new Scratch<T>(turned.Count);
    }

    /// <summary>Planes that are read.</summary>
    public static TurnedPlanes<T> Of(in ReadOnlyTensorSpan<T> tensor, in Volume volume, in Volume turned) =>
        new(ref Unsafe.AsRef(in TensorMarshal.GetReference(tensor)), volume, turned);

    /// <summary>Planes that are written.</summary>
    public static TurnedPlanes<T> Of(in TensorSpan<T> tensor, in Volume volume, in Volume turned) =>
        new(ref TensorMarshal.GetReference(tensor), volume, turned);

    /// <summary>The number of planes.</summary>
    public nint Count => _volume.Batch.Length * _volume.Channels.Length;

    /// <summary>The first element of those that are turned.</summary>
    public ref T Turned => ref MemoryMarshal.GetReference(_memory.Span);

    /// <summary>Reads planes from one on; after the last, it is there once more.</summary>
    public void Read(nint first)
    {
        Span<nint> places = stackalloc nint[Bundling.Most];
        _ = Find(first, places);
        Turning.ToColumns(ref _origin, places[.._size], _volume.PlaneCount, ref Turned);
    }

    /// <summary>Writes planes from one on.</summary>
    public void Write(nint first)
    {
        Span<nint> places = stackalloc nint[Bundling.Most];
        int count = Find(first, places);
        Turning.ToRows(ref Turned, _size, _volume.PlaneCount, ref _origin, places[..count]);
    }

    /// <summary>A plane where the tensor has it.</summary>
    public Span<T> PlaneAt(nint batch, nint channel) => MemoryMarshal.CreateSpan(
        ref Unsafe.Add(ref _origin, _volume.Offset(new RowPlace(batch, channel, 0, 0))), (int)_volume.PlaneCount);

    public void Dispose() => _memory.Dispose();

    /// <summary>Finds where planes begin.</summary>
    /// <returns>How many there are.</returns>
    private int Find(nint first, Span<nint> places)
    {
        int count = (int)nint.Min(_size, Count - first);
        (nint batch, nint channel) = nint.DivRem(first, _volume.Channels.Length);
        nint place = _volume.Offset(new RowPlace(batch, channel, 0, 0));
        nint nextBatch = _volume.Batch.Stride - ((_volume.Channels.Length - 1) * _volume.Channels.Stride);
        for (int i = 0; i < _size; i++)
        {
            places[i] = place;
            if (i < count - 1)
            {
                channel++;
                bool isLast = channel == _volume.Channels.Length;
                channel = isLast ? 0 : channel;
                place += isLast ? nextBatch : _volume.Channels.Stride;
            }
        }

        return count;
    }
}
