using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Blurring against <see cref="BlurReference"/>, and the properties that define its backward pass.</summary>
public class BlurTests
{
    private const int Configurations = 300;

    [Fact]
    public void Blur_is_padding_and_a_convolution_in_float() => ForAll(EqualsReference<float>);

    [Fact]
    public void Blur_is_padding_and_a_convolution_in_double() => ForAll(EqualsReference<double>);

    [Fact]
    public void Blur_is_padding_and_a_convolution_in_half_precision() => ForAll(EqualsReference<Half>);

    [Fact]
    public void Blur_of_integers_is_truncated_toward_zero() => ForAll(EqualsReference<short>);

    [Fact]
    public void Backward_is_the_transpose_of_forward() => ForAll(configuration =>
    {
        double[] input = configuration.Values();
        double[] gradOutput = configuration.OutputValues();

        double[] output = Forward(configuration, input);
        double[] gradInput = Backward(configuration, gradOutput);

        // <B x, y> = <x, B' y>
        double forward = output.Zip(gradOutput, (a, b) => a * b).Sum();
        double backward = input.Zip(gradInput, (a, b) => a * b).Sum();
        Assert.Equal(forward, backward, 1e-9);
    });

    [Fact]
    public void Backward_agrees_with_finite_differences()
    {
        foreach (BlurConfiguration configuration in BlurConfiguration.Random(40))
        {
            double[] input = configuration.Values();
            double[] gradOutput = configuration.OutputValues();
            double[] gradInput = Backward(configuration, gradOutput);
            for (int i = 0; i < input.Length; i++)
            {
                // Blurring is linear, so that a large step is exact but for rounding.
                const double Step = 1;
                double Loss(double change)
                {
                    double[] moved = [.. input];
                    moved[i] += change;
                    return Forward(configuration, moved).Zip(gradOutput, (a, b) => a * b).Sum();
                }

                Assert.Equal((Loss(Step) - Loss(-Step)) / (2 * Step), gradInput[i], 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(BlurPadding.Reflect)]
    [InlineData(BlurPadding.Replicate)]
    public void A_constant_image_stays_constant_to_the_last_bit(BlurPadding padding)
    {
        float[] constant = [.. Enumerable.Repeat(0.1f, 2 * 9 * 8 * 3)];
        for (int filterSize = 1; filterSize <= 7; filterSize++)
        {
            Tensor<float> output = new BlurPooling2D(2, filterSize, padding).Forward(Tensor.Create(constant, [2, 9, 8, 3]));

            Assert.Equal([2, 5, 4, 3], output.Lengths.ToArray());
            Assert.All(output, value => Assert.Equal(0.1f, value));
        }
    }

    [Theory]
    [InlineData(1, new[] { 1.0 })]
    [InlineData(2, new[] { 1.0, 1 })]
    [InlineData(3, new[] { 1.0, 2, 1 })]
    [InlineData(4, new[] { 1.0, 3, 3, 1 })]
    [InlineData(5, new[] { 1.0, 4, 6, 4, 1 })]
    [InlineData(6, new[] { 1.0, 5, 10, 10, 5, 1 })]
    [InlineData(7, new[] { 1.0, 6, 15, 20, 15, 6, 1 })]
    public void The_response_to_a_single_one_is_the_filter_of_the_paper(int filterSize, double[] filter)
    {
        double[] impulse = new double[15];
        impulse[7] = filter.Sum();

        double[] output = [.. new BlurPooling1D(1, filterSize).Forward(Tensor.Create(impulse, [1, 15, 1]))];

        // Output i reads from i - (size - 1) / 2 on, so the response ends where the filter's start has passed the one.
        int first = 7 - (filterSize / 2);
        Assert.Equal(filter, output[first..(first + filterSize)]);
        Assert.Equal(filter.Sum(), output.Sum());
    }

    [Fact]
    public void A_shift_by_the_stride_shifts_the_output_by_one()
    {
        Random random = new(5);
        double[] values = [.. Enumerable.Range(0, 42).Select(_ => random.NextDouble())];
        BlurPooling1D layer = new(strides: 2, filterSize: 5);

        double[] output = [.. layer.Forward(Tensor.Create(values[..40], [1, 40, 1]))];
        double[] shifted = [.. layer.Forward(Tensor.Create(values[2..], [1, 40, 1]))];

        // Away from the edges, where the padding differs.
        Assert.Equal(output[2..18], shifted[1..17]);
    }

    [Fact]
    public void A_pattern_that_plain_subsampling_would_alias_becomes_gray()
    {
        float[] stripes = [.. Enumerable.Range(0, 16).Select(i => (float)(i % 2))];

        Tensor<float> plain = new BlurPooling1D(2, filterSize: 1).Forward(Tensor.Create(stripes, [1, 16, 1]));
        Tensor<float> blurred = new BlurPooling1D(2, filterSize: 3).Forward(Tensor.Create(stripes, [1, 16, 1]));

        Assert.All(plain, value => Assert.Equal(0f, value));
        Assert.All(blurred, value => Assert.Equal(0.5f, value));
    }

    [Fact]
    public void NaN_and_infinity_reach_only_the_outputs_whose_filter_touches_them()
    {
        double[] values = new double[12];
        values[3] = double.NaN;
        values[9] = double.PositiveInfinity;

        double[] output = [.. new BlurPooling1D(1, filterSize: 3).Forward(Tensor.Create(values, [1, 12, 1]))];

        Assert.Equal([2, 3, 4], Indices(output, double.IsNaN));
        Assert.Equal([8, 9, 10], Indices(output, double.IsPositiveInfinity));
        Assert.Equal(6, output.Count(value => value == 0));
    }

    [Fact]
    public void Sums_of_halves_do_not_overflow_or_stall()
    {
        Half[] largest = [.. Enumerable.Repeat(Half.MaxValue, 49)];

        Tensor<Half> output = new BlurPooling2D(1, filterSize: 7).Forward(Tensor.Create(largest, [1, 7, 7, 1]));

        Assert.All(output, value => Assert.Equal(Half.MaxValue, value));
    }

    [Fact]
    public void The_largest_integers_stay_what_they_are()
    {
        Tensor<byte> bytes = new BlurPooling1D().Forward(Tensor.Create<byte>([255, 255, 255, 255], [1, 4, 1]));
        Tensor<long> longs = new BlurPooling1D().Forward(
            Tensor.Create([long.MaxValue, long.MaxValue, long.MaxValue], [1, 3, 1]));

        Assert.All(bytes, value => Assert.Equal(255, value));
        Assert.All(longs, value => Assert.Equal(long.MaxValue, value));
    }

    [Fact]
    public void Max_blur_pooling_is_a_max_with_strides_1_and_then_a_blur() => ForAll(configuration =>
    {
        Tensor<double> input = Tensor.Create(configuration.Values(notFinite: true), Lengths(configuration.Shape));
        int[] steps = configuration.Strides;
        (PoolingLayer max, PoolingLayer blur, PoolingLayer both) = steps.Length switch
        {
            1 => ((PoolingLayer)new MaxPooling1D(3, 1, Padding.Same, configuration.DataFormat),
                (PoolingLayer)new BlurPooling1D(steps[0], configuration.FilterSize, configuration.Padding, configuration.DataFormat),
                (PoolingLayer)new MaxBlurPooling1D(
                    3, steps[0], configuration.FilterSize, Padding.Same, configuration.Padding, configuration.DataFormat)),
            2 => (new MaxPooling2D(3, 1, Padding.Same, configuration.DataFormat),
                new BlurPooling2D((steps[0], steps[1]), configuration.FilterSize, configuration.Padding, configuration.DataFormat),
                new MaxBlurPooling2D(
                    3,
                    (steps[0], steps[1]),
                    configuration.FilterSize,
                    Padding.Same,
                    configuration.Padding,
                    configuration.DataFormat)),
            _ => (new MaxPooling3D(3, 1, Padding.Same, configuration.DataFormat),
                new BlurPooling3D(
                    (steps[0], steps[1], steps[2]), configuration.FilterSize, configuration.Padding, configuration.DataFormat),
                new MaxBlurPooling3D(
                    3,
                    (steps[0], steps[1], steps[2]),
                    configuration.FilterSize,
                    Padding.Same,
                    configuration.Padding,
                    configuration.DataFormat)),
        };

        Tensor<double> output = both.Forward(input);

        Tensor<double> largest = max.Forward(input);
        Assert.Equal(blur.Forward(largest).ToArray(), output.ToArray());
        Assert.Equal(output.Lengths.ToArray(), both.ComputeOutputShape(input.Lengths));
        Tensor<double> gradOutput = Tensor.Create(configuration.OutputValues(), output.Lengths);
        Assert.Equal(
            max.Backward(input, blur.Backward(largest, gradOutput)).ToArray(), both.Backward(input, gradOutput).ToArray());
    });

    [Fact]
    public void The_gradient_of_max_blur_pooling_agrees_with_finite_differences()
    {
        Random random = new(11);
        double[] values = [.. Enumerable.Range(0, 2 * 7 * 6)];
        random.Shuffle(values);
        nint[] shape = [1, 7, 6, 2];
        MaxBlurPooling2D layer = new();
        double[] weights = [.. layer.Forward(Tensor.Create(values, shape)).Select(_ => random.NextDouble())];
        Tensor<double> gradOutput = Tensor.Create(weights, layer.ComputeOutputShape(shape));

        double[] gradInput = [.. layer.Backward(Tensor.Create(values, shape), gradOutput)];

        for (int i = 0; i < values.Length; i++)
        {
            const double Step = 0.25;
            double Loss(double change)
            {
                double[] moved = [.. values];
                moved[i] += change;
                return layer.Forward(Tensor.Create(moved, shape)).Zip(weights, (a, b) => a * b).Sum();
            }

            Assert.Equal((Loss(Step) - Loss(-Step)) / (2 * Step), gradInput[i], 1e-9);
        }
    }

    [Fact]
    public void A_blurred_max_changes_less_than_a_plain_one_when_the_input_shifts()
    {
        Random random = new(2019);
        float[] values = [.. Enumerable.Range(0, 201).Select(_ => random.NextSingle())];

        double Change(PoolingLayer layer)
        {
            Tensor<float> output = layer.Forward(Tensor.Create(values[..200], [1, 200, 1]));
            Tensor<float> shifted = layer.Forward(Tensor.Create(values[1..], [1, 200, 1]));
            return output.Zip(shifted, (a, b) => Math.Abs(a - b)).Average();
        }

        Assert.True(Change(new MaxBlurPooling1D()) < Change(new MaxPooling1D()));
    }

    [Fact]
    public void A_blur_into_a_destination_allocates_nothing_once_warm()
    {
        float[] input = new float[8 * 8 * 3];
        float[] output = new float[4 * 4 * 3];
        int[] strides = [2, 2];

        void Run()
        {
            Pool.Blur(
                new ReadOnlyTensorSpan<float>(input, [1, 8, 8, 3]),
                4,
                strides,
                DataFormat.ChannelsLast,
                new TensorSpan<float>(output, [1, 4, 4, 3]));
            Pool.BlurBackward(
                new ReadOnlyTensorSpan<float>(output, [1, 4, 4, 3]),
                4,
                strides,
                DataFormat.ChannelsLast,
                new TensorSpan<float>(input, [1, 8, 8, 3]));
        }

        // A collection may empty the array pool at any time, so the least of several calls counts.
        long least = long.MaxValue;
        for (int call = 0; call < 20; call++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static void ForAll(Action<BlurConfiguration> property)
    {
        foreach (BlurConfiguration configuration in BlurConfiguration.Random(Configurations))
        {
            property(configuration);
        }
    }

    private static void EqualsReference<T>(BlurConfiguration configuration)
        where T : INumber<T>
    {
        bool integers = T.IsInteger(T.One / (T.One + T.One));
        T[] elements = [.. configuration.Values(notFinite: !integers).Select(T.CreateTruncating)];
        (T[] memory, nint[] lengths, nint[] strides) = Spaced(elements, configuration.Shape);
        double[] expected = BlurReference.Blur(
            [.. elements.Select(double.CreateTruncating)],
            configuration.Shape,
            configuration.Strides,
            configuration.ChannelsLast,
            configuration.FilterSize,
            configuration.Padding);
        (T[] outputMemory, nint[] outputLengths, nint[] outputStrides) =
            Spaced([.. expected.Select(_ => T.Zero)], configuration.OutputShape);

        Pool.Blur(
            new ReadOnlyTensorSpan<T>(memory, lengths, strides),
            configuration.FilterSize,
            configuration.Strides,
            configuration.DataFormat,
            new TensorSpan<T>(outputMemory, outputLengths, outputStrides),
            configuration.Padding);

        (T[] expectedMemory, _, _) =
            Spaced([.. expected.Select(T.CreateTruncating)], configuration.OutputShape);
        Assert.Equal(expectedMemory.Length, outputMemory.Length);
        for (int i = 0; i < expectedMemory.Length; i++)
        {
            // Only in double does the order of additions show.
            double tolerance = typeof(T) == typeof(double) ? 1e-12 : 0;
            double want = double.CreateTruncating(expectedMemory[i]);
            double got = double.CreateTruncating(outputMemory[i]);
            bool same = want.Equals(got) || want == got || Math.Abs(want - got) <= tolerance;
            Assert.True(same, $"{configuration}: expected {want} but got {got} at {i}.");
        }
    }

    /// <summary>Elements with their axes in opposite order in memory and a gap after each, which holds 77.</summary>
    private static (T[] Memory, nint[] Lengths, nint[] Strides) Spaced<T>(T[] elements, int[] shape)
        where T : INumber<T>
    {
        nint[] strides = new nint[shape.Length];
        nint next = 2;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            strides[axis] = shape[axis] < 2 ? 0 : next;
            next *= Math.Max(shape[axis], 1);
        }

        T[] memory = [.. Enumerable.Repeat(T.CreateChecked(77), (int)next)];
        int index = 0;
        foreach (int[] place in BlurReference.Places(shape))
        {
            memory[place.Zip(strides, (position, stride) => position * (int)stride).Sum()] = elements[index++];
        }

        return (memory, [.. shape.Select(length => (nint)length)], strides);
    }

    private static double[] Forward(BlurConfiguration configuration, double[] input)
    {
        double[] output = new double[configuration.OutputValues().Length];
        Pool.Blur(
            new ReadOnlyTensorSpan<double>(input, Lengths(configuration.Shape)),
            configuration.FilterSize,
            configuration.Strides,
            configuration.DataFormat,
            new TensorSpan<double>(output, Lengths(configuration.OutputShape)),
            configuration.Padding);
        return output;
    }

    private static double[] Backward(BlurConfiguration configuration, double[] gradOutput)
    {
        double[] gradInput = [.. configuration.Values().Select(_ => double.NaN)];
        Pool.BlurBackward(
            new ReadOnlyTensorSpan<double>(gradOutput, Lengths(configuration.OutputShape)),
            configuration.FilterSize,
            configuration.Strides,
            configuration.DataFormat,
            new TensorSpan<double>(gradInput, Lengths(configuration.Shape)),
            configuration.Padding);
        return gradInput;
    }

    private static int[] Indices(double[] values, Func<double, bool> condition) =>
        [.. values.Index().Where(pair => condition(pair.Item)).Select(pair => pair.Index)];

    private static nint[] Lengths(int[] shape) => [.. shape.Select(length => (nint)length)];

    private sealed record BlurConfiguration(
        int[] Shape, int[] Strides, bool ChannelsLast, int FilterSize, BlurPadding Padding, int Seed)
    {
        public int[] OutputShape => BlurReference.OutputShape(Shape, Strides, ChannelsLast);

        public DataFormat DataFormat => ChannelsLast ? DataFormat.ChannelsLast : DataFormat.ChannelsFirst;

        public static IEnumerable<BlurConfiguration> Random(int count)
        {
            Random random = new(1905);
            for (int i = 0; i < count; i++)
            {
                int rank = random.Next(1, 4);
                int filterSize = random.Next(1, 8);
                BlurPadding padding = (BlurPadding)random.Next(3);
                int shortest = padding == BlurPadding.Reflect ? (filterSize / 2) + 1 : 1;
                int[] spatial = [.. Enumerable.Range(0, rank).Select(_ => random.Next(shortest, rank == 1 ? 20 : 9 - rank))];
                int[] strides = [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, rank == 1 ? 9 : 4))];
                int batch = random.Next(0, 3);
                int channels = random.Next(1, 4);
                bool channelsLast = random.Next(2) == 0;
                int[] shape = channelsLast ? [batch, .. spatial, channels] : [batch, channels, .. spatial];
                yield return new BlurConfiguration(shape, strides, channelsLast, filterSize, padding, i);
            }
        }

        public double[] Values(bool notFinite = false) => Values(Shape, Seed, notFinite);

        public double[] OutputValues() => Values(OutputShape, Seed + 1, notFinite: false);

        public override string ToString() =>
            $"({string.Join(", ", Shape)}), strides {string.Join("x", Strides)}, {DataFormat}, filter {FilterSize}, {Padding}";

        private static double[] Values(int[] shape, int seed, bool notFinite)
        {
            Random random = new(seed);
            return [.. BlurReference.Places(shape).Select(_ => random.Next(notFinite ? 40 : 38) switch
            {
                38 => double.NaN,
                39 => random.Next(2) == 0 ? double.PositiveInfinity : double.NegativeInfinity,
                _ => (random.NextDouble() * 300) - 150,
            })];
        }
    }
}
