namespace Pooling;

/// <summary>
/// Where a sample lies along one axis: between two neighbors, with a weight for each. A sample too far outside has
/// weights of 0.
/// </summary>
internal readonly record struct BilinearPoint(nint Low, nint High, double LowWeight, double HighWeight)
{
    /// <summary>
    /// A sample at a position where element <c>i</c> is at <c>i</c>. Up to one element before the first it has the
    /// value of the first, and from the last up to the length that of the last.
    /// </summary>
    public static BilinearPoint At(double position, nint length)
    {
        if (position < -1 || position > length)
        {
            return default;
        }

        double inside = double.Clamp(position, 0, length - 1);
        nint low = (nint)inside;
        double high = inside - low;
        return new BilinearPoint(low, nint.Min(low + 1, length - 1), 1 - high, high);
    }
}
