using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>The loop over the bins of all regions, for every kind of pooling by regions.</summary>
internal static class RegionDriver
{
    /// <summary>Writes the output of every bin: the destination's batch is the regions.</summary>
    public static void Forward<T, TRegions>(
        scoped in TRegions regions, in ReadOnlyTensorSpan<T> input, DataFormat dataFormat, in TensorSpan<T> destination)
        where T : INumberBase<T>
        where TRegions : IRegions, allows ref struct
    {
        Volume bins = Volume.Of(destination.Lengths, destination.Strides, dataFormat, byPlane: true);
        Elements<T> images = Elements<T>.Of(input, Volume.Of(input.Lengths, input.Strides, dataFormat, byPlane: true));
        Elements<T> outputs = Elements<T>.Of(destination, bins);
        using Scratch<WeightedElement> memory = new(regions.Capacity);
        for (nint region = 0; region < bins.Batch.Length; region++)
        {
            nint image = regions.ImageOf(region);
            for (int row = 0; row < bins.Height.Length; row++)
            {
                for (int column = 0; column < bins.Width.Length; column++)
                {
                    RegionBin bin = regions.Bin(region, row, column, memory.Span);
                    for (nint channel = 0; channel < bins.Channels.Length; channel++)
                    {
                        outputs[region, channel, 0, row, column] =
                            T.CreateSaturating(bin.Pool(images, image, channel, out _));
                    }
                }
            }
        }
    }

    /// <summary>Spreads the gradient of every bin over the elements that gave its output.</summary>
    public static void Backward<T, TRegions>(
        scoped in TRegions regions,
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> gradOutput,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput)
        where T : INumber<T>
        where TRegions : IRegions, allows ref struct
    {
        Volume bins = Volume.Of(gradOutput.Lengths, gradOutput.Strides, dataFormat, byPlane: true);
        Elements<T> images = Elements<T>.Of(input, Volume.Of(input.Lengths, input.Strides, dataFormat, byPlane: true));
        Elements<T> gradients = Elements<T>.Of(gradOutput, bins);
        Volume written = Volume.Of(gradInput.Lengths, gradInput.Strides, dataFormat);
        using Rows<T> rows = Rows<T>.Of(gradInput, written);
        using ScatteredGradient<T, double> sums = ScatteredGradient<T, double>.BySample(rows, written);
        using Scratch<WeightedElement> memory = new(regions.Capacity);
        for (nint image = 0; image < written.Batch.Length; image++)
        {
            for (nint region = 0; region < bins.Batch.Length; region++)
            {
                if (regions.ImageOf(region) != image)
                {
                    continue;
                }

                for (int row = 0; row < bins.Height.Length; row++)
                {
                    for (int column = 0; column < bins.Width.Length; column++)
                    {
                        RegionBin bin = regions.Bin(region, row, column, memory.Span);
                        for (nint channel = 0; channel < bins.Channels.Length; channel++)
                        {
                            bin.Pool(images, image, channel, out ReadOnlySpan<WeightedElement> winner);
                            double gradient =
                                double.CreateSaturating(gradients[region, channel, 0, row, column]) / bin.Divisor;
                            Spread(gradient, winner, image, channel, written.Width.Length, sums);
                        }
                    }
                }
            }
        }

        sums.Complete();
    }

    private static void Spread<T>(
        double gradient,
        ReadOnlySpan<WeightedElement> elements,
        nint image,
        nint channel,
        nint width,
        in ScatteredGradient<T, double> sums)
        where T : INumber<T>
    {
        foreach (WeightedElement element in elements)
        {
            if (element.Weight != 0)
            {
                sums.Add(image, channel, (element.Y * width) + element.X, gradient * element.Weight);
            }
        }
    }
}
