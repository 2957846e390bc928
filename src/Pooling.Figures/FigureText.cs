using System.Globalization;
using System.Text.Json;
using Pooling.Figures.Svg;

namespace Pooling.Figures;

/// <summary>A figure in words.</summary>
internal static class FigureText
{
    /// <summary>One line: the title, the types of the traces and the size.</summary>
    public static string Describe(Figure figure)
    {
        using JsonDocument document = JsonDocument.Parse(figure.ToJson());
        var settings = new Settings(document.RootElement);
        Settings layout = settings.Section("layout");
        string[] types = [.. settings.Sections("data").Select(trace => trace.Text("type", "scatter")).Distinct()];
        string what = types.Length == 0 ? "no traces" : string.Join(", ", types);
        string frames = figure.Frames.Count == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {figure.Frames.Count} frames");
        double width = layout.Number("width", SvgPicture.DefaultWidth);
        double height = layout.Number("height", SvgPicture.DefaultHeight);
        return string.Create(
            CultureInfo.InvariantCulture, $"{Title(layout) ?? "Figure"} ({what}{frames}, {width:0}x{height:0} pixels)");
    }

    /// <summary>The title as plain text; null if there is none.</summary>
    public static string? Title(Settings layout) => TitleMarkup(layout) is { } title ? Markup.Plain(title) : null;

    /// <summary>The title with Plotly's markup; null if there is none.</summary>
    public static string? TitleMarkup(Settings layout) => layout.Text("title.text") ?? layout.Text("title");
}
