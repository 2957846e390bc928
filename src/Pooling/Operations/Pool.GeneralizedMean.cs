using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the generalized mean of every window.</summary>
    /// <remarks>
    /// <para>
    /// <c>(mean of max(x, epsilon)^p)^(1/p)</c>: the average for <c>p</c> = 1, and ever closer to the max as <c>p</c> grows
    /// (Radenovic, Tolias and Chum 2018, "GeM", there over all of the input: see <see cref="PoolingWindow.Global"/>).
    /// </para>
    /// <para>
    /// Powers are summed as <see cref="double"/>, so a mean is infinite where a sum of powers is; results of integer types
    /// are truncated toward zero. Padding counts only if it holds zeros. A window with a NaN gives NaN, and one with
    /// nothing to count 0.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point or integer type.</typeparam>
    /// <param name="input">
    /// The input: batch, channels and as many spatial axes as the window has, in the order of
    /// <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="window">The window.</param>
    /// <param name="p">The power, finite and not 0.</param>
    /// <param name="dataFormat">Where input and destination have their channels.</param>
    /// <param name="destination">
    /// Where the result goes, of the shape that
    /// <see cref="PoolingWindow.ComputeOutputShape(ReadOnlySpan{nint}, DataFormat)"/> gives.
    /// </param>
    /// <param name="epsilon">What smaller elements are raised to, larger than 0 and finite.</param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="p"/> or <paramref name="epsilon"/> is out of range.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> has the wrong number of axes, an axis other than the batch without elements, or is too
    /// small for the window; or <paramref name="destination"/> has another shape than the result, is broadcast, or shares
    /// memory with the input.
    /// </exception>
    /// <exception cref="OverflowException">
    /// A result does not fit in an integer type. Other results may have been written.
    /// </exception>
    public static void GeneralizedMean<T>(
        in ReadOnlyTensorSpan<T> input,
        PoolingWindow window,
        double p,
        DataFormat dataFormat,
        in TensorSpan<T> destination,
        double epsilon = 1e-6)
        where T : INumber<T>
    {
        GeneralizedMeanOperator<T> op = new(window, p, epsilon);
        PoolingPlan plan = PlanForward(input, window, dataFormat, destination);
        RunForward<T, double, GeneralizedMeanOperator<T>>(op, plan, input, destination);
    }

    /// <summary>Writes the gradient of generalized-mean pooling, with respect to the input.</summary>
    /// <remarks>
    /// An element <c>x</c> of a window of <c>n</c> elements with mean <c>y</c> gets the output's gradient times
    /// <c>x^(p - 1) * y^(1 - p) / n</c>; nothing where <c>x</c> is less than <paramref name="epsilon"/>. Gradients that meet
    /// in an element are added up as <see cref="double"/>.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point type.</typeparam>
    /// <param name="input">The input of the forward pass.</param>
    /// <param name="gradOutput">
    /// The gradient of the output, of the shape that
    /// <see cref="PoolingWindow.ComputeOutputShape(ReadOnlySpan{nint}, DataFormat)"/> gives.
    /// </param>
    /// <param name="window">The window.</param>
    /// <param name="p">The power, finite and not 0.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="gradInput">Where the gradient of the input goes, of the shape of the input. It is overwritten.</param>
    /// <param name="epsilon">What smaller elements are raised to, larger than 0 and finite.</param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="p"/> or <paramref name="epsilon"/> is out of range.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong shape; or <paramref name="gradInput"/> is broadcast or shares memory with another argument.
    /// </exception>
    public static void GeneralizedMeanBackward<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> gradOutput,
        PoolingWindow window,
        double p,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput,
        double epsilon = 1e-6)
        where T : IFloatingPointIeee754<T>
    {
        GeneralizedMeanOperator<T> op = new(window, p, epsilon);
        PoolingPlan plan = PlanBackward(input, gradOutput, window, dataFormat, gradInput);
        RunBackward<T, double, double, GeneralizedMeanOperator<T>>(
            op, plan, input, gradOutput, gradInput, GradientVolume(gradInput, window, dataFormat));
    }
}
