using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the average of every channel.</summary>
    /// <remarks>
    /// Sums are kept in a type that has room for them, and averages of integers are truncated toward zero, as
    /// <see cref="Average{T}(in ReadOnlyTensorSpan{T}, PoolingWindow, DataFormat, in TensorSpan{T}, bool, int?)"/> says. A
    /// channel with a NaN, or with infinities of both signs, gives NaN. For the gradient see
    /// <see cref="PoolingWindow.Global"/>, the window as large as the input. Keras <c>GlobalAveragePooling</c>, ONNX
    /// <c>GlobalAveragePool</c>, PyTorch <c>adaptive_avg_pool</c> to size 1.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point or integer type.</typeparam>
    /// <param name="input">
    /// The input: batch, channels and 1 to 3 spatial axes, in the order of <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="dataFormat">Where the input has its channels.</param>
    /// <param name="destination">
    /// Where the result goes: of shape <c>(batch, channels)</c>, or of the input's shape with every spatial axis of
    /// length 1.
    /// </param>
    /// <exception cref="OverflowException">
    /// The sum of a channel of 128-bit integers does not fit in 128 bits.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> has the wrong number of axes, or an axis other than the batch without elements; or
    /// <paramref name="destination"/> has another shape than the result, is broadcast, or shares memory with the input.
    /// </exception>
    public static void GlobalAverage<T>(
        in ReadOnlyTensorSpan<T> input, DataFormat dataFormat, in TensorSpan<T> destination)
        where T : INumber<T> =>
        Average(input, GlobalWindowOf(input), dataFormat, destination);
}
