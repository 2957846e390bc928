using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>RoI max pooling against its definition, published numbers, and its backward pass.</summary>
public class RoiMaxPoolingTests
{
    private const int Configurations = 300;

    [Fact]
    public void It_gives_the_numbers_of_the_test_in_ONNX_Runtime()
    {
        // max_roi_pool_op_test.cc: three channels of 6x6 elements 0, 0.1, 0.2, ..., and rows 1 to 3 of columns 1 and 2.
        Tensor<float> input = Tensor.Create([.. Enumerable.Range(0, 108).Select(i => 1.0f * i / 10)], [1, 3, 6, 6]);
        Tensor<float> rois = Tensor.Create<float>([0, 1, 1, 2, 3, 0, 1, 1, 2, 3, 0, 1, 1, 2, 3], [3, 5]);

        Tensor<float> output = new RoiMaxPooling2D(1, dataFormat: DataFormat.ChannelsFirst).Forward(input, rois);

        Assert.Equal([3, 3, 1, 1], output.Lengths.ToArray());
        Assert.Equal([2.0f, 5.6f, 9.2f, 2.0f, 5.6f, 9.2f, 2.0f, 5.6f, 9.2f], output.ToArray());
    }

    [Fact]
    public void It_is_the_max_over_the_elements_of_each_bin_in_float() => EqualsReference<float>();

    [Fact]
    public void It_is_the_max_over_the_elements_of_each_bin_in_double() => EqualsReference<double>();

    [Fact]
    public void It_is_the_max_over_the_elements_of_each_bin_in_half_precision() => EqualsReference<Half>();

    [Fact]
    public void Backward_agrees_with_finite_differences()
    {
        Random random = new(2015);
        for (int i = 0; i < 40; i++)
        {
            // Values are apart by more than the step, so that no step changes which one is the largest.
            int next = 0;
            int[] order = [.. Enumerable.Range(0, 1000)];
            random.Shuffle(order);
            RoiImages images = new(random, () => order[next++], quarters: true);
            RoiMaxPooling2D layer = new(images.OutputSize, images.Scale, images.DataFormat);
            Tensor<double> rois = images.RoiTable<double>(withImage: true);
            Tensor<double> gradOutput = images.RandomOutput(random);

            FiniteDifferences(
                images,
                input => layer.Forward(input, rois),
                input => layer.Backward(input, rois, gradOutput),
                gradOutput);
        }
    }

    [Fact]
    public void The_first_of_equal_elements_takes_the_gradient()
    {
        Tensor<float> input = Tensor.Create<float>([-0f, 0, 0, 0], [1, 2, 2, 1]);
        Tensor<float> rois = Tensor.Create<float>([0, 0, 0, 1, 1], [1, 5]);
        Tensor<float> gradOutput = Tensor.Create<float>([3], [1, 1, 1, 1]);

        Assert.Equal([3, 0, 0, 0], new RoiMaxPooling2D(1).Backward(input, rois, gradOutput).ToArray());
        Assert.False(float.IsNegative(new RoiMaxPooling2D(1).Forward(input, rois).Single()));
    }

    [Fact]
    public void NaN_wins_and_the_last_one_takes_the_gradient()
    {
        Tensor<float> input = Tensor.Create([1, float.NaN, float.PositiveInfinity, float.NaN, 5, 6], [1, 2, 3, 1]);
        Tensor<float> rois = Tensor.Create<float>([0, 0, 0, 2, 1], [1, 5]);
        Tensor<float> gradOutput = Tensor.Create<float>([3], [1, 1, 1, 1]);

        Assert.True(float.IsNaN(new RoiMaxPooling2D(1).Forward(input, rois).Single()));
        Assert.Equal([0, 0, 0, 3, 0, 0], new RoiMaxPooling2D(1).Backward(input, rois, gradOutput).ToArray());
    }

    [Fact]
    public void Negative_elements_win_a_bin_of_their_own_and_a_bin_outside_gives_0()
    {
        // ONNX Runtime starts from the smallest positive number, which beats every negative element.
        Tensor<float> input = Tensor.Create([-1, -2, float.NegativeInfinity, float.NegativeInfinity], [1, 2, 2, 1]);
        Tensor<float> rois = Tensor.Create<float>([0, 0, 0, 1, 1, 0, 5, 5, 9, 9], [2, 5]);

        Tensor<float> output = new RoiMaxPooling2D((2, 1)).Forward(input, rois);

        Assert.Equal([-1, float.NegativeInfinity, 0, 0], output.ToArray());
    }

