using System.Numerics.Tensors;

namespace Pooling.Lessons;

/// <summary>What the lessons do with pictures: tensors of shape <c>(batch, height, width, channels)</c>.</summary>
public static class Images
{
    /// <summary>Reads a picture from a <c>.npy</c> file.</summary>
    /// <param name="path">
    /// A file with an array of shape <c>(height, width)</c> or <c>(height, width, channels)</c>; relative to the
    /// current directory.
    /// </param>
    /// <returns>A batch of one picture, <c>(1, height, width, channels)</c>, with the values of the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a whole <c>.npy</c> file, or its array has another number of axes.
    /// </exception>
    /// <exception cref="NotSupportedException">The file holds elements other than numbers.</exception>
    public static Tensor<float> Load(string path)
    {
        Tensor<float> picture = NumpyFile.Load<float>(path);
        return picture.Lengths switch
        {
            [nint height, nint width] => Tensor.Reshape(picture, [1, height, width, 1]),
            [nint height, nint width, nint channels] => Tensor.Reshape(picture, [1, height, width, channels]),
            _ => throw new InvalidDataException(
                $"{path} has the shape {RowMajor.Shape(picture)}; expected (height, width) or (height, width, channels)."),
        };
    }

    /// <summary>Turns color pictures gray: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601).</summary>
    /// <param name="images">Pictures of shape <c>(batch, height, width, 3)</c>.</param>
    /// <returns>Pictures of shape <c>(batch, height, width, 1)</c>.</returns>
    /// <exception cref="ArgumentException"><paramref name="images"/> is not of that shape.</exception>
    public static Tensor<float> ToGray(Tensor<float> images)
    {
        Check(images);
        if (images.Lengths[3] != 3)
        {
            throw new ArgumentException(
                $"Expected color pictures (batch, height, width, 3), but got {RowMajor.Shape(images)}.", nameof(images));
        }

        ReadOnlySpan<float> colors = RowMajor.Of(images);
        float[] gray = new float[colors.Length / 3];
        for (int i = 0; i < gray.Length; i++)
        {
            ReadOnlySpan<float> pixel = colors.Slice(3 * i, 3);
            gray[i] = (0.299f * pixel[0]) + (0.587f * pixel[1]) + (0.114f * pixel[2]);
        }

        return Tensor.Create(gray, [images.Lengths[0], images.Lengths[1], images.Lengths[2], 1]);
    }

    /// <summary>Moves pictures; what comes into view repeats the edge.</summary>
    /// <param name="images">Pictures of shape <c>(batch, height, width, channels)</c>.</param>
    /// <param name="right">By how many pixels to the right; negative for the left.</param>
    /// <param name="down">By how many pixels down; negative for up.</param>
    /// <returns>New pictures of the same shape.</returns>
    /// <exception cref="ArgumentException"><paramref name="images"/> is not of that shape.</exception>
    public static Tensor<float> Shift(Tensor<float> images, int right = 0, int down = 0)
    {
        Check(images);
        int batch = (int)images.Lengths[0];
        int height = (int)images.Lengths[1];
        int width = (int)images.Lengths[2];
        int channels = (int)images.Lengths[3];

        ReadOnlySpan<float> source = RowMajor.Of(images);
        float[] shifted = new float[source.Length];
        for (int image = 0; image < batch; image++)
        {
            for (int y = 0; y < height; y++)
            {
                int sourceY = (int)long.Clamp((long)y - down, 0, height - 1);
                for (int x = 0; x < width; x++)
                {
                    int sourceX = (int)long.Clamp((long)x - right, 0, width - 1);
                    int from = ((((image * height) + sourceY) * width) + sourceX) * channels;
                    int to = ((((image * height) + y) * width) + x) * channels;
                    source.Slice(from, channels).CopyTo(shifted.AsSpan(to, channels));
                }
            }
        }

        return Tensor.Create(shifted, images.Lengths);
    }

    /// <summary>
    /// How sharp pictures are: the average difference, without sign, between neighboring pixels across and down. A
    /// picture of one color has 0, a chessboard of 0 and 255 has 255.
    /// </summary>
    /// <param name="images">Pictures of shape <c>(batch, height, width, channels)</c>, of two pixels or more.</param>
    /// <returns>The average over all pairs of neighbors, in the unit of the pixels.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="images"/> is not of that shape or has no two neighboring pixels.
    /// </exception>
    public static double Sharpness(Tensor<float> images)
    {
        Check(images);
        int batch = (int)images.Lengths[0];
        int height = (int)images.Lengths[1];
        int channels = (int)images.Lengths[3];
        int row = (int)images.Lengths[2] * channels;
        ReadOnlySpan<float> pixels = RowMajor.Of(images);

        double sum = 0;
        long pairs = 0;
        for (int y = 0; y < batch * height; y++)
        {
            ReadOnlySpan<float> here = pixels.Slice(y * row, row);
            for (int i = channels; i < row; i++)
            {
                sum += Math.Abs((double)here[i] - here[i - channels]);
                pairs++;
            }

            bool lastOfImage = (y + 1) % height == 0;
            for (int i = 0; i < row && !lastOfImage; i++)
            {
                sum += Math.Abs((double)pixels[((y + 1) * row) + i] - here[i]);
                pairs++;
            }
        }

        return pairs > 0
            ? sum / pairs
            : throw new ArgumentException(
                $"Expected pictures of two pixels or more, but got {RowMajor.Shape(images)}.", nameof(images));
    }

    private static void Check(Tensor<float> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Rank != 4)
        {
            throw new ArgumentException(
                $"Expected pictures (batch, height, width, channels), but got {RowMajor.Shape(images)}.", nameof(images));
        }
    }
}
