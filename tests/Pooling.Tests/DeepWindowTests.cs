using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Windows over volumes have the outputs of their elements looked at one by one.</summary>
public sealed class DeepWindowTests
{
    private static readonly int[] Lengths = [9, 23, 37];

    public static TheoryData<int[], int[], int[]> Windows => new()
    {
        // Sizes, strides, padding.
        { [4, 4, 4], [1, 1, 1], [0, 0, 0] },
        { [5, 5, 5], [1, 1, 1], [2, 2, 2] },
        { [5, 5, 2], [1, 1, 1], [4, 4, 1] },
        { [8, 2, 3], [1, 1, 1], [0, 1, 1] },
        { [9, 6, 4], [1, 1, 2], [3, 5, 0] },
        { [4, 5, 3], [2, 1, 1], [1, 0, 0] },
        { [4, 5, 9], [3, 2, 1], [0, 2, 4] },
        { [3, 9, 9], [1, 1, 1], [1, 4, 4] },
    };

    [Theory]
    [MemberData(nameof(Windows))]
    public void Every_output_is_made_of_the_elements_of_its_window(int[] size, int[] strides, int[] padding)
    {
        foreach (DataFormat dataFormat in Enum.GetValues<DataFormat>())
        {
            foreach (int channels in (int[])[1, 3, 8, 21])
            {
                Check(size, strides, padding, dataFormat, channels);
            }
        }
    }

    private static void Check(int[] size, int[] strides, int[] padding, DataFormat dataFormat, int channels)
    {
        bool isLast = dataFormat == DataFormat.ChannelsLast;
        int axis = isLast ? 1 : 2;
        int channelAxis = isLast ? 4 : 1;
        nint[] shape = isLast
            ? [1, Lengths[0], Lengths[1], Lengths[2], channels]
            : [1, channels, Lengths[0], Lengths[1], Lengths[2]];
        Tensor<float> input = Tensor.CreateFromShape<float>(shape);
        Random random = new(size[0] + channels);
        foreach (ref float element in input)
        {
            element = (float)(random.NextDouble() - 0.5);
        }

        PoolingWindow window = PoolingWindow.Create(size, strides, Padding.Explicit(padding, padding));
        nint[] pooled = window.ComputeOutputShape(shape, dataFormat);
        Tensor<float> largest = Tensor.CreateFromShape<float>(pooled);
        Tensor<float> average = Tensor.CreateFromShape<float>(pooled);
        Pool.Max<float>(input, window, dataFormat, largest);
        Pool.Average<float>(input, window, dataFormat, average);
        nint[] place = new nint[5];
        nint[] at = new nint[5];
        for (nint channel = 0; channel < channels; channel++)
        {
            place[channelAxis] = at[channelAxis] = channel;
            for (place[axis] = 0; place[axis] < pooled[axis]; place[axis]++)
            {
                for (place[axis + 1] = 0; place[axis + 1] < pooled[axis + 1]; place[axis + 1]++)
                {
                    for (place[axis + 2] = 0; place[axis + 2] < pooled[axis + 2]; place[axis + 2]++)
                    {
                        float expected = float.NegativeInfinity;
                        double sum = 0;
                        int count = 0;
                        (nint front, nint back) = RangeOf(0);
                        (nint top, nint bottom) = RangeOf(1);
                        (nint left, nint right) = RangeOf(2);
                        for (at[axis] = front; at[axis] < back; at[axis]++)
                        {
                            for (at[axis + 1] = top; at[axis + 1] < bottom; at[axis + 1]++)
                            {
                                for (at[axis + 2] = left; at[axis + 2] < right; at[axis + 2]++)
                                {
                                    float element = input[at];
                                    expected = float.Max(expected, element);
                                    sum += element;
                                    count++;
                                }
                            }
                        }

                        Assert.Equal(expected, largest[place]);
                        Assert.Equal(sum / count, average[place], 1e-5);
                    }
                }
            }
        }

        (nint First, nint End) RangeOf(int number)
        {
            nint first = (place[axis + number] * strides[number]) - padding[number];
            return (nint.Max(0, first), nint.Min(Lengths[number], first + size[number]));
        }
    }
}
