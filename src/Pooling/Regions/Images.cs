using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>The elements of a tensor of images by batch, channel, row and column, whatever its format and strides.</summary>
internal readonly ref struct Images<T>
{
    private readonly ref T _origin;
    private readonly Dimension _batch;
    private readonly Dimension _channels;
    private readonly Dimension _height;
    private readonly Dimension _width;

    private Images(ref T origin, scoped in Volume volume, DataFormat dataFormat)
    {
        _origin = ref origin;
        _batch = volume.Batch;
        _channels = dataFormat == DataFormat.ChannelsLast ? volume.Inner : volume.Channels;
        _height = volume.Height;
        _width = volume.Width;
    }

    public nint Batch => _batch.Length;

    public nint Channels => _channels.Length;

    public nint Height => _height.Length;

    public nint Width => _width.Length;

    public ref T this[nint image, nint channel, nint y, nint x] => ref Unsafe.Add(
        ref _origin,
        (image * _batch.Stride) + (channel * _channels.Stride) + (y * _height.Stride) + (x * _width.Stride));

    public static Images<T> Of(in ReadOnlyTensorSpan<T> tensor, DataFormat dataFormat) => new(
        ref Unsafe.AsRef(in TensorMarshal.GetReference(tensor)),
        Volume.Of(tensor.Lengths, tensor.Strides, dataFormat),
        dataFormat);

    public static Images<T> Of(in TensorSpan<T> tensor, DataFormat dataFormat) => new(
        ref TensorMarshal.GetReference(tensor),
        Volume.Of(tensor.Lengths, tensor.Strides, dataFormat),
        dataFormat);
}
