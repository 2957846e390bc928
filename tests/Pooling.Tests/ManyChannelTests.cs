using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Channels that come last have the outputs that each has alone, however many there are.</summary>
public sealed class ManyChannelTests
{
    public static TheoryData<int[], int[], int[], int> Windows
    {
        get
        {
            TheoryData<int[], int[], int[], int> data = [];
            foreach (int[] sizes in (int[][])[[40], [6], [5, 6], [6, 9], [7, 12], [5, 6, 7], [4, 5, 9]])
            {
                foreach ((int[] size, int[] strides, int padding) in ((int[], int[], int)[])
                [
                    ([3, 3, 3], [1, 1, 1], 1), ([3, 3, 3], [2, 2, 2], 1), ([3, 3, 3], [1, 1, 1], 0), ([4, 4, 4], [3, 3, 3], 0),
                    ([1, 5, 5], [1, 2, 4], 2), ([2, 5, 5], [1, 2, 2], 2), ([2, 2, 3], [1, 1, 2], 0), ([3, 4, 2], [2, 3, 1], 1),
                    ([3, 3, 2], [3, 3, 2], 0), ([5, 7, 7], [2, 3, 3], 2),
                ])
                {
                    data.Add(sizes, size[^sizes.Length..], strides[^sizes.Length..], padding);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void Channels_do_not_depend_on_each_other(int[] sizes, int[] size, int[] strides, int padding)
    {
        int[] paddings = [.. size.Select(length => int.Min(padding, length / 2))];
        PoolingWindow window = PoolingWindow.Create(size, strides, Padding.Explicit(paddings, paddings));
        foreach (int channels in (int[])[2, 3, 5, 8, 15, 16, 17, 31, 32, 37, 48, 50, 64, 67, 90])
        {
            CheckChannels(sizes, window, channels, every: 1);
        }
    }

    [Theory]
    [InlineData(16, 15)]
    [InlineData(17, 16)]
    [InlineData(17, 8)]
    [InlineData(31, 1)]
    [InlineData(33, 16)]
    [InlineData(33, 32)]
    [InlineData(65, 64)]
    [InlineData(65, 32)]
    [InlineData(100, 99)]
    public void Windows_over_long_rows_of_many_channels_do_not_mix_them(int size, int stride)
    {
        foreach (int padding in (int[])[0, size / 2])
        {
            PoolingWindow window = PoolingWindow.Create1D(size, stride, Padding.Explicit(padding));
            foreach (int channels in (int[])[64, 256, 1023, 1024, 2050])
            {
                CheckChannels([size], window, channels, every: 37);
                CheckChannels([size + (2 * stride) + 1], window, channels, every: 37);
            }
        }
    }

    /// <summary>Compares every so many channels with what they are alone.</summary>
    private static void CheckChannels(int[] sizes, PoolingWindow window, int channels, int every)
    {
        Random random = new(channels);
        float[] elements = new float[2 * sizes.Aggregate(1, (product, length) => product * length) * channels];
        foreach (ref float element in elements.AsSpan())
        {
            element = random.Next(200) switch { 0 => float.NaN, 1 => -0f, 2 => 0f, _ => (float)(random.NextDouble() - 0.9) };
        }

        (float[] largest, float[] average) = Pooled(elements, channels, sizes, window);
        for (int channel = 0; channel < channels; channel += every)
        {
            (float[] alone, float[] averageAlone) = Pooled(Every(elements, channels, channel), 1, sizes, window);
            Assert.Equal(alone.Select(Bits), Every(largest, channels, channel).Select(Bits));
            foreach ((float expected, float actual) in averageAlone.Zip(Every(average, channels, channel)))
            {
                Assert.Equal(expected, actual, 1e-6f);
            }
        }
    }

    private static (float[] Largest, float[] Average) Pooled(float[] elements, int channels, int[] sizes, PoolingWindow window)
    {
        Tensor<float> input = Tensor.Create(elements, [2, .. sizes.Select(length => (nint)length), channels]);
        nint[] pooled = window.ComputeOutputShape(input.Lengths, DataFormat.ChannelsLast);
        float[] largest = new float[pooled.Aggregate((product, length) => product * length)];
        float[] average = new float[largest.Length];
        Pool.Max<float>(input, window, DataFormat.ChannelsLast, Tensor.Create(largest, pooled));
        Pool.Average<float>(input, window, DataFormat.ChannelsLast, Tensor.Create(average, pooled));
        return (largest, average);
    }

    /// <summary>The bits of a number, and of every NaN the same.</summary>
    private static int Bits(float value) => BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value);

    private static float[] Every(float[] elements, int step, int first) =>
        [.. Enumerable.Range(0, elements.Length / step).Select(i => elements[(i * step) + first])];
}
