using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the sum of every window.</summary>
    /// <remarks>
    /// Sums are kept in a type that has room for them, as
    /// <see cref="Average{T}(in ReadOnlyTensorSpan{T}, PoolingWindow, DataFormat, in TensorSpan{T}, bool, int?)"/> says, and
    /// at last rounded to the type; for integers they must fit. Padding adds nothing. A window with a NaN, or with
    /// infinities of both signs, gives NaN. PyTorch <c>avg_pool</c> with <c>divisor_override=1</c>.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point or integer type.</typeparam>
    /// <param name="input">
    /// The input: batch, channels and as many spatial axes as the window has, in the order of
    /// <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="window">The window.</param>
    /// <param name="dataFormat">Where input and destination have their channels.</param>
    /// <param name="destination">
    /// Where the result goes, of the shape that
    /// <see cref="PoolingWindow.ComputeOutputShape(ReadOnlySpan{nint}, DataFormat)"/> gives.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> has the wrong number of axes, an axis other than the batch without elements, or is too
    /// small for the window; or <paramref name="destination"/> has another shape than the result, is broadcast, or shares
    /// memory with the input.
    /// </exception>
    /// <exception cref="OverflowException">
    /// A sum does not fit in an integer type. Other results may have been written.
    /// </exception>
    public static void Sum<T>(
        in ReadOnlyTensorSpan<T> input, PoolingWindow window, DataFormat dataFormat, in TensorSpan<T> destination)
        where T : INumber<T> =>
        Average(input, window, dataFormat, destination, divisorOverride: 1);

    /// <summary>Writes the gradient of sum pooling: every element gets the gradients of all windows that cover it.</summary>
    /// <remarks>
    /// They are added up as
    /// <see cref="AverageBackward{T}(in ReadOnlyTensorSpan{T}, PoolingWindow, DataFormat, in TensorSpan{T}, bool, int?)"/>
    /// says.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point type.</typeparam>
    /// <param name="gradOutput">
    /// The gradient of the output, of the shape that
    /// <see cref="PoolingWindow.ComputeOutputShape(ReadOnlySpan{nint}, DataFormat)"/> gives.
    /// </param>
    /// <param name="window">The window.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="gradInput">Where the gradient of the input goes, of the shape of the input. It is overwritten.</param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong shape; or <paramref name="gradInput"/> is broadcast or shares memory with another argument.
    /// </exception>
    public static void SumBackward<T>(
        in ReadOnlyTensorSpan<T> gradOutput, PoolingWindow window, DataFormat dataFormat, in TensorSpan<T> gradInput)
        where T : IFloatingPointIeee754<T> =>
        AverageBackward(gradOutput, window, dataFormat, gradInput, divisorOverride: 1);
}
