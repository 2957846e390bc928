using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// A pooling layer with Keras's arguments: it reduces the spatial axes and leaves batch and channels.
/// </summary>
/// <remarks>Layers do not change and may be used by several threads at once.</remarks>
public abstract partial class PoolingLayer
{
    private protected PoolingLayer(int rank, DataFormat dataFormat)
    {
        Shape.CheckDataFormat(dataFormat);
        Rank = rank;
        DataFormat = dataFormat;
    }

    /// <summary>The number of spatial axes: 1, 2 or 3. Inputs have two axes more.</summary>
    public int Rank { get; }

    /// <summary>Where tensors have their channels.</summary>
    public DataFormat DataFormat { get; }

    /// <summary>The shape of the result, without running the layer.</summary>
    /// <param name="inputShape">The lengths of all axes of the input, batch and channels included.</param>
    /// <returns>The lengths of all axes of the result.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="inputShape"/> does not have <see cref="Rank"/> + 2 axes, has an axis other than the batch
    /// without elements, or is too small for the layer.
    /// </exception>
    public nint[] ComputeOutputShape(ReadOnlySpan<nint> inputShape) => OutputShape(inputShape, nameof(inputShape));

    /// <summary>Pools a tensor.</summary>
    /// <typeparam name="T">The type of the elements: any floating-point or integer type.</typeparam>
    /// <param name="input">
    /// A tensor of <c>(batch, spatial axes..., channels)</c>, or with channels first of
    /// <c>(batch, channels, spatial axes...)</c>.
    /// </param>
    /// <returns>A new tensor of the shape that <see cref="ComputeOutputShape"/> gives.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="input"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> does not have <see cref="Rank"/> + 2 axes, has an axis other than the batch
    /// without elements, or is too small for the layer.
    /// </exception>
    /// <exception cref="OverflowException">
    /// A result does not fit in an integer type, or there are more than a tensor can hold.
    /// </exception>
    public Tensor<T> Forward<T>(Tensor<T> input)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(input);
        Tensor<T> output = Shape.NewTensor<T>(OutputShape(input.Lengths, nameof(input)));
        Run(input.AsReadOnlyTensorSpan(), output.AsTensorSpan());
        return output;
    }

    /// <summary>The backward pass: the gradient with respect to the input.</summary>
    /// <typeparam name="T">The type of the elements: any floating-point type.</typeparam>
    /// <param name="input">The input of the forward pass. Layers keep nothing of it.</param>
    /// <param name="gradOutput">
    /// The gradient with respect to the output, of the shape that <see cref="ComputeOutputShape"/> gives.
    /// </param>
    /// <returns>A new tensor of the shape of the input.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> is none that <see cref="Forward"/> takes, or <paramref name="gradOutput"/> has another
    /// shape than its result.
    /// </exception>
    public Tensor<T> Backward<T>(Tensor<T> input, Tensor<T> gradOutput)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(gradOutput);
        Shape.CheckSame(gradOutput.Lengths, OutputShape(input.Lengths, nameof(input)), nameof(gradOutput));
        Tensor<T> gradInput = Shape.NewTensor<T>(input.Lengths);
        RunBackward(input.AsReadOnlyTensorSpan(), gradOutput.AsReadOnlyTensorSpan(), gradInput.AsTensorSpan());
        return gradInput;
    }

    /// <summary>The shape of the result; errors blame the argument of the given name.</summary>
    private protected abstract nint[] OutputShape(ReadOnlySpan<nint> inputShape, string argument);

    private protected abstract void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
        where T : INumber<T>;

    private protected abstract void RunBackward<T>(
        in ReadOnlyTensorSpan<T> input, in ReadOnlyTensorSpan<T> gradOutput, in TensorSpan<T> gradInput)
        where T : IFloatingPointIeee754<T>;

    private protected string DataFormatText =>
        DataFormat == DataFormat.ChannelsLast ? "channels last" : "channels first";
}
