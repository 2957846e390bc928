using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>The checks that all operations on regions share, with messages that blame the arguments by name.</summary>
internal static class RegionPlan
{
    /// <summary>Checks the settings of an operation.</summary>
    public static void CheckSettings(Size2D outputSize, double spatialScale)
    {
        if (int.Min(outputSize.Height, outputSize.Width) < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(outputSize), outputSize, $"Expected at least 1 bin along height and width, but got {outputSize}.");
        }

        if (!(spatialScale > 0 && double.IsFinite(spatialScale)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(spatialScale),
                spatialScale,
                FormattableString.Invariant($"Expected a finite factor larger than 0, but got {spatialScale}."));
        }
    }

    /// <summary>The shape of the result: a small image for each region.</summary>
    public static void OutputShape(
        ReadOnlySpan<nint> inputShape,
        nint regions,
        Size2D outputSize,
        DataFormat dataFormat,
        string argument,
        Span<nint> outputShape)
    {
        Shape.CheckInput(inputShape, rank: 2, dataFormat, argument);
        inputShape.CopyTo(outputShape);
        int first = Shape.FirstSpatialAxis(dataFormat);
        outputShape[0] = regions;
        outputShape[first] = outputSize.Height;
        outputShape[first + 1] = outputSize.Width;
    }

    /// <summary>Checks a table of regions: its shape and its coordinates.</summary>
    /// <param name="rois">The table.</param>
    /// <param name="columnCount">The number of its columns.</param>
    /// <param name="columns">The names of its columns.</param>
    /// <param name="spatialScale">The factor from the regions' coordinates to those of the input.</param>
    public static void CheckRegions<T>(in ReadOnlyTensorSpan<T> rois, int columnCount, string columns, double spatialScale)
        where T : INumberBase<T>
    {
        if (rois.Rank != 2 || rois.Lengths[1] != columnCount)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Expected the shape (regions, {columnCount}) with rows ({columns}), but got {Shape.Text(rois.Lengths)}."),
                nameof(rois));
        }

        Region.CheckCoordinates(rois, spatialScale);
    }

    /// <summary>Checks where the result of a forward pass goes.</summary>
    public static void CheckForward<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> rois,
        Size2D outputSize,
        DataFormat dataFormat,
        in TensorSpan<T> destination)
    {
        Span<nint> expected = stackalloc nint[input.Rank];
        OutputShape(input.Lengths, rois.Lengths[0], outputSize, dataFormat, nameof(input), expected);
        Shape.CheckSame(destination.Lengths, expected, nameof(destination));
        Memory.CheckOwn(destination, nameof(destination));
        Memory.CheckApart(destination, nameof(destination), input, nameof(input));
        Memory.CheckApart(destination, nameof(destination), rois, nameof(rois));
    }

    /// <summary>Checks the gradients of a backward pass.</summary>
    public static void CheckBackward<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> rois,
        in ReadOnlyTensorSpan<T> gradOutput,
        Size2D outputSize,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput)
    {
        Span<nint> expected = stackalloc nint[input.Rank];
        OutputShape(input.Lengths, rois.Lengths[0], outputSize, dataFormat, nameof(input), expected);
        Shape.CheckSame(gradOutput.Lengths, expected, nameof(gradOutput));
        Shape.CheckSame(gradInput.Lengths, input.Lengths, nameof(gradInput));
        Memory.CheckOwn(gradInput, nameof(gradInput));
        Memory.CheckApart(gradInput, nameof(gradInput), input, nameof(input));
        Memory.CheckApart(gradInput, nameof(gradInput), rois, nameof(rois));
        Memory.CheckApart(gradInput, nameof(gradInput), gradOutput, nameof(gradOutput));
        Volume written = Volume.Of(gradInput.Lengths, gradInput.Strides, dataFormat);
        Shape.CheckRow(written.RowLength, gradInput.Lengths, nameof(gradInput));
    }
}
