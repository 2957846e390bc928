namespace Pooling;

/// <summary>Windows of one size, evenly spaced along an axis.</summary>
/// <param name="Size">The number of a window's positions.</param>
/// <param name="Stride">The distance between the starts of windows.</param>
/// <param name="Dilation">The distance between the positions of a window.</param>
/// <param name="Before">How far before the first element the first window starts.</param>
/// <param name="Count">The number of windows.</param>
internal readonly record struct Slide(nint Size, nint Stride, nint Dilation, nint Before, nint Count)
{
    /// <summary>The number of positions from the first window's first to the last window's last.</summary>
    public nint Length => ((Count - 1) * Stride) + ((Size - 1) * Dilation) + 1;

    /// <summary>Finds the windows that lie wholly inside a source: from the first up to but without the end.</summary>
    public bool TryFindInside(nint sourceLength, out nint first, out nint end)
    {
        first = nint.Max(0, (Before + Stride - 1) / Stride);
        nint room = sourceLength + Before - ((Size - 1) * Dilation) - 1;
        end = room < 0 ? 0 : nint.Min(Count, (room / Stride) + 1);
        return first < end;
    }
}
