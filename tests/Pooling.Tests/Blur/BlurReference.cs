namespace Pooling.Tests;

/// <summary>
/// Blurring by its definition: write the padded input down, then add up the products with the whole filter at every
/// place it stops. Shares nothing with the library.
/// </summary>
internal static class BlurReference
{
    private static readonly double[][] Filters =
    [
        [1],
        [1, 1],
        [1, 2, 1],
        [1, 3, 3, 1],
        [1, 4, 6, 4, 1],
        [1, 5, 10, 10, 5, 1],
        [1, 6, 15, 20, 15, 6, 1],
    ];

    public static double[] Filter(int size) => [.. Filters[size - 1].Select(weight => weight / Filters[size - 1].Sum())];

    public static int[] OutputShape(int[] shape, int[] strides, bool channelsLast)
    {
        int[] output = [.. shape];
        for (int axis = 0; axis < strides.Length; axis++)
        {
            int place = axis + (channelsLast ? 1 : 2);
            output[place] = (int)Math.Ceiling(shape[place] / (double)strides[axis]);
        }

        return output;
    }

    public static double[] Blur(
        double[] input, int[] shape, int[] strides, bool channelsLast, int filterSize, BlurPadding padding)
    {
        int rank = strides.Length;
        int first = channelsLast ? 1 : 2;
        double[] filter = Filter(filterSize);

        // For each spatial axis the positions of the padded input, -1 for a zero.
        int[][] padded = [.. Enumerable.Range(0, rank).Select(axis => Pad(shape[first + axis], filterSize, padding))];
        List<double> output = [];
        foreach (int[] place in Places(OutputShape(shape, strides, channelsLast)))
        {
            double sum = 0;
            foreach (int[] tap in Places([.. Enumerable.Repeat(filterSize, rank)]))
            {
                int[] source = [.. place];
                double weight = 1;
                bool zero = false;
                for (int axis = 0; axis < rank; axis++)
                {
                    int position = padded[axis][(place[first + axis] * strides[axis]) + tap[axis]];
                    zero |= position < 0;
                    source[first + axis] = position;
                    weight *= filter[tap[axis]];
                }

                sum += zero ? 0 : weight * input[Index(source, shape)];
            }

            output.Add(sum);
        }

        return [.. output];
    }

    /// <summary>All places of a shape in row-major order.</summary>
    public static IEnumerable<int[]> Places(int[] shape)
    {
        int count = shape.Aggregate(1, (product, length) => product * length);
        for (int index = 0; index < count; index++)
        {
            int[] place = new int[shape.Length];
            int rest = index;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                place[axis] = rest % shape[axis];
                rest /= shape[axis];
            }

            yield return place;
        }
    }

    public static int Index(int[] place, int[] shape) =>
        place.Zip(shape).Aggregate(0, (index, axis) => (index * axis.Second) + axis.First);

    private static int[] Pad(int length, int filterSize, BlurPadding padding)
    {
        int before = (int)Math.Floor((filterSize - 1) / 2.0);
        int after = (int)Math.Ceiling((filterSize - 1) / 2.0);
        List<int> positions = [.. Enumerable.Range(0, length)];
        for (int i = 1; i <= before; i++)
        {
            positions.Insert(0, padding switch
            {
                BlurPadding.Reflect => i,
                BlurPadding.Replicate => 0,
                _ => -1,
            });
        }

        for (int i = 1; i <= after; i++)
        {
            positions.Add(padding switch
            {
                BlurPadding.Reflect => length - 1 - i,
                BlurPadding.Replicate => length - 1,
                _ => -1,
            });
        }

        return [.. positions];
    }
}
