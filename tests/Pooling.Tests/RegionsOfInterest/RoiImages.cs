using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>A random batch of images with regions in it, some of them beyond its edges or of no size.</summary>
internal sealed class RoiImages
{
    private readonly double[,][,] _images;

    /// <param name="random">The source of shapes and regions.</param>
    /// <param name="value">Gives the next element.</param>
    /// <param name="quarters">
    /// Whether scaled coordinates are multiples of 0.25, which rounding takes to whole numbers, halves included. If
    /// not, no sample lies just where the image ends, where the last bit of its position would decide.
    /// </param>
    public RoiImages(Random random, Func<double> value, bool quarters)
    {
        ChannelsLast = random.Next(2) == 0;
        OutputSize = (random.Next(1, 5), random.Next(1, 5));
        Scale = random.Next(3) switch { 0 => 1, 1 => 0.5, _ => 0.0625 };
        _images = new double[random.Next(1, 4), random.Next(1, 4)][,];
        int height = random.Next(1, 9);
        int width = random.Next(1, 9);
        for (int image = 0; image < Batch; image++)
        {
            for (int channel = 0; channel < Channels; channel++)
            {
                double[,] plane = new double[height, width];
                for (int i = 0; i < plane.Length; i++)
                {
                    plane[i / width, i % width] = value();
                }

                _images[image, channel] = plane;
            }
        }

        Rois =
        [
            .. Enumerable.Range(0, random.Next(0, 6)).Select(_ =>
            {
                double x = (random.NextDouble() * (width + 8)) - 5;
                double y = (random.NextDouble() * (height + 8)) - 5;
                double farX = x + (random.NextDouble() * 8) - 1;
                double farY = y + (random.NextDouble() * 8) - 1;
                double[] corners = [x, y, farX, farY];
                return corners
                    .Select(coordinate => (quarters ? Math.Round(coordinate * 4) / 4 : coordinate) / Scale)
                    .ToArray();
            }),
        ];
        BatchIndices = [.. Rois.Select(_ => (long)random.Next(Batch))];
    }

    public bool ChannelsLast { get; }

    public Size2D OutputSize { get; }

    public double Scale { get; }

    public double[][] Rois { get; }

    public long[] BatchIndices { get; }

    public int Batch => _images.GetLength(0);

    public int Channels => _images.GetLength(1);

    public int Height => _images[0, 0].GetLength(0);

    public int Width => _images[0, 0].GetLength(1);

    public DataFormat DataFormat => ChannelsLast ? DataFormat.ChannelsLast : DataFormat.ChannelsFirst;

    public nint[] OutputShape => Shape(Rois.Length, OutputSize.Height, OutputSize.Width);

    public double[,] Plane(long image, int channel) => _images[image, channel];

    public Tensor<T> Input<T>()
        where T : INumberBase<T> => Tensor.Create(
            Fill<T>(Batch, Height, Width, (image, channel, y, x) => _images[image, channel][y, x]),
            Shape(Batch, Height, Width));

    /// <summary>A row for each region, with its image first if that is wanted.</summary>
    public Tensor<T> RoiTable<T>(bool withImage)
        where T : INumberBase<T>
    {
        IEnumerable<double> rows = Rois.Zip(BatchIndices)
            .SelectMany(roi => withImage ? roi.First.Prepend(roi.Second) : roi.First);
        return Tensor.Create([.. rows.Select(T.CreateTruncating)], [Rois.Length, withImage ? 5 : 4]);
    }

    public Tensor<long> BatchIndexTensor() => Tensor.Create(BatchIndices, [BatchIndices.Length]);

    /// <summary>What an output is expected to hold: a value for each region, channel, row and column.</summary>
    public T[] Output<T>(Func<int, int, int, int, double> value)
        where T : INumberBase<T> => Fill<T>(Rois.Length, OutputSize.Height, OutputSize.Width, value);

    public Tensor<double> RandomOutput(Random random) =>
        Tensor.Create(Output<double>((_, _, _, _) => random.NextDouble() - 0.5), OutputShape);

    /// <summary>The same images as numbers in the order of the input tensor.</summary>
    public int InputIndex(long image, int channel, int y, int x) => ChannelsLast
        ? (((((int)image * Height) + y) * Width) + x) * Channels + channel
        : (((((int)image * Channels) + channel) * Height) + y) * Width + x;

    public override string ToString() =>
        $"{Batch} images of {Height}x{Width}x{Channels}, {DataFormat}, output {OutputSize}, scale {Scale}, regions "
        + string.Join("; ", Rois.Zip(BatchIndices, (roi, image) => $"{image}: {string.Join(", ", roi)}"));

    private nint[] Shape(int batch, int height, int width) =>
        ChannelsLast ? [batch, height, width, Channels] : [batch, Channels, height, width];

    private T[] Fill<T>(int batch, int height, int width, Func<int, int, int, int, double> value)
        where T : INumberBase<T>
    {
        int[] shape = ChannelsLast ? [batch, height, width, Channels] : [batch, Channels, height, width];
        return
        [
            .. BlurReference.Places(shape).Select(place => T.CreateTruncating(
                ChannelsLast ? value(place[0], place[3], place[1], place[2]) : value(place[0], place[1], place[2], place[3]))),
        ];
    }
}
