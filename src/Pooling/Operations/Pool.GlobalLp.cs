using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the Lp norm of every channel.</summary>
    /// <remarks>
    /// As <see cref="Lp{T}(in ReadOnlyTensorSpan{T}, PoolingWindow, double, LpRule, DataFormat, in TensorSpan{T})"/> with
    /// <see cref="PoolingWindow.Global"/>, the window as large as the input. ONNX <c>GlobalLpPool</c>.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point or integer type.</typeparam>
    /// <param name="input">
    /// The input: batch, channels and 1 to 3 spatial axes, in the order of <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="p">The power, larger than 0 and finite.</param>
    /// <param name="rule">Which of the two definitions.</param>
    /// <param name="dataFormat">Where the input has its channels.</param>
    /// <param name="destination">
    /// Where the result goes: of shape <c>(batch, channels)</c>, or of the input's shape with every spatial axis of
    /// length 1.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="p"/> is not larger than 0 and finite, or there is no such <paramref name="rule"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> has the wrong number of axes, or an axis other than the batch without elements; or
    /// <paramref name="destination"/> has another shape than the result, is broadcast, or shares memory with the input.
    /// </exception>
    public static void GlobalLp<T>(
        in ReadOnlyTensorSpan<T> input, double p, LpRule rule, DataFormat dataFormat, in TensorSpan<T> destination)
        where T : INumber<T> =>
        Lp(input, GlobalWindowOf(input), p, rule, dataFormat, destination);
}
