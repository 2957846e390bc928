using System.Globalization;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// Where the windows of a pooling operation lie, along 1, 2 or 3 spatial axes. Everything that asks where a window lies
/// asks here: layers, operations and figures.
/// </summary>
/// <remarks>Windows do not change and may be used by several threads at once.</remarks>
/// <example>
/// <code>
/// PoolingWindow window = PoolingWindow.Create2D(poolSize: 2, strides: 2);
/// AxisWindows rows = window.Over(axis: 0, inputLength: 5); // 2 windows along a height of 5
/// ElementRange second = rows.Elements(1);                  // from row 2 up to row 4
/// </code>
/// </example>
public abstract class PoolingWindow
{
    private protected PoolingWindow(int rank)
    {
        Rank = rank;
    }

    /// <summary>The number of spatial axes: 1, 2 or 3.</summary>
    public int Rank { get; }

    /// <summary>What was worked out for the shapes that the window was used with last.</summary>
    internal PlanCache Plans { get; } = new();

    /// <summary>Whether every channel of every sample has windows of its own.</summary>
    internal virtual bool VariesByPlane => false;

    /// <summary>Whether padding holds zeros that take part in the windows.</summary>
    internal virtual bool PaddingHoldsZeros => false;

    /// <summary>A window that slides along one spatial axis.</summary>
    /// <param name="poolSize">How many elements the window has, at least 1.</param>
    /// <param name="strides">How far apart windows start, at least 1; <paramref name="poolSize"/> if null.</param>
    /// <param name="padding">How far windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <param name="dilation">The distance between neighboring elements of the window, at least 1.</param>
    /// <param name="ceilMode">
    /// Whether a last window that reaches past the end counts; it must start in the input or before it.
    /// </param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size, stride or dilation is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="padding"/> is for another number of axes.</exception>
    /// <exception cref="OverflowException">The window spans more positions than can be counted.</exception>
    public static SlidingWindow Create1D(
        int poolSize, int? strides = null, Padding padding = default, int dilation = 1, bool ceilMode = false) =>
        new([poolSize], [strides ?? poolSize], padding, [dilation], ceilMode);

    /// <summary>A window that slides along height and width.</summary>
    /// <param name="poolSize">How many elements the window has, at least 1 along each axis.</param>
    /// <param name="strides">
    /// How far apart windows start, at least 1 along each axis; <paramref name="poolSize"/> if null.
    /// </param>
    /// <param name="padding">How far windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <param name="dilation">
    /// The distance between neighboring elements of the window, at least 1 along each axis; 1 if null.
    /// </param>
    /// <param name="ceilMode">
    /// Whether a last window that reaches past the end counts; it must start in the input or before it.
    /// </param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size, stride or dilation is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="padding"/> is for another number of axes.</exception>
    /// <exception cref="OverflowException">The window spans more positions than can be counted.</exception>
    public static SlidingWindow Create2D(
        Size2D poolSize,
        Size2D? strides = null,
        Padding padding = default,
        Size2D? dilation = null,
        bool ceilMode = false)
    {
        Size2D steps = strides ?? poolSize;
        Size2D gaps = dilation ?? 1;
        return new SlidingWindow(
            [poolSize.Height, poolSize.Width],
            [steps.Height, steps.Width],
            padding,
            [gaps.Height, gaps.Width],
            ceilMode);
    }

    /// <summary>A window that slides along depth, height and width.</summary>
    /// <param name="poolSize">How many elements the window has, at least 1 along each axis.</param>
    /// <param name="strides">
    /// How far apart windows start, at least 1 along each axis; <paramref name="poolSize"/> if null.
    /// </param>
    /// <param name="padding">How far windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <param name="dilation">
    /// The distance between neighboring elements of the window, at least 1 along each axis; 1 if null.
    /// </param>
    /// <param name="ceilMode">
    /// Whether a last window that reaches past the end counts; it must start in the input or before it.
    /// </param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size, stride or dilation is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="padding"/> is for another number of axes.</exception>
    /// <exception cref="OverflowException">The window spans more positions than can be counted.</exception>
    public static SlidingWindow Create3D(
        Size3D poolSize,
        Size3D? strides = null,
        Padding padding = default,
        Size3D? dilation = null,
        bool ceilMode = false)
    {
        Size3D steps = strides ?? poolSize;
        Size3D gaps = dilation ?? 1;
        return new SlidingWindow(
            [poolSize.Depth, poolSize.Height, poolSize.Width],
            [steps.Depth, steps.Height, steps.Width],
            padding,
            [gaps.Depth, gaps.Height, gaps.Width],
            ceilMode);
    }

