using System.Numerics.Tensors;

namespace Pooling.Tests;

public class MaxUnpoolingTests
{
    public static TheoryData<IndexConvention, DataFormat> Conventions
    {
        get
        {
            TheoryData<IndexConvention, DataFormat> data = [];
            foreach (IndexConvention convention in Enum.GetValues<IndexConvention>())
            {
                data.Add(convention, DataFormat.ChannelsLast);
                data.Add(convention, DataFormat.ChannelsFirst);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Conventions))]
    public void Unpooling_puts_every_maximum_back_in_every_convention(IndexConvention convention, DataFormat dataFormat)
    {
        nint[] shape = dataFormat == DataFormat.ChannelsLast ? [2, 4, 6, 2, 3] : [2, 3, 4, 6, 2];
        double[] values = [.. Enumerable.Range(1, 288).Select(i => (double)i)];
        new Random(5).Shuffle(values);
        Tensor<double> input = Tensor.Create(values, shape);
        MaxPooling3D pool = new((2, 3, 1), dataFormat: dataFormat);

        (Tensor<double> output, Tensor<long> indices) = pool.ForwardWithIndices(input, convention);
        Tensor<double> back = new MaxUnpooling3D((2, 3, 1), dataFormat: dataFormat).Forward(output, indices, default, convention);

        HashSet<double> maxima = [.. output];
        Assert.Equal(48, maxima.Count);
        Assert.Equal(input.Lengths.ToArray(), back.Lengths.ToArray());
        Assert.Equal(values.Select(value => maxima.Contains(value) ? value : 0), back);
    }

    [Theory]
    [MemberData(nameof(Conventions))]
    public void Kept_indices_give_the_gradient_of_max_pooling(IndexConvention convention, DataFormat dataFormat)
    {
        nint[] shape = dataFormat == DataFormat.ChannelsLast ? [2, 7, 6, 3] : [2, 3, 7, 6];
        Tensor<float> input = Tensor.Create([.. Enumerable.Range(0, 252).Select(i => (float)(i * 29 % 17))], shape);
        MaxPooling2D pool = new(3, 2, Padding.Explicit(1), dataFormat, ceilMode: true);
        (Tensor<float> output, Tensor<long> indices) = pool.ForwardWithIndices(input, convention);
        Tensor<float> gradOutput = Tensor.Create([.. Enumerable.Range(1, (int)output.FlattenedLength).Select(i => (float)i)], output.Lengths);
        Tensor<float> gradInput = Tensor.CreateFromShape<float>(shape);

        Pool.MaxBackward<float>(gradOutput, indices, dataFormat, gradInput, convention);

        Assert.Equal(pool.Backward(input, gradOutput), gradInput);
    }

    [Fact]
    public void Indices_may_count_in_a_smaller_tensor_in_the_corner()
    {
        // The example of ONNX's MaxUnpool with output_shape: indices count in 4x4, the result is 5x5.
        Tensor<float> input = Tensor.Create<float>([5, 6, 7, 8], [1, 1, 2, 2]);
        Tensor<long> indices = Tensor.Create<long>([5, 7, 13, 15], [1, 1, 2, 2]);
        Tensor<float> output = Tensor.CreateFromShape<float>([1, 1, 5, 5]);

        Pool.MaxUnpool<float>(input, indices, DataFormat.ChannelsFirst, output, IndexConvention.Tensor, indexedSize: [4, 4]);

        Assert.Equal([0, 0, 0, 0, 0, 0, 5, 0, 6, 0, 0, 0, 0, 0, 0, 0, 7, 0, 8, 0, 0, 0, 0, 0, 0], output);

        Tensor<float> back = Tensor.CreateFromShape<float>([1, 1, 2, 2]);
        Pool.MaxUnpoolBackward<float>(output, indices, DataFormat.ChannelsFirst, back, IndexConvention.Tensor, indexedSize: [4, 4]);
        Assert.Equal(input, back);
    }

    [Theory]
    [InlineData(DataFormat.ChannelsLast)]
    [InlineData(DataFormat.ChannelsFirst)]
    public void Of_elements_with_one_index_the_last_counts_in_either_data_format(DataFormat dataFormat)
    {
        // Two channels of three elements, all to place 4 of a tensor of 2 channels with 4 places: channel 1, place 0.
        Tensor<int> input = Tensor.Create([1, 2, 3, 4, 5, 6], [1, 2, 3]);
        Tensor<long> indices = Tensor.Create<long>([4, 4, 4, 4, 4, 4], [1, 2, 3]);
        Tensor<int> output = Tensor.CreateFromShape<int>([1, 2, 4]);
        if (dataFormat == DataFormat.ChannelsLast)
        {
            input = Tensor.PermuteDimensions(input, [0, 2, 1]);
            indices = Tensor.PermuteDimensions(indices, [0, 2, 1]);
            output = Tensor.CreateFromShape<int>([1, 4, 2]);
        }

        Pool.MaxUnpool<int>(input, indices, dataFormat, output, IndexConvention.Tensor);

        Assert.Equal(dataFormat == DataFormat.ChannelsLast ? [0, 6, 0, 0, 0, 0, 0, 0] : [0, 0, 0, 0, 6, 0, 0, 0], output);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(long.MaxValue)]
    public void An_index_out_of_range_is_refused_before_anything_is_written(long index)
    {
        Tensor<float> output = Tensor.Create<float>([9, 9, 9, 9], [1, 4, 1]);

        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            "indices",
            () => Pool.MaxUnpool<float>(
                Tensor.Create<float>([1, 2], [1, 2, 1]), Tensor.Create([0, index], [1, 2, 1]), DataFormat.ChannelsLast, output));

        Assert.Contains($"Expected indices from 0 to 3, but got {index} for element 1 of channel 0 in sample 0", error.Message, StringComparison.Ordinal);
        Assert.Equal([9, 9, 9, 9], output);
    }

    [Fact]
    public void A_gradient_does_not_leave_its_sample() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            "indices",
            () => Pool.MaxBackward<float>(
                Tensor.Create<float>([1, 2], [2, 1, 1]),
                Tensor.Create<long>([2, 0], [2, 1, 1]),
                DataFormat.ChannelsLast,
                Tensor.CreateFromShape<float>([2, 2, 1]),
                IndexConvention.Tensor));

    [Fact]
    public void The_default_size_is_the_shortest_that_the_window_pools_to_the_input()
    {
        MaxUnpooling2D layer = new((3, 2), (2, 4), Padding.Explicit((1, 0)));

        Assert.Equal([1, 7, 10, 5], layer.ComputeOutputShape([1, 4, 3, 5]));
        Assert.Equal([1, 4, 3, 5], PoolingWindow.Create2D((3, 2), (2, 4), Padding.Explicit((1, 0))).ComputeOutputShape([1, 7, 10, 5]));
    }

    [Fact]
    public void A_size_may_be_asked_for()
    {
        MaxUnpooling1D layer = new(2);
        Tensor<float> input = Tensor.Create<float>([7, 8], [1, 2, 1]);

        Assert.Equal([0, 7, 0, 0, 8], layer.Forward(input, Tensor.Create<long>([1, 4], [1, 2, 1]), outputSize: [5]));
        Assert.Throws<ArgumentException>("outputSize", () => layer.Forward(input, Tensor.Create<long>([1, 4], [1, 2, 1]), outputSize: [0]));
        Assert.Throws<ArgumentException>("indices", () => layer.Forward(input, Tensor.Create<long>([1], [1, 1, 1])));
        Assert.Throws<ArgumentException>("window", () => new MaxUnpooling1D(2, padding: Padding.Same));
    }
}
