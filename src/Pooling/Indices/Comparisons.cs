namespace Pooling;

/// <summary>What there is to compare in windows to find their winners. Windows with few elements have them compared one by one.</summary>
internal sealed class Comparisons
{
    /// <summary>More elements than these are too many.</summary>
    public const int Most = 64;

    /// <summary>Windows that overlap share most of what is compared, but not element by element, so that fewer are too many.</summary>
    private const int MostShared = 32;

    /// <param name="plan">Windows that are the same in all planes.</param>
    public Comparisons(PoolingPlan plan)
    {
        ref readonly PlaneReduction plane = ref plan.Shared;
        double byRows = ByRows(plane);
        double oneByOne = OneByOne(plane);
        HaveRowsInCommon = byRows < oneByOne;
        ShareRows = byRows <= 0.75 * oneByOne;
        AreFew = plan.Target.Count > 0 && FewIn(plane, plan.IsDisjoint ? Most : MostShared, ShareRows);
        Reach = (((ExtentOf(plane.Depth) * plan.Source.Height.Length) + ExtentOf(plane.Height)) * plan.Source.Width.Length)
            + ExtentOf(plane.Width);
    }

    /// <summary>
    /// Whether windows have few elements, or as few rows and columns where they share rows; or they are so large, and share so
    /// much, that they are made of few parts.
    /// </summary>
    public bool AreFew { get; }

    /// <summary>
    /// Whether it costs less to find the winners of each row first, which several windows share: that takes at most three
    /// quarters of the comparisons.
    /// </summary>
    public bool ShareRows { get; }

    /// <summary>Whether it takes fewer comparisons to find the winners of each row first.</summary>
    public bool HaveRowsInCommon { get; }

    /// <summary>How far apart in the plane the elements of a window lie at the most.</summary>
    public Int128 Reach { get; }

    private static bool FewIn(in PlaneReduction plane, nint most, bool shareRows)
    {
        nint depths = plane.Depth.MostSources;
        nint heights = plane.Height.MostSources;
        bool slides = plane.Width.TryGetSlide(out Slide width);
        nint widths = slides ? width.Size : plane.Width.MostSources;
        if (shareRows && plane.Height.TryGetSlide(out Slide height) && WindowParts.PayForRows(height))
        {
            heights = nint.Min(heights, WindowParts.Growth);
        }

        if (slides && (shareRows || depths * heights == 1) && WindowParts.PayInRows(width))
        {
            widths = nint.Min(widths, WindowParts.Growth);
        }

        return depths <= most
            && heights <= most
            && widths <= most
            && depths * heights * (shareRows ? 1 : widths) <= most;
    }

    /// <summary>With how many elements a window's are compared.</summary>
    private static double OneByOne(in PlaneReduction plane) =>
        (double)plane.Depth.MostSources * plane.Height.MostSources * plane.Width.MostSources;

    /// <summary>The same with the winners of rows, and what each new row takes to find its own; infinite where rows do not slide.</summary>
    private static double ByRows(in PlaneReduction plane)
    {
        if (!plane.Height.TryGetSlide(out Slide height))
        {
            return double.PositiveInfinity;
        }

        nint depth = plane.Depth.TryGetSlide(out Slide slide) ? slide.Stride : 1;
        return ((double)depth * height.Stride * plane.Width.MostSources) + ((double)plane.Depth.MostSources * height.Size) + 1;
    }

    private static Int128 ExtentOf(in AxisReduction axis)
    {
        if (axis.TryGetSlide(out Slide slide))
        {
            return (slide.Size - 1) * slide.Dilation;
        }

        nint extent = 0;
        for (nint target = 0; target < axis.Length; target++)
        {
            ElementRange sources = axis.Sources(target, out _);
            extent = nint.Max(extent, sources.End - sources.Start);
        }

        return extent;
    }
}
