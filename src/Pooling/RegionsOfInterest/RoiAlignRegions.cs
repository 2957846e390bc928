using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// Regions whose bins are sampled between elements (Mask R-CNN): a grid of samples in each bin, and four elements
/// around each sample.
/// </summary>
internal readonly ref struct RoiAlignRegions<T> : IRegions
    where T : INumberBase<T>
{
    public const int ColumnCount = 4;

    public const string Columns = "x1, y1, x2, y2";

    private const int Corners = 4;

    private readonly ReadOnlyTensorSpan<T> _rois;
    private readonly ReadOnlyTensorSpan<long> _batchIndices;
    private readonly RoiAlignSettings _settings;
    private readonly nint _height;
    private readonly nint _width;

    /// <summary>Checks the batch indices and the number of samples; all else has been checked.</summary>
    public RoiAlignRegions(
        in ReadOnlyTensorSpan<T> rois,
        in ReadOnlyTensorSpan<long> batchIndices,
        in RoiAlignSettings settings,
        Volume input)
    {
        _rois = rois;
        _batchIndices = batchIndices;
        _settings = settings;
        _height = input.Height.Length;
        _width = input.Width.Length;
        Shape.CheckSame(batchIndices.Lengths, [rois.Lengths[0]], nameof(batchIndices));
        for (nint region = 0; region < rois.Lengths[0]; region++)
        {
            if (batchIndices[region] < 0 || batchIndices[region] >= input.Batch.Length)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Expected the index of one of {input.Batch.Length} images, but batchIndices[{region}] is {batchIndices[region]}."),
                    nameof(batchIndices));
            }

            (RoiAlignAxis<T> vertical, RoiAlignAxis<T> horizontal) = Axes(region);
            long samples = (long)vertical.Samples * horizontal.Samples;
            if (samples > Array.MaxLength / Corners)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Expected at most {Array.MaxLength / Corners} samples in a bin, but region {region} has {vertical.Samples} rows of {horizontal.Samples}."),
                    nameof(rois));
            }

            Capacity = nint.Max(Capacity, (nint)samples * Corners);
        }
    }

    public nint Capacity { get; }

    public nint ImageOf(nint region) => (nint)_batchIndices[region];

    public RegionBin Bin(nint region, int row, int column, Span<WeightedElement> memory)
    {
        (RoiAlignAxis<T> vertical, RoiAlignAxis<T> horizontal) = Axes(region);
        int count = 0;
        for (int sampleRow = 0; sampleRow < vertical.Samples; sampleRow++)
        {
            BilinearPoint y = vertical.Sample(row, sampleRow, _height);
            for (int sampleColumn = 0; sampleColumn < horizontal.Samples; sampleColumn++)
            {
                BilinearPoint x = horizontal.Sample(column, sampleColumn, _width);
                memory[count++] = new WeightedElement(y.Low, x.Low, y.LowWeight * x.LowWeight);
                memory[count++] = new WeightedElement(y.Low, x.High, y.LowWeight * x.HighWeight);
                memory[count++] = new WeightedElement(y.High, x.Low, y.HighWeight * x.LowWeight);
                memory[count++] = new WeightedElement(y.High, x.High, y.HighWeight * x.HighWeight);
            }
        }

        ReadOnlySpan<WeightedElement> elements = memory[..count];
        return _settings.Mode switch
        {
            RoiAlignMode.Average => new RegionBin(elements, groupSize: int.Max(count, 1), int.Max(count / Corners, 1)),
            RoiAlignMode.Max => new RegionBin(elements, groupSize: Corners),
            _ => new RegionBin(elements, groupSize: 1),
        };
    }

    private (RoiAlignAxis<T> Vertical, RoiAlignAxis<T> Horizontal) Axes(nint region)
    {
        Region scaled = Region.Read(_rois, region, _settings.SpatialScale);
        return (
            new RoiAlignAxis<T>(scaled.Top, scaled.Bottom, _settings.OutputSize.Height, _settings),
            new RoiAlignAxis<T>(scaled.Left, scaled.Right, _settings.OutputSize.Width, _settings));
    }
}
