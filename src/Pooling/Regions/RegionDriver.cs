using System.Buffers;
using System.Numerics;

namespace Pooling;

/// <summary>The loop over the bins of all regions, for every kind of pooling by regions.</summary>
internal static class RegionDriver
{
    /// <summary>Writes the output of every bin: the destination's batch is the regions.</summary>
    public static void Forward<T, TRegions>(
        scoped in TRegions regions, in Images<T> input, in Images<T> destination)
        where T : INumberBase<T>
        where TRegions : IRegions, allows ref struct
    {
        WeightedElement[] memory = ArrayPool<WeightedElement>.Shared.Rent(regions.Capacity);
        for (nint region = 0; region < destination.Batch; region++)
        {
            nint image = regions.ImageOf(region);
            for (int row = 0; row < destination.Height; row++)
            {
                for (int column = 0; column < destination.Width; column++)
                {
                    RegionBin bin = regions.Bin(region, row, column, memory);
                    for (nint channel = 0; channel < destination.Channels; channel++)
                    {
                        destination[region, channel, row, column] =
                            T.CreateTruncating(bin.Pool(input, image, channel, out _));
                    }
                }
            }
        }

        ArrayPool<WeightedElement>.Shared.Return(memory);
    }

    /// <summary>
    /// Spreads the gradient of every bin over the elements that gave its output. Regions overlap, so an image is added up
    /// in double before any of it is rounded.
    /// </summary>
    public static void Backward<T, TRegions>(
        scoped in TRegions regions, in Images<T> input, in Images<T> gradOutput, in Images<T> gradInput)
        where T : INumberBase<T>
        where TRegions : IRegions, allows ref struct
    {
        WeightedElement[] memory = ArrayPool<WeightedElement>.Shared.Rent(regions.Capacity);
        int planeLength = (int)(gradInput.Height * gradInput.Width);
        int imageLength = (int)gradInput.Channels * planeLength;
        double[] sums = ArrayPool<double>.Shared.Rent(imageLength);
        for (nint image = 0; image < gradInput.Batch; image++)
        {
            sums.AsSpan(0, imageLength).Clear();
            for (nint region = 0; region < gradOutput.Batch; region++)
            {
                if (regions.ImageOf(region) != image)
                {
                    continue;
                }

                for (int row = 0; row < gradOutput.Height; row++)
                {
                    for (int column = 0; column < gradOutput.Width; column++)
                    {
                        RegionBin bin = regions.Bin(region, row, column, memory);
                        for (int channel = 0; channel < gradOutput.Channels; channel++)
                        {
                            bin.Pool(input, image, channel, out ReadOnlySpan<WeightedElement> winner);
                            double gradient = double.CreateTruncating(gradOutput[region, channel, row, column]);
                            Spread(gradient / bin.Divisor, winner, gradInput.Width, sums.AsSpan(channel * planeLength));
                        }
                    }
                }
            }

            Write(sums, gradInput, image);
        }

        ArrayPool<WeightedElement>.Shared.Return(memory);
        ArrayPool<double>.Shared.Return(sums);
    }

    private static void Spread(
        double gradient, ReadOnlySpan<WeightedElement> elements, nint width, Span<double> plane)
    {
        foreach (WeightedElement element in elements)
        {
            if (element.Weight != 0)
            {
                plane[(int)((element.Y * width) + element.X)] += gradient * element.Weight;
            }
        }
    }

    private static void Write<T>(ReadOnlySpan<double> sums, in Images<T> gradInput, nint image)
        where T : INumberBase<T>
    {
        int next = 0;
        for (nint channel = 0; channel < gradInput.Channels; channel++)
        {
            for (nint y = 0; y < gradInput.Height; y++)
            {
                for (nint x = 0; x < gradInput.Width; x++)
                {
                    gradInput[image, channel, y, x] = T.CreateTruncating(sums[next++]);
                }
            }
        }
    }
}
