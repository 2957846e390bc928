using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Windows of many positions have the same outputs as their elements looked at one by one.</summary>
public sealed class LargeWindowTests
{
    public static TheoryData<int, DataFormat, int, int> Channels
    {
        get
        {
            TheoryData<int, DataFormat, int, int> data = [];
            foreach (int size in (int[])[7, 13, 19, 30, 100, 600])
            {
                foreach (int channels in (int[])[1, 3, 8, 9, 41])
                {
                    foreach (int rows in (int[])[1, 3])
                    {
                        data.Add(size, DataFormat.ChannelsFirst, channels, rows);
                        data.Add(size, DataFormat.ChannelsLast, channels, rows);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_long_window_has_the_outputs_of_its_elements(int size, DataFormat dataFormat, int channels, int rows)
    {
        const int Length = 701;
        bool isLast = dataFormat == DataFormat.ChannelsLast;
        nint[] shape = isLast ? [1, rows, Length, channels] : [1, channels, rows, Length];
        Random random = new(size + channels);
        Tensor<float> input = Tensor.CreateFromShape<float>(shape);
        foreach (ref float element in input)
        {
            element = (float)(random.NextDouble() - 0.5);
        }

        foreach ((int stride, int dilation, int padding) in ((int, int, int)[])
            [(1, 1, 0), (1, 1, size / 2), (2, 1, 3), (3, 1, 0), (4, 1, 1), (1, 3, 0), (5, 1, size / 3)])
        {
            if (((size - 1) * dilation) + 1 > Length + (2 * padding))
            {
                continue;
            }

            PoolingWindow window = PoolingWindow.Create2D((1, size), (1, stride), Padding.Explicit([0, padding], [0, padding]), (1, dilation));
            nint[] pooled = window.ComputeOutputShape(shape, dataFormat);
            Tensor<float> largest = Tensor.CreateFromShape<float>(pooled);
            Tensor<float> average = Tensor.CreateFromShape<float>(pooled);
            Pool.Max<float>(input, window, dataFormat, largest);
            Pool.Average<float>(input, window, dataFormat, average);
            for (int channel = 0; channel < channels; channel++)
            {
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < pooled[isLast ? 2 : 3]; column++)
                    {
                        float expected = float.NegativeInfinity;
                        double sum = 0;
                        int count = 0;
                        for (int i = 0; i < size; i++)
                        {
                            int at = (column * stride) - padding + (i * dilation);
                            if (at is >= 0 and < Length)
                            {
                                float element = isLast ? input[0, row, at, channel] : input[0, channel, row, at];
                                expected = float.Max(expected, element);
                                sum += element;
                                count++;
                            }
                        }

                        ReadOnlySpan<nint> place = isLast ? [0, row, column, channel] : [0, channel, row, column];
                        Assert.Equal(expected, largest[place]);
                        Assert.Equal(sum / count, average[place], 1e-5);
                    }
                }
            }
        }
    }
}
