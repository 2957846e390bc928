namespace Pooling;

/// <summary>
/// The way back along an axis on which windows slide: positions fall into as many phases as the stride is long, and all of a
/// phase are covered by windows at the same distances.
/// </summary>
/// <param name="Windows">The windows.</param>
/// <param name="Length">The number of elements.</param>
internal readonly record struct Reach(Slide Windows, nint Length)
{
    /// <summary>How many windows before its own a position is reached by.</summary>
    public nint Before => (Windows.Size - 1) * Windows.Dilation / Windows.Stride;

    /// <summary>How many positions a phase has, from that of the first window on.</summary>
    public nint Steps => (Length + Windows.Before + Windows.Stride - 1) / Windows.Stride;

    /// <summary>How many windows or positions of a phase there are, whichever is more.</summary>
    public nint Room => nint.Max(Steps, Windows.Count);

    /// <summary>Whether there is not much more room for windows than there are elements.</summary>
    public bool IsSmall => Windows.Stride * (Before + Room) <= (4 * Length) + 64;

    /// <summary>The way back along an axis, if its windows slide.</summary>
    public static bool TryCreate(in AxisReduction axis, out Reach reach)
    {
        bool slides = axis.TryGetSlide(out Slide slide);
        if (!slides && axis is { Length: 1, SourceLength: 1 })
        {
            slide = new Slide(1, 1, 1, 0, 1);
            slides = true;
        }

        reach = new Reach(slide, axis.SourceLength);
        return slides;
    }

    /// <summary>Whether a position of a window is of a phase, and how many windows before the phase's own it belongs to.</summary>
    public bool Reaches(nint position, nint phase, out nint distance)
    {
        (distance, nint rest) = nint.DivRem((position * Windows.Dilation) - phase, Windows.Stride);
        return rest == 0 && distance >= 0;
    }

    /// <summary>The steps of a phase, of some, that are elements.</summary>
    public (nint First, nint End) Inside(nint phase, nint first, nint end)
    {
        nint from = Windows.Before - phase;
        nint to = Length + from;
        return (
            nint.Max(first, from <= 0 ? 0 : (from + Windows.Stride - 1) / Windows.Stride),
            nint.Min(end, to <= 0 ? 0 : (to + Windows.Stride - 1) / Windows.Stride));
    }

    /// <summary>The element at a step of a phase.</summary>
    public nint ElementAt(nint step, nint phase) => (step * Windows.Stride) + phase - Windows.Before;
}
