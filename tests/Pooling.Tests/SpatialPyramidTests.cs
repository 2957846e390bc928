using System.Numerics.Tensors;

namespace Pooling.Tests;

public class SpatialPyramidTests
{
    private static readonly int[] Levels = [1, 2, 3];

    [Theory]
    [InlineData(1, DataFormat.ChannelsLast)]
    [InlineData(1, DataFormat.ChannelsFirst)]
    [InlineData(2, DataFormat.ChannelsLast)]
    [InlineData(2, DataFormat.ChannelsFirst)]
    [InlineData(3, DataFormat.ChannelsLast)]
    [InlineData(3, DataFormat.ChannelsFirst)]
    public void Features_are_those_of_adaptive_pooling_level_after_level(int rank, DataFormat dataFormat)
    {
        Tensor<double> input = Noise(rank, dataFormat);
        SpatialPyramidPoolingLayer layer = Layer(rank, dataFormat);

        Tensor<double> output = layer.Forward(input);

        double[][] levels = [.. Levels.Select(level => Adaptive(rank, level, dataFormat).Forward(input).ToArray())];
        IEnumerable<double> expected = Enumerable.Range(0, 2).SelectMany(sample => levels.SelectMany(
            features => features.Skip(sample * features.Length / 2).Take(features.Length / 2)));
        Assert.Equal(layer.ComputeOutputShape(input.Lengths), output.Lengths.ToArray());
        Assert.Equal(expected, output);
    }

    [Theory]
    [InlineData(2, DataFormat.ChannelsLast)]
    [InlineData(2, DataFormat.ChannelsFirst)]
    [InlineData(3, DataFormat.ChannelsLast)]
    public void The_gradient_is_the_sum_of_those_of_the_levels(int rank, DataFormat dataFormat)
    {
        Tensor<double> input = Noise(rank, dataFormat);
        SpatialPyramidPoolingLayer layer = Layer(rank, dataFormat);
        nint features = layer.ComputeOutputShape(input.Lengths)[1];
        double[] weights = [.. Enumerable.Range(0, 2 * (int)features).Select(i => (double)(i % 13) - 4)];

        Tensor<double> gradient = layer.Backward(input, Tensor.Create(weights, [2, features]));

        // The output is linear while the winners stay: moving an element by little changes it by its gradient.
        double[] values = input.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            double before = values[i];
            values[i] = before + 1e-4;
            double up = Weighted(layer, values, input.Lengths, weights);
            values[i] = before - 1e-4;
            double down = Weighted(layer, values, input.Lengths, weights);
            values[i] = before;
            Assert.Equal((up - down) / 2e-4, gradient.ToArray()[i], 1e-6);
        }
    }

    [Fact]
    public void A_strided_destination_gets_the_features_and_nothing_else_is_written()
    {
        Tensor<double> input = Noise(2, DataFormat.ChannelsLast);
        double[] memory = [.. Enumerable.Repeat(-1.0, 200)];

        Pool.SpatialPyramid(
            input.AsReadOnlyTensorSpan(), new SpatialPyramid(2, 1, 2), DataFormat.ChannelsLast, new TensorSpan<double>(memory, 0, [2, 15], [1, 3]));

        double[] expected = new SpatialPyramidPooling2D([1, 2]).Forward(input).ToArray();
        Assert.Equal(expected, from sample in Enumerable.Range(0, 2) from i in Enumerable.Range(0, 15) select memory[sample + (3 * i)]);
        Assert.All(memory.Where((_, i) => i % 3 == 2 || i >= 45), value => Assert.Equal(-1, value));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>("levels", () => new SpatialPyramidPooling2D([]));
        Assert.Throws<ArgumentOutOfRangeException>("levels", () => new SpatialPyramidPooling2D([1, 0]));
        ArgumentException error = Assert.Throws<ArgumentException>(
            "gradOutput",
            () => new SpatialPyramidPooling2D([1, 2]).Backward(Noise(2, DataFormat.ChannelsLast), Tensor.Create<double>([1], [1, 1])));
        Assert.Contains("Expected the shape (2, 15), but got (1, 1)", error.Message, StringComparison.Ordinal);
    }

    private static double Weighted(
        SpatialPyramidPoolingLayer layer, double[] values, ReadOnlySpan<nint> lengths, double[] weights) =>
        layer.Forward(Tensor.Create(values, lengths)).Zip(weights).Sum(pair => pair.First * pair.Second);

    /// <summary>Distinct numbers in an order that looks random, further apart than finite differences step.</summary>
    private static Tensor<double> Noise(int rank, DataFormat dataFormat)
    {
        nint[] spatial = [5, 4, 3];
        nint[] shape = dataFormat == DataFormat.ChannelsLast ? [2, .. spatial[..rank], 3] : [2, 3, .. spatial[..rank]];
        int count = (int)shape.Aggregate((a, b) => a * b);
        double[] values = [.. Enumerable.Range(0, count).Select(i => (double)i)];
        new Random(17).Shuffle(values);
        return Tensor.Create(values, shape);
    }

    private static SpatialPyramidPoolingLayer Layer(int rank, DataFormat dataFormat) => rank switch
    {
        1 => new SpatialPyramidPooling1D(Levels, dataFormat),
        2 => new SpatialPyramidPooling2D(Levels, dataFormat),
        _ => new SpatialPyramidPooling3D(Levels, dataFormat),
    };

    private static PoolingLayer Adaptive(int rank, int level, DataFormat dataFormat) => rank switch
    {
        1 => new AdaptiveMaxPooling1D(level, dataFormat),
        2 => new AdaptiveMaxPooling2D(level, dataFormat),
        _ => new AdaptiveMaxPooling3D(level, dataFormat),
    };
}
