using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// A tensor that is read by rows whose elements follow each other in memory. A tensor that has no such rows is copied
/// first.
/// </summary>
internal readonly ref struct SourceRows<T>
{
    private readonly ref T _origin;
    private readonly Volume _volume;
    private readonly Scratch<T> _copy;

    private SourceRows(ref T origin, Volume volume)
    {
        if (volume.HasContiguousRows)
        {
            _origin = ref origin;
            _volume = volume;
            _copy = new Scratch<T>(0);
            return;
        }

        _volume = volume.Packed();
        _copy = new Scratch<T>(volume.Count);
        _origin = ref MemoryMarshal.GetReference(_copy.Span);
        Span<T> rest = _copy.Span;
        for (nint batch = 0; batch < volume.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < volume.Channels.Length; channel++)
            {
                for (nint depth = 0; depth < volume.Depth.Length; depth++)
                {
                    for (nint height = 0; height < volume.Height.Length; height++)
                    {
                        ref T row = ref Unsafe.Add(ref origin, volume.Offset(new RowPlace(batch, channel, depth, height)));
                        volume.Gather(ref row, rest);
                        rest = rest[(int)volume.RowLength..];
                    }
                }
            }
        }
    }

    /// <summary>The lengths and strides of what is read.</summary>
    [UnscopedRef]
    public ref readonly Volume Volume => ref _volume;

    public static SourceRows<T> Of(in ReadOnlyTensorSpan<T> tensor, Volume volume) =>
        new(ref Unsafe.AsRef(in TensorMarshal.GetReference(tensor)), volume);

    /// <summary>The rows of a volume that begins with an element.</summary>
    public static SourceRows<T> Of(ref T origin, Volume volume) => new(ref origin, volume);

    /// <summary>Rows that lie one after another in a span.</summary>
    public static SourceRows<T> Of(Span<T> memory, Volume packed) => new(ref MemoryMarshal.GetReference(memory), packed);

    /// <summary>The first element.</summary>
    public ref T Origin => ref _origin;

    /// <summary>The first element of a row.</summary>
    public ref T First(RowPlace place) => ref Unsafe.Add(ref _origin, _volume.Offset(place));

    /// <summary>The elements of a row.</summary>
    public ReadOnlySpan<T> Read(RowPlace place) =>
        MemoryMarshal.CreateReadOnlySpan(ref First(place), (int)_volume.RowLength);

    public void Dispose() => _copy.Dispose();
}
