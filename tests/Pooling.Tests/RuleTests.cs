using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>The rules that the library's README states.</summary>
public class RuleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Max_of_a_window_with_NaN_is_NaN_wherever_it_stands(int place)
    {
        float[] window = [1, float.PositiveInfinity, -1, 2];
        window[place] = float.NaN;

        Assert.True(float.IsNaN(Single(new MaxPooling2D(), window, [1, 2, 2, 1])));
        Assert.True(float.IsNaN(Single(new GlobalMaxPooling2D(), window, [1, 2, 2, 1])));
    }

    [Fact]
    public void NaN_reaches_only_the_windows_that_hold_it()
    {
        Tensor<float> input = Tensor.Create([1, 2, 3, float.NaN, 5, 6, 7, 8], [1, 8, 1]);

        Assert.Equal([2, float.NaN, 6, 8], new MaxPooling1D().Forward(input).ToArray());
        Assert.Equal([1.5f, float.NaN, 5.5f, 7.5f], new AveragePooling1D().Forward(input).ToArray());
    }

    [Fact]
    public void Positive_zero_beats_negative_zero_in_either_order()
    {
        Assert.False(double.IsNegative(Single(new MaxPooling1D(), [-0.0, 0.0], [1, 2, 1])));
        Assert.False(double.IsNegative(Single(new MaxPooling1D(), [0.0, -0.0], [1, 2, 1])));
        Assert.True(double.IsNegative(Single(new MaxPooling1D(), [-0.0, -0.0], [1, 2, 1])));
    }

    [Fact]
    public void Padding_never_wins_a_max()
    {
        Tensor<float> infinities = Tensor.Create([float.NegativeInfinity, float.NegativeInfinity], [1, 2, 1]);
        Tensor<float> negatives = Tensor.Create([-5f, -7f], [1, 2, 1]);
        Tensor<sbyte> smallest = Tensor.Create<sbyte>([-128, -128], [1, 2, 1]);
        MaxPooling1D layer = new(3, 1, Padding.Same);

        Assert.All(layer.Forward(infinities), value => Assert.Equal(float.NegativeInfinity, value));
        Assert.Equal([-5, -5], layer.Forward(negatives).ToArray());
        Assert.Equal([-128, -128], layer.Forward(smallest).ToArray());
    }

    [Fact]
    public void An_average_counts_only_real_elements()
    {
        Tensor<float> input = Tensor.Create([3f, 6f, 9f], [1, 3, 1]);

        Assert.Equal([4.5f, 6, 7.5f], new AveragePooling1D(3, 1, Padding.Same).Forward(input).ToArray());
    }

    [Fact]
    public void An_average_of_many_halves_does_not_stall()
    {
        Half[] ones = [.. Enumerable.Repeat(Half.One, 64 * 64)];

        Assert.Equal(Half.One, Single(new GlobalAveragePooling2D(), ones, [1, 64, 64, 1]));
        Assert.Equal(Half.One, Single(new AveragePooling2D(64), ones, [1, 64, 64, 1]));
    }

    /// <summary>The bounds are the README's: gradients of windows of up to 4,096 elements are added up as float.</summary>
    [Theory]
    [InlineData(DataFormat.ChannelsFirst, 1)]
    [InlineData(DataFormat.ChannelsLast, 1)]
    [InlineData(DataFormat.ChannelsFirst, 40)]
    [InlineData(DataFormat.ChannelsLast, 40)]
    public void A_gradient_of_an_average_of_large_windows_is_as_exact_as_promised(DataFormat dataFormat, int channels)
    {
        foreach ((int height, int width) in ((int, int)[])[(17, 17), (31, 31), (64, 64), (256, 16), (1, 4096), (63, 65)])
        {
            // The element in the middle is in every window.
            bool isLast = dataFormat == DataFormat.ChannelsLast;
            (int rows, int columns) = ((2 * height) - 1, (2 * width) - 1);
            Random random = new(height);
            Tensor<float> gradOutput = Tensor.CreateFromShape<float>(
                isLast ? [1, height, width, channels] : [1, channels, height, width]);
            foreach (ref float gradient in gradOutput)
            {
                gradient = 1000 + random.NextSingle();
            }

            decimal sum = 0;
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    sum += (decimal)(double)(isLast ? gradOutput[0, y, x, channels - 1] : gradOutput[0, channels - 1, y, x]);
                }
            }

            Tensor<float> gradInput = Tensor.CreateFromShape<float>(
                isLast ? [1, rows, columns, channels] : [1, channels, rows, columns]);
            Pool.AverageBackward<float>(gradOutput, PoolingWindow.Create2D((height, width), 1), dataFormat, gradInput);
            float middle = isLast
                ? gradInput[0, height - 1, width - 1, channels - 1]
                : gradInput[0, channels - 1, height - 1, width - 1];

            // The bound, and what it costs to round each share, and the sum once.
            double exact = (double)(sum / (height * width));
            Assert.Equal(exact, middle, exact * (Math.ScaleB(1, -15) + (4 * Math.ScaleB(1, -24))));
        }
    }

    /// <summary>The bounds are the README's: windows of up to 4,096 elements are summed as float.</summary>
    [Theory]
    [InlineData(DataFormat.ChannelsFirst, 1)]
    [InlineData(DataFormat.ChannelsLast, 1)]
    [InlineData(DataFormat.ChannelsFirst, 40)]
    [InlineData(DataFormat.ChannelsLast, 40)]
    public void An_average_of_a_large_window_is_as_exact_as_promised(DataFormat dataFormat, int channels)
    {
        foreach ((int height, int width) in ((int, int)[])[(17, 17), (31, 31), (64, 64), (256, 16), (1, 4096), (63, 65)])
        {
            bool isLast = dataFormat == DataFormat.ChannelsLast;
            nint[] shape = isLast ? [1, height + 3, width + 3, channels] : [1, channels, height + 3, width + 3];
            Random random = new(height);
            Tensor<float> input = Tensor.CreateFromShape<float>(shape);
            foreach (ref float element in input)
            {
                element = 1000 + random.NextSingle();
            }

            foreach (PoolingWindow window in (PoolingWindow[])[PoolingWindow.Create2D((height, width), 1), PoolingWindow.Create2D((height, width), (2, 3))])
            {
                Tensor<float> output = Tensor.CreateFromShape<float>(window.ComputeOutputShape(shape, dataFormat));
                Pool.Average<float>(input, window, dataFormat, output);
                (int top, int left) = window is SlidingWindow { Strides: [1, 1] } ? (1, 1) : (2, 3);
                float first = isLast ? output[0, 1, 1, channels - 1] : output[0, channels - 1, 1, 1];
                decimal sum = 0;
                for (int y = top; y < top + height; y++)
                {
                    for (int x = left; x < left + width; x++)
                    {
                        sum += (decimal)(double)(isLast ? input[0, y, x, channels - 1] : input[0, channels - 1, y, x]);
                    }
                }

                // The bound, and what it costs to round to a float once.
                double exact = (double)(sum / (height * width));
                Assert.Equal(exact, first, exact * (Math.ScaleB(1, -15) + Math.ScaleB(1, -24)));
            }
        }
    }

    [Fact]
    public void A_window_may_be_used_with_more_shapes_than_it_remembers()
    {
        PoolingWindow window = PoolingWindow.Create2D(2, 1);
        for (int round = 0; round < 2; round++)
        {
            Parallel.For(2, 60, size =>
            {
                float[] elements = [.. Enumerable.Range(0, size * size).Select(i => (float)i)];
                foreach (DataFormat dataFormat in (DataFormat[])[DataFormat.ChannelsFirst, DataFormat.ChannelsLast])
                {
                    nint[] shape = dataFormat == DataFormat.ChannelsLast ? [1, size, size, 1] : [1, 1, size, size];
                    Tensor<float> output = Tensor.CreateFromShape<float>(window.ComputeOutputShape(shape, dataFormat));
                    Pool.Max<float>(Tensor.Create(elements, shape), window, dataFormat, output);

                    // The last element of a window is the largest.
                    float[] expected = [.. from y in Enumerable.Range(1, size - 1) from x in Enumerable.Range(1, size - 1) select (float)((y * size) + x)];
                    Assert.Equal(expected, output.ToArray());
                }
            });
        }
    }

    [Fact]
    public void An_average_of_large_numbers_does_not_overflow()
    {
        Assert.Equal(float.MaxValue, Single(new AveragePooling1D(), [float.MaxValue, float.MaxValue], [1, 2, 1]));
        Assert.Equal(Half.MaxValue, Single(new AveragePooling1D(), [Half.MaxValue, Half.MaxValue], [1, 2, 1]));
        Assert.Equal(255, Single<byte>(new AveragePooling1D(), [255, 255], [1, 2, 1]));
        Assert.Equal(int.MinValue, Single(new AveragePooling1D(), [int.MinValue, int.MinValue], [1, 2, 1]));
        Assert.Equal(long.MaxValue, Single(new AveragePooling1D(), [long.MaxValue, long.MaxValue], [1, 2, 1]));
        Assert.Equal(ulong.MaxValue, Single(new AveragePooling1D(), [ulong.MaxValue, ulong.MaxValue], [1, 2, 1]));
        Assert.Equal(nint.MinValue, Single(new AveragePooling1D(), [nint.MinValue, nint.MinValue], [1, 2, 1]));
    }

    [Theory]
    [InlineData(DataFormat.ChannelsFirst)]
    [InlineData(DataFormat.ChannelsLast)]
    public void Windows_of_any_size_average_equal_numbers_to_that_number(DataFormat dataFormat)
    {
        nint[] shape = dataFormat == DataFormat.ChannelsFirst ? [1, 9, 17, 19] : [1, 17, 19, 9];
        foreach (float number in new[] { 1, float.MaxValue })
        {
            Tensor<float> input = Tensor.CreateFromShape<float>(shape);
            input.Fill(number);
            for (int size = 1; size <= 17 * 17; size++)
            {
                AveragePooling2D layer = new(new Size2D(((size - 1) % 17) + 1, ((size - 1) / 17) + 1), 1, Padding.Same, dataFormat);

                float tolerance = number == 1 ? 0 : 1e-5f;
                Assert.All(layer.Forward(input), average => Assert.Equal(1, average / number, tolerance));
            }
        }
    }

    [Fact]
    public void A_sum_that_no_type_can_hold_is_an_error() =>
        Assert.Throws<OverflowException>(
            () => Single(new AveragePooling1D(), [Int128.MaxValue, Int128.MaxValue], [1, 2, 1]));

    [Fact]
    public void Averages_of_integers_are_truncated_toward_zero()
    {
        Assert.Equal(2, Single(new AveragePooling1D(), [2, 3], [1, 2, 1]));
        Assert.Equal(-2, Single(new AveragePooling1D(), [-2, -3], [1, 2, 1]));
    }

    [Fact]
    public void Infinities_of_both_signs_average_to_NaN()
    {
        float[] both = [float.PositiveInfinity, float.NegativeInfinity];

        Assert.True(float.IsNaN(Single(new AveragePooling1D(), both, [1, 2, 1])));
        Assert.Equal(float.PositiveInfinity, Single(new AveragePooling1D(), [float.PositiveInfinity, 1f], [1, 2, 1]));
    }

    [Fact]
    public void Every_number_type_can_be_pooled()
    {
        Assert.Equal(2.5m, Single(new AveragePooling1D(), [2m, 3m], [1, 2, 1]));
        Assert.Equal(3m, Single(new MaxPooling1D(), [2m, 3m], [1, 2, 1]));
        Assert.Equal(BigInteger.Pow(10, 40), Single(new MaxPooling1D(), [BigInteger.One, BigInteger.Pow(10, 40)], [1, 2, 1]));
        Assert.Equal((UInt128)2, Single(new AveragePooling1D(), [(UInt128)2, (UInt128)3], [1, 2, 1]));
        Assert.Equal((ushort)7, Single<ushort>(new MaxPooling1D(), [7, 3], [1, 2, 1]));
        Assert.Equal(7u, Single(new AveragePooling1D(), [7u, 8u], [1, 2, 1]));
    }

    private static T Single<T>(PoolingLayer layer, T[] input, nint[] shape)
        where T : INumber<T> => Assert.Single(layer.Forward(Tensor.Create(input, shape)));
}
