namespace Pooling.Figures;

/// <summary>
/// PNG's row filters: each row becomes the differences to what its neighbors foretell, which a photograph has small.
/// </summary>
internal static class PngFilter
{
    private const int None = 0;
    private const int Paeth = 4;

    /// <summary>Puts a filter's number ahead of each row, and the filtered row after it.</summary>
    /// <param name="pixels">The rows.</param>
    /// <param name="stride">The number of bytes in a row.</param>
    /// <param name="channels">The number of bytes in a pixel.</param>
    /// <param name="filter">Whether to filter; a row stays as it is where that makes it no smaller.</param>
    public static byte[] Apply(ReadOnlySpan<byte> pixels, int stride, int channels, bool filter)
    {
        int rows = pixels.Length / stride;
        byte[] result = new byte[rows * (stride + 1)];
        byte[] empty = new byte[stride];
        ReadOnlySpan<byte> above = empty;
        for (int y = 0; y < rows; y++)
        {
            ReadOnlySpan<byte> row = pixels.Slice(y * stride, stride);
            Span<byte> target = result.AsSpan(y * (stride + 1), stride + 1);
            int best = filter ? Choose(row, above, channels) : None;
            target[0] = (byte)best;
            for (int x = 0; x < stride; x++)
            {
                target[x + 1] = Difference(best, row, above, x, channels);
            }

            above = row;
        }

        return result;
    }

    /// <summary>The filter with the smallest sum of differences, the rule that the PNG standard recommends.</summary>
    private static int Choose(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int channels)
    {
        int best = None;
        long smallest = long.MaxValue;
        for (int candidate = None; candidate <= Paeth; candidate++)
        {
            long sum = 0;
            for (int x = 0; x < row.Length; x++)
            {
                sum += Math.Abs((int)(sbyte)Difference(candidate, row, above, x, channels));
            }

            if (sum < smallest)
            {
                smallest = sum;
                best = candidate;
            }
        }

        return best;
    }

    private static byte Difference(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int x, int channels)
    {
        int left = x >= channels ? row[x - channels] : 0;
        int up = above[x];
        int corner = x >= channels ? above[x - channels] : 0;
        int foretold = filter switch
        {
            1 => left,
            2 => up,
            3 => (left + up) / 2,
            Paeth => Nearest(left, up, corner),
            _ => 0,
        };
        return (byte)(row[x] - foretold);
    }

    private static int Nearest(int left, int up, int corner)
    {
        int estimate = left + up - corner;
        int toLeft = Math.Abs(estimate - left);
        int toUp = Math.Abs(estimate - up);
        int toCorner = Math.Abs(estimate - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
