using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Figures;

/// <summary>
/// What a layer does to an input, ready to be drawn: maps, their results, and where each window lies.
/// </summary>
internal sealed class PoolingStep
{
    private const int MostMaps = 8;

    private readonly int _samples;
    private readonly int _channels;

    private PoolingStep(
        PoolingLayer layer,
        (Plane Input, Plane Output)[] maps,
        AxisWindows? rows,
        AxisWindows? columns,
        int samples,
        int channels)
    {
        Layer = layer;
        Maps = maps;
        Rows = rows;
        Columns = columns;
        _samples = samples;
        _channels = channels;
        Colors = ValueColors.Of(maps.SelectMany(map => map.Input.Values.Concat(map.Output.Values)));
    }

    public PoolingLayer Layer { get; }

    /// <summary>The maps of each sample and channel with their results.</summary>
    public (Plane Input, Plane Output)[] Maps { get; }

    /// <summary>One scale of colors for inputs and results.</summary>
    public ValueColors Colors { get; }

    /// <summary>The name of the operation, such as <c>max</c>, after the layer's name.</summary>
    public string OperationName
    {
        get
        {
            string name = Layer.GetType().Name.Replace("Global", "", StringComparison.Ordinal);
            int end = name.IndexOf("Pooling", StringComparison.Ordinal);
            return (end > 0 ? name[..end] : name).ToLowerInvariant();
        }
    }

    /// <summary>The layer in words, as a title.</summary>
    public string Title
    {
        get
        {
            string name = Layer.GetType().Name;
            if (Layer is not WindowPoolingLayer { Window: var window })
            {
                return name;
            }

            string size = Join(window, axis => axis.Size);
            string strides = Join(window, axis => axis.Stride);
            string padding = window.Padding == global::Pooling.Padding.Valid ? "" : $", padding {window.Padding}";
            return $"{name}, pool size {size}, strides {strides}{padding}";
        }
    }

    /// <summary>The number of windows over a map.</summary>
    public int Windows => Maps[0].Output.Values.Length;

    /// <summary>The cells of padding that the windows reach into.</summary>
    public CellMargin Padding =>
        new(Before(Rows), After(Columns), After(Rows), Before(Columns));

    private AxisWindows? Rows { get; }

    private AxisWindows? Columns { get; }

    /// <summary>Runs a layer.</summary>
    /// <exception cref="ArgumentException">The layer does not take the input, or there is too much to draw.</exception>
    public static PoolingStep Run<T>(Tensor<T> input, PoolingLayer layer)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Rank > 2)
        {
            throw new ArgumentException(
                $"Expected a layer with one or two spatial axes, which a picture has room for, but got {layer}.",
                nameof(layer));
        }

        Tensor<T> output = layer.Forward(input);
        int[] lengths = Values.Lengths(input, nameof(input));
        bool isChannelsLast = layer.DataFormat == DataFormat.ChannelsLast;
        int channels = isChannelsLast ? lengths[^1] : lengths[1];
        int[] spatial = isChannelsLast ? lengths[1..^1] : lengths[2..];
        int samples = lengths[0];
        if (samples * channels > MostMaps)
        {
            throw new ArgumentException(
                $"Expected at most {MostMaps} maps, which is batch size times channels, " +
                $"but the shape is {Values.Shape(lengths)} with {samples * channels}. Slice the tensor first.",
                nameof(input));
        }

        AxisWindows? rows = null;
        AxisWindows? columns = null;
        if (layer is WindowPoolingLayer { Window: var window })
        {
            rows = layer.Rank == 2 ? window[0].Over(spatial[0]) : null;
            columns = window[layer.Rank - 1].Over(spatial[^1]);
        }

        int height = spatial.Length == 2 ? spatial[0] : 1;
        int outputHeight = (int)(rows?.OutputLength ?? 1);
        int outputWidth = (int)(columns?.OutputLength ?? 1);
        Func<double[], int, int, int, int, Plane[]> split = isChannelsLast ? Planes.ChannelsLast : Planes.ChannelsFirst;
        Plane[] inputs = split(Values.Read(input), samples, channels, height, spatial[^1]);
        Plane[] outputs = split(Values.Read(output), samples, channels, outputHeight, outputWidth);
        return new PoolingStep(layer, [.. inputs.Zip(outputs)], rows, columns, samples, channels);
    }

    /// <summary>The cells that a window covers, padding included.</summary>
    /// <param name="index">The index of the window, which is the index of its result, row by row.</param>
    public (int Row, int Column, int Rows, int Columns) Window(int index)
    {
        (int row, int column) = Math.DivRem(index, Maps[0].Output.Columns);
        (int top, int height) = Along(Rows, row, Maps[0].Input.Rows);
        (int left, int width) = Along(Columns, column, Maps[0].Input.Columns);
        return (top, left, height, width);
    }

    /// <summary>The elements that a window covers, without padding.</summary>
    public IEnumerable<double> Elements(int index, Plane input)
    {
        (int top, int left, int height, int width) = Window(index);
        for (int row = Math.Max(top, 0); row < Math.Min(top + height, input.Rows); row++)
        {
            for (int column = Math.Max(left, 0); column < Math.Min(left + width, input.Columns); column++)
            {
                yield return input[row, column];
            }
        }
    }

    /// <summary>How many windows of a column lie over one another, and the place of one among them.</summary>
    public (int Count, int Place) OverlapDown(int index)
    {
        int count = Overlap(Rows);
        return (count, index / Maps[0].Output.Columns % count);
    }

    /// <summary>How many windows of a row lie over one another, and the place of one among them.</summary>
    public (int Count, int Place) OverlapAcross(int index)
    {
        int count = Overlap(Columns);
        return (count, index % Maps[0].Output.Columns % count);
    }

    /// <summary>What is written above a map.</summary>
    public string MapTitle(int map) => Planes.Title(map, _samples, _channels) ?? "input";

    private static (int Start, int Length) Along(AxisWindows? axis, int output, int inputLength) =>
        axis is { } windows ? ((int)windows.Start(output), (int)windows.Size) : (0, inputLength);

    private static int Before(AxisWindows? axis) => (int)(axis?.PaddingBefore ?? 0);

    private static int After(AxisWindows? axis) => (int)(axis?.PaddingAfter ?? 0);

    private static int Overlap(AxisWindows? axis) =>
        axis is { } windows
            ? (int)nint.Min(windows.OutputLength, (windows.Size + windows.Stride - 1) / windows.Stride)
            : 1;

    private static string Join(PoolingWindow window, Func<WindowAxis, nint> value) =>
        string.Join('x', Enumerable.Range(0, window.Rank).Select(axis => value(window[axis])));
}
