using System.Globalization;

namespace Pooling;

/// <summary>
/// The window of a pooling operation: its size, its strides and its padding along 1, 2 or 3 spatial axes. Everything
/// that asks where a window lies asks here: layers, operations and figures.
/// </summary>
/// <example>
/// <code>
/// var window = PoolingWindow.Create2D(poolSize: 2, strides: 2);
/// AxisWindows rows = window[0].Over(5);   // 2 windows along a height of 5
/// ElementRange second = rows.Elements(1); // rows 2 and 3
/// </code>
/// </example>
public sealed class PoolingWindow
{
    private readonly WindowAxis[] _axes;

    private PoolingWindow(Padding padding, params WindowAxis[] axes)
    {
        Padding = padding;
        _axes = axes;
    }

    /// <summary>The number of spatial axes: 1, 2 or 3.</summary>
    public int Rank => _axes.Length;

    /// <summary>The padding along every axis.</summary>
    public Padding Padding { get; }

    /// <summary>The window along one spatial axis.</summary>
    /// <param name="axis">The spatial axis, from 0; the last is the width.</param>
    /// <returns>The settings of the axis.</returns>
    public WindowAxis this[int axis] => _axes[axis];

    /// <summary>A window along one spatial axis.</summary>
    /// <param name="poolSize">How many elements the window spans, at least 1.</param>
    /// <param name="strides">How far apart windows start, at least 1; <paramref name="poolSize"/> if null.</param>
    /// <param name="padding">Whether windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size or stride is less than 1.</exception>
    public static PoolingWindow Create1D(int poolSize, int? strides = null, Padding padding = default)
    {
        int steps = strides ?? poolSize;
        ThrowIfNotPositive(poolSize, poolSize, nameof(poolSize));
        ThrowIfNotPositive(steps, steps, nameof(strides));
        return new PoolingWindow(padding, new WindowAxis(poolSize, steps, padding));
    }

    /// <summary>A window along height and width.</summary>
    /// <param name="poolSize">How many elements the window spans, at least 1 along each axis.</param>
    /// <param name="strides">
    /// How far apart windows start, at least 1 along each axis; <paramref name="poolSize"/> if null.
    /// </param>
    /// <param name="padding">Whether windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size or stride is less than 1.</exception>
    public static PoolingWindow Create2D(Size2D poolSize, Size2D? strides = null, Padding padding = default)
    {
        Size2D steps = strides ?? poolSize;
        ThrowIfNotPositive(int.Min(poolSize.Height, poolSize.Width), poolSize, nameof(poolSize));
        ThrowIfNotPositive(int.Min(steps.Height, steps.Width), steps, nameof(strides));
        return new PoolingWindow(
            padding,
            new WindowAxis(poolSize.Height, steps.Height, padding),
            new WindowAxis(poolSize.Width, steps.Width, padding));
    }

    /// <summary>A window along depth, height and width.</summary>
    /// <param name="poolSize">How many elements the window spans, at least 1 along each axis.</param>
    /// <param name="strides">
    /// How far apart windows start, at least 1 along each axis; <paramref name="poolSize"/> if null.
    /// </param>
    /// <param name="padding">Whether windows may reach past the edges; <see cref="Padding.Valid"/> by default.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size or stride is less than 1.</exception>
    public static PoolingWindow Create3D(Size3D poolSize, Size3D? strides = null, Padding padding = default)
    {
        Size3D steps = strides ?? poolSize;
        ThrowIfNotPositive(
            int.Min(poolSize.Depth, int.Min(poolSize.Height, poolSize.Width)), poolSize, nameof(poolSize));
        ThrowIfNotPositive(int.Min(steps.Depth, int.Min(steps.Height, steps.Width)), steps, nameof(strides));
        return new PoolingWindow(
            padding,
            new WindowAxis(poolSize.Depth, steps.Depth, padding),
            new WindowAxis(poolSize.Height, steps.Height, padding),
            new WindowAxis(poolSize.Width, steps.Width, padding));
    }

    /// <summary>The shape that pooling gives, without running it.</summary>
    /// <param name="inputShape">The lengths of all axes of the input, batch and channels included.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns>
    /// <paramref name="inputShape"/> with each spatial length replaced by the number of windows along that axis.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="inputShape"/> is not of rank <see cref="Rank"/> + 2, has an axis other than the batch without
    /// elements, or is smaller than the window while padding is <see cref="Padding.Valid"/>.
    /// </exception>
    public nint[] ComputeOutputShape(
        ReadOnlySpan<nint> inputShape, DataFormat dataFormat = DataFormat.ChannelsLast)
    {
        nint[] outputShape = new nint[inputShape.Length];
        Shape.Pooled(inputShape, this, dataFormat, nameof(inputShape), outputShape);
        return outputShape;
    }

    /// <summary>The settings with Keras's names, such as <c>poolSize: 2x2, strides: 2x2, padding: valid</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"poolSize: {Join(axis => axis.Size)}, strides: {Join(axis => axis.Stride)}, padding: {Padding}";

    private string Join(Func<WindowAxis, nint> value) =>
        string.Join('x', _axes.Select(axis => value(axis).ToString(CultureInfo.InvariantCulture)));

    private static void ThrowIfNotPositive<TSize>(int smallest, TSize size, string argument)
    {
        if (smallest < 1)
        {
            throw new ArgumentOutOfRangeException(
                argument, size, $"Expected at least 1 along every spatial axis, but got {size}.");
        }
    }
}
