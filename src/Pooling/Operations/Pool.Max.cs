using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the largest element of every window.</summary>
    /// <remarks>
    /// A window with a NaN gives NaN, unless <paramref name="nanPolicy"/> passes it over. +0 is larger than -0, as for
    /// <see cref="INumber{TSelf}.Max"/>. Padding never wins unless it holds zeros: a window of -Infinity and padding, or of
    /// padding alone, gives -Infinity, and for integers the smallest value of their type. Keras <c>MaxPooling</c>, PyTorch
    /// <c>max_pool</c>, ONNX <c>MaxPool</c>.
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
    /// <param name="nanPolicy">What a NaN does.</param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> has the wrong number of axes, an axis other than the batch without elements, or is too
    /// small for the window; or <paramref name="destination"/> has another shape than the result, is broadcast, or shares
    /// memory with the input.
    /// </exception>
    public static void Max<T>(
        in ReadOnlyTensorSpan<T> input,
        PoolingWindow window,
        DataFormat dataFormat,
        in TensorSpan<T> destination,
        NaNPolicy nanPolicy = NaNPolicy.Propagate)
        where T : INumber<T>
    {
        CheckPolicy(nanPolicy);
        if (nanPolicy == NaNPolicy.Propagate)
        {
            Extreme<T, Largest<T>>(input, window, dataFormat, destination);
        }
        else
        {
            Extreme<T, LargestNumber<T>>(input, window, dataFormat, destination);
        }
    }

    /// <summary>Writes the largest element of every window, and where it is.</summary>
    /// <remarks>
    /// <para>
    /// The values are those of
    /// <see cref="Max{T}(in ReadOnlyTensorSpan{T}, PoolingWindow, DataFormat, in TensorSpan{T}, NaNPolicy)"/>.
    /// </para>
    /// <para>
    /// The index is that of the first of equal elements, in the order of depth, height and width; +0 and -0 are equal
    /// here. Where a NaN wins, it is that of the window's last NaN. It is -1 where no element wins: where the window has
    /// none, only NaN that is passed over, or where a zero of the padding wins, against which an equal element stands.
    /// </para>
    /// <para>PyTorch <c>max_pool</c> with <c>return_indices</c>, ONNX <c>MaxPool</c> with two outputs, TensorFlow
    /// <c>max_pool_with_argmax</c>.</para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point or integer type.</typeparam>
    /// <param name="input">
    /// The input: batch, channels and as many spatial axes as the window has, in the order of
    /// <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="window">The window.</param>
    /// <param name="dataFormat">Where input, destination and indices have their channels.</param>
    /// <param name="destination">
    /// Where the values go, of the shape that
    /// <see cref="PoolingWindow.ComputeOutputShape(ReadOnlySpan{nint}, DataFormat)"/> gives.
    /// </param>
    /// <param name="indices">Where the indices go, of the same shape.</param>
    /// <param name="convention">How the elements of the input are numbered.</param>
    /// <param name="nanPolicy">What a NaN does.</param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> has the wrong number of axes, an axis other than the batch without elements, or is too
    /// small for the window; or <paramref name="destination"/> or <paramref name="indices"/> has another shape than the
    /// result, is broadcast, or shares memory with another argument.
    /// </exception>
    public static void MaxWithIndices<T>(
        in ReadOnlyTensorSpan<T> input,
        PoolingWindow window,
        DataFormat dataFormat,
        in TensorSpan<T> destination,
        in TensorSpan<long> indices,
        IndexConvention convention = IndexConvention.Plane,
        NaNPolicy nanPolicy = NaNPolicy.Propagate)
        where T : INumber<T>
    {
        CheckPolicy(nanPolicy);
        if (nanPolicy == NaNPolicy.Propagate)
        {
            ExtremeWithIndices<T, Largest<T>>(input, window, dataFormat, destination, indices, convention);
        }
        else
        {
            ExtremeWithIndices<T, LargestNumber<T>>(input, window, dataFormat, destination, indices, convention);
        }
    }

    /// <summary>Writes the gradient of max pooling: each output's goes to the one element that won its window.</summary>
    /// <remarks>
    /// The winner is the element whose index
    /// <see cref="MaxWithIndices{T}(in ReadOnlyTensorSpan{T}, PoolingWindow, DataFormat, in TensorSpan{T}, in TensorSpan{long}, IndexConvention, NaNPolicy)"/>
    /// gives: the first of equal ones, or the last NaN. Where none wins, the gradient goes nowhere. Gradients that meet in
    /// an element are added up as <see cref="double"/>; those of <see cref="float"/> as such where windows have few
    /// elements, or share rows.
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
    /// <param name="nanPolicy">What a NaN does.</param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong shape; or <paramref name="gradInput"/> is broadcast or shares memory with another argument.
    /// </exception>
    public static void MaxBackward<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> gradOutput,
        PoolingWindow window,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput,
        NaNPolicy nanPolicy = NaNPolicy.Propagate)
        where T : IFloatingPointIeee754<T>
    {
        CheckPolicy(nanPolicy);
        if (nanPolicy == NaNPolicy.Propagate)
        {
            ExtremeBackward<T, Largest<T>>(input, gradOutput, window, dataFormat, gradInput);
        }
        else
        {
            ExtremeBackward<T, LargestNumber<T>>(input, gradOutput, window, dataFormat, gradInput);
        }
    }
}