    /// <summary>A window that slides along 1, 2 or 3 spatial axes, with its settings as lists.</summary>
    /// <param name="poolSize">How many elements the window has along each spatial axis, at least 1.</param>
    /// <param name="strides">
    /// How far apart windows start along each spatial axis, at least 1; <paramref name="poolSize"/> if empty.
    /// </param>
    /// <param name="padding">How far windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <param name="dilation">
    /// The distance between neighboring elements of the window along each spatial axis, at least 1; 1 if empty.
    /// </param>
    /// <param name="ceilMode">
    /// Whether a last window that reaches past the end counts; it must start in the input or before it.
    /// </param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size, stride or dilation is less than 1.</exception>
    /// <exception cref="ArgumentException">
    /// The lists have different numbers of entries, or <paramref name="padding"/> is for another number of axes.
    /// </exception>
    /// <exception cref="OverflowException">The window spans more positions than can be counted.</exception>
    public static SlidingWindow Create(
        ReadOnlySpan<int> poolSize,
        ReadOnlySpan<int> strides = default,
        Padding padding = default,
        ReadOnlySpan<int> dilation = default,
        bool ceilMode = false)
    {
        int[] size = poolSize.ToArray();
        int[] steps = strides.IsEmpty ? size : strides.ToArray();
        int[] gaps = dilation.IsEmpty ? [.. size.Select(_ => 1)] : dilation.ToArray();
        return new SlidingWindow(size, steps, padding, gaps, ceilMode);
    }

    /// <summary>Windows that share out an input of any size into an output of a given size.</summary>
    /// <param name="outputSize">
    /// The number of windows along each spatial axis, at least 1; or <see cref="AdaptiveWindow.SameAsInput"/>.
    /// </param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentException">There are not 1 to 3 sizes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public static AdaptiveWindow Adaptive(params ReadOnlySpan<int> outputSize) => new(outputSize.ToArray());

    /// <summary>One window as large as the input.</summary>
    /// <param name="rank">The number of spatial axes: 1, 2 or 3.</param>
    /// <param name="keepDims">Whether the result keeps the spatial axes, with length 1.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentException"><paramref name="rank"/> is not 1, 2 or 3.</exception>
    public static GlobalWindow Global(int rank, bool keepDims = false) => new(rank, keepDims);

    /// <summary>Windows of one size at random places, as PyTorch's fractional pooling has them.</summary>
    /// <param name="poolSize">How many elements the window has along each spatial axis, at least 1.</param>
    /// <param name="outputSize">The number of windows along each spatial axis, at least 1.</param>
    /// <param name="samples">
    /// The random numbers, at least 0 and less than 1: for every sample, channel and spatial axis one, of shape
    /// <c>(batch, channels, rank)</c>, in the order of the spatial axes. They are copied.
    /// </param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="samples"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are not 1 to 3 sizes, the lists have different numbers of entries, or <paramref name="samples"/> has
    /// another shape.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or a random number out of range.</exception>
    public static FractionalWindow Fractional(
        ReadOnlySpan<int> poolSize, ReadOnlySpan<int> outputSize, Tensor<double> samples) =>
        new(poolSize.ToArray(), outputSize.ToArray(), [], samples ?? throw new ArgumentNullException(nameof(samples)), 0);

