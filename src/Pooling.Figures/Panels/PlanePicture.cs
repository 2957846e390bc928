namespace Pooling.Figures;

/// <summary>Numbers as a picture with a pixel for each.</summary>
internal static class PlanePicture
{
    private const int Gap = 255;

    /// <summary>A PNG file; NaN has the color of a gap.</summary>
    public static byte[] Draw(Plane plane, ValueColors colors)
    {
        byte[] indices = new byte[plane.Values.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            double value = plane.Values[i];
            indices[i] = double.IsNaN(value) ? (byte)Gap : (byte)Math.Round(colors.Fraction(value) * (Gap - 1));
        }

        Rgb[] palette = new Rgb[Gap + 1];
        for (int i = 0; i < Gap; i++)
        {
            palette[i] = colors.Scale.At(i / (double)(Gap - 1));
        }

        palette[Gap] = Rgb.TryParse(Theme.Gap, out Rgb gap) ? gap : Rgb.White;
        return Png.Palette(plane.Columns, plane.Rows, indices, palette);
    }
}
