using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>
/// Windows that share many rows and columns have the outputs of their elements looked at one by one, to the sign of a zero,
/// whatever lies in the padding and wherever there is NaN.
/// </summary>
public sealed class TallWindowTests
{
    private const int Height = 45;
    private const int Width = 41;

    public static TheoryData<string, NaNPolicy> Windows
    {
        get
        {
            TheoryData<string, NaNPolicy> data = [];
            foreach (string window in (string[])
                ["1x9x9/1", "1x17x9/1+16", "1x31x31/1", "1x40x3/1+20", "1x3x40/1+2", "1x23x10/2+7", "1x41x25/3+9", "9x9x9/1+4", "2x20x19/1"])
            {
                data.Add(window, NaNPolicy.Propagate);
                data.Add(window, NaNPolicy.Ignore);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void Extremes_of_tall_windows_are_those_of_their_elements(string window, NaNPolicy nanPolicy)
    {
        ((int, int, int) size, int stride, int padding) = Parse(window);
        foreach (int channels in (int[])[1, 3, 8, 19])
        {
            Check<float>(size, stride, padding, nanPolicy, channels);
        }

        Check<double>(size, stride, padding, nanPolicy, 2);
        Check<Half>(size, stride, padding, nanPolicy, 2);
    }

    private static ((int Depth, int Height, int Width) Size, int Stride, int Padding) Parse(string window)
    {
        int[] numbers = [.. window.Split('x', '/', '+').Select(int.Parse)];
        return ((numbers[0], numbers[1], numbers[2]), numbers[3], numbers.Length > 4 ? numbers[4] : 0);
    }

    private static void Check<T>((int Depth, int Height, int Width) size, int stride, int padding, NaNPolicy nanPolicy, int channels)
        where T : INumber<T>, IFloatingPointIeee754<T>
    {
        int before = int.Min(padding, size.Height - 1);
        int left = int.Min(padding, size.Width - 1);
        int depth = size.Depth + 1;
        PoolingWindow window = PoolingWindow.Create3D(
            size, (1, stride, stride), Padding.Explicit([0, before, left], [0, before, left]));
        foreach (DataFormat dataFormat in Enum.GetValues<DataFormat>())
        {
            bool isLast = dataFormat == DataFormat.ChannelsLast;
            Tensor<T> input = InputOf<T>(isLast ? [1, depth, Height, Width, channels] : [1, channels, depth, Height, Width]);
            nint[] pooled = window.ComputeOutputShape(input.Lengths, dataFormat);
            Tensor<T> largest = Tensor.CreateFromShape<T>(pooled);
            Tensor<T> smallest = Tensor.CreateFromShape<T>(pooled);
            Pool.Max<T>(input, window, dataFormat, largest, nanPolicy);
            Pool.Min<T>(input, window, dataFormat, smallest, nanPolicy);
            nint[] place = new nint[5];
            nint[] at = new nint[5];
            for (nint channel = 0; channel < channels; channel++)
            {
                place[isLast ? 4 : 1] = at[isLast ? 4 : 1] = channel;
                int axis = isLast ? 1 : 2;
                for (place[axis] = 0; place[axis] < pooled[axis]; place[axis]++)
                {
                    for (place[axis + 1] = 0; place[axis + 1] < pooled[axis + 1]; place[axis + 1]++)
                    {
                        for (place[axis + 2] = 0; place[axis + 2] < pooled[axis + 2]; place[axis + 2]++)
                        {
                            (T expectedLargest, T expectedSmallest) =
                                ExtremesOf(input, place, at, axis, size, stride, before, left, nanPolicy);
                            AssertSame(expectedLargest, largest[place]);
                            AssertSame(expectedSmallest, smallest[place]);
                        }
                    }
                }
            }
        }
    }

    private static (T Largest, T Smallest) ExtremesOf<T>(
        Tensor<T> input,
        nint[] place,
        nint[] at,
        int axis,
        (int Depth, int Height, int Width) size,
        int stride,
        int before,
        int left,
        NaNPolicy nanPolicy)
        where T : IFloatingPointIeee754<T>
    {
        T largest = T.NegativeInfinity;
        T smallest = T.PositiveInfinity;
        nint top = (place[axis + 1] * stride) - before;
        nint first = (place[axis + 2] * stride) - left;
        for (at[axis] = place[axis]; at[axis] < place[axis] + size.Depth; at[axis]++)
        {
            for (at[axis + 1] = nint.Max(top, 0); at[axis + 1] < nint.Min(top + size.Height, Height); at[axis + 1]++)
            {
                for (at[axis + 2] = nint.Max(first, 0); at[axis + 2] < nint.Min(first + size.Width, Width); at[axis + 2]++)
                {
                    T element = input[at];
                    bool ignores = nanPolicy == NaNPolicy.Ignore;
                    largest = ignores ? T.MaxNumber(largest, element) : T.Max(largest, element);
                    smallest = ignores ? T.MinNumber(smallest, element) : T.Min(smallest, element);
                }
            }
        }

        return (largest, smallest);
    }

    /// <summary>Few different numbers, many of them zeros of both signs, and here and there NaN of both signs.</summary>
    private static Tensor<T> InputOf<T>(ReadOnlySpan<nint> shape)
        where T : IFloatingPointIeee754<T>
    {
        Tensor<T> input = Tensor.CreateFromShape<T>(shape);
        Random random = new((int)shape[^1]);
        foreach (ref T element in input)
        {
            element = random.Next(2000) switch
            {
                0 => T.NaN,
                1 => -T.NaN,
                2 => T.CreateChecked(random.NextDouble()),
                3 => -T.CreateChecked(random.NextDouble()),
                4 => T.PositiveInfinity,
                _ => random.Next(300) == 0 ? T.Zero : T.NegativeZero,
            };
        }

        return input;
    }

    private static void AssertSame<T>(T expected, T actual)
        where T : IFloatingPointIeee754<T> =>
        Assert.True(
            T.IsNaN(expected) ? T.IsNaN(actual) : expected == actual && T.IsNegative(expected) == T.IsNegative(actual),
            $"Expected {expected}, got {actual}.");
}
