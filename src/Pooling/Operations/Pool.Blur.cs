using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Blurs a tensor along its spatial axes and keeps one element of every stride.</summary>
    /// <remarks>
    /// <para>
    /// The filter is binomial along each spatial axis, with weights that sum to 1: [1 1], [1 2 1], [1 3 3 1] and so on.
    /// It starts <c>(filterSize - 1) / 2</c> elements, rounded down, before the element that the output stands for. An
    /// axis of length <c>n</c> gives <c>ceil(n / stride)</c> outputs.
    /// </para>
    /// <para>
    /// Sums are kept in double whatever the type and rounded once, at the end; those of integers are truncated toward
    /// zero. A NaN or infinity reaches only the outputs whose filter touches it. R. Zhang, "Making Convolutional
    /// Networks Shift-Invariant Again" (2019), <c>BlurPool</c>.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">
    /// The type of the elements: any floating-point or integer type. Elements count with the 53 bits that a double has.
    /// </typeparam>
    /// <param name="input">
    /// The input: batch, channels and as many spatial axes as there are strides, in the order of
    /// <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="filterSize">The length of the filter, from 1 (no blur) to 7.</param>
    /// <param name="strides">How far apart the outputs are along each spatial axis, at least 1.</param>
    /// <param name="dataFormat">Where input and destination have their channels.</param>
    /// <param name="destination">
    /// Where the result goes: of the input's shape with each spatial length divided by its stride and rounded up.
    /// </param>
    /// <param name="padding">What the filter finds past the edges; by default the input reflected.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="filterSize"/> is not from 1 to 7, a stride is less than 1, or there is no such
    /// <paramref name="padding"/> or <paramref name="dataFormat"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// There are not 1 to 3 strides; <paramref name="input"/> has the wrong number of axes, an axis other than the
    /// batch without elements, or a spatial axis of <c>filterSize / 2</c> elements or fewer while padding is
    /// <see cref="BlurPadding.Reflect"/>; or <paramref name="destination"/> has another shape than the result, is
    /// broadcast, or shares memory with the input.
    /// </exception>
    public static void Blur<T>(
        in ReadOnlyTensorSpan<T> input,
        int filterSize,
        ReadOnlySpan<int> strides,
        DataFormat dataFormat,
        in TensorSpan<T> destination,
        BlurPadding padding = BlurPadding.Reflect)
        where T : INumber<T>
    {
        BlurFilter filter = new(filterSize, padding);
        BlurFilter.CheckStrides(strides);
        Span<nint> expected = stackalloc nint[input.Rank];
        filter.OutputShape(input.Lengths, strides, dataFormat, nameof(input), expected);
        Shape.CheckSame(destination.Lengths, expected, nameof(destination));
        Memory.CheckOwn(destination, nameof(destination));
        Memory.CheckApart(destination, nameof(destination), input, nameof(input));

        Volume volume = Volume.Of(input.Lengths, input.Strides, dataFormat);
        Shape.CheckRow(volume.RowLength, input.Lengths, nameof(input));
        using AxisMap depth = filter.Over(volume.Depth, strides, 3);
        using AxisMap height = filter.Over(volume.Height, strides, 2);
        using AxisMap width = filter.Over(volume.Width, strides, 1);
        LinearDriver.Run(input, destination, dataFormat, depth, height, width);
    }

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
    /// There are not 1 to 3 strides; <paramref name="gradInput"/> is not of a shape that can be blurred, is broadcast,
    /// or shares memory with <paramref name="gradOutput"/>; or <paramref name="gradOutput"/> is not of the shape that
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
        Shape.CheckSame(gradOutput.Lengths, expected, nameof(gradOutput));
        Memory.CheckOwn(gradInput, nameof(gradInput));
        Memory.CheckApart(gradInput, nameof(gradInput), gradOutput, nameof(gradOutput));

        Volume volume = Volume.Of(gradInput.Lengths, gradInput.Strides, dataFormat);
        Shape.CheckRow(volume.RowLength, gradInput.Lengths, nameof(gradInput));
        using AxisMap depth = filter.Over(volume.Depth, strides, 3);
        using AxisMap height = filter.Over(volume.Height, strides, 2);
        using AxisMap width = filter.Over(volume.Width, strides, 1);
        using AxisMap depthBack = depth.Transpose();
        using AxisMap heightBack = height.Transpose();
        using AxisMap widthBack = width.Transpose();
        LinearDriver.Run(gradOutput, gradInput, dataFormat, depthBack, heightBack, widthBack);
    }
}
