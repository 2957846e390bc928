using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The rows of a tensor that is written, whatever its strides. A row whose elements follow each other in memory is
/// written in place; any other is copied from a scratch row.
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

    public static Rows<T> Of(in TensorSpan<T> tensor, Volume volume) =>
        new(ref TensorMarshal.GetReference(tensor), volume);

    /// <summary>The rows of a volume that begins with an element.</summary>
    public static Rows<T> Of(ref T origin, Volume volume) => new(ref origin, volume);

    /// <summary>Rows that lie one after another in a span.</summary>
    public static Rows<T> Of(Span<T> memory, Volume packed) => new(ref MemoryMarshal.GetReference(memory), packed);

    /// <summary>The lengths and strides of what is written.</summary>
    public Volume Volume => _volume;

    /// <inheritdoc/>
    public ref T Origin => ref _origin;

    /// <inheritdoc/>
    public bool WritesInPlace => _contiguous;

    /// <inheritdoc/>
    public bool IsStack => _contiguous && _volume.TryStack(out Volume stack) && _volume.Height.Stride == stack.Height.Stride;

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

        _volume.Scatter(_scratch.Span, ref First(place));
    }

    /// <summary>Writes zeros everywhere.</summary>
    public void Clear()
    {
        for (nint batch = 0; batch < _volume.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < _volume.Channels.Length; channel++)
            {
                for (nint depth = 0; depth < _volume.Depth.Length; depth++)
                {
                    for (nint height = 0; height < _volume.Height.Length; height++)
                    {
                        RowPlace place = new(batch, channel, depth, height);
                        Open(place).Clear();
                        Commit(place);
                    }
                }
            }
        }
    }

    public void Dispose() => _scratch.Dispose();

    private ref T First(RowPlace place) => ref Unsafe.Add(ref _origin, _volume.Offset(place));
}
