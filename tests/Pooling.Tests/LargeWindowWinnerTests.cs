using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>
/// Windows of many elements have the winners of their elements looked at one by one: the first of equal ones, or the last NaN;
/// and their gradients go there. Inputs have many equal elements, zeros of both signs, and stretches of elements that lose to
/// all others; gradients are whole numbers, so that their sums are exact.
/// </summary>
public sealed class LargeWindowWinnerTests
{
    public static TheoryData<int[], int[], int[], int[], int> Windows
    {
        get
        {
            TheoryData<int[], int[], int[], int[], int> data = [];
            foreach ((int[] plane, int[] size, int[] padding, int[] strides, int dilation) in
                ((int[], int[], int[], int[], int)[])
                [
                    ([1, 300], [1, 17], [0, 8], [1, 1], 1),
                    ([1, 1100], [1, 17], [0, 8], [1, 1], 1),
                    ([1, 300], [1, 40], [0, 0], [1, 1], 3),
                    ([1, 300], [1, 100], [0, 50], [1, 1], 1),
                    ([1, 300], [1, 290], [0, 145], [1, 1], 1),
                    ([2, 300], [1, 128], [0, 0], [1, 1], 1),
                    ([26, 40], [9, 9], [4, 4], [1, 1], 1),
                    ([26, 40], [20, 20], [10, 10], [1, 1], 1),
                    ([26, 40], [20, 20], [0, 0], [1, 1], 1),
                    ([40, 26], [33, 17], [16, 8], [1, 1], 1),
                    ([40, 26], [33, 3], [7, 1], [2, 2], 1),
                    ([40, 26], [33, 18], [3, 9], [3, 1], 1),
                    ([40, 26], [4, 18], [0, 9], [1, 1], 1),
                    ([30, 30], [11, 11], [5, 5], [1, 1], 2),
                    ([24, 24], [24, 24], [12, 12], [1, 1], 1),
                ])
            {
                foreach (int channels in (int[])[1, 3, 19])
                {
                    data.Add(plane, size, padding, strides, (dilation * 100) + channels);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void Winners_are_those_of_the_elements(int[] plane, int[] size, int[] padding, int[] strides, int dilationAndChannels)
    {
        (int dilation, int channels) = int.DivRem(dilationAndChannels, 100);
        Case shape = new(plane, size, padding, strides, dilation, channels);
        foreach (DataFormat dataFormat in Enum.GetValues<DataFormat>())
        {
            Check<float>(shape, dataFormat, double.NaN);
            Check<float>(shape, dataFormat, double.NegativeInfinity);
            Check<double>(shape, dataFormat, double.NegativeInfinity);
            Check<Half>(shape, dataFormat, double.NaN);
            Check<int>(shape, dataFormat, int.MinValue);
            Check<byte>(shape, dataFormat, 0);
        }
    }

    private static void Check<T>(in Case shape, DataFormat dataFormat, double rare)
        where T : INumber<T>
    {
        bool isLast = dataFormat == DataFormat.ChannelsLast;
        (int rows, int columns, int channels) = (shape.Plane[0], shape.Plane[1], shape.Channels);
        nint[] lengths = isLast ? [1, rows, columns, channels] : [1, channels, rows, columns];
        PoolingWindow window = PoolingWindow.Create2D(
            (shape.Size[0], shape.Size[1]),
            (shape.Strides[0], shape.Strides[1]),
            Padding.Explicit(shape.Padding, shape.Padding),
            (shape.Size[0] == 1 ? 1 : shape.Dilation, shape.Dilation));
        Random random = new(channels + shape.Size[1]);
        Tensor<T> input = Tensor.CreateFromShape<T>(lengths);
        int left = 0;
        foreach (ref T element in input)
        {
            // Now and then many in a row.
            left = left > 0 ? left - 1 : random.Next(400) == 0 ? random.Next(60) : 0;
            element = left > 0 || random.Next(60) == 0 ? T.CreateTruncating(rare)
                : random.Next(8) == 0 ? -T.Zero
                : T.CreateTruncating(random.Next(4));
        }

        nint[] pooled = window.ComputeOutputShape(lengths, dataFormat);
        Tensor<T> values = Tensor.CreateFromShape<T>(pooled);
        Tensor<long> indices = Tensor.CreateFromShape<long>(pooled);
        Pool.MaxWithIndices<T>(input, window, dataFormat, values, indices);
        Tensor<T> gradOutput = Tensor.CreateFromShape<T>(pooled);
        Tensor<T> expected = Tensor.CreateFromShape<T>(lengths);
        foreach (ref T element in gradOutput)
        {
            element = T.CreateTruncating(random.Next(5));
        }

        for (int channel = 0; channel < channels; channel++)
        {
            for (int row = 0; row < (int)pooled[isLast ? 1 : 2]; row++)
            {
                for (int column = 0; column < (int)pooled[isLast ? 2 : 3]; column++)
                {
                    nint[] place = Place(channel, row, column);
                    (int bestRow, int bestColumn) = Winner(shape, row, column, (y, x) => input[Place(channel, y, x)]);
                    Assert.Equal((bestRow * columns) + bestColumn, indices[place]);
                    Assert.Equal(input[Place(channel, bestRow, bestColumn)], values[place]);
                    expected[Place(channel, bestRow, bestColumn)] += gradOutput[place];
                }
            }
        }

        if (typeof(T) == typeof(float))
        {
            CheckGradient(Numbers<T, float>(input), Numbers<T, float>(gradOutput), window, dataFormat, Numbers<T, float>(expected));
        }
        else if (typeof(T) == typeof(double))
        {
            CheckGradient(Numbers<T, double>(input), Numbers<T, double>(gradOutput), window, dataFormat, Numbers<T, double>(expected));
        }

        nint[] Place(int channel, int row, int column) => isLast ? [0, row, column, channel] : [0, channel, row, column];
    }

    private static void CheckGradient<T>(
        Tensor<T> input, Tensor<T> gradOutput, PoolingWindow window, DataFormat dataFormat, Tensor<T> expected)
        where T : IFloatingPointIeee754<T>
    {
        Tensor<T> gradInput = Tensor.CreateFromShape<T>(input.Lengths);
        Pool.MaxBackward<T>(input, gradOutput, window, dataFormat, gradInput);
        Assert.Equal(expected.ToArray(), gradInput.ToArray());
    }

    private static Tensor<TTo> Numbers<TFrom, TTo>(Tensor<TFrom> tensor) => (Tensor<TTo>)(object)tensor;

    private static (int Row, int Column) Winner<T>(in Case shape, int row, int column, Func<int, int, T> elementAt)
        where T : INumber<T>
    {
        (int Row, int Column) winner = (-1, -1);
        T best = T.Zero;
        int rowStep = shape.Size[0] == 1 ? 1 : shape.Dilation;
        for (int i = 0; i < shape.Size[0]; i++)
        {
            for (int j = 0; j < shape.Size[1]; j++)
            {
                int y = (row * shape.Strides[0]) - shape.Padding[0] + (i * rowStep);
                int x = (column * shape.Strides[1]) - shape.Padding[1] + (j * shape.Dilation);
                if (y < 0 || y >= shape.Plane[0] || x < 0 || x >= shape.Plane[1])
                {
                    continue;
                }

                T element = elementAt(y, x);
                if (winner.Row < 0 || T.IsNaN(element) || element > best)
                {
                    winner = (y, x);
                    best = element;
                }
            }
        }

        return winner;
    }

    private readonly record struct Case(int[] Plane, int[] Size, int[] Padding, int[] Strides, int Dilation, int Channels);
}
