namespace Pooling.Figures.Svg;

/// <summary>A picture, given by its address or by its pixels.</summary>
internal sealed class ImageTrace : Trace
{
    private readonly string? _source;
    private readonly int _width;
    private readonly int _height;

    public ImageTrace(Settings settings, Axis x, Axis y, string color)
        : base(settings, x, y, color)
    {
        _source = settings.Text("source");
        if (_source is not null)
        {
            (_width, _height) = Png.SizeOf(_source);
        }
        else
        {
            (_source, _width, _height) = FromPixels(settings);
        }
    }

    private (double X, double Y) Origin => (Settings.Number("x0", 0), Settings.Number("y0", 0));

    private (double X, double Y) Step => (Settings.Number("dx", 1), Settings.Number("dy", 1));

    public override void Extend()
    {
        X.Extend(Origin.X - (Step.X / 2));
        X.Extend(Origin.X + ((_width - 0.5) * Step.X));
        Y.Extend(Origin.Y - (Step.Y / 2));
        Y.Extend(Origin.Y + ((_height - 0.5) * Step.Y));
    }

    public override void Draw(SvgWriter svg)
    {
        // Only what is inside the file itself: a picture must not fetch anything.
        if (_source?.StartsWith("data:image/", StringComparison.Ordinal) != true || _width == 0)
        {
            return;
        }

        double left = X.Pixel(Origin.X - (Step.X / 2));
        double right = X.Pixel(Origin.X + ((_width - 0.5) * Step.X));
        double top = Y.Pixel(Origin.Y - (Step.Y / 2));
        double bottom = Y.Pixel(Origin.Y + ((_height - 0.5) * Step.Y));
        bool smooth = Settings.Text("zsmooth") == "fast";
        DrawImage(
            svg,
            _source,
            Math.Min(left, right),
            Math.Min(top, bottom),
            Math.Abs(right - left),
            Math.Abs(bottom - top),
            smooth);
    }

    public static void DrawImage(
        SvgWriter svg, string source, double x, double y, double width, double height, bool smooth) =>
        svg.Element(
            "image",
            ("x", x),
            ("y", y),
            ("width", width),
            ("height", height),
            ("preserveAspectRatio", "none"),
            ("image-rendering", smooth ? null : "pixelated"),
            ("href", source));

    private static (string? Source, int Width, int Height) FromPixels(Settings settings)
    {
        double[][][] rows = settings.Pixels("z");
        int height = rows.Length;
        int width = height == 0 ? 0 : rows.Max(row => row.Length);
        if (width == 0)
        {
            return (null, 0, 0);
        }

        byte[] pixels = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < rows[y].Length; x++)
            {
                for (int channel = 0; channel < Math.Min(3, rows[y][x].Length); channel++)
                {
                    double value = rows[y][x][channel];
                    pixels[(((y * width) + x) * 3) + channel] =
                        double.IsFinite(value) ? (byte)Math.Clamp(Math.Round(value), 0, 255) : (byte)0;
                }
            }
        }

        return (Png.ToDataUri(Png.Rgb(width, height, pixels)), width, height);
    }
}
