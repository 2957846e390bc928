using System.Numerics;

namespace Pooling;

/// <summary>
/// One bin of a region: the elements it reads, in groups of equal size. The output is the largest sum of a group, over
/// the divisor; a bin that reads nothing gives 0. One group is an average, groups of one element are a max.
/// </summary>
internal readonly ref struct RegionBin
{
    private readonly ReadOnlySpan<WeightedElement> _elements;
    private readonly int _groupSize;

    public RegionBin(ReadOnlySpan<WeightedElement> elements, int groupSize, double divisor = 1)
    {
        _elements = elements;
        _groupSize = groupSize;
        Divisor = divisor;
    }

    public double Divisor { get; }

    /// <summary>The output of the bin for one channel of an image.</summary>
    /// <param name="images">The images, with their channels as planes.</param>
    /// <param name="image">The image.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="winner">
    /// The group that gave the output: the last with a NaN if there is one, else the first of the largest.
    /// </param>
    public double Pool<T>(
        in Elements<T> images, nint image, nint channel, out ReadOnlySpan<WeightedElement> winner)
        where T : INumberBase<T>
    {
        winner = default;
        double largest = 0;
        for (int start = 0; start < _elements.Length; start += _groupSize)
        {
            ReadOnlySpan<WeightedElement> group = _elements.Slice(start, _groupSize);
            double sum = 0;
            foreach (WeightedElement element in group)
            {
                // Without weight an element counts as 0, even if it is a NaN or infinite.
                if (element.Weight != 0)
                {
                    sum += element.Weight * double.CreateSaturating(images[image, channel, 0, element.Y, element.X]);
                }
            }

            if (start == 0 || sum > largest || double.IsNaN(sum))
            {
                winner = group;
            }

            largest = start == 0 ? sum : double.Max(largest, sum);
        }

        return largest / Divisor;
    }
}
