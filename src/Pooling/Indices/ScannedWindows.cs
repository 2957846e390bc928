namespace Pooling;

/// <summary>Windows that start at every position of an axis, all of which have elements. Positions are counted from where the first starts.</summary>
/// <param name="Count">The number of windows.</param>
/// <param name="Size">The number of a window's positions.</param>
/// <param name="First">The position of the first element.</param>
/// <param name="End">The position after the last element.</param>
internal readonly record struct ScannedWindows(nint Count, nint Size, nint First, nint End)
{
    /// <summary>The windows of an axis, if they are of the kind.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="windows">The windows.</param>
    public static bool TryCreate(in AxisReduction axis, out ScannedWindows windows)
    {
        windows = new ScannedWindows(1, 1, 0, 1);
        if (axis is { Length: 1, SourceLength: 1 })
        {
            return true;
        }

        if (!axis.TryGetSlide(out Slide slide) || slide is not ({ Dilation: 1 } and ({ Stride: 1 } or { Count: 1 })))
        {
            return false;
        }

        windows = new ScannedWindows(slide.Count, slide.Size, slide.Before, slide.Before + axis.SourceLength);
        return slide.Before >= 0 && slide.Before < slide.Size && windows.Count <= windows.End;
    }
}
