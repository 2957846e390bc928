namespace Notebooks.Cli.Pages;

/// <summary>SVG pictures as text.</summary>
internal static class SvgText
{
    /// <summary>
    /// The picture with the namespace that it needs in a file of its own, or as an <c>img</c>, but not within HTML.
    /// </summary>
    public static string AsFile(string svg)
    {
        const string Tag = "<svg";
        var start = svg.IndexOf(Tag, StringComparison.Ordinal);
        var end = start < 0 ? -1 : svg.IndexOf('>', start);
        return end < 0 || svg.AsSpan(start, end - start).Contains("xmlns=", StringComparison.Ordinal)
            ? svg
            : svg.Insert(start + Tag.Length, " xmlns=\"http://www.w3.org/2000/svg\"");
    }
}
