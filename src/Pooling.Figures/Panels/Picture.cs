namespace Pooling.Figures;

/// <summary>Values as gray or color pixels.</summary>
internal static class Picture
{
    private const byte Gap = 255;
    private static readonly Rgb GapColor = new(0xF4, 0x9A, 0xC2);

    /// <summary>A PNG file.</summary>
    /// <param name="values">The values, row by row, the channels of a pixel together.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="channels">1 for gray, 3 for red, green and blue.</param>
    /// <param name="black">The value that is black.</param>
    /// <param name="white">The value that is full bright.</param>
    public static byte[] Draw(double[] values, int width, int height, int channels, double black, double white)
    {
        byte[] pixels = Array.ConvertAll(values, value =>
        {
            double brightness = Math.Clamp((value - black) / (white - black), 0, 1);
            return (byte)Math.Round(brightness * 255, MidpointRounding.AwayFromZero);
        });
        if (channels == 3)
        {
            for (int i = 0; i < values.Length; i += 3)
            {
                if (double.IsNaN(values[i]) || double.IsNaN(values[i + 1]) || double.IsNaN(values[i + 2]))
                {
                    (pixels[i], pixels[i + 1], pixels[i + 2]) = (GapColor.R, GapColor.G, GapColor.B);
                }
            }

            return Png.Rgb(width, height, pixels);
        }

        return values.Any(double.IsNaN)
            ? DrawWithGaps(values, pixels, width, height)
            : Png.Gray(width, height, pixels);
    }

    /// <summary>A gray picture with one color more; so that it has room, the two brightest grays are one.</summary>
    private static byte[] DrawWithGaps(double[] values, byte[] pixels, int width, int height)
    {
        Rgb[] palette = new Rgb[Gap + 1];
        for (int i = 0; i < Gap; i++)
        {
            palette[i] = new Rgb((byte)i, (byte)i, (byte)i);
        }

        palette[Gap - 1] = Rgb.White;
        palette[Gap] = GapColor;
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = double.IsNaN(values[i]) ? Gap : Math.Min(pixels[i], (byte)(Gap - 1));
        }

        return Png.Palette(width, height, pixels, palette);
    }
}
