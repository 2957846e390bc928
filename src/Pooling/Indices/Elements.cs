using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>The elements of a tensor one by one, whatever its strides and wherever its channels are.</summary>
internal readonly ref struct Elements<T>
{
    private readonly ref T _origin;
    private readonly Volume _volume;

    private Elements(ref T origin, Volume volume)
    {
        _origin = ref origin;
        _volume = volume;
    }

    /// <summary>An element by its place; channels are planes here, whatever the data format.</summary>
    public ref T this[nint batch, nint channel, nint depth, nint height, nint width] =>
        ref Unsafe.Add(
            ref _origin,
            (batch * _volume.Batch.Stride)
            + (channel * _volume.Channels.Stride)
            + (depth * _volume.Depth.Stride)
            + (height * _volume.Height.Stride)
            + (width * _volume.Width.Stride));

    /// <summary>An element by its index in its plane.</summary>
    public ref T this[nint batch, nint channel, nint index]
    {
        get
        {
            (nint rest, nint width) = nint.DivRem(index, _volume.Width.Length);
            (nint depth, nint height) = nint.DivRem(rest, _volume.Height.Length);
            return ref this[batch, channel, depth, height, width];
        }
    }

    /// <summary>The elements of a tensor; <paramref name="volume"/> has its channels as planes.</summary>
    public static Elements<T> Of(in ReadOnlyTensorSpan<T> tensor, Volume volume) =>
        new(ref Unsafe.AsRef(in TensorMarshal.GetReference(tensor)), volume);

    /// <summary>The elements of a tensor; <paramref name="volume"/> has its channels as planes.</summary>
    public static Elements<T> Of(in TensorSpan<T> tensor, Volume volume) =>
        new(ref TensorMarshal.GetReference(tensor), volume);
}
