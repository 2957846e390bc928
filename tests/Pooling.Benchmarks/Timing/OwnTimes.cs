namespace Pooling.Benchmarks;

/// <summary>Times this library.</summary>
internal static class OwnTimes
{
    private static readonly DataFormat[] Formats = [DataFormat.ChannelsFirst, DataFormat.ChannelsLast];

    /// <summary>Times a case in both data formats.</summary>
    /// <param name="timed">The case.</param>
    /// <param name="threads">How many threads the library may use.</param>
    /// <param name="seconds">How long each data format is timed.</param>
    public static IEnumerable<Measurement> Of(PoolingCase timed, int threads, double seconds)
    {
        LibraryThreads.Limit(threads);
        foreach (DataFormat dataFormat in Formats)
        {
            double microseconds = CallTimer.MedianMicroseconds(CaseCall.Of(timed, dataFormat), seconds);
            yield return new Measurement(Measurement.Ours, timed.Id, Measurement.LayoutOf(dataFormat), threads, microseconds);
        }
    }

    /// <summary>Times a plain copy that moves as many bytes as a case does.</summary>
    /// <param name="timed">The case.</param>
    /// <param name="seconds">How long the copy is timed.</param>
    public static Measurement OfCopy(PoolingCase timed, double seconds)
    {
        long bytes = timed.MovedBytes;
        double microseconds = CallTimer.MedianMicroseconds(CaseCall.Copy(bytes), seconds);
        return new Measurement(Measurement.Copy, timed.Id, "-", 1, microseconds)
        {
            CopyBandwidth = bytes / microseconds / 1e3,
        };
    }
}
