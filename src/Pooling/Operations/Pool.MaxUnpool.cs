using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Undoes max pooling: writes zeros, and every element where its index says.</summary>
    /// <remarks>
    /// <para>
    /// Where several elements have the same index, the last of them counts, in the order of batch, channel, depth, height
    /// and width, whatever the data format.
    /// </para>
    /// <para>
    /// The result is of any size. The indices count in a tensor of the size <paramref name="indexedSize"/>, which lies in
    /// the corner of the result: in ONNX's <c>MaxUnpool</c> with <c>output_shape</c>, that is the size the pooled input
    /// would have by default. PyTorch <c>max_unpool</c>, whose indices always count in the result itself.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="input">
    /// The pooled tensor: batch, channels and 1 to 3 spatial axes, in the order of <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="indices">Where each element goes, of the shape of the input.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="destination">Where the result goes, with the batch and channels of the input.</param>
    /// <param name="convention">How the elements of the result are numbered.</param>
    /// <param name="indexedSize">
    /// The spatial lengths of the tensor in which the indices count, no longer than the result's; the result's if empty.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong number of axes, an axis other than the batch without elements, or another shape than
    /// expected; <paramref name="indexedSize"/> does not fit; or <paramref name="destination"/> is broadcast or shares
    /// memory with another argument.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range. Nothing has been written.</exception>
    public static void MaxUnpool<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<long> indices,
        DataFormat dataFormat,
        in TensorSpan<T> destination,
        IndexConvention convention = IndexConvention.Plane,
        ReadOnlySpan<nint> indexedSize = default)
        where T : INumberBase<T>
    {
        UnpoolPlan plan = new(
            input.Lengths,
            input.Strides,
            nameof(input),
            indices,
            destination.Lengths,
            destination.Strides,
            nameof(destination),
            dataFormat,
            convention,
            indexedSize);
        Memory.CheckOwn(destination, nameof(destination));
        Memory.CheckApart(destination, nameof(destination), input, nameof(input));
        Memory.CheckApart(destination, nameof(destination), indices, nameof(indices));
        plan.CheckIndices(indices);

        Elements<T> values = Elements<T>.Of(input, plan.Pooled);
        Elements<T> unpooled = Elements<T>.Of(destination, plan.Unpooled);
        destination.Clear();
        foreach (Correspondence pair in plan.Of(indices))
        {
            unpooled[pair.ToBatch, pair.ToChannel, pair.ToIndex] = values[pair.Batch, pair.Channel, pair.Index];
        }
    }

    /// <summary>Writes the gradient of max unpooling: every element gets the gradient at the place it was put.</summary>
    /// <remarks>
    /// As in PyTorch, so does an element whose place a later one with the same index has taken.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point type.</typeparam>
    /// <param name="gradOutput">The gradient of the unpooled tensor.</param>
    /// <param name="indices">Where each element went, of the shape of the pooled tensor.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="gradInput">Where the gradient of the pooled tensor goes, of its shape. It is overwritten.</param>
    /// <param name="convention">How the elements of the unpooled tensor are numbered.</param>
    /// <param name="indexedSize">
    /// The spatial lengths of the tensor in which the indices count, no longer than the unpooled one's; those if empty.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong number of axes, an axis other than the batch without elements, or another shape than
    /// expected; <paramref name="indexedSize"/> does not fit; or <paramref name="gradInput"/> is broadcast or shares
    /// memory with another argument.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range. Nothing has been written.</exception>
    public static void MaxUnpoolBackward<T>(
        in ReadOnlyTensorSpan<T> gradOutput,
        in ReadOnlyTensorSpan<long> indices,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput,
        IndexConvention convention = IndexConvention.Plane,
        ReadOnlySpan<nint> indexedSize = default)
        where T : IFloatingPointIeee754<T>
    {
        UnpoolPlan plan = new(
            gradInput.Lengths,
            gradInput.Strides,
            nameof(gradInput),
            indices,
            gradOutput.Lengths,
            gradOutput.Strides,
            nameof(gradOutput),
            dataFormat,
            convention,
            indexedSize);
        Memory.CheckOwn(gradInput, nameof(gradInput));
        Memory.CheckApart(gradInput, nameof(gradInput), gradOutput, nameof(gradOutput));
        Memory.CheckApart(gradInput, nameof(gradInput), indices, nameof(indices));
        plan.CheckIndices(indices);

        Elements<T> pooled = Elements<T>.Of(gradInput, plan.Pooled);
        Elements<T> unpooled = Elements<T>.Of(gradOutput, plan.Unpooled);
        foreach (Correspondence pair in plan.Of(indices))
        {
            pooled[pair.Batch, pair.Channel, pair.Index] = unpooled[pair.ToBatch, pair.ToChannel, pair.ToIndex];
        }
    }
}
