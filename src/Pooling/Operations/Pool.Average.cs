using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the average of every window.</summary>
    /// <remarks>
    /// Padding counts neither as a value nor in the divisor. Sums are kept in a wider type than the elements:
    /// <see cref="double"/> for floating-point types, <see cref="long"/> for integers of up to 32 bits,
    /// <see cref="Int128"/> for those of 64 bits. Averages of integers are truncated toward zero. A window with a NaN,
    /// or with infinities of both signs, gives NaN. Keras <c>AveragePooling</c>, PyTorch <c>avg_pool</c> with
    /// <c>count_include_pad=False</c>, ONNX <c>AveragePool</c>.
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
    /// <exception cref="OverflowException">
    /// The sum of a window of 128-bit integers does not fit in 128 bits.
    /// </exception>
    public static void Average<T>(
        in ReadOnlyTensorSpan<T> input, PoolingWindow window, DataFormat dataFormat, in TensorSpan<T> destination)
        where T : INumber<T>
    {
        PoolingPlan plan = PoolingPlan.Sliding(input, window, dataFormat, destination);
        Average(plan, input, destination);
    }

    private static void Average<T>(
        in PoolingPlan plan, in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
        where T : INumber<T>
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half)
            || typeof(T) == typeof(NFloat))
        {
            PoolingDriver.Run<T, double, AverageOperator<T, double>>(default, plan, input, destination);
        }
        else if (typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(short)
            || typeof(T) == typeof(ushort) || typeof(T) == typeof(int) || typeof(T) == typeof(uint)
            || typeof(T) == typeof(char))
        {
            PoolingDriver.Run<T, long, AverageOperator<T, long>>(default, plan, input, destination);
        }
        else if (typeof(T) == typeof(long) || typeof(T) == typeof(ulong) || typeof(T) == typeof(nint)
            || typeof(T) == typeof(nuint))
        {
            PoolingDriver.Run<T, Int128, AverageOperator<T, Int128>>(default, plan, input, destination);
        }
        else
        {
            // 128-bit integers, decimal and types from elsewhere: there is no wider type to sum in.
            PoolingDriver.Run<T, T, AverageOperator<T, T>>(default, plan, input, destination);
        }
    }
}
