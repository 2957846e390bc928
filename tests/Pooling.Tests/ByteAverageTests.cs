using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Averages of bytes are the quotients of integers, whatever the sum and the number of elements.</summary>
public class ByteAverageTests
{
    private const int Channels = 77;

    [Theory]
    [InlineData(DataFormat.ChannelsLast)]
    [InlineData(DataFormat.ChannelsFirst)]
    public void Sums_of_bytes_are_divided_exactly(DataFormat format) => DividesExactly<byte>(format, smallest: 0);

    [Theory]
    [InlineData(DataFormat.ChannelsLast)]
    [InlineData(DataFormat.ChannelsFirst)]
    public void Sums_of_signed_bytes_are_truncated_toward_zero(DataFormat format) => DividesExactly<sbyte>(format, smallest: -128);

    [Theory]
    [InlineData(3, 1, 1, true)]
    [InlineData(3, 2, 1, false)]
    [InlineData(4, 4, 2, true)]
    [InlineData(11, 1, 5, true)]
    [InlineData(13, 1, 6, false)]
    [InlineData(13, 1, 6, true)]
    public void Padded_windows_are_divided_by_what_they_count(int size, int stride, int padding, bool countIncludePad)
    {
        foreach (DataFormat format in Enum.GetValues<DataFormat>())
        {
            foreach (int columns in (int[])[size, 31, 70])
            {
                CheckPadded<byte>(size, stride, padding, countIncludePad, format, columns, smallest: 0);
                CheckPadded<sbyte>(size, stride, padding, countIncludePad, format, columns, smallest: -128);
            }
        }
    }

    [Fact]
    public void A_window_of_one_byte_and_far_more_padding_has_the_average_0()
    {
        foreach (int size in (int[])[255, 256, 65535, 65536, 70000])
        {
            Tensor<byte> y = new AveragePooling1D(
                size, size, Padding.Explicit(size - 1, 0), countIncludePad: true).Forward(Tensor.Create<byte>([255], [1, 1, 1]));

            Assert.Equal([(byte)(255 / size)], y);
        }
    }

    /// <summary>All quotients, with the least and the largest sum that has each, for windows of up to 300 elements.</summary>
    private static void DividesExactly<T>(DataFormat format, int smallest)
        where T : struct, IBinaryInteger<T>
    {
        for (int size = 1; size <= 300; size += size < 200 ? 1 : 9)
        {
            List<int> sums = [];
            for (int quotient = smallest; quotient <= smallest + 255; quotient++)
            {
                sums.AddRange([(quotient * size) - 1, quotient * size, (quotient * size) + 1]);
            }

            int largest = smallest + 255;
            sums.RemoveAll(sum => sum < smallest * size || sum > largest * size);
            int windows = (sums.Count + Channels - 1) / Channels;
            bool isLast = format == DataFormat.ChannelsLast;
            int channels = isLast ? Channels : 1;
            int columns = isLast ? windows * size : sums.Count * size;
            T[] elements = new T[columns * channels];
            for (int i = 0; i < sums.Count; i++)
            {
                (int window, int channel) = isLast ? (i / Channels, i % Channels) : (i, 0);
                int rest = sums[i];
                for (int j = 0; j < size; j++)
                {
                    int element = Math.Clamp(rest, smallest, largest);
                    rest -= element;
                    elements[(((window * size) + j) * channels) + channel] = T.CreateChecked(element);
                }
            }

            nint[] shape = isLast ? [1, columns, channels] : [1, channels, columns];
            Tensor<T> y = new AveragePooling1D(size, dataFormat: format).Forward(Tensor.Create(elements, shape));
            Assert.Equal(
                sums.Select(sum => T.CreateChecked(sum / size)),
                y.Take(sums.Count));
        }
    }

    private static void CheckPadded<T>(
        int size, int stride, int padding, bool countIncludePad, DataFormat format, int columns, int smallest)
        where T : struct, IBinaryInteger<T>
    {
        const int Rows = 37;
        bool isLast = format == DataFormat.ChannelsLast;
        int channels = isLast ? 5 : 2;
        Random random = new(size + columns);
        int[,,] planes = new int[channels, Rows, columns];
        T[] elements = new T[channels * Rows * columns];
        for (int i = 0; i < elements.Length; i++)
        {
            // Mostly near the largest, so that sums are large.
            int element = smallest + 255 - random.Next(random.Next(1, 256));
            (int channel, int row, int column) = isLast
                ? (i % channels, i / channels / columns, i / channels % columns)
                : (i / columns / Rows, i / columns % Rows, i % columns);
            planes[channel, row, column] = element;
            elements[i] = T.CreateChecked(element);
        }

        AveragePooling2D layer = new(size, stride, Padding.Explicit(padding), format, countIncludePad: countIncludePad);
        Tensor<T> y = layer.Forward(Tensor.Create(elements, isLast ? [1, Rows, columns, channels] : [1, channels, Rows, columns]));

        int outRows = ((Rows + (2 * padding) - size) / stride) + 1;
        int outColumns = ((columns + (2 * padding) - size) / stride) + 1;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int row = 0; row < outRows; row++)
            {
                for (int column = 0; column < outColumns; column++)
                {
                    int top = (row * stride) - padding;
                    int left = (column * stride) - padding;
                    int sum = 0;
                    int count = 0;
                    for (int i = Math.Max(0, top); i < Math.Min(Rows, top + size); i++)
                    {
                        for (int j = Math.Max(0, left); j < Math.Min(columns, left + size); j++)
                        {
                            sum += planes[channel, i, j];
                            count++;
                        }
                    }

                    int expected = sum / (countIncludePad ? size * size : count);
                    T actual = isLast ? y[0, row, column, channel] : y[0, channel, row, column];
                    Assert.Equal(T.CreateChecked(expected), actual);
                }
            }
        }
    }
}
