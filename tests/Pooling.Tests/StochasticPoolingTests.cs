using System.Numerics.Tensors;

namespace Pooling.Tests;

public class StochasticPoolingTests
{
    private static readonly Tensor<float> Window = Tensor.Create<float>([1, 3, -5, 6], [1, 4, 1]);

    [Fact]
    public void Elements_are_picked_in_proportion_to_their_size()
    {
        Dictionary<float, int> picks = new() { [1] = 0, [3] = 0, [6] = 0 };
        for (int seed = 0; seed < 10000; seed++)
        {
            picks[new StochasticPooling1D(4, seed: seed).Forward(Window)[0, 0, 0]]++;
        }

        // Standard deviations are at most 49.
        Assert.InRange(picks[1], 800, 1200);
        Assert.InRange(picks[3], 2800, 3200);
        Assert.InRange(picks[6], 5800, 6200);
    }

    [Fact]
    public void Picks_of_one_seed_are_independent_from_place_to_place()
    {
        Tensor<float> twos = Tensor.Create([.. Enumerable.Range(0, 40000).Select(i => (float)((i % 2) + 1))], [2, 100, 100, 2]);

        Tensor<float> output = new StochasticPooling2D(2, seed: 1).Forward(Tensor.Reshape(twos, [4, 100, 100, 1]));

        // Each window holds two 1s and two 2s: a 2 has a chance of 2/3.
        int count = output.Count(value => value == 2);
        Assert.InRange(count, 6400, 6900);
        int alike = output.Zip(output.Skip(1)).Count(pair => pair.First == pair.Second);
        Assert.InRange(alike, 5250, 5850);
    }

    [Fact]
    public void Without_a_seed_the_output_is_the_mean_of_the_picks()
    {
        double mean = Enumerable.Range(0, 20000).Average(seed => new StochasticPooling1D(4, seed: seed).Forward(Window)[0, 0, 0]);

        Assert.Equal(4.6f, new StochasticPooling1D(4).Forward(Window)[0, 0, 0]);
        Assert.Equal(4.6, mean, 0.05);
    }

    [Fact]
    public void Either_data_format_gives_the_same_picks()
    {
        Tensor<float> last = Tensor.Create([.. Enumerable.Range(0, 180).Select(i => (float)(i * 37 % 11))], [2, 5, 6, 3]);
        Tensor<float> first = Tensor.PermuteDimensions(last, [0, 3, 1, 2]);

        Tensor<float> ofLast = new StochasticPooling2D(2, 1, seed: 9).Forward(last);
        Tensor<float> ofFirst = new StochasticPooling2D(2, 1, dataFormat: DataFormat.ChannelsFirst, seed: 9).Forward(first);

        Assert.Equal(Tensor.PermuteDimensions(ofLast, [0, 3, 1, 2]).ToArray(), ofFirst.ToArray());
    }

    [Fact]
    public void The_gradient_goes_to_the_picked_element()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            StochasticPooling1D layer = new(4, seed: seed);
            float picked = layer.Forward(Window)[0, 0, 0];

            Tensor<float> gradient = layer.Backward(Window, Tensor.Create<float>([7], [1, 1, 1]));

            Assert.Equal(Window.Select(element => element == picked ? 7f : 0), gradient);
        }
    }

    [Theory]
    [InlineData(new[] { -1f, -2 }, 0f)]
    [InlineData(new[] { 0f, 0 }, 0f)]
    [InlineData(new[] { 1f, float.NaN }, float.NaN)]
    [InlineData(new[] { float.PositiveInfinity, float.NaN }, float.NaN)]
    [InlineData(new[] { 3f, float.PositiveInfinity }, float.PositiveInfinity)]
    [InlineData(new[] { float.NegativeInfinity, 3f }, 3f)]
    public void Special_values_follow_the_rules_in_both_forms(float[] window, float expected)
    {
        Tensor<float> input = Tensor.Create(window, [1, 2, 1]);

        Assert.Equal(expected, new StochasticPooling1D(seed: 3).Forward(input)[0, 0, 0]);
        Assert.Equal(expected, new StochasticPooling1D().Forward(input)[0, 0, 0]);
    }
}
