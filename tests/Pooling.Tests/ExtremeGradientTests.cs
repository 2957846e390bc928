using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>
/// The gradient of a window goes to its winner: the first of equal elements, or the last NaN. Inputs have many equal
/// elements, zeros of both signs and infinities; gradients are whole numbers, so that their sums are exact.
/// </summary>
public sealed class ExtremeGradientTests
{
    private const int Length = 23;

    public static TheoryData<int, int, int, DataFormat, int> Windows
    {
        get
        {
            TheoryData<int, int, int, DataFormat, int> data = [];
            foreach ((int size, int stride, int padding) in ((int, int, int)[])[(2, 2, 0), (2, 1, 0), (3, 1, 1), (3, 1, 3), (3, 2, 1), (3, 3, 0), (4, 4, 0), (5, 1, 2), (5, 2, 2), (7, 3, 0), (13, 1, 6), (23, 23, 0)])
            {
                foreach (int channels in (int[])[1, 2, 3, 4, 8, 19])
                {
                    data.Add(size, stride, padding, DataFormat.ChannelsFirst, channels);
                    data.Add(size, stride, padding, DataFormat.ChannelsLast, channels);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void A_gradient_goes_to_the_winner(int size, int stride, int padding, DataFormat dataFormat, int channels)
    {
        foreach (int dilation in (int[])[1, 3])
        {
            int extent = ((size - 1) * dilation) + 1;
            if (extent > Length + (2 * padding) || padding >= extent)
            {
                continue;
            }

            PoolingWindow window = PoolingWindow.Create2D(size, stride, Padding.Explicit(padding), dilation);
            foreach (double rare in (double[])[double.NegativeInfinity, double.NaN])
            {
                Check<float>(window, (size, stride, padding, dilation), dataFormat, channels, rare, isLargest: true);
                Check<double>(window, (size, stride, padding, dilation), dataFormat, channels, rare, isLargest: true);
                Check<float>(window, (size, stride, padding, dilation), dataFormat, channels, rare, isLargest: false);
            }
        }
    }

    /// <summary>Gradients of more than a megabyte are not cleared before windows add to them.</summary>
    [Theory]
    [InlineData(2, 1, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(3, 2, 1)]
    public void A_large_gradient_goes_to_the_winner(int size, int stride, int padding)
    {
        const int Channels = 251;
        PoolingWindow window = PoolingWindow.Create2D(size, stride, Padding.Explicit(padding));
        Check<float>(window, (size, stride, padding, 1), DataFormat.ChannelsLast, Channels, double.NaN, isLargest: true);
        Check<float>(window, (size, stride, padding, 1), DataFormat.ChannelsLast, Channels, double.NegativeInfinity, isLargest: false);
        Check<double>(window, (size, stride, padding, 1), DataFormat.ChannelsLast, Channels, double.NaN, isLargest: true);
    }

    private static void Check<T>(
        PoolingWindow window,
        (int Size, int Stride, int Padding, int Dilation) axis,
        DataFormat dataFormat,
        int channels,
        double rare,
        bool isLargest)
        where T : IFloatingPointIeee754<T>
    {
        const int Batch = 2;
        const int Margin = 500;
        (int size, int stride, int padding, int dilation) = axis;
        bool isLast = dataFormat == DataFormat.ChannelsLast;
        nint[] shape = isLast ? [Batch, Length, Length, channels] : [Batch, channels, Length, Length];
        Random random = new((size * 100) + stride + channels);
        Tensor<T> input = Tensor.CreateFromShape<T>(shape);
        foreach (ref T element in input)
        {
            element = random.Next(60) switch
            {
                0 => T.CreateChecked(rare),
                1 => -T.Zero,
                _ => T.CreateChecked(random.Next(-2, 6)),
            };
        }

        Tensor<T> gradOutput = Tensor.CreateFromShape<T>(window.ComputeOutputShape(shape, dataFormat));
        foreach (ref T element in gradOutput)
        {
            element = T.CreateChecked(random.Next(-4, 5));
        }

        Tensor<T> expected = Tensor.CreateFromShape<T>(shape);
        nint rows = gradOutput.Lengths[isLast ? 1 : 2];
        nint columns = gradOutput.Lengths[isLast ? 2 : 3];
        for (nint batch = 0; batch < Batch; batch++)
        {
            for (nint channel = 0; channel < channels; channel++)
            {
                for (nint row = 0; row < rows; row++)
                {
                    for (nint column = 0; column < columns; column++)
                    {
                        nint[]? winner = null;
                        for (nint i = 0; i < size * size; i++)
                        {
                            nint y = (row * stride) - padding + (i / size * dilation);
                            nint x = (column * stride) - padding + (i % size * dilation);
                            nint[] place = Place(batch, channel, y, x);
                            if (y is >= 0 and < Length
                                && x is >= 0 and < Length
                                && (winner is null || Beats(input[place], input[winner])))
                            {
                                winner = place;
                            }
                        }

                        expected[winner!] += gradOutput[Place(batch, channel, row, column)];
                    }
                }
            }
        }

        T[] memory = new T[expected.FlattenedLength + (2 * Margin)];
        Array.Fill(memory, T.One);
        TensorSpan<T> gradInput = new(memory.AsSpan(Margin, (int)expected.FlattenedLength), shape);
        if (isLargest)
        {
            Pool.MaxBackward<T>(input, gradOutput, window, dataFormat, gradInput);
        }
        else
        {
            Pool.MinBackward<T>(input, gradOutput, window, dataFormat, gradInput);
        }

        Assert.Equal(expected.ToArray(), memory[Margin..^Margin]);
        Assert.All(memory[..Margin], untouched => Assert.Equal(T.One, untouched));
        Assert.All(memory[^Margin..], untouched => Assert.Equal(T.One, untouched));

        nint[] Place(nint batch, nint channel, nint y, nint x) => isLast ? [batch, y, x, channel] : [batch, channel, y, x];

        bool Beats(T element, T best) =>
            T.IsNaN(element) || (isLargest ? element > best : element < best);
    }
}
