using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the gradient of max or min pooling from the indices that the forward pass gave.</summary>
    /// <remarks>
    /// Where the index is -1, the gradient goes nowhere. Gradients that meet in an element are added up as
    /// <see cref="double"/>. PyTorch's backward pass, TensorFlow <c>MaxPoolGradWithArgmax</c>.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point type.</typeparam>
    /// <param name="gradOutput">
    /// The gradient of the output: batch, channels and 1 to 3 spatial axes, in the order of
    /// <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="indices">Where the winners are, of the shape of the output.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="gradInput">Where the gradient of the input goes, of the shape of the input. It is overwritten.</param>
    /// <param name="convention">How the elements of the input are numbered.</param>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong number of axes, an axis other than the batch without elements, or another shape than
    /// expected; or <paramref name="gradInput"/> is broadcast or shares memory with another argument.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An index is out of range, or of an element of another sample. Nothing has been written.
    /// </exception>
    public static void MaxBackward<T>(
        in ReadOnlyTensorSpan<T> gradOutput,
        in ReadOnlyTensorSpan<long> indices,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput,
        IndexConvention convention = IndexConvention.Plane)
        where T : IFloatingPointIeee754<T>
    {
        UnpoolPlan plan = new(
            gradOutput.Lengths,
            gradOutput.Strides,
            nameof(gradOutput),
            indices,
            gradInput.Lengths,
            gradInput.Strides,
            nameof(gradInput),
            dataFormat,
            convention,
            indexedSize: default);
        Memory.CheckOwn(gradInput, nameof(gradInput));
        Memory.CheckApart(gradInput, nameof(gradInput), gradOutput, nameof(gradOutput));
        Memory.CheckApart(gradInput, nameof(gradInput), indices, nameof(indices));
        plan.CheckIndices(indices, mayBeNone: true, inOwnSample: true);

        Elements<T> gradients = Elements<T>.Of(gradOutput, plan.Pooled);
        Volume gradVolume = Volume.Of(gradInput.Lengths, gradInput.Strides, dataFormat);
        using Rows<T> rows = Rows<T>.Of(gradInput, gradVolume);
        using ScatteredGradient<T, double> gradient = ScatteredGradient<T, double>.BySample(rows, gradVolume);
        foreach (Correspondence pair in plan.Of(indices))
        {
            gradient.Add(
                pair.Batch,
                pair.ToChannel,
                pair.ToIndex,
                double.CreateSaturating(gradients[pair.Batch, pair.Channel, pair.Index]));
        }

        gradient.Complete();
    }
}
