using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes what stochastic pooling gives on average, for inference.</summary>
    /// <remarks>
    /// <para>
    /// <c>sum of a^2 / sum of a</c> over the positive elements <c>a</c> of a window: each weighted with the chance it has to
    /// be picked (Zeiler and Fergus 2013). A window without positive elements gives 0.
    /// </para>
    /// <para>
    /// Sums are kept as <see cref="double"/>; results of integer types are truncated toward zero. Padding adds nothing. A
    /// window with a NaN gives NaN, any other with +Infinity gives +Infinity.
    /// </para>
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
    /// A result does not fit in an integer type. Other results may have been written.
    /// </exception>
    public static void StochasticExpected<T>(
        in ReadOnlyTensorSpan<T> input,
        PoolingWindow window,
        DataFormat dataFormat,
        in TensorSpan<T> destination)
        where T : INumber<T>
    {
        StochasticExpectedOperator<T> op = default;
        PoolingPlan plan = PlanForward(input, window, dataFormat, destination);
        RunForward<T, Pair, StochasticExpectedOperator<T>>(op, plan, input, destination);
    }

    /// <summary>Writes the gradient of the expected value of stochastic pooling.</summary>
    /// <remarks>
    /// A positive element <c>a</c> of a window with sum <c>s</c> and result <c>y</c> gets the output's gradient times
    /// <c>(2a - y) / s</c>; any other gets nothing. Gradients that meet in an element are added up as <see cref="double"/>.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point type.</typeparam>
    /// <param name="input">The input of the forward pass.</param>
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
    public static void StochasticExpectedBackward<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> gradOutput,
        PoolingWindow window,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput)
        where T : IFloatingPointIeee754<T>
    {
        StochasticExpectedOperator<T> op = default;
        PoolingPlan plan = PlanBackward(input, gradOutput, window, dataFormat, gradInput);
        RunBackward<T, Pair, Pair, StochasticExpectedOperator<T>>(
            op, plan, input, gradOutput, gradInput, GradientVolume(gradInput, window, dataFormat));
    }
}