    [Fact]
    public void Ends_of_bins_are_exact()
    {
        // 57 rows in 7 bins: in float, 7 * (57 / 7f) is a little more than 57, so that a 58th row would take part.
        float[] rows = [.. Enumerable.Range(0, 60).Select(y => (float)y)];
        Tensor<float> rois = Tensor.Create<float>([0, 0, 0, 0, 56], [1, 5]);

        Tensor<float> output = new RoiMaxPooling2D((7, 1)).Forward(Tensor.Create(rows, [1, 60, 1, 1]), rois);

        Assert.Equal(56, output.Last());
    }

    [Theory]
    [InlineData(0.5f, 1f)]
    [InlineData(1.5f, 2f)]
    [InlineData(2.4f, 2f)]
    [InlineData(-0.4f, 0f)]
    public void Coordinates_are_rounded_and_halves_go_away_from_zero(float coordinate, float expected)
    {
        Tensor<float> input = Tensor.Create<float>([0, 1, 2, 3], [1, 1, 4, 1]);
        Tensor<float> rois = Tensor.Create([0, coordinate, 0, coordinate, 0], [1, 5]);

        Assert.Equal(expected, new RoiMaxPooling2D(1).Forward(input, rois).Single());
    }

    [Fact]
    public void Coordinates_of_floats_are_scaled_in_float()
    {
        // 5 * 0.7f is 3.5 in float, though 0.7f is less than 0.7.
        float[] columns = [0, 1, 2, 3, 4, 5];
        Tensor<float> rois = Tensor.Create<float>([0, 5, 0, 5, 0], [1, 5]);

        Tensor<float> output = new RoiMaxPooling2D(1, spatialScale: 0.7f).Forward(Tensor.Create(columns, [1, 1, 6, 1]), rois);

        Assert.Equal(4, output.Single());
    }

    private static void EqualsReference<T>()
        where T : IFloatingPointIeee754<T>
    {
        Random random = new(1504);
        for (int i = 0; i < Configurations; i++)
        {
            RoiImages images = new(random, () => random.Next(30) switch
            {
                0 => double.NaN,
                1 => double.NegativeInfinity,
                2 => double.PositiveInfinity,
                _ => random.Next(-100, 100),
            }, quarters: true);
            RoiMaxPooling2D layer = new(images.OutputSize, images.Scale, images.DataFormat);
            T[] expected = images.Output<T>((roi, channel, row, column) => RoiReference.Max(
                images.Plane(images.BatchIndices[roi], channel),
                RoiReference.ElementsOfMaxBin(
                    images.Height,
                    images.Width,
                    images.Rois[roi],
                    images.Scale,
                    images.OutputSize.Height,
                    images.OutputSize.Width,
                    row,
                    column)));

            Tensor<T> output = layer.Forward(images.Input<T>(), images.RoiTable<T>(withImage: true));

            Assert.Equal(images.OutputShape, output.Lengths.ToArray());
            Assert.Equal(images.OutputShape, layer.ComputeOutputShape(images.Input<T>().Lengths, images.Rois.Length));
            Assert.True(expected.SequenceEqual(output), $"{images}: {string.Join(' ', expected)}, got {string.Join(' ', output)}");
        }
    }

    /// <summary>Compares a gradient with what a small step of each element does to the output.</summary>
    internal static void FiniteDifferences(
        RoiImages images,
        Func<Tensor<double>, Tensor<double>> forward,
        Func<Tensor<double>, Tensor<double>> backward,
        Tensor<double> gradOutput)
    {
        const double Step = 1e-3;
        double[] elements = [.. images.Input<double>()];
        nint[] shape = images.Input<double>().Lengths.ToArray();
        double[] gradInput = [.. backward(images.Input<double>())];
        for (int i = 0; i < elements.Length; i++)
        {
            double Loss(double change)
            {
                double[] moved = [.. elements];
                moved[i] += change;
                return forward(Tensor.Create(moved, shape)).Zip(gradOutput, (a, b) => a * b).Sum();
            }

            Assert.Equal((Loss(Step) - Loss(-Step)) / (2 * Step), gradInput[i], 1e-6);
        }
    }
}
