using System.Numerics.Tensors;

namespace Pooling;

/// <summary>A layer that picks the smallest element of each window, such as <see cref="MinPooling2D"/>.</summary>
public abstract class MinPoolingLayer : ExtremePoolingLayer
{
    private protected MinPoolingLayer(PoolingWindow window, DataFormat dataFormat, NaNPolicy nanPolicy)
        : base(window, dataFormat, nanPolicy)
    {
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination) =>
        Pool.Min(input, Window, DataFormat, destination, NaNPolicy);

    private protected override void RunWithIndices<T>(
        in ReadOnlyTensorSpan<T> input,
        in TensorSpan<T> destination,
        in TensorSpan<long> indices,
        IndexConvention convention) =>
        Pool.MinWithIndices(input, Window, DataFormat, destination, indices, convention, NaNPolicy);

    private protected override void RunBackward<T>(
        in ReadOnlyTensorSpan<T> input, in ReadOnlyTensorSpan<T> gradOutput, in TensorSpan<T> gradInput) =>
        Pool.MinBackward(input, gradOutput, Window, DataFormat, gradInput, NaNPolicy);
}
