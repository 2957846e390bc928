using System.Numerics.Tensors;

namespace Pooling;

/// <summary>A layer that gives the sum of each window, such as <see cref="SumPooling2D"/>.</summary>
public abstract class SumPoolingLayer : WindowPoolingLayer
{
    private protected SumPoolingLayer(PoolingWindow window, DataFormat dataFormat)
        : base(window, dataFormat)
    {
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination) =>
        Pool.Sum(input, Window, DataFormat, destination);

    private protected override void RunBackward<T>(
        in ReadOnlyTensorSpan<T> input, in ReadOnlyTensorSpan<T> gradOutput, in TensorSpan<T> gradInput) =>
        Pool.SumBackward(gradOutput, Window, DataFormat, gradInput);
}
