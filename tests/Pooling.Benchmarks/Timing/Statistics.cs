namespace Pooling.Benchmarks;

/// <summary>What timings are summed up with.</summary>
internal static class Statistics
{
    /// <summary>The median; of an even number of values, the larger of the middle two. Null if there are none.</summary>
    public static double? Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : sorted[sorted.Length / 2];
    }
}
