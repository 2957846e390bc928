namespace Pooling.Conformance.Naive;

/// <summary>How the conventions count the elements of a tensor.</summary>
internal static class NaiveIndices
{
    /// <summary>The index of an element.</summary>
    /// <param name="convention">How elements are counted.</param>
    /// <param name="batch">The element's place in the batch.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="position">Its position in the plane, row-major.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="spatial">The size of the plane.</param>
    public static long Of(IndexConvention convention, int batch, int channel, int position, int channels, int[] spatial)
    {
        long plane = spatial.Aggregate(1L, (product, length) => product * length);
        long planesBefore = ((long)batch * channels) + channel;
        return convention switch
        {
            IndexConvention.Plane => position,
            IndexConvention.Tensor => (planesBefore * plane) + position,
            IndexConvention.TensorColumnMajor => (planesBefore * plane) + ColumnMajor(position, spatial),
            IndexConvention.ChannelsLast => ((long)position * channels) + channel,
            IndexConvention.ChannelsLastWithBatch => (((batch * plane) + position) * channels) + channel,
            _ => throw new ArgumentOutOfRangeException(nameof(convention), convention, "Expected a known convention."),
        };
    }

    /// <summary>The position in a plane whose first axis is fastest.</summary>
    private static long ColumnMajor(int position, int[] spatial)
    {
        int[] place = Cases.Shapes.Coordinates(position, spatial);
        long index = 0;
        for (int axis = spatial.Length - 1; axis >= 0; axis--)
        {
            index = (index * spatial[axis]) + place[axis];
        }

        return index;
    }
}
