using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Small windows over few channels that come last, are what their elements say, however many fit in a vector.</summary>
public sealed class FewChannelTests
{
    private const int Rows = 7;

    public static TheoryData<int, int, int> Windows => new()
    {
        { 2, 2, 0 }, { 2, 3, 0 }, { 2, 3, 1 }, { 2, 4, 0 }, { 3, 2, 0 }, { 3, 2, 1 }, { 3, 3, 0 }, { 3, 3, 1 }, { 3, 5, 1 },
    };

    [Theory]
    [MemberData(nameof(Windows))]
    public void Bytes_are_pooled_in_place(int size, int stride, int padding) => Check<byte>(size, stride, padding, smallest: 0);

    [Theory]
    [MemberData(nameof(Windows))]
    public void Signed_bytes_are_pooled_in_place(int size, int stride, int padding) =>
        Check<sbyte>(size, stride, padding, smallest: -128);

    [Theory]
    [MemberData(nameof(Windows))]
    public void Short_integers_are_pooled_in_place(int size, int stride, int padding) =>
        Check<short>(size, stride, padding, smallest: -128);

    [Theory]
    [MemberData(nameof(Windows))]
    public void Unsigned_short_integers_are_pooled_in_place(int size, int stride, int padding) =>
        Check<ushort>(size, stride, padding, smallest: 0);

    [Theory]
    [MemberData(nameof(Windows))]
    public void Integers_are_pooled_in_place(int size, int stride, int padding) => Check<int>(size, stride, padding, smallest: -128);

    private static void Check<T>(int size, int stride, int padding, int smallest)
        where T : INumber<T>
    {
        foreach (int channels in (int[])[1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 15, 16, 17])
        {
            foreach (int columns in (int[])[size, 17, 43, 98, 133])
            {
                Check<T>(size, stride, padding, smallest, columns, channels);
            }
        }
    }

    private static void Check<T>(int size, int stride, int padding, int smallest, int columns, int channels)
        where T : INumber<T>
    {
        Random random = new(columns + channels);
        int[] elements = [.. Enumerable.Range(0, Rows * columns * channels).Select(_ => smallest + random.Next(256))];
        PoolingWindow window = PoolingWindow.Create2D(size, stride, Padding.Explicit(padding));
        Tensor<T> input = Tensor.Create<T>([.. elements.Select(T.CreateChecked)], [1, Rows, columns, channels]);
        nint[] shape = window.ComputeOutputShape(input.Lengths, DataFormat.ChannelsLast);
        Tensor<T> largest = Tensor.CreateFromShape<T>(shape);
        Tensor<T> average = Tensor.CreateFromShape<T>(shape);

        Pool.Max<T>(input, window, DataFormat.ChannelsLast, largest);
        Pool.Average<T>(input, window, DataFormat.ChannelsLast, average);

        List<T> expectedLargest = [];
        List<T> expectedAverages = [];
        for (int row = 0; row < shape[1]; row++)
        {
            for (int column = 0; column < shape[2]; column++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    int[] covered =
                    [
                        .. from y in Covered(row, Rows)
                           from x in Covered(column, columns)
                           select elements[(((y * columns) + x) * channels) + channel],
                    ];
                    expectedLargest.Add(T.CreateChecked(covered.Max()));
                    expectedAverages.Add(T.CreateChecked(covered.Sum() / covered.Length));
                }
            }
        }

        Assert.Equal(expectedLargest, largest);
        Assert.Equal(expectedAverages, average);

        IEnumerable<int> Covered(int index, int length) =>
            Enumerable.Range((index * stride) - padding, size).Where(i => i >= 0 && i < length);
    }
}
