using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// A pooling layer with Keras's arguments: it reduces the spatial axes and leaves batch and channels.
/// </summary>
/// <remarks>Layers do not change and may be used by several threads at once.</remarks>
public abstract class PoolingLayer
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
    /// without elements, or is smaller than the window while padding is <see cref="Padding.Valid"/>.
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
    /// without elements, or is smaller than the window while padding is <see cref="Padding.Valid"/>.
    /// </exception>
    public Tensor<T> Forward<T>(Tensor<T> input)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(input);
        Tensor<T> output = Tensor.CreateFromShapeUninitialized<T>(OutputShape(input.Lengths, nameof(input)));
        Run(input.AsReadOnlyTensorSpan(), output.AsTensorSpan());
        return output;
    }

    /// <summary>The shape of the result; errors blame the argument of the given name.</summary>
    private protected abstract nint[] OutputShape(ReadOnlySpan<nint> inputShape, string argument);

    private protected abstract void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
        where T : INumber<T>;

    private protected string DataFormatText =>
        DataFormat == DataFormat.ChannelsLast ? "channels last" : "channels first";
}
