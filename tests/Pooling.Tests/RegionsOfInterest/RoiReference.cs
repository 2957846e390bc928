namespace Pooling.Tests;

/// <summary>
/// Pooling of regions by its definitions, for one channel of one image in double. Slow, and shares nothing with the
/// library.
/// </summary>
internal static class RoiReference
{
    /// <summary>Every element of the image that lies in a bin, by asking each element.</summary>
    public static List<(int Y, int X)> ElementsOfMaxBin(
        int height, int width, double[] roi, double scale, int rows, int columns, int row, int column)
    {
        (int left, int right) = Whole(roi[0] * scale, roi[2] * scale);
        (int top, int bottom) = Whole(roi[1] * scale, roi[3] * scale);
        List<(int Y, int X)> elements = [];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (Touches(y - top, bottom - top + 1, row, rows) && Touches(x - left, right - left + 1, column, columns))
                {
                    elements.Add((y, x));
                }
            }
        }

        return elements;
    }

    public static double Max(double[,] image, List<(int Y, int X)> elements)
    {
        double[] values = [.. elements.Select(place => image[place.Y, place.X])];
        return values.Length == 0 ? 0 : values.Any(double.IsNaN) ? double.NaN : values.Max();
    }

    public static double Align(
        double[,] image,
        double[] roi,
        double scale,
        int rows,
        int columns,
        int row,
        int column,
        RoiAlignMode mode,
        bool halfPixel,
        int samplingRatio)
    {
        double[] scaled = [.. roi.Select(coordinate => (coordinate * scale) - (halfPixel ? 0.5 : 0))];
        double[] ys = Samples(scaled[1], scaled[3], rows, row, halfPixel, samplingRatio);
        double[] xs = Samples(scaled[0], scaled[2], columns, column, halfPixel, samplingRatio);
        List<double> samples = [];
        foreach (double y in ys)
        {
            foreach (double x in xs)
            {
                double[] products = Products(image, y, x);
                samples.Add(mode == RoiAlignMode.MaxOfCorners ? products.Max() : products.Sum());
            }
        }

        return samples.Count == 0 ? 0 : mode == RoiAlignMode.Average ? samples.Average() : samples.Max();
    }

    /// <summary>The four products of a bilinear interpolation.</summary>
    private static double[] Products(double[,] image, double y, double x)
    {
        int height = image.GetLength(0);
        int width = image.GetLength(1);
        if (y < -1 || y > height || x < -1 || x > width)
        {
            return [0, 0, 0, 0];
        }

        y = Math.Min(Math.Max(y, 0), height - 1);
        x = Math.Min(Math.Max(x, 0), width - 1);
        List<double> products = [];
        foreach (int cornerY in (int[])[(int)Math.Floor(y), (int)Math.Floor(y) + 1])
        {
            foreach (int cornerX in (int[])[(int)Math.Floor(x), (int)Math.Floor(x) + 1])
            {
                double weight = (1 - Math.Abs(y - cornerY)) * (1 - Math.Abs(x - cornerX));
                products.Add(weight == 0 ? 0 : weight * image[cornerY, cornerX]);
            }
        }

        return [.. products];
    }

    private static double[] Samples(double start, double end, int bins, int bin, bool halfPixel, int samplingRatio)
    {
        double size = halfPixel ? end - start : Math.Max(end - start, 1);
        int count = samplingRatio > 0 ? samplingRatio : Math.Max((int)Math.Ceiling(size / bins), 0);
        return [.. Enumerable.Range(0, count).Select(i => start + (size / bins * (bin + ((i + 0.5) / count))))];
    }

    /// <summary>
    /// Whether element <paramref name="i"/> of a region overlaps the part of the region that a bin is.
    /// </summary>
    private static bool Touches(long i, long size, int bin, int bins) => (i + 1) * bins > bin * size && i * bins < (bin + 1) * size;

    private static (int First, int Last) Whole(double start, double end)
    {
        int first = (int)Math.Round((decimal)start, MidpointRounding.AwayFromZero);
        int last = (int)Math.Round((decimal)end, MidpointRounding.AwayFromZero);
        return (first, Math.Max(first, last));
    }
}
