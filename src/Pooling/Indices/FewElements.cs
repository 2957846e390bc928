namespace Pooling;

/// <summary>Which windows have so few elements that these are compared one by one to find the winner.</summary>
internal static class FewElements
{
    /// <summary>More elements than these are too many.</summary>
    public const int Most = 64;

    /// <summary>Windows that overlap share most of what is compared, but not element by element, so that fewer are too many.</summary>
    private const int MostShared = 32;

    /// <summary>Whether these windows have few elements, or as few rows and columns where they share rows.</summary>
    public static bool AreIn(PoolingPlan plan)
    {
        if (plan.IsFlat || plan.VariesByPlane || plan.Target.Count == 0)
        {
            return false;
        }

        PlaneReduction plane = plan.Of(0, 0);
        nint most = plan.IsDisjoint ? Most : MostShared;
        nint depths = plane.Depth.MostSources;
        nint heights = plane.Height.MostSources;
        nint widths = plane.Width.TryGetSlide(out Slide slide) ? slide.Size : plane.Width.MostSources;
        return depths <= most
            && heights <= most
            && widths <= most
            && depths * heights * (ShareRows(plane) ? 1 : widths) <= most;
    }

    /// <summary>
    /// Whether it costs less to find the winners of each row first, which several windows share: that takes at most three
    /// quarters of the comparisons.
    /// </summary>
    public static bool ShareRows(in PlaneReduction plane) => ByRows(plane) <= 0.75 * OneByOne(plane);

    /// <summary>Whether it takes fewer comparisons to find the winners of each row first.</summary>
    public static bool HaveRowsInCommon(in PlaneReduction plane) => ByRows(plane) < OneByOne(plane);

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

    /// <summary>How far apart in the plane the elements of a window lie at the most.</summary>
    public static Int128 Reach(PoolingPlan plan)
    {
        PlaneReduction plane = plan.Of(0, 0);
        Int128 height = plan.Source.Height.Length;
        return (((ExtentOf(plane.Depth) * height) + ExtentOf(plane.Height)) * plan.Source.Width.Length) + ExtentOf(plane.Width);
    }

    private static nint ExtentOf(in AxisReduction axis)
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
