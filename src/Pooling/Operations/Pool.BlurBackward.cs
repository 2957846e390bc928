using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the gradient of <see cref="Blur"/> with respect to its input.</summary>
    /// <remarks>
    /// Blurring is linear, so the gradient needs no input: every element gets each output's gradient times the weight
    /// with which the output reads it. Padding by reflection or replication sends its share to the elements it repeats.
    /// Sums are kept in double and rounded once.
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="gradOutput">The gradient with respect to the output, of the output's shape.</param>
    /// <param name="filterSize">The length of the filter, from 1 to 7.</param>
    /// <param name="strides">How far apart the outputs are along each spatial axis, at least 1.</param>
    /// <param name="dataFormat">Where the tensors have their channels.</param>
    /// <param name="gradInput">Where the gradient goes, of the input's shape; it is overwritten.</param>
    /// <param name="padding">What the filter finds past the edges; by default the input reflected.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="filterSize"/> is not from 1 to 7, a stride is less than 1, or there is no such
    /// <paramref name="padding"/> or <paramref name="dataFormat"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// There are not 1 to 3 strides; <paramref name="gradInput"/> is not of a shape that can be blurred, is broadcast, or
    /// shares memory with <paramref name="gradOutput"/>; or <paramref name="gradOutput"/> is not of the shape that
    /// blurring gives for it.
    /// </exception>
    public static void BlurBackward<T>(
        in ReadOnlyTensorSpan<T> gradOutput,
        int filterSize,
        ReadOnlySpan<int> strides,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput,
        BlurPadding padding = BlurPadding.Reflect)
        where T : IFloatingPointIeee754<T>
    {
        BlurFilter filter = new(filterSize, padding);
        BlurFilter.CheckStrides(strides);
        Span<nint> expected = stackalloc nint[gradInput.Rank];
        filter.OutputShape(gradInput.Lengths, strides, dataFormat, nameof(gradInput), expected);
        TensorMemory.CheckShape(gradOutput.Lengths, expected, nameof(gradOutput));
        TensorMemory.CheckWritable(gradInput, nameof(gradInput));
        TensorMemory.CheckApart(gradOutput, nameof(gradOutput), gradInput, nameof(gradInput));

        Volume volume = Volume.Of(gradInput.Lengths, gradInput.Strides, dataFormat);
        TensorMemory.CheckRows(volume, gradInput.Lengths, nameof(gradInput));
        using AxisMap depth = filter.Over(volume.Depth, strides, 3);
        using AxisMap height = filter.Over(volume.Height, strides, 2);
        using AxisMap width = filter.Over(volume.Width, strides, 1);
        using AxisMap depthBack = depth.Transpose();
        using AxisMap heightBack = height.Transpose();
        using AxisMap widthBack = width.Transpose();
        LinearDriver.Run(gradOutput, gradInput, dataFormat, depthBack, heightBack, widthBack);
    }
}
