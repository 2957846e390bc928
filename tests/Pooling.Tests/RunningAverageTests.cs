using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Averages of many bytes are the truncated quotients of their sums, wherever windows lie.</summary>
public sealed class RunningAverageTests
{
    public static TheoryData<int[], int[], int[], int[]> Windows => new()
    {
        // Sizes of the input, sizes of windows, strides, padding.
        { [40, 67], [15, 15], [1, 1], [7, 7] },
        { [40, 67], [15, 15], [1, 1], [0, 0] },
        { [33, 16], [20, 9], [3, 1], [4, 4] },
        { [50, 41], [11, 31], [7, 1], [5, 15] },
        { [30, 30], [10, 30], [9, 1], [1, 1] },
        { [150, 70], [128, 64], [1, 1], [0, 0] },
        { [150, 70], [128, 64], [1, 1], [60, 30] },
        { [150, 40], [129, 30], [1, 1], [0, 0] },
        { [3, 300], [1, 183], [1, 1], [0, 90] },
        { [700], [250], [1], [0] },
        { [700], [600], [1], [299] },
        { [9, 20, 23], [5, 7, 9], [1, 1, 1], [2, 3, 4] },
        { [9, 20, 23], [3, 9, 9], [2, 2, 1], [1, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Windows))]
    public void Sums_run_to_the_exact_average(int[] sizes, int[] window, int[] strides, int[] padding)
    {
        foreach (int channels in (int[])[1, 2, 7, 8, 13, 33])
        {
            foreach (bool countIncludePad in (bool[])[false, true])
            {
                Check<byte>(sizes, window, strides, padding, channels, countIncludePad);
                Check<sbyte>(sizes, window, strides, padding, channels, countIncludePad);
            }
        }
    }

    [Theory]
    [InlineData(DataFormat.ChannelsFirst)]
    [InlineData(DataFormat.ChannelsLast)]
    public void Threads_that_share_rows_make_the_same_averages(DataFormat format)
    {
        foreach ((int rows, int columns) in ((int, int)[])[(1050, 1010), (25, 43000)])
        {
            Check<byte>([rows, columns], [25, 25], [1, 1], [12, 12], 1, countIncludePad: false, [format]);
        }
    }

    private static void Check<T>(
        int[] sizes, int[] window, int[] strides, int[] padding, int channels, bool countIncludePad, DataFormat[]? formats = null)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        // As volumes of one depth, or of one row.
        int missing = 3 - sizes.Length;
        int[] length = [.. Enumerable.Repeat(1, missing), .. sizes];
        int[] size = [.. Enumerable.Repeat(1, missing), .. window];
        int[] stride = [.. Enumerable.Repeat(1, missing), .. strides];
        int[] before = [.. Enumerable.Repeat(0, missing), .. padding];
        int[] count = [.. Enumerable.Range(0, 3).Select(axis => ((length[axis] + (2 * before[axis]) - size[axis]) / stride[axis]) + 1)];
        Random random = new(sizes[^1] + channels);
        int positions = length[0] * length[1] * length[2];
        T[] elements = new T[positions * channels];
        for (int i = 0; i < elements.Length; i++)
        {
            // Stretches of the largest and of the smallest, so that sums become as large, and as different, as they can.
            elements[i] = (i / 997 % 4) switch
            {
                0 => T.MaxValue,
                1 => T.MinValue,
                _ => T.CreateTruncating(random.Next(256)),
            };
        }

        T[] expected = new T[channels * count[0] * count[1] * count[2]];
        for (int channel = 0; channel < channels; channel++)
        {
            long[,,] sums = SumsOf(elements.AsSpan(channel * positions, positions), length);
            int next = channel * count[0] * count[1] * count[2];
            for (int z = 0; z < count[0]; z++)
            {
                for (int y = 0; y < count[1]; y++)
                {
                    for (int x = 0; x < count[2]; x++)
                    {
                        (int front, int back) = Range(0, z);
                        (int top, int bottom) = Range(1, y);
                        (int left, int right) = Range(2, x);
                        long sum = Below(back) - Below(front);
                        long elementsOfWindow = (long)(back - front) * (bottom - top) * (right - left);
                        long divisor = countIncludePad ? (long)size[0] * size[1] * size[2] : elementsOfWindow;
                        expected[next++] = T.CreateChecked(sum / divisor);

                        long Below(int depth) =>
                            sums[depth, bottom, right] - sums[depth, top, right] - sums[depth, bottom, left] + sums[depth, top, left];
                    }
                }
            }
        }

        foreach (DataFormat format in formats ?? Enum.GetValues<DataFormat>())
        {
            nint[] spatial = [.. sizes.Select(axis => (nint)axis)];
            PoolingWindow pooling = PoolingWindow.Create(window, strides, Padding.Explicit(padding, padding));
            bool isLast = format == DataFormat.ChannelsLast;
            nint[] shape = isLast ? [1, .. spatial, channels] : [1, channels, .. spatial];
            Tensor<T> input = Tensor.Create(isLast ? Transposed(elements, channels) : elements, shape);
            Tensor<T> actual = Tensor.CreateFromShape<T>(pooling.ComputeOutputShape(shape, format));
            Pool.Average<T>(input, pooling, format, actual, countIncludePad);
            Assert.True(actual.ToArray().AsSpan().SequenceEqual(isLast ? Transposed(expected, channels) : expected));
        }

        (int First, int End) Range(int axis, int index)
        {
            int first = (index * stride[axis]) - before[axis];
            return (int.Max(0, first), int.Min(length[axis], first + size[axis]));
        }
    }

    /// <summary>The sums of all elements before a place along every axis.</summary>
    private static long[,,] SumsOf<T>(ReadOnlySpan<T> elements, int[] length)
        where T : IBinaryInteger<T>
    {
        long[,,] sums = new long[length[0] + 1, length[1] + 1, length[2] + 1];
        int next = 0;
        for (int z = 0; z < length[0]; z++)
        {
            for (int y = 0; y < length[1]; y++)
            {
                long row = 0;
                for (int x = 0; x < length[2]; x++)
                {
                    row += long.CreateChecked(elements[next++]);
                    sums[z + 1, y + 1, x + 1] =
                        row + sums[z + 1, y, x + 1] + sums[z, y + 1, x + 1] - sums[z, y, x + 1];
                }
            }
        }

        return sums;
    }

    private static T[] Transposed<T>(T[] planes, int channels)
    {
        int positions = planes.Length / channels;
        T[] last = new T[planes.Length];
        for (int i = 0; i < planes.Length; i++)
        {
            last[(i % positions * channels) + (i / positions)] = planes[i];
        }

        return last;
    }
}
