using System.Buffers;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Small planes have the outputs, indices and gradients that each has alone, however many there are and however they lie in memory.</summary>
public sealed class SmallPlaneTests
{
    public static TheoryData<int[], int, int, int> Planes
    {
        get
        {
            TheoryData<int[], int, int, int> data = [];
            foreach (int[] sizes in (int[][])[[9], [50], [2, 3], [7, 7], [8, 8], [11, 14], [16, 16], [30, 20], [4, 7, 9], [1, 5, 5], [3, 4, 24]])
            {
                foreach ((int size, int stride, int padding) in ((int, int, int)[])[(2, 2, 0), (3, 2, 1), (3, 1, 1), (4, 3, 0), (7, 1, 3), (9, 4, 4)])
                {
                    if (sizes.All(length => length + (2 * padding) >= size))
                    {
                        data.Add(sizes, size, stride, padding);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Planes))]
    public void Planes_do_not_depend_on_each_other(int[] sizes, int size, int stride, int padding)
    {
        int rank = sizes.Length;
        int[] sizeOfAxes = [.. Enumerable.Repeat(size, rank)];
        int[] strides = [.. Enumerable.Repeat(stride, rank)];
        int[] paddings = [.. Enumerable.Repeat(padding, rank)];
        PoolingWindow window = PoolingWindow.Create(sizeOfAxes, strides, Padding.Explicit(paddings, paddings));
        foreach ((int batch, int channels) in ((int, int)[])[(1, 6), (1, 8), (3, 5), (2, 37), (1, 100)])
        {
            Check(window, [batch, channels, .. sizes.Select(length => (nint)length)]);
        }
    }

    [Theory]
    [MemberData(nameof(Planes))]
    public void Planes_of_bytes_do_not_depend_on_each_other(int[] sizes, int size, int stride, int padding)
    {
        int[] paddings = [.. sizes.Select(_ => padding)];
        PoolingWindow window = PoolingWindow.Create(
            [.. sizes.Select(_ => size)], [.. sizes.Select(_ => stride)], Padding.Explicit(paddings, paddings));
        foreach ((int batch, int channels) in ((int, int)[])[(1, 5), (1, 32), (3, 15), (1, 70), (2, 75)])
        {
            CheckBytes(window, [batch, channels, .. sizes.Select(length => (nint)length)]);
        }
    }

    [Fact]
    public void Windows_that_adapt_are_as_those_of_one_plane() =>
        Check(PoolingWindow.Adaptive(3, 5), [2, 20, 10, 13]);

    private static void Check(PoolingWindow window, nint[] shape)
    {
        // Planes lie apart where a batch ends.
        Random random = new((int)shape[^1]);
        Tensor<float> wider = Tensor.CreateFromShape<float>([shape[0], shape[1] + 3, .. shape[2..]]);
        foreach (ref float element in wider)
        {
            element = random.Next(100) switch { 0 => float.NaN, 1 => -0f, 2 => 0f, _ => (float)(random.NextDouble() - 0.9) };
        }

        Tensor<float> input = wider.Slice([.. Ranges(shape[1])]);
        nint[] pooled = window.ComputeOutputShape(shape, DataFormat.ChannelsFirst);
        Tensor<float> widerLargest = Tensor.CreateFromShape<float>([pooled[0], pooled[1] + 3, .. pooled[2..]]);
        Tensor<float> largest = widerLargest.Slice([.. Ranges(shape[1])]);
        Tensor<float> average = Tensor.CreateFromShape<float>(pooled);
        Pool.Max<float>(input, window, DataFormat.ChannelsFirst, largest);
        Pool.Average<float>(input, window, DataFormat.ChannelsFirst, average);

        Tensor<float> gradOutput = Tensor.CreateFromShape<float>(pooled);
        foreach (ref float element in gradOutput)
        {
            element = random.Next(-9, 10);
        }

        Tensor<float> values = Tensor.CreateFromShape<float>(pooled);
        Tensor<long> indices = Tensor.CreateFromShape<long>(pooled);
        Tensor<long> numbers = Tensor.CreateFromShape<long>(pooled);
        Pool.MaxWithIndices<float>(input, window, DataFormat.ChannelsFirst, values, indices);
        Pool.MaxWithIndices<float>(input, window, DataFormat.ChannelsFirst, values, numbers, IndexConvention.ChannelsLastWithBatch);
        Assert.Equal(Bits(largest), Bits(values));

        Tensor<float> widerGradient = Tensor.CreateFromShape<float>(wider.Lengths);
        Tensor<float> maxGradient = widerGradient.Slice([.. Ranges(shape[1])]);
        Tensor<float> averageGradient = Tensor.CreateFromShape<float>(shape);
        Pool.MaxBackward<float>(input, gradOutput, window, DataFormat.ChannelsFirst, maxGradient);
        Pool.AverageBackward<float>(gradOutput, window, DataFormat.ChannelsFirst, averageGradient);

        Tensor<float> one = Tensor.CreateFromShape<float>([1, 1, .. pooled[2..]]);
        Tensor<long> oneIndices = Tensor.CreateFromShape<long>(one.Lengths);
        Tensor<float> oneGradient = Tensor.CreateFromShape<float>([1, 1, .. shape[2..]]);
        nint elements = oneGradient.FlattenedLength;
        for (nint batch = 0; batch < shape[0]; batch++)
        {
            for (nint channel = 0; channel < shape[1]; channel++)
            {
                NRange[] plane = [new(batch, batch + 1), new(channel, channel + 1), .. Enumerable.Repeat(NRange.All, shape.Length - 2)];
                Pool.Max<float>(input.Slice(plane), window, DataFormat.ChannelsFirst, one);
                Assert.Equal(Bits(one), Bits(largest.Slice(plane)));
                Pool.MaxWithIndices<float>(input.Slice(plane), window, DataFormat.ChannelsFirst, one, oneIndices);
                Assert.Equal(oneIndices.ToArray(), indices.Slice(plane).ToArray());
                Assert.Equal(
                    oneIndices.ToArray().Select(index => (((batch * elements) + index) * shape[1]) + channel),
                    numbers.Slice(plane).ToArray());
                Pool.Average<float>(input.Slice(plane), window, DataFormat.ChannelsFirst, one);
                AssertClose(one, average.Slice(plane));
                Pool.MaxBackward<float>(input.Slice(plane), gradOutput.Slice(plane), window, DataFormat.ChannelsFirst, oneGradient);
                Assert.Equal(oneGradient.ToArray(), maxGradient.Slice(plane).ToArray());
                Pool.AverageBackward<float>(gradOutput.Slice(plane), window, DataFormat.ChannelsFirst, oneGradient);
                AssertClose(oneGradient, averageGradient.Slice(plane));
            }
        }

        foreach (Tensor<float> written in (Tensor<float>[])[widerLargest, widerGradient])
        {
            Assert.All(written.Slice([.. Ranges(0, 1)]).ToArray(), untouched => Assert.Equal(0, untouched));
            Assert.All(written.Slice([.. Ranges(shape[1] + 1, shape[1] + 3)]).ToArray(), untouched => Assert.Equal(0, untouched));
        }

        IEnumerable<NRange> Ranges(nint first, nint end = -1) =>
            [NRange.All, end < 0 ? new NRange(1, first + 1) : new NRange(first, end), .. Enumerable.Repeat(NRange.All, shape.Length - 2)];
    }

    private static void CheckBytes(PoolingWindow window, nint[] shape)
    {
        // Planes lie apart where a batch ends.
        Random random = new((int)shape[^1]);
        Tensor<byte> wider = Tensor.CreateFromShape<byte>([shape[0], shape[1] + 3, .. shape[2..]]);
        foreach (ref byte element in wider)
        {
            element = (byte)random.Next(256);
        }

        NRange[] spatial = [.. Enumerable.Repeat(NRange.All, shape.Length - 2)];
        Tensor<byte> input = wider.Slice([NRange.All, new NRange(1, shape[1] + 1), .. spatial]);
        nint[] pooled = window.ComputeOutputShape(shape, DataFormat.ChannelsFirst);
        Tensor<byte> largest = Tensor.CreateFromShape<byte>(pooled);
        Tensor<byte> average = Tensor.CreateFromShape<byte>(pooled);
        Pool.Max<byte>(input, window, DataFormat.ChannelsFirst, largest);
        Pool.Average<byte>(input, window, DataFormat.ChannelsFirst, average);

        Tensor<byte> one = Tensor.CreateFromShape<byte>([1, 1, .. pooled[2..]]);
        for (nint batch = 0; batch < shape[0]; batch++)
        {
            for (nint channel = 0; channel < shape[1]; channel++)
            {
                NRange[] plane = [new(batch, batch + 1), new(channel, channel + 1), .. spatial];
                Pool.Max<byte>(input.Slice(plane), window, DataFormat.ChannelsFirst, one);
                Assert.Equal(one.ToArray(), largest.Slice(plane).ToArray());
                Pool.Average<byte>(input.Slice(plane), window, DataFormat.ChannelsFirst, one);
                Assert.Equal(one.ToArray(), average.Slice(plane).ToArray());
            }
        }
    }

    private static void AssertClose(Tensor<float> expected, Tensor<float> actual) =>
        Assert.All(expected.ToArray().Zip(actual.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));

    /// <summary>The bits of all elements, so that zeros differ by their signs; any NaN is as good as another.</summary>
    private static int[] Bits(Tensor<float> tensor) =>
        [.. tensor.ToArray().Select(element => BitConverter.SingleToInt32Bits(float.IsNaN(element) ? float.NaN : element))];
}
