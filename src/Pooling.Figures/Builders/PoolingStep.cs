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
            string name = Layer.GetType().Name;
            foreach (string kind in (string[])["Global", "Adaptive", "Fractional"])
            {
                name = name.Replace(kind, "", StringComparison.Ordinal);
            }

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
            return Layer is WindowPoolingLayer { Window: not GlobalWindow and var window }
                ? $"{name}, {Settings(window)}"
                : name;
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
            if (window is FractionalWindow && samples * channels > 1)
            {
                throw new ArgumentException(
                    $"Expected one map, because the windows of {layer} differ by map, " +
                    $"but the shape is {Values.Shape(lengths)} with {samples * channels}. Slice the tensor first.",
                    nameof(input));
            }

            rows = layer.Rank == 2 ? window.Over(0, spatial[0]) : null;
            columns = window.Over(layer.Rank - 1, spatial[^1]);
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
        (int row, int column) = Math.DivRem(index, Maps[0].Output.Columns);
        ElementRange down = Rows?.Elements(row) ?? new ElementRange(0, input.Rows);
        ElementRange across = Columns?.Elements(column) ?? new ElementRange(0, input.Columns);
        for (nint y = down.Start; y < down.End; y += down.Step)
        {
            for (nint x = across.Start; x < across.End; x += across.Step)
            {
                yield return input[(int)y, (int)x];
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

    private static (int Start, int Length) Along(AxisWindows? axis, int output, int inputLength)
    {
        if (axis is not { } windows)
        {
            return (0, inputLength);
        }

        ElementRange positions = windows.Positions(output);
        return ((int)positions.Start, (int)(positions.End - positions.Start));
    }

    private static int Before(AxisWindows? axis) => (int)(axis?.PaddingBefore ?? 0);

    private static int After(AxisWindows? axis) => (int)(axis?.PaddingAfter ?? 0);

    /// <summary>The largest number of windows that reach over one position.</summary>
    private static int Overlap(AxisWindows? axis)
    {
        if (axis is not { } windows)
        {
            return 1;
        }

        int most = 1;
        int first = 0;
        for (int output = 0; output < windows.OutputLength; output++)
        {
            while (windows.Positions(first).End <= windows.Positions(output).Start)
            {
                first++;
            }

            most = Math.Max(most, output - first + 1);
        }

        return most;
    }

    private static string Settings(PoolingWindow window)
    {
        if (window is not SlidingWindow sliding)
        {
            return window is AdaptiveWindow adaptive ? $"output size {Join(adaptive.OutputSize)}" : window.ToString()!;
        }

        string text = $"pool size {Join(sliding.PoolSize)}, strides {Join(sliding.Strides)}";
        text += sliding.Padding == global::Pooling.Padding.Valid ? "" : $", padding {sliding.Padding}";
        text += sliding.Dilation.ContainsAnyExcept(1) ? $", dilation {Join(sliding.Dilation)}" : "";
        return sliding.CeilMode ? text + ", ceil mode" : text;
    }

    private static string Join(ReadOnlySpan<int> sizes) => string.Join('x', sizes.ToArray());
}
