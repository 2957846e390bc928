using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// Regions whose bins are rectangles of elements (Fast R-CNN): rounded coordinates, both ends inside, and a bin for
/// each part of the region, reaching outward to whole elements.
/// </summary>
internal readonly ref struct RoiMaxRegions<T> : IRegions
    where T : INumberBase<T>
{
    public const int ColumnCount = 5;

    public const string Columns = "image, x1, y1, x2, y2";

    private readonly ReadOnlyTensorSpan<T> _rois;
    private readonly double _spatialScale;
    private readonly Size2D _bins;
    private readonly nint _height;
    private readonly nint _width;

    /// <summary>Checks the images that the regions name; all else has been checked.</summary>
    public RoiMaxRegions(in ReadOnlyTensorSpan<T> rois, Size2D bins, double spatialScale, Volume input)
    {
        _rois = rois;
        _bins = bins;
        _spatialScale = spatialScale;
        _height = input.Height.Length;
        _width = input.Width.Length;
        for (nint region = 0; region < rois.Lengths[0]; region++)
        {
            double image = double.CreateSaturating(rois[region, 0]);
            if (!(image >= 0 && image < input.Batch.Length && double.IsInteger(image)))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Expected the index of one of {input.Batch.Length} images, but rois[{region}, 0] is {rois[region, 0]}."),
                    nameof(rois));
            }

            Region scaled = Region.Read(rois, region, spatialScale);
            Capacity = nint.Max(
                Capacity,
                Longest(scaled.Top, scaled.Bottom, bins.Height, _height)
                * Longest(scaled.Left, scaled.Right, bins.Width, _width));
        }
    }

    public nint Capacity { get; }

    public nint ImageOf(nint region) => nint.CreateSaturating(_rois[region, 0]);

    public RegionBin Bin(nint region, int row, int column, Span<WeightedElement> memory)
    {
        Region scaled = Region.Read(_rois, region, _spatialScale);
        (nint top, nint bottom) = Part(scaled.Top, scaled.Bottom, row, _bins.Height, _height);
        (nint left, nint right) = Part(scaled.Left, scaled.Right, column, _bins.Width, _width);
        int count = 0;
        for (nint y = top; y < bottom; y++)
        {
            for (nint x = left; x < right; x++)
            {
                memory[count++] = new WeightedElement(y, x, 1);
            }
        }

        return new RegionBin(memory[..count], groupSize: 1);
    }

    /// <summary>The elements of an axis that a bin covers, from the first up to, but without, the last.</summary>
    private static (nint First, nint End) Part(double start, double end, int bin, int bins, nint length)
    {
        (long first, long size) = Whole(start, end);
        // In whole numbers, so that no bin gains an element by rounding.
        long binFirst = first + (bin * size / bins);
        long binEnd = first + ((((bin + 1) * size) + bins - 1) / bins);
        return ((nint)long.Clamp(binFirst, 0, length), (nint)long.Clamp(binEnd, 0, length));
    }

    /// <summary>The most elements of an axis that a bin covers.</summary>
    private static nint Longest(double start, double end, int bins, nint length) =>
        nint.Min((nint)((Whole(start, end).Size / bins) + 2), length);

    /// <summary>
    /// The rounded first element of a region along an axis, and its size: 1 if it ends before it starts.
    /// </summary>
    private static (long First, long Size) Whole(double start, double end)
    {
        long first = (long)double.Round(start, MidpointRounding.AwayFromZero);
        long last = (long)double.Round(end, MidpointRounding.AwayFromZero);
        return (first, long.Max(last - first + 1, 1));
    }
}