    /// <summary>Windows of one size at random places, as PyTorch's fractional pooling has them.</summary>
    /// <param name="poolSize">How many elements the window has along each spatial axis, at least 1.</param>
    /// <param name="outputSize">The number of windows along each spatial axis, at least 1.</param>
    /// <param name="seed">What the random numbers follow from: the same seed gives the same windows everywhere.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentException">
    /// There are not 1 to 3 sizes, or the lists have different numbers of entries.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public static FractionalWindow Fractional(
        ReadOnlySpan<int> poolSize, ReadOnlySpan<int> outputSize, int seed) =>
        new(poolSize.ToArray(), outputSize.ToArray(), [], null, seed);

    /// <summary>
    /// Windows of one size at random places, as PyTorch's fractional pooling has them, as many as a share of the input.
    /// </summary>
    /// <param name="poolSize">How many elements the window has along each spatial axis, at least 1.</param>
    /// <param name="outputRatio">
    /// The length of the output over that of the input along each spatial axis, more than 0 and less than 1; the length
    /// is rounded down.
    /// </param>
    /// <param name="seed">What the random numbers follow from: the same seed gives the same windows everywhere.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentException">
    /// There are not 1 to 3 sizes, or the lists have different numbers of entries.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or a ratio out of range.</exception>
    public static FractionalWindow Fractional(
        ReadOnlySpan<int> poolSize, ReadOnlySpan<double> outputRatio, int seed) =>
        new(poolSize.ToArray(), [], outputRatio.ToArray(), null, seed);

    /// <summary>Regions of random sizes, as TensorFlow's fractional pooling has them.</summary>
    /// <param name="poolingRatio">
    /// The length of the input over that of the output along each spatial axis, at least 1; the output's length is
    /// rounded down.
    /// </param>
    /// <param name="seed">What the random numbers follow from: the same seed gives the same regions everywhere.</param>
    /// <param name="pseudoRandom">
    /// Whether one random number shifts all bounds; else the sizes are shuffled.
    /// </param>
    /// <param name="overlapping">Whether a region takes the first element of the next one as well.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentException">There are not 1 to 3 ratios.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A ratio is less than 1 or not finite.</exception>
    public static FractionalRegionsWindow FractionalRegions(
        ReadOnlySpan<double> poolingRatio, int seed, bool pseudoRandom = false, bool overlapping = false) =>
        new(poolingRatio.ToArray(), seed, pseudoRandom, overlapping);

    /// <summary>Regions that start and end where the caller says, such as TensorFlow's pooling sequences.</summary>
    /// <param name="bounds">
    /// For each spatial axis the first position of every region, from 0 up, and at last the length of the input
    /// (TensorFlow <c>row_pooling_sequence</c>, <c>col_pooling_sequence</c>). They are copied.
    /// </param>
    /// <param name="overlapping">Whether a region takes the first element of the next one as well.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="bounds"/> or an entry is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are not 1 to 3 lists, or one does not begin with 0 and grow from entry to entry.
    /// </exception>
    public static RegionsWindow Regions(int[][] bounds, bool overlapping = false) =>
        new(bounds ?? throw new ArgumentNullException(nameof(bounds)), overlapping);

    /// <summary>The windows along one spatial axis of an input.</summary>
    /// <param name="axis">The spatial axis, from 0; the last is the width.</param>
    /// <param name="inputLength">The length of the input along this axis, at least 1.</param>
    /// <param name="batch">The sample, for windows that differ by sample.</param>
    /// <param name="channel">The channel, for windows that differ by channel.</param>
    /// <returns>Where each window lies, and how many there are.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such axis, sample or channel, or <paramref name="inputLength"/> is less than 1.
    /// </exception>
    /// <exception cref="ArgumentException">The input is too short for a window.</exception>
    public AxisWindows Over(int axis, nint inputLength, nint batch = 0, nint channel = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(axis);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(axis, Rank);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputLength, 1);
        if (OutputLength(axis, inputLength) < 1)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{Need(axis)}, but got {inputLength}."), nameof(inputLength));
        }

        return Lay(axis, inputLength, batch, channel);
    }

    /// <summary>The shape that pooling gives, without running it.</summary>
    /// <param name="inputShape">The lengths of all axes of the input, batch and channels included.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns>
    /// <paramref name="inputShape"/> with each spatial length replaced by the number of windows along that axis; for
    /// <see cref="GlobalWindow"/> without <see cref="GlobalWindow.KeepDims"/>, <c>(batch, channels)</c>.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="inputShape"/> is not of rank <see cref="Rank"/> + 2, has an axis other than the batch without
    /// elements, or is too small for a window.
    /// </exception>
    public nint[] ComputeOutputShape(
        ReadOnlySpan<nint> inputShape, DataFormat dataFormat = DataFormat.ChannelsLast) =>
        OutputShape(inputShape, dataFormat, nameof(inputShape));

    /// <summary>The shape that pooling gives; errors blame the argument of the given name.</summary>
    internal nint[] OutputShape(ReadOnlySpan<nint> inputShape, DataFormat dataFormat, string argument)
    {
        Span<nint> outputShape = stackalloc nint[Shape.MaxAxes];
        return Shape.Pooled(inputShape, this, dataFormat, argument, outputShape).ToArray();
    }

    /// <summary>The number of windows along an axis; less than 1 if the input is too short for a window.</summary>
    internal abstract nint OutputLength(int axis, nint inputLength);

    /// <summary>What an input needs so that a window fits, such as <c>A window that spans 3 needs 3 elements</c>.</summary>
    internal abstract string Need(int axis);

    /// <summary>The windows along an axis that is known to be long enough.</summary>
    internal abstract AxisWindows Lay(int axis, nint inputLength, nint batch, nint channel);

    /// <summary>Checks what the window asks of batch and channels.</summary>
    internal virtual void CheckPlanes(nint batch, nint channels, string argument)
    {
    }

    /// <summary>Sizes along the axes, such as <c>2x3</c>.</summary>
    internal static string Text(ReadOnlySpan<int> sizes)
    {
        List<string> texts = [];
        foreach (int size in sizes)
        {
            texts.Add(size.ToString(CultureInfo.InvariantCulture));
        }

        return string.Join('x', texts);
    }

    /// <summary>Checks a size along every spatial axis.</summary>
    internal static void CheckSizes(ReadOnlySpan<int> sizes, int rank, string argument)
    {
        if (sizes.Length != rank)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected {rank} sizes, one for each spatial axis, but got {sizes.Length}."),
                argument);
        }

        foreach (int size in sizes)
        {
            if (size < 1)
            {
                throw new ArgumentOutOfRangeException(
                    argument, $"Expected at least 1 along every spatial axis, but got {Text(sizes)}.");
            }
        }
    }

    /// <summary>Ratios along the axes, such as <c>1.44x1.73</c>.</summary>
    private protected static string RatioText(double[] ratios) =>
        string.Join('x', ratios.Select(ratio => ratio.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Checks a ratio along every spatial axis.</summary>
    private protected static void CheckRatios(
        double[] ratios, int rank, string argument, string expected, Predicate<double> isValid)
    {
        if (ratios.Length != rank)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected {rank} ratios, one for each spatial axis, but got {ratios.Length}."),
                argument);
        }

        if (!Array.TrueForAll(ratios, isValid))
        {
            throw new ArgumentOutOfRangeException(argument, $"Expected ratios {expected}, but got {RatioText(ratios)}.");
        }
    }
}
