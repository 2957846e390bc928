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

    /// <summary>Whether it costs less to find the winners of each row first, which several windows share.</summary>
    public static bool ShareRows(in PlaneReduction plane)
    {
        if (!plane.Height.TryGetSlide(out Slide height))
        {
            return false;
        }

        nint depth = plane.Depth.TryGetSlide(out Slide slide) ? slide.Stride : 1;
        nint rows = plane.Depth.MostSources * height.Size;
        nint width = plane.Width.MostSources;
        return ((Int128)depth * height.Stride * width) + rows + 1 < (Int128)rows * width;
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
