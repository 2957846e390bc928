using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// All that the driver needs to know besides the operator: how input and destination lie in memory and where the
/// windows are. Making one checks every argument, so nothing has been written when one is wrong.
/// </summary>
internal readonly struct PoolingPlan
{
    public Volume Input { get; private init; }

    public Volume Output { get; private init; }

    public AxisWindows Depth { get; private init; }

    public AxisWindows Height { get; private init; }

    public AxisWindows Width { get; private init; }

    /// <summary>Windows that slide over the input.</summary>
    public static PoolingPlan Sliding<T>(
        in ReadOnlyTensorSpan<T> input, PoolingWindow window, DataFormat dataFormat, in TensorSpan<T> destination)
    {
        ArgumentNullException.ThrowIfNull(window);
        Shape.CheckInput(input.Lengths, window.Rank, dataFormat, nameof(input));

        Span<nint> expected = stackalloc nint[Shape.MaxAxes];
        expected = expected[..input.Rank];
        Shape.Pooled(input.Lengths, window, dataFormat, nameof(input), expected);
        if (!destination.Lengths.SequenceEqual(expected))
        {
            throw new ArgumentException(
                $"Expected the shape {Shape.Text(expected)}, but got {Shape.Text(destination.Lengths)}.",
                nameof(destination));
        }

        Volume volume = Volume.Of(input.Lengths, input.Strides, dataFormat);
        return Create(
            input,
            volume,
            destination,
            dataFormat,
            depth: window.Rank > 2 ? window[0].Over(volume.Depth.Length) : Whole(volume.Depth),
            height: window.Rank > 1 ? window[window.Rank - 2].Over(volume.Height.Length) : Whole(volume.Height),
            width: window[window.Rank - 1].Over(volume.Width.Length));
    }

    /// <summary>One window as large as the input.</summary>
    public static PoolingPlan Global<T>(
        in ReadOnlyTensorSpan<T> input, DataFormat dataFormat, in TensorSpan<T> destination)
    {
        Shape.CheckInput(input.Lengths, dataFormat, nameof(input));

        Span<nint> kept = stackalloc nint[Shape.MaxAxes];
        kept = kept[..input.Rank];
        Shape.PooledToOne(input.Lengths, dataFormat, kept);
        ReadOnlySpan<nint> squeezed = [kept[0], kept[Shape.ChannelAxis(kept.Length, dataFormat)]];
        if (!destination.Lengths.SequenceEqual(kept) && !destination.Lengths.SequenceEqual(squeezed))
        {
            throw new ArgumentException(
                $"Expected the shape {Shape.Text(squeezed)} or {Shape.Text(kept)}, but got {Shape.Text(destination.Lengths)}.",
                nameof(destination));
        }

        Volume volume = Volume.Of(input.Lengths, input.Strides, dataFormat);
        return Create(
            input,
            volume,
            destination,
            dataFormat,
            depth: Whole(volume.Depth),
            height: Whole(volume.Height),
            width: Whole(volume.Width));
    }

    private static PoolingPlan Create<T>(
        in ReadOnlyTensorSpan<T> input,
        Volume volume,
        in TensorSpan<T> destination,
        DataFormat dataFormat,
        AxisWindows depth,
        AxisWindows height,
        AxisWindows width)
    {
        CheckMemory(input, volume, destination);
        return new PoolingPlan
        {
            Input = volume,
            Output = Volume.Of(destination.Lengths, destination.Strides, dataFormat),
            Depth = depth,
            Height = height,
            Width = width,
        };
    }

    private static AxisWindows Whole(Dimension axis) =>
        new WindowAxis(axis.Length, axis.Length, Padding.Valid).Over(axis.Length);

    private static void CheckMemory<T>(in ReadOnlyTensorSpan<T> input, Volume volume, in TensorSpan<T> destination)
    {
        // Only the longest row is known to overflow: the output's is never longer.
        if (volume.RowLength > Array.MaxLength)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Expected rows (width, times channels when they come last) of at most {Array.MaxLength} elements, but got {volume.RowLength}: {Shape.Text(input.Lengths)}."),
                nameof(input));
        }

        for (int axis = 0; axis < destination.Rank; axis++)
        {
            if (destination.Strides[axis] == 0 && destination.Lengths[axis] > 1)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Expected memory of its own for every element, but axis {axis} of {Shape.Text(destination.Lengths)} is broadcast (its stride is 0)."),
                    nameof(destination));
            }
        }

        if (input.FlattenedLength > 0 && Overlap(input, destination))
        {
            throw new ArgumentException(
                "Expected memory apart from the input's, but input and destination overlap.", nameof(destination));
        }
    }

    private static bool Overlap<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
    {
        nint distance = Unsafe.ByteOffset(
            in TensorMarshal.GetReference(input), in TensorMarshal.GetReference(destination));
        return distance >= 0
            ? distance < BytesSpanned<T>(input.Lengths, input.Strides)
            : -distance < BytesSpanned<T>(destination.Lengths, destination.Strides);
    }

    /// <summary>From the first byte of the first element to the last byte of the last.</summary>
    private static nint BytesSpanned<T>(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
    {
        nint last = 0;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            last += (lengths[axis] - 1) * strides[axis];
        }

        return (last + 1) * Unsafe.SizeOf<T>();
    }
}
