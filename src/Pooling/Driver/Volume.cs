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

    public static Volume Of(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, DataFormat dataFormat)
    {
        int channelAxis = Shape.ChannelAxis(lengths.Length, dataFormat);
        Dimension channels = new(lengths[channelAxis], strides[channelAxis]);
        bool channelsLast = dataFormat == DataFormat.ChannelsLast;

        int first = Shape.FirstSpatialAxis(dataFormat);
        int rank = lengths.Length - 2;
        ReadOnlySpan<nint> spatialLengths = lengths.Slice(first, rank);
        ReadOnlySpan<nint> spatialStrides = strides.Slice(first, rank);
        return new Volume
        {
            Batch = new Dimension(lengths[0], strides[0]),
            Channels = channelsLast ? Dimension.One : channels,
            Depth = FromEnd(spatialLengths, spatialStrides, 3),
            Height = FromEnd(spatialLengths, spatialStrides, 2),
            Width = FromEnd(spatialLengths, spatialStrides, 1),
            Inner = channelsLast ? channels : Dimension.One,
        };
    }

    private static Dimension FromEnd(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, int fromEnd) =>
        fromEnd <= lengths.Length ? new Dimension(lengths[^fromEnd], strides[^fromEnd]) : Dimension.One;
}
