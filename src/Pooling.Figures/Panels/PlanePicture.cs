namespace Pooling.Figures;

/// <summary>Numbers as a picture with a pixel for each.</summary>
internal static class PlanePicture
{
    private const int Levels = 255;
    private const int Gap = 255;

    /// <summary>A PNG file with 255 levels of color.</summary>
    /// <param name="columns">The number of columns.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="fractions">Where each number is on the scale, from 0 to 1, row by row; NaN for a gap.</param>
    /// <param name="scale">The colors.</param>
    /// <param name="gap">The color of gaps; see-through if null.</param>
    public static byte[] Draw(int columns, int rows, ReadOnlySpan<double> fractions, ColorScale scale, Rgb? gap = null)
    {
        byte[] indices = new byte[fractions.Length];
        byte?[] positions = new byte?[Levels + 1];
        var palette = new List<Rgb>();
        int? transparent = null;
        for (int i = 0; i < indices.Length; i++)
        {
            int level = double.IsNaN(fractions[i])
                ? Gap
                : (int)Math.Round(Math.Clamp(fractions[i], 0, 1) * (Levels - 1));
            if (positions[level] is null)
            {
                positions[level] = (byte)palette.Count;
                palette.Add(level == Gap ? gap ?? Rgb.White : scale.At(level / (double)(Levels - 1)));
                transparent = level == Gap && gap is null ? positions[level] : transparent;
            }

            indices[i] = positions[level] ?? 0;
        }

        return Png.Palette(columns, rows, indices, [.. palette], transparent);
    }
}
