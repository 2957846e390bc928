namespace Pooling.Figures;

/// <summary>A rectangle in pixels, measured from the left and the top.</summary>
internal readonly record struct PixelArea(double Left, double Top, double Width, double Height);
