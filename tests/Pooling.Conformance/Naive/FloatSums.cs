namespace Pooling.Conformance.Naive;

/// <summary>What may be lost where windows have so few elements that sums may be kept as <see cref="float"/>.</summary>
internal static class FloatSums
{
    /// <summary>Windows of more elements are summed as <see cref="double"/>.</summary>
    public const int MostElements = 256;

    /// <summary>Where windows of few elements overlap by one, more of them may cover an element than they have elements.</summary>
    private const int MostCorners = 8;

    /// <summary>What adding a number may lose, relative to the sum of magnitudes.</summary>
    public static double Loss => Math.ScaleB(1, -24);

    /// <summary>How far the share of a window in a gradient may be off.</summary>
    public static double SlackOf<T>(double share, int elements) =>
        typeof(T) == typeof(float) && elements <= MostElements && double.IsFinite(share)
            ? (elements + MostCorners) * ((Math.Abs(share) * Loss) + float.Epsilon)
            : 0;
}
