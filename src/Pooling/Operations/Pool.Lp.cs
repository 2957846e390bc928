using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the Lp norm of every window.</summary>
    /// <remarks>
    /// The two rules are those of <see cref="LpRule"/>. Powers are summed as <see cref="double"/>, so a norm is infinite
    /// where a sum of powers is; results of integer types are truncated toward zero. Padding adds nothing. A window with a
    /// NaN gives NaN. ONNX <c>LpPool</c>, PyTorch <c>lp_pool</c>.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point or integer type.</typeparam>
    /// <param name="input">
    /// The input: batch, channels and as many spatial axes as the window has, in the order of
    /// <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="window">The window.</param>
    /// <param name="p">The power, larger than 0 and finite.</param>
    /// <param name="rule">Which of the two definitions.</param>
    /// <param name="dataFormat">Where input and destination have their channels.</param>
    /// <param name="destination">
    /// Where the result goes, of the shape that
    /// <see cref="PoolingWindow.ComputeOutputShape(ReadOnlySpan{nint}, DataFormat)"/> gives.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="p"/> is not larger than 0 and finite, or there is no such <paramref name="rule"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> has the wrong number of axes, an axis other than the batch without elements, or is too
    /// small for the window; or <paramref name="destination"/> has another shape than the result, is broadcast, or shares
    /// memory with the input.
    /// </exception>
    /// <exception cref="OverflowException">
    /// A result does not fit in an integer type. Other results may have been written.
    /// </exception>
    public static void Lp<T>(
        in ReadOnlyTensorSpan<T> input,
        PoolingWindow window,
        double p,
        LpRule rule,
        DataFormat dataFormat,
        in TensorSpan<T> destination)
        where T : INumber<T>
    {
        LpOperator<T> op = new(p, rule);
        PoolingPlan plan = PlanForward(input, window, dataFormat, destination);
        RunForward<T, double, LpOperator<T>>(op, plan, input, destination);
    }

    /// <summary>Writes the gradient of Lp pooling.</summary>
    /// <remarks>
    /// An element <c>x</c> of a window with norm <c>y</c> gets the output's gradient times
    /// <c>sign(x) * |x|^(p - 1) * y^(1 - p)</c>, or by PyTorch's rule <c>f * x^(p - 1) * y^(1 - p)</c>; nothing where <c>y</c>
    /// is 0, nor by ONNX's rule where <c>x</c> is. Gradients that meet in an element are added up as <see cref="double"/>.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point type.</typeparam>
    /// <param name="input">The input of the forward pass.</param>
    /// <param name="gradOutput">
    /// The gradient of the output, of the shape that
    /// <see cref="PoolingWindow.ComputeOutputShape(ReadOnlySpan{nint}, DataFormat)"/> gives.
    /// </param>
    /// <param name="window">The window.</param>
    /// <param name="p">The power, larger than 0 and finite.</param>
    /// <param name="rule">Which of the two definitions.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="gradInput">Where the gradient of the input goes, of the shape of the input. It is overwritten.</param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="p"/> is not larger than 0 and finite, or there is no such <paramref name="rule"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong shape; or <paramref name="gradInput"/> is broadcast or shares memory with another argument.
    /// </exception>
    public static void LpBackward<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> gradOutput,
        PoolingWindow window,
        double p,
        LpRule rule,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput)
        where T : IFloatingPointIeee754<T>
    {
        LpOperator<T> op = new(p, rule);
        PoolingPlan plan = PlanBackward(input, gradOutput, window, dataFormat, gradInput);
        RunBackward<T, double, double, LpOperator<T>>(
            op, plan, input, gradOutput, gradInput, GradientVolume(gradInput, window, dataFormat));
    }
}
