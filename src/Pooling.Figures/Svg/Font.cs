namespace Pooling.Figures.Svg;

/// <summary>The font of a text, in pixels.</summary>
/// <param name="Size">The size in pixels.</param>
/// <param name="Color">The color, as CSS has it.</param>
/// <param name="Weight">The weight, as CSS has it; normal if null.</param>
internal readonly record struct Font(double Size, string Color, string? Weight = null)
{
    /// <summary>The height of a line, in sizes of the font.</summary>
    public const double LineHeight = 1.3;

    /// <summary>Reads a font from settings, over another.</summary>
    public static Font Read(Settings settings, Font otherwise) =>
        new(
            Math.Clamp(settings.Number("size", otherwise.Size), 1, 200),
            settings.Text("color", otherwise.Color),
            settings.Text("weight") ?? otherwise.Weight);

    /// <summary>About how wide a text is, in pixels.</summary>
    public double Width(string text) => Markup.Lines(text).Max(line => line.Length) * Size * 0.58;
}
