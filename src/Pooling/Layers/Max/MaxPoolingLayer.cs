using System.Numerics.Tensors;

namespace Pooling;

/// <summary>A layer that picks the largest element of each window, such as <see cref="MaxPooling2D"/>.</summary>
public abstract class MaxPoolingLayer : ExtremePoolingLayer
{
    private protected MaxPoolingLayer(PoolingWindow window, DataFormat dataFormat, NaNPolicy nanPolicy)
        : base(window, dataFormat, nanPolicy)
    {
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination) =>
        Pool.Max(input, Window, DataFormat, destination, NaNPolicy);

    private protected override void RunWithIndices<T>(
        in ReadOnlyTensorSpan<T> input,
        in TensorSpan<T> destination,
        in TensorSpan<long> indices,
        IndexConvention convention) =>
        Pool.MaxWithIndices(input, Window, DataFormat, destination, indices, convention, NaNPolicy);

    private protected override void RunBackward<T>(
        in ReadOnlyTensorSpan<T> input, in ReadOnlyTensorSpan<T> gradOutput, in TensorSpan<T> gradInput) =>
        Pool.MaxBackward(input, gradOutput, Window, DataFormat, gradInput, NaNPolicy);
}
