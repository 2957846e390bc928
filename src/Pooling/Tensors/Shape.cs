using System.Globalization;
using System.Numerics.Tensors;
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

    /// <summary>Checks the number of axes of an input whose rank is free, as global operations take it.</summary>
    public static void CheckGlobalRank(ReadOnlySpan<nint> shape, string argument)
    {
        if (shape.Length - 2 is < 1 or > MaxRank)
        {
            throw new ArgumentException(
                Invariant($"Expected 3, 4 or 5 axes: batch, channels and 1 to 3 spatial axes, but got {shape.Length}: {Text(shape)}."),
                argument);
        }
    }

    /// <summary>Checks a number of spatial axes, and gives it back.</summary>
    public static int CheckRank(int rank, string argument)
    {
        if (rank is < 1 or > MaxRank)
        {
            throw new ArgumentException(Invariant($"Expected 1, 2 or 3 spatial axes, but got {rank}."), argument);
        }

        return rank;
    }

    /// <summary>The shape that pooling gives, after all that a window asks of an input has been checked.</summary>
    /// <param name="inputShape">The shape of the input.</param>
    /// <param name="window">The window.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="argument">The argument that errors blame.</param>
    /// <param name="buffer">Memory for the result: <see cref="MaxAxes"/> lengths.</param>
    public static ReadOnlySpan<nint> Pooled(
        ReadOnlySpan<nint> inputShape,
        PoolingWindow window,
        DataFormat dataFormat,
        string argument,
        Span<nint> buffer)
    {
        CheckInput(inputShape, window.Rank, dataFormat, argument);
        Span<nint> outputShape = buffer[..inputShape.Length];
        inputShape.CopyTo(outputShape);
        Span<nint> spatial = outputShape.Slice(FirstSpatialAxis(dataFormat), window.Rank);
        for (int axis = 0; axis < spatial.Length; axis++)
        {
            nint windows = window.OutputLength(axis, spatial[axis]);
            if (windows < 1)
            {
                throw new ArgumentException(
                    Invariant($"{window.Need(axis)}, but the input {Text(inputShape)} has {spatial[axis]}."), argument);
            }

            spatial[axis] = windows;
        }

        window.CheckPlanes(outputShape[0], outputShape[ChannelAxis(outputShape.Length, dataFormat)], argument);
        return window is GlobalWindow { KeepDims: false } ? Squeezed(outputShape, dataFormat) : outputShape;
    }

    /// <summary>Checks that a tensor has the shape that pooling gives.</summary>
    /// <param name="shape">The shape of the tensor.</param>
    /// <param name="expected">The shape that pooling gives.</param>
    /// <param name="window">The window; the result of a global one may have its spatial axes or not.</param>
    /// <param name="inputShape">The shape of the input.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <param name="argument">The argument that errors blame.</param>
    public static void CheckPooled(
        ReadOnlySpan<nint> shape,
        ReadOnlySpan<nint> expected,
        PoolingWindow window,
        ReadOnlySpan<nint> inputShape,
        DataFormat dataFormat,
        string argument)
    {
        if (shape.SequenceEqual(expected))
        {
            return;
        }

        if (window is GlobalWindow)
        {
            Span<nint> kept = stackalloc nint[inputShape.Length];
            inputShape.CopyTo(kept);
            kept.Slice(FirstSpatialAxis(dataFormat), window.Rank).Fill(1);
            Span<nint> squeezed = stackalloc nint[inputShape.Length];
            kept.CopyTo(squeezed);
            squeezed = Squeezed(squeezed, dataFormat);
            if (shape.SequenceEqual(kept) || shape.SequenceEqual(squeezed))
            {
                return;
            }

            throw new ArgumentException(
                $"Expected the shape {Text(squeezed)} or {Text(kept)}, but got {Text(shape)}.", argument);
        }

        throw new ArgumentException($"Expected the shape {Text(expected)}, but got {Text(shape)}.", argument);
    }

    /// <summary>Checks that a tensor has the batch and channels of another.</summary>
    public static void CheckBatchAndChannels(
        ReadOnlySpan<nint> shape, ReadOnlySpan<nint> other, DataFormat dataFormat, string argument)
    {
        int channels = ChannelAxis(shape.Length, dataFormat);
        if (shape[0] != other[0] || shape[channels] != other[channels])
        {
            throw new ArgumentException(
                Invariant($"Expected a batch of {other[0]} with {other[channels]} channels, but got {Text(shape)}."), argument);
        }
    }

    /// <summary>Checks that indices count in a part of the tensor.</summary>
    public static void CheckIndexedSize(ReadOnlySpan<nint> indexed, ReadOnlySpan<nint> spatial, string argument)
    {
        bool fits = indexed.Length == spatial.Length;
        for (int axis = 0; fits && axis < indexed.Length; axis++)
        {
            fits = indexed[axis] >= 1 && indexed[axis] <= spatial[axis];
        }

        if (!fits)
        {
            throw new ArgumentException(
                $"Expected spatial lengths from 1 to those of the result, {Text(spatial)}, but got {Text(indexed)}.", argument);
        }
    }

    /// <summary>A new tensor, whose elements are still to be written.</summary>
    public static Tensor<T> NewTensor<T>(ReadOnlySpan<nint> shape)
    {
        Int128 count = 1;
        foreach (nint length in shape)
        {
            // No product of two lengths overflows; beyond an array's length it need not grow any further.
            count = length == 0 ? 0 : count > Array.MaxLength ? count : count * length;
        }

        if (count > Array.MaxLength)
        {
            throw new OverflowException(
                Invariant($"Expected a result of at most {Array.MaxLength} elements, but the shape {Text(shape)} has more."));
        }

        return Tensor.CreateFromShapeUninitialized<T>(shape);
    }

    /// <summary>Checks that a row can be a span.</summary>
    public static void CheckRow(nint rowLength, ReadOnlySpan<nint> shape, string argument)
    {
        if (rowLength > Array.MaxLength)
        {
            throw new ArgumentException(
                Invariant($"Expected rows (width, times channels when they come last) of at most {Array.MaxLength} elements, but got {rowLength}: {Text(shape)}."),
                argument);
        }
    }

    /// <summary>Checks that a tensor has the shape of another.</summary>
    public static void CheckSame(ReadOnlySpan<nint> shape, ReadOnlySpan<nint> expected, string argument)
    {
        if (!shape.SequenceEqual(expected))
        {
            throw new ArgumentException($"Expected the shape {Text(expected)}, but got {Text(shape)}.", argument);
        }
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

    /// <summary>The batch and channels of a shape, in place.</summary>
    private static Span<nint> Squeezed(Span<nint> shape, DataFormat dataFormat)
    {
        shape[1] = shape[ChannelAxis(shape.Length, dataFormat)];
        return shape[..2];
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

    /// <summary>The name of a spatial axis.</summary>
    public static string SpatialName(int axis, int rank) => (rank - axis) switch
    {
        1 => "width",
        2 => "height",
        _ => "depth",
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
