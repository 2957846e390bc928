namespace Pooling.Figures;

/// <summary>Splits a batch of maps with channels into planes.</summary>
internal static class Planes
{
    /// <summary>The planes of values with channels last, channel by channel in each sample.</summary>
    public static Plane[] ChannelsLast(double[] values, int samples, int channels, int height, int width) =>
        Split(samples, channels, height, width, (sample, channel, cell) =>
            values[(((sample * height * width) + cell) * channels) + channel]);

    /// <summary>The planes of values with channels first, channel by channel in each sample.</summary>
    public static Plane[] ChannelsFirst(double[] values, int samples, int channels, int height, int width) =>
        Split(samples, channels, height, width, (sample, channel, cell) =>
            values[(((sample * channels) + channel) * height * width) + cell]);

    /// <summary>The name of a plane among others; null if it is the only one.</summary>
    public static string? Title(int index, int samples, int channels)
    {
        (int sample, int channel) = Math.DivRem(index, channels);
        return (samples, channels) switch
        {
            (1, 1) => null,
            (1, _) => $"channel {channel}",
            (_, 1) => $"sample {sample}",
            _ => $"sample {sample}, channel {channel}",
        };
    }

    private static Plane[] Split(
        int samples, int channels, int height, int width, Func<int, int, int, double> value)
    {
        var planes = new Plane[samples * channels];
        for (int i = 0; i < planes.Length; i++)
        {
            (int sample, int channel) = Math.DivRem(i, channels);
            double[] plane = new double[height * width];
            for (int cell = 0; cell < plane.Length; cell++)
            {
                plane[cell] = value(sample, channel, cell);
            }

            planes[i] = new Plane(height, width, plane);
        }

        return planes;
    }
}
