using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// A tensor of any rank and data format seen as planes (batch x channels) x depth x height x width x inner. Channels
/// are planes when they come first and the inner axis when they come last; axes that a tensor lacks have length 1.
/// </summary>
internal readonly struct Volume
{
    public Dimension Batch { get; private init; }

    public Dimension Channels { get; private init; }

    public Dimension Depth { get; private init; }

    public Dimension Height { get; private init; }

    public Dimension Width { get; private init; }

    public Dimension Inner { get; private init; }

    /// <summary>The elements of one row: every element of the width, with its channels when they come last.</summary>
    public nint RowLength => checked(Width.Length * Inner.Length);

    /// <summary>Whether the elements of a row follow each other in memory.</summary>
    public bool HasContiguousRows =>
        (Inner.Length == 1 || Inner.Stride == 1) && (Width.Length == 1 || Width.Stride == Inner.Length);

    /// <summary>Whether the elements of a plane follow each other in memory.</summary>
    public bool HasContiguousPlanes =>
        HasContiguousRows && Height.IsStep(RowLength) && Depth.IsStep(RowLength * Height.Length);

    /// <summary>The number of channels, wherever they are.</summary>
    public nint ChannelCount => Channels.Length * Inner.Length;

    /// <summary>The number of elements.</summary>
    public nint Count => checked(
        Batch.Length * Channels.Length * Depth.Length * Height.Length * Width.Length * Inner.Length);

    /// <summary>The number of elements of a plane, with its channels where they come last.</summary>
    public nint PlaneCount => checked(Depth.Length * Height.Length * Width.Length * Inner.Length);

    /// <summary>A tensor as a volume.</summary>
    /// <param name="lengths">The lengths of its axes; only batch and channels if the spatial axes were dropped.</param>
    /// <param name="strides">Its strides.</param>
    /// <param name="dataFormat">Where its channels are.</param>
    /// <param name="byPlane">Whether channels are planes even when they come last.</param>
    public static Volume Of(
        ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, DataFormat dataFormat, bool byPlane = false)
    {
        int channelAxis = Shape.ChannelAxis(lengths.Length, dataFormat);
        Dimension channels = new(lengths[channelAxis], strides[channelAxis]);
        bool isInner = dataFormat == DataFormat.ChannelsLast && !byPlane;

        int rank = lengths.Length - 2;
        int first = Shape.FirstSpatialAxis(dataFormat);
        ReadOnlySpan<nint> spatialLengths = lengths.Slice(first, rank);
        ReadOnlySpan<nint> spatialStrides = strides.Slice(first, rank);
        return new Volume
        {
            Batch = new Dimension(lengths[0], strides[0]),
            Channels = isInner ? Dimension.One : channels,
            Depth = FromEnd(spatialLengths, spatialStrides, 3),
            Height = FromEnd(spatialLengths, spatialStrides, 2),
            Width = FromEnd(spatialLengths, spatialStrides, 1),
            Inner = isInner ? channels : Dimension.One,
        };
    }

    /// <summary>The same elements with channels as planes.</summary>
    public Volume ByPlane() => Inner.Length == 1 ? this : this with { Channels = Inner, Inner = Dimension.One };

    /// <summary>The same elements as one row, if they follow each other in memory.</summary>
    public bool TryFlatten(out Volume flat)
    {
        nint height = Width.Length * Inner.Length;
        nint depth = height * Height.Length;
        nint channel = depth * Depth.Length;
        nint batch = channel * Channels.Length;
        nint all = batch * Batch.Length;
        nint positions = all / nint.Max(1, Inner.Length);
        flat = new Volume
        {
            Batch = Dimension.One,
            Channels = Dimension.One,
            Depth = Dimension.One,
            Height = Dimension.One,
            Width = new Dimension(positions, positions == 1 ? 0 : Inner.Length),
            Inner = Inner,
        };
        return all > 0
            && all <= Array.MaxLength
            && Inner.IsStep(1)
            && Width.IsStep(Inner.Length)
            && Height.IsStep(height)
            && Depth.IsStep(depth)
            && Channels.IsStep(channel)
            && Batch.IsStep(batch);
    }

    /// <summary>The same rows as one plane, if they lie as far apart everywhere.</summary>
    public bool TryStack(out Volume stack)
    {
        nint step = Height.Length > 1 ? Height.Stride : Channels.Length > 1 ? Channels.Stride : Batch.Stride;
        nint channel = Height.Length * step;
        nint batch = Channels.Length * channel;
        nint rows = Batch.Length * Channels.Length * Height.Length;
        stack = new Volume
        {
            Batch = Dimension.One,
            Channels = Dimension.One,
            Depth = Dimension.One,
            Height = new Dimension(rows, step),
            Width = Width,
            Inner = Inner,
        };
        return Depth.Length == 1
            && rows is > 0 and <= int.MaxValue
            && Height.IsStep(step)
            && Channels.IsStep(channel)
            && Batch.IsStep(batch);
    }

    /// <summary>How far a row's first element is from the first of all.</summary>
    public nint Offset(RowPlace place) =>
        (place.Batch * Batch.Stride)
        + (place.Channel * Channels.Stride)
        + (place.Depth * Depth.Stride)
        + (place.Height * Height.Stride);

    /// <summary>Copies the elements of a row, however they lie, into a span.</summary>
    public void Gather<T>(ref readonly T first, Span<T> row)
    {
        int next = 0;
        for (nint x = 0; x < Width.Length; x++)
        {
            for (nint c = 0; c < Inner.Length; c++)
            {
                row[next++] = Unsafe.Add(ref Unsafe.AsRef(in first), (x * Width.Stride) + (c * Inner.Stride));
            }
        }
    }

    /// <summary>Copies a span into the elements of a row, however they lie.</summary>
    public void Scatter<T>(ReadOnlySpan<T> row, ref T first)
    {
        int next = 0;
        for (nint x = 0; x < Width.Length; x++)
        {
            for (nint c = 0; c < Inner.Length; c++)
            {
                Unsafe.Add(ref first, (x * Width.Stride) + (c * Inner.Stride)) = row[next++];
            }
        }
    }

    /// <summary>The same lengths in memory without gaps.</summary>
    public Volume Packed()
    {
        nint height = Width.Length * Inner.Length;
        nint depth = height * Height.Length;
        nint channel = depth * Depth.Length;
        return new Volume
        {
            Batch = Batch with { Stride = channel * Channels.Length },
            Channels = Channels with { Stride = channel },
            Depth = Depth with { Stride = depth },
            Height = Height with { Stride = height },
            Width = Width with { Stride = Inner.Length },
            Inner = Inner with { Stride = 1 },
        };
    }

    /// <summary>Memory without gaps for so many planes, the elements that they have at a position side by side.</summary>
    public Volume Bundle(int planes) =>
        (this with { Batch = Dimension.One, Channels = Dimension.One, Inner = new Dimension(planes, 1) }).Packed();

    /// <summary>Memory without gaps for one plane of so many columns, which is all planes in turn.</summary>
    public Volume OnePlane(nint columns)
    {
        Volume packed = (this with { Width = Width with { Length = columns } }).Packed();
        return packed with { Batch = Batch with { Stride = 0 }, Channels = Channels with { Stride = 0 } };
    }

    private static Dimension FromEnd(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, int fromEnd) =>
        fromEnd <= lengths.Length ? new Dimension(lengths[^fromEnd], strides[^fromEnd]) : Dimension.One;
}
