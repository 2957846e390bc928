using System.Numerics;

namespace Pooling.Tests;

/// <summary>
/// Pooling by its definition: for every output, look at every position of its window and keep those inside the input.
/// Slow, and shares nothing with the library.
/// </summary>
internal static class NaiveReference
{
    /// <summary>Pools a row-major array.</summary>
    /// <param name="input">The elements.</param>
    /// <param name="shape">Batch, spatial axes and channels, in the order of the data format.</param>
    /// <param name="channelsLast">Whether the channels are the last axis.</param>
    /// <param name="size">The window's size along each spatial axis.</param>
    /// <param name="stride">The window's stride along each spatial axis.</param>
    /// <param name="same">Whether the padding is Keras's "same"; else there is none.</param>
    /// <param name="reduce">Gives the output of a window from its elements in row-major order.</param>
    public static (T[] Output, int[] Shape) Pool<T>(
        T[] input, int[] shape, bool channelsLast, int[] size, int[] stride, bool same, Func<List<T>, T> reduce)
    {
        int rank = size.Length;
        int firstSpatial = channelsLast ? 1 : 2;
        int[] outputShape = [.. shape];
        int[] before = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            int length = shape[firstSpatial + axis];
            int windows = same
                ? (int)Math.Ceiling(length / (double)stride[axis])
                : (int)Math.Floor((length - size[axis]) / (double)stride[axis]) + 1;
            outputShape[firstSpatial + axis] = windows;
            before[axis] = same ? Math.Max(((windows - 1) * stride[axis]) + size[axis] - length, 0) / 2 : 0;
        }

        List<T> output = [];
        foreach (int[] place in Coordinates(outputShape))
        {
            List<T> window = [];
            foreach (int[] offset in Coordinates(size))
            {
                int[] source = [.. place];
                bool inside = true;
                for (int axis = 0; axis < rank; axis++)
                {
                    int position = (place[firstSpatial + axis] * stride[axis]) - before[axis] + offset[axis];
                    source[firstSpatial + axis] = position;
                    inside &= position >= 0 && position < shape[firstSpatial + axis];
                }

                if (inside)
                {
                    window.Add(input[FlatIndex(source, shape)]);
                }
            }

            output.Add(reduce(window));
        }

        return ([.. output], outputShape);
    }

    /// <summary>NaN if there is one, else the largest, +0 before -0.</summary>
    public static T Max<T>(List<T> window)
        where T : INumber<T>
    {
        T best = window[0];
        foreach (T element in window)
        {
            if (T.IsNaN(element))
            {
                return element;
            }

            if (element > best || (element == best && T.IsNegative(best)))
            {
                best = element;
            }
        }

        return best;
    }

    /// <summary>The mean; for integers the exact quotient, truncated.</summary>
    public static T Average<T>(List<T> window)
        where T : INumber<T>
    {
        if (T.IsInteger(T.One / (T.One + T.One)))
        {
            BigInteger sum = BigInteger.Zero;
            foreach (T element in window)
            {
                sum += BigInteger.CreateChecked(element);
            }

            return T.CreateChecked(BigInteger.Divide(sum, window.Count));
        }

        double total = 0;
        foreach (T element in window)
        {
            total += double.CreateChecked(element);
        }

        return T.CreateChecked(total / window.Count);
    }

    /// <summary>All coordinates of a shape, the last axis fastest.</summary>
    public static IEnumerable<int[]> Coordinates(int[] shape)
    {
        if (shape.Any(length => length == 0))
        {
            yield break;
        }

        int[] place = new int[shape.Length];
        while (true)
        {
            yield return [.. place];
            int axis = shape.Length - 1;
            while (axis >= 0 && ++place[axis] == shape[axis])
            {
                place[axis--] = 0;
            }

            if (axis < 0)
            {
                yield break;
            }
        }
    }

    private static int FlatIndex(int[] place, int[] shape)
    {
        int index = 0;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            index = (index * shape[axis]) + place[axis];
        }

        return index;
    }
}
