using System.Globalization;
using System.Text;

namespace Pooling;

/// <summary>The rules for shapes, with messages that say what was expected and what was got.</summary>
internal static class Shape
{
    private const int MaxRank = 3;

    /// <summary>The longest shape: batch, channels and three spatial axes.</summary>
    public const int MaxAxes = MaxRank + 2;

    /// <summary>The position of the first spatial axis.</summary>
    public static int FirstSpatialAxis(DataFormat dataFormat) => dataFormat == DataFormat.ChannelsLast ? 1 : 2;

    /// <summary>The position of the channels in a shape of <paramref name="axes"/> axes.</summary>
    public static int ChannelAxis(int axes, DataFormat dataFormat) => dataFormat == DataFormat.ChannelsLast ? axes - 1 : 1;

    public static void CheckDataFormat(DataFormat dataFormat)
    {
        if (dataFormat is not (DataFormat.ChannelsLast or DataFormat.ChannelsFirst))
        {
            throw new ArgumentOutOfRangeException(
                nameof(dataFormat), dataFormat, "Expected ChannelsLast or ChannelsFirst.");
        }
    }

    /// <summary>Checks an input for <paramref name="rank"/> spatial axes.</summary>
    public static void CheckInput(ReadOnlySpan<nint> shape, int rank, DataFormat dataFormat, string argument)
    {
        CheckDataFormat(dataFormat);
        if (shape.Length != rank + 2)
        {
            throw new ArgumentException(
                Invariant($"Expected {rank + 2} axes {AxisNames(rank, dataFormat)}, but got {shape.Length}: {Text(shape)}."),
                argument);
        }

        CheckLengths(shape, rank, dataFormat, argument);
    }

    /// <summary>Checks an input whose rank is free, as global operations take it.</summary>
    public static void CheckInput(ReadOnlySpan<nint> shape, DataFormat dataFormat, string argument)
    {
        CheckDataFormat(dataFormat);
        int rank = shape.Length - 2;
        if (rank is < 1 or > MaxRank)
        {
            throw new ArgumentException(
                Invariant($"Expected 3, 4 or 5 axes: batch, channels and 1 to 3 spatial axes, but got {shape.Length}: {Text(shape)}."),
                argument);
        }

        CheckLengths(shape, rank, dataFormat, argument);
    }

    /// <summary>The shape of a checked input with each spatial length replaced by the number of windows.</summary>
    public static void Pooled(
        ReadOnlySpan<nint> inputShape,
        PoolingWindow window,
        DataFormat dataFormat,
        string argument,
        Span<nint> outputShape)
    {
        CheckInput(inputShape, window.Rank, dataFormat, argument);
        inputShape.CopyTo(outputShape);
        Span<nint> spatial = outputShape.Slice(FirstSpatialAxis(dataFormat), window.Rank);
        for (int axis = 0; axis < spatial.Length; axis++)
        {
            if (!window[axis].Fits(spatial[axis]))
            {
                throw new ArgumentException(
                    Invariant($"Padding 'valid' needs an input at least as large as the window: the window spans {window[axis].Size} along the {SpatialName(axis, window.Rank)}, but the input {Text(inputShape)} has {spatial[axis]}."),
                    argument);
            }

            spatial[axis] = window[axis].Over(spatial[axis]).OutputLength;
        }
    }

    /// <summary>The shape of the input with each spatial length replaced by 1.</summary>
    public static void PooledToOne(ReadOnlySpan<nint> inputShape, DataFormat dataFormat, Span<nint> outputShape)
    {
        inputShape.CopyTo(outputShape);
        outputShape.Slice(FirstSpatialAxis(dataFormat), inputShape.Length - 2).Fill(1);
    }

    /// <summary>A shape as Python writes it: <c>(1, 4, 4, 1)</c>, <c>(3,)</c>.</summary>
    public static string Text(ReadOnlySpan<nint> shape)
    {
        StringBuilder text = new("(");
        for (int axis = 0; axis < shape.Length; axis++)
        {
            text.Append(axis == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{shape[axis]}");
        }

        return text.Append(shape.Length == 1 ? ",)" : ")").ToString();
    }

    private static void CheckLengths(ReadOnlySpan<nint> shape, int rank, DataFormat dataFormat, string argument)
    {
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] < (axis == 0 ? 0 : 1))
            {
                throw new ArgumentException(
                    Invariant($"Expected at least 1 element along every axis but the batch, which may be 0, but axis {axis} of {AxisNames(rank, dataFormat)} has {shape[axis]}: {Text(shape)}."),
                    argument);
            }
        }
    }

    private static string AxisNames(int rank, DataFormat dataFormat)
    {
        string spatial = string.Join(", ", Enumerable.Range(0, rank).Select(axis => SpatialName(axis, rank)));
        return dataFormat == DataFormat.ChannelsLast ? $"(batch, {spatial}, channels)" : $"(batch, channels, {spatial})";
    }

    private static string SpatialName(int axis, int rank) => (rank - axis) switch
    {
        1 => "width",
        2 => "height",
        _ => "depth",
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
