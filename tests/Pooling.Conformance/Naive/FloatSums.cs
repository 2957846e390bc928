namespace Pooling.Conformance.Naive;

/// <summary>What may be lost where windows have so few elements that sums may be kept as <see cref="float"/>.</summary>
internal static class FloatSums
{
    /// <summary>Windows of more elements, and their gradients, are summed as <see cref="double"/>.</summary>
    private const int MostElements = 4096;

    /// <summary>Windows of more elements are sums of sums, so that errors do not grow with them any further.</summary>
    private const int MostRoundings = 512;

    /// <summary>Where windows of few elements overlap by one, more of them may cover an element than they have elements.</summary>
    private const int MostCorners = 8;

    /// <summary>What adding a number may lose, relative to the sum of magnitudes.</summary>
    private static double Loss => Math.ScaleB(1, -24);

    /// <summary>How far the sum of numbers may be off whose magnitudes have a sum.</summary>
    public static double SlackOfSum<T>(double magnitude, int count) =>
        count <= MostElements && (typeof(T) == typeof(float) || typeof(T) == typeof(Half))
            ? (int.Min(count, MostRoundings) * magnitude * Loss) + (count * Math.ScaleB(1, -137))
            : count * magnitude * 1e-15;

    /// <summary>How far the share of a window in a gradient may be off.</summary>
    public static double SlackOf<T>(double share, int elements) =>
        typeof(T) == typeof(float) && elements <= MostElements && double.IsFinite(share)
            ? (elements + MostCorners) * ((Math.Abs(share) * Loss) + float.Epsilon)
            : 0;
}
