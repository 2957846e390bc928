using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the largest element of every channel.</summary>
    /// <remarks>
    /// A channel with a NaN gives NaN. +0 is larger than -0, as for <see cref="INumber{TSelf}.Max"/>. For indices, the
    /// gradient and other rules see <see cref="PoolingWindow.Global"/>, the window as large as the input. Keras
    /// <c>GlobalMaxPooling</c>, ONNX <c>GlobalMaxPool</c>, PyTorch <c>adaptive_max_pool</c> to size 1.
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
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> has the wrong number of axes, or an axis other than the batch without elements; or
    /// <paramref name="destination"/> has another shape than the result, is broadcast, or shares memory with the input.
    /// </exception>
    public static void GlobalMax<T>(
        in ReadOnlyTensorSpan<T> input, DataFormat dataFormat, in TensorSpan<T> destination)
        where T : INumber<T> =>
        Max(input, GlobalWindowOf(input), dataFormat, destination);
}
