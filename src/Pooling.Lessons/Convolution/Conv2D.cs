using System.Numerics.Tensors;

namespace Pooling.Lessons;

/// <summary>A convolution layer with filters that are given, not learned: each filter makes one feature map.</summary>
/// <remarks>
/// As in every CNN library the filter is not flipped (a cross-correlation), moves by one element and stays inside the
/// image: Keras <c>Conv2D(..., strides=1, padding="valid", use_bias=False)</c> with one input channel.
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; photo = Images.Load("../data/camera.npy");                 // (1, 256, 256, 1)
/// Tensor&lt;float&gt; edges = new Conv2D(Filters.VerticalEdges).Forward(photo);  // (1, 254, 254, 1)
/// </code>
/// </example>
public sealed class Conv2D
{
    private readonly Tensor<float>[] _filters;

    /// <summary>Creates the layer.</summary>
    /// <param name="filters">One or more filters of the same shape <c>(height, width)</c>.</param>
    /// <exception cref="ArgumentException">There is no filter, or one has not two axes or another shape.</exception>
    public Conv2D(params Tensor<float>[] filters)
    {
        ArgumentNullException.ThrowIfNull(filters);
        if (filters.Length == 0)
        {
            throw new ArgumentException("Expected at least one filter, but got none.", nameof(filters));
        }

        foreach (Tensor<float> filter in filters)
        {
            ArgumentNullException.ThrowIfNull(filter, nameof(filters));
            if (filter.Rank != 2 || filter.IsEmpty || !filter.Lengths.SequenceEqual(filters[0].Lengths))
            {
                throw new ArgumentException(
                    $"Expected filters of one shape (height, width), but got {RowMajor.Shape(filter)} after {RowMajor.Shape(filters[0])}.",
                    nameof(filters));
            }
        }

        _filters = filters;
    }

    /// <summary>Slides the filters over images.</summary>
    /// <param name="input">Images of one channel: <c>(batch, height, width, 1)</c>.</param>
    /// <returns>
    /// A feature map for each filter: <c>(batch, height - filter height + 1, width - filter width + 1, filters)</c>.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> is not of that shape or is smaller than the filters.
    /// </exception>
    public Tensor<float> Forward(Tensor<float> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        int filterHeight = (int)_filters[0].Lengths[0];
        int filterWidth = (int)_filters[0].Lengths[1];
        if (input.Rank != 4 || input.Lengths[3] != 1)
        {
            throw new ArgumentException(
                $"Expected images of one channel (batch, height, width, 1), but got {RowMajor.Shape(input)}.", nameof(input));
        }

        int batch = (int)input.Lengths[0];
        int height = (int)input.Lengths[1];
        int width = (int)input.Lengths[2];
        if (height < filterHeight || width < filterWidth)
        {
            throw new ArgumentException(
                $"Expected images of at least {filterHeight}x{filterWidth}, the size of the filters, but got {RowMajor.Shape(input)}.",
                nameof(input));
        }

        int outputHeight = height - filterHeight + 1;
        int outputWidth = width - filterWidth + 1;
        float[] output = new float[checked(batch * outputHeight * outputWidth * _filters.Length)];
        ReadOnlySpan<float> pixels = RowMajor.Of(input);
        for (int map = 0; map < _filters.Length; map++)
        {
            ReadOnlySpan<float> filter = RowMajor.Of(_filters[map]);
            int next = map;
            for (int image = 0; image < batch; image++)
            {
                for (int y = 0; y < outputHeight; y++)
                {
                    for (int x = 0; x < outputWidth; x++)
                    {
                        float sum = 0;
                        for (int row = 0; row < filterHeight; row++)
                        {
                            int start = (((image * height) + y + row) * width) + x;
                            sum += TensorPrimitives.Dot(
                                pixels.Slice(start, filterWidth), filter.Slice(row * filterWidth, filterWidth));
                        }

                        output[next] = sum;
                        next += _filters.Length;
                    }
                }
            }
        }

        return Tensor.Create(output, [batch, outputHeight, outputWidth, _filters.Length]);
    }
}
