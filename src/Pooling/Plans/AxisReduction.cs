namespace Pooling;

/// <summary>
/// What each position of a target axis is made of: forward, the elements that a window covers; transposed, the windows
/// that cover an element, which is how a gradient comes back.
/// </summary>
internal readonly struct AxisReduction(AxisWindows windows, bool isTransposed)
{
    /// <summary>Windows that are as long, in strides, share much.</summary>
    private const int SharingSize = 8;

    private readonly AxisWindows _windows = windows;

    /// <summary>The number of target positions.</summary>
    public nint Length => isTransposed ? _windows.InputLength : _windows.OutputLength;

    /// <summary>The number of source positions.</summary>
    public nint SourceLength => isTransposed ? _windows.OutputLength : _windows.InputLength;

    /// <summary>How many source positions a target position has at the most.</summary>
    public nint MostSources
    {
        get
        {
            if (TryGetSlide(out Slide slide))
            {
                return nint.Min(slide.Size, SourceLength);
            }

            nint most = 0;
            for (nint target = 0; target < Length; target++)
            {
                most = nint.Max(most, Sources(target, out _).Length);
            }

            return most;
        }
    }

    /// <summary>The source positions of a target position, and how many there are with the padding.</summary>
    public ElementRange Sources(nint target, out WindowCount count)
    {
        if (isTransposed)
        {
            ElementRange covering = _windows.Covering(target);
            count = new WindowCount(covering.Length, covering.Length, covering.Length);
            return covering;
        }

        ElementRange positions = _windows.Positions(target);
        ElementRange elements = positions.Within(0, _windows.InputLength);
        count = new WindowCount(elements.Length, positions.Length, _windows.FullLength(target));
        return elements;
    }

    /// <summary>Whether no source position belongs to more than one target position.</summary>
    public bool IsDisjoint
    {
        get
        {
            nint end = 0;
            for (nint target = 0; target < Length; target++)
            {
                ElementRange sources = Sources(target, out _);
                if (sources.Length > 0 && sources.Start < end)
                {
                    return false;
                }

                end = nint.Max(end, sources.End);
            }

            return true;
        }
    }

    /// <summary>Whether target positions that have no source position in common have them all.</summary>
    public bool CoversSource
    {
        get
        {
            nint count = 0;
            for (nint target = 0; target < Length; target++)
            {
                count += Sources(target, out _).Length;
            }

            return count == SourceLength;
        }
    }

    /// <summary>Whether windows slide by much less than they are long.</summary>
    public bool SharesMuch => TryGetSlide(out Slide slide) && slide.Size >= SharingSize * slide.Stride;

    /// <summary>Whether what the target positions are made of is of one size and evenly spaced, and how.</summary>
    public bool TryGetSlide(out Slide slide)
    {
        if (!_windows.TryGetSlide(out slide))
        {
            return false;
        }

        if (isTransposed)
        {
            // An element is covered by the windows that start up to a window's length before it.
            slide = slide with { Before = ((slide.Size - 1) * slide.Dilation) - slide.Before, Count = _windows.InputLength };
            return slide.Stride == 1;
        }

        return true;
    }
}
