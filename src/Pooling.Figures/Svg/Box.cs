namespace Pooling.Figures.Svg;

/// <summary>A rectangle in pixels; <paramref name="Top"/> is less than <paramref name="Bottom"/>.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;
}
