namespace Pooling.Conformance.Cases;

/// <summary>Shapes as lists of lengths, in either data format.</summary>
internal static class Shapes
{
    public static int Count(ReadOnlySpan<int> shape)
    {
        int count = 1;
        foreach (int length in shape)
        {
            count = checked(count * length);
        }

        return count;
    }

    public static DataFormat Other(DataFormat dataFormat) =>
        dataFormat == DataFormat.ChannelsLast ? DataFormat.ChannelsFirst : DataFormat.ChannelsLast;

    public static int Channels(int[] shape, DataFormat dataFormat) =>
        dataFormat == DataFormat.ChannelsLast ? shape[^1] : shape[1];

    public static int[] Spatial(int[] shape, DataFormat dataFormat) =>
        dataFormat == DataFormat.ChannelsLast ? shape[1..^1] : shape[2..];

    public static int[] Of(int batch, int channels, int[] spatial, DataFormat dataFormat) =>
        dataFormat == DataFormat.ChannelsLast ? [batch, .. spatial, channels] : [batch, channels, .. spatial];

    /// <summary>Where an element of a plane is in the array.</summary>
    public static int Offset(int batch, int channel, int position, int channels, int plane, DataFormat dataFormat) =>
        dataFormat == DataFormat.ChannelsLast
            ? (((batch * plane) + position) * channels) + channel
            : (((batch * channels) + channel) * plane) + position;

    /// <summary>The coordinates of a place in a row-major array.</summary>
    public static int[] Coordinates(int index, ReadOnlySpan<int> shape)
    {
        int[] place = new int[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            place[axis] = index % shape[axis];
            index /= shape[axis];
        }

        return place;
    }

    /// <summary>The place of coordinates in a row-major array.</summary>
    public static int Index(ReadOnlySpan<int> place, ReadOnlySpan<int> shape)
    {
        int index = 0;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            index = (index * shape[axis]) + place[axis];
        }

        return index;
    }

    public static string Text(IEnumerable<int> lengths) => $"({string.Join(", ", lengths)})";
}
