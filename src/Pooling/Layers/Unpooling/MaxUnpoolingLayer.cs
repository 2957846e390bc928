using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// A layer that undoes max pooling by its indices, such as <see cref="MaxUnpooling2D"/>: zeros, and every element where
/// its index says.
/// </summary>
/// <remarks>Layers do not change and may be used by several threads at once.</remarks>
public abstract partial class MaxUnpoolingLayer
{
    private protected MaxUnpoolingLayer(SlidingWindow window, DataFormat dataFormat)
    {
        Shape.CheckDataFormat(dataFormat);
        if (window.Padding.IsSame)
        {
            throw new ArgumentException(
                $"Expected explicit padding or none, from which the size before pooling follows, but got {window.Padding}.",
                nameof(window));
        }

        Window = window;
        DataFormat = dataFormat;
    }

    /// <summary>The number of spatial axes: 1, 2 or 3. Inputs have two axes more.</summary>
    public int Rank => Window.Rank;

    /// <summary>Where tensors have their channels.</summary>
    public DataFormat DataFormat { get; }

    /// <summary>The window of the pooling that is undone.</summary>
    public SlidingWindow Window { get; }

    /// <summary>The shape of the result where none is asked for.</summary>
    /// <param name="inputShape">The lengths of all axes of the pooled tensor, batch and channels included.</param>
    /// <returns>
    /// <paramref name="inputShape"/> with each spatial length <c>n</c> replaced by
    /// <c>(n - 1) * strides - begin - end + poolSize</c>, the shortest input that the window pools to it.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="inputShape"/> does not have <see cref="Rank"/> + 2 axes, has an axis other than the batch
    /// without elements, or padding leaves nothing of an axis.
    /// </exception>
    public nint[] ComputeOutputShape(ReadOnlySpan<nint> inputShape) => OutputShape(inputShape, nameof(inputShape));

    /// <summary>Unpools a tensor.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="input">The pooled tensor.</param>
    /// <param name="indices">Where each element goes, of the shape of <paramref name="input"/>.</param>
    /// <param name="outputSize">
    /// The spatial lengths of the result, in which the indices count; those of <see cref="ComputeOutputShape"/> if empty.
    /// </param>
    /// <param name="convention">How the elements of the result are numbered.</param>
    /// <returns>A new tensor; of elements with the same index the last counts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="input"/> or <paramref name="indices"/> is null.</exception>
    /// <exception cref="ArgumentException">A tensor has the wrong shape, or a size is less than 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An index is out of range, or there is no such <paramref name="convention"/>.
    /// </exception>
    public Tensor<T> Forward<T>(
        Tensor<T> input,
        Tensor<long> indices,
        ReadOnlySpan<nint> outputSize = default,
        IndexConvention convention = IndexConvention.Plane)
        where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(indices);
        nint[] shape = OutputShape(input.Lengths, nameof(input));
        if (!outputSize.IsEmpty)
        {
            SetSpatial(shape, outputSize);
        }

        Tensor<T> output = Shape.NewTensor<T>(shape);
        Pool.MaxUnpool(
            input.AsReadOnlyTensorSpan(), indices.AsReadOnlyTensorSpan(), DataFormat, output.AsTensorSpan(), convention);
        return output;
    }

    /// <summary>The backward pass: the gradient with respect to the pooled tensor.</summary>
    /// <typeparam name="T">The type of the elements: any floating-point type.</typeparam>
    /// <param name="indices">Where each element went.</param>
    /// <param name="gradOutput">The gradient with respect to the result, of its shape.</param>
    /// <param name="convention">How the elements of the result are numbered.</param>
    /// <returns>A new tensor of the shape of <paramref name="indices"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A tensor has the wrong shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An index is out of range, or there is no such <paramref name="convention"/>.
    /// </exception>
    public Tensor<T> Backward<T>(
        Tensor<long> indices, Tensor<T> gradOutput, IndexConvention convention = IndexConvention.Plane)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(gradOutput);
        Shape.CheckInput(indices.Lengths, Rank, DataFormat, nameof(indices));
        Tensor<T> gradInput = Shape.NewTensor<T>(indices.Lengths);
        Pool.MaxUnpoolBackward(
            gradOutput.AsReadOnlyTensorSpan(), indices.AsReadOnlyTensorSpan(), DataFormat, gradInput.AsTensorSpan(), convention);
        return gradInput;
    }

    /// <summary>The layer and its settings.</summary>
    /// <returns>Text such as <c>MaxUnpooling2D(poolSize: 2x2, strides: 2x2, padding: valid, channels last)</c>.</returns>
    public override string ToString() =>
        $"{GetType().Name}({Window}, {(DataFormat == DataFormat.ChannelsLast ? "channels last" : "channels first")})";

    private nint[] OutputShape(ReadOnlySpan<nint> inputShape, string argument)
    {
        Shape.CheckInput(inputShape, Rank, DataFormat, argument);
        nint[] shape = inputShape.ToArray();
        Span<nint> spatial = shape.AsSpan(Shape.FirstSpatialAxis(DataFormat), Rank);
        for (int axis = 0; axis < Rank; axis++)
        {
            (nint begin, nint end) = Window.Padding.Along(axis, Rank);
            nint length = checked(((spatial[axis] - 1) * Window.Strides[axis]) - begin - end + Window.PoolSize[axis]);
            if (length < 1)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Expected an input that fills more than the padding along the {Shape.SpatialName(axis, Rank)}, but {Shape.Text(inputShape)} unpools to a length of {length} there."),
                    argument);
            }

            spatial[axis] = length;
        }

        return shape;
    }

    private void SetSpatial(nint[] shape, ReadOnlySpan<nint> outputSize)
    {
        bool fits = outputSize.Length == Rank;
        foreach (nint length in outputSize)
        {
            fits &= length >= 1;
        }

        if (!fits)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Expected {Rank} spatial lengths of at least 1, but got {Shape.Text(outputSize)}."),
                nameof(outputSize));
        }

        outputSize.CopyTo(shape.AsSpan(Shape.FirstSpatialAxis(DataFormat)));
    }
}
