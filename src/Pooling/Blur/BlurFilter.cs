namespace Pooling;

/// <summary>
/// A binomial low-pass filter, such as [1 3 3 1] / 8, and what it finds past the edges of the input: R. Zhang, "Making
/// Convolutional Networks Shift-Invariant Again" (2019).
/// </summary>
internal readonly struct BlurFilter
{
    public const int MaxSize = 7;

    private readonly int _size;
    private readonly BlurPadding _padding;

    /// <summary>Checks the settings.</summary>
    /// <param name="filterSize">The length of the filter; an error blames an argument of this name.</param>
    /// <param name="padding">What it finds past the edges.</param>
    /// <param name="paddingArgument">The argument that an error of the padding blames.</param>
    public BlurFilter(int filterSize, BlurPadding padding, string paddingArgument = "padding")
    {
        if (filterSize is < 1 or > MaxSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(filterSize), filterSize, FormattableString.Invariant($"Expected 1 to {MaxSize}, but got {filterSize}."));
        }

        if (padding is not (BlurPadding.Reflect or BlurPadding.Replicate or BlurPadding.Zero))
        {
            throw new ArgumentOutOfRangeException(paddingArgument, padding, "Expected Reflect, Replicate or Zero.");
        }

        _size = filterSize;
        _padding = padding;
    }

    private int PaddingBefore => (_size - 1) / 2;

    private int PaddingAfter => _size / 2;

    /// <summary>Checks strides for one spatial axis after the other.</summary>
    public static void CheckStrides(ReadOnlySpan<int> strides)
    {
        Shape.CheckRank(strides.Length, nameof(strides));
        PoolingWindow.CheckSizes(strides, strides.Length, nameof(strides));
    }

    /// <summary>The name of a padding in lower case, as Keras writes such names.</summary>
    public static string PaddingText(BlurPadding padding) => padding switch
    {
        BlurPadding.Reflect => "reflect",
        BlurPadding.Replicate => "replicate",
        _ => "zero",
    };

    /// <summary>
    /// The shape of the result, after a check of the input's; its errors blame <paramref name="argument"/>.
    /// </summary>
    public void OutputShape(
        ReadOnlySpan<nint> inputShape,
        ReadOnlySpan<int> strides,
        DataFormat dataFormat,
        string argument,
        Span<nint> outputShape)
    {
        Shape.CheckInput(inputShape, strides.Length, dataFormat, argument);
        inputShape.CopyTo(outputShape);
        Span<nint> spatial = outputShape.Slice(Shape.FirstSpatialAxis(dataFormat), strides.Length);
        for (int axis = 0; axis < spatial.Length; axis++)
        {
            nint length = spatial[axis];
            if (_padding == BlurPadding.Reflect && length <= PaddingAfter)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Padding by reflection needs more elements than the padding has: a filter of {_size} pads {PaddingAfter} at the end, but the {Shape.SpatialName(axis, strides.Length)} of what is blurred, {Shape.Text(inputShape)}, is {length}."),
                    argument);
            }

            if (length > Array.MaxLength / MaxSize)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Expected at most {Array.MaxLength / MaxSize} elements along every spatial axis, but the {Shape.SpatialName(axis, strides.Length)} of {Shape.Text(inputShape)} is {length}."),
                    argument);
            }

            // (n - 1) / stride + 1 is ceil(n / stride).
            spatial[axis] = ((length - 1) / strides[axis]) + 1;
        }
    }

    /// <summary>The filter laid over an axis of a checked input.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="strides">The strides of all spatial axes.</param>
    /// <param name="fromEnd">Which spatial axis it is, 1 the last; one that the input lacks is left as it is.</param>
    public AxisMap Over(Dimension axis, ReadOnlySpan<int> strides, int fromEnd) =>
        fromEnd > strides.Length ? AxisMap.One() : Over((int)axis.Length, strides[^fromEnd]);

    private AxisMap Over(int length, int stride)
    {
        int outputLength = ((length - 1) / stride) + 1;
        Span<double> weights = stackalloc double[MaxSize];
        weights = weights[.._size];
        WriteWeights(weights);

        AxisMap map = new(length, outputLength, outputLength * _size);
        for (int output = 0; output < outputLength; output++)
        {
            map.Start(output);
            for (int tap = 0; tap < _size; tap++)
            {
                int position = (output * stride) - PaddingBefore + tap;
                if (position < 0 || position >= length)
                {
                    if (_padding == BlurPadding.Zero)
                    {
                        continue;
                    }

                    position = _padding == BlurPadding.Reflect
                        ? position < 0 ? -position : (2 * (length - 1)) - position
                        : int.Clamp(position, 0, length - 1);
                }

                map.Add(output, position, weights[tap]);
            }
        }

        return map;
    }

    /// <summary>A row of Pascal's triangle over its sum, a power of 2: the quotients are exact.</summary>
    private static void WriteWeights(Span<double> weights)
    {
        int binomial = 1;
        for (int tap = 0; tap < weights.Length; tap++)
        {
            weights[tap] = binomial / (double)(1 << (weights.Length - 1));
            binomial = binomial * (weights.Length - 1 - tap) / (tap + 1);
        }
    }
}
