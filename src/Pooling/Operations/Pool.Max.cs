using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the largest element of every window.</summary>
    /// <remarks>
    /// A window with a NaN gives NaN. +0 is larger than -0, as for <see cref="INumber{TSelf}.Max"/>. Padding never
    /// wins: a window of -Infinity and padding gives -Infinity. Keras <c>MaxPooling</c>, PyTorch <c>max_pool</c>, ONNX
    /// <c>MaxPool</c>.
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
    /// <paramref name="input"/> has the wrong number of axes, an axis other than the batch without elements, or is
    /// smaller than the window while padding is <see cref="Padding.Valid"/>; or <paramref name="destination"/> has
    /// another shape than the result, is broadcast, or shares memory with the input.
    /// </exception>
    public static void Max<T>(
        in ReadOnlyTensorSpan<T> input, PoolingWindow window, DataFormat dataFormat, in TensorSpan<T> destination)
        where T : INumber<T>
    {
        PoolingPlan plan = PoolingPlan.Sliding(input, window, dataFormat, destination);
        PoolingDriver.Run<T, T, MaxOperator<T>>(default, plan, input, destination);
    }
}
