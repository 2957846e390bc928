using System.Numerics.Tensors;
using Pooling.Conformance.Cases;

namespace Pooling.Conformance.Library;

/// <summary>The library's layers.</summary>
internal sealed class LayerPooling : IPoolingImplementation
{
    public string Name => "the library's layer";

    PoolingResult<T> IPoolingImplementation.Forward<T>(PoolingSpec spec, PlainTensor<T> input, PlainTensor<long>? indices)
    {
        Tensor<T> source = Of(input);
        PoolingLayer layer = LibraryLayer.Of(spec, source.Lengths);
        Tensor<T> output = layer.Forward(source);
        if (!layer.ComputeOutputShape(source.Lengths).AsSpan().SequenceEqual(output.Lengths))
        {
            throw new InvalidOperationException("The layer foretells another shape than it gives.");
        }

        if (layer is not ExtremePoolingLayer extreme)
        {
            return new PoolingResult<T>(Of(output));
        }

        (Tensor<T> values, Tensor<long> winners) = extreme.ForwardWithIndices(source, spec.Convention);
        return values.SequenceEqual(output)
            ? new PoolingResult<T>(Of(output), Of(winners))
            : throw new InvalidOperationException("The layer gives other values with indices than without.");
    }

    PoolingResult<T> IPoolingImplementation.Backward<T>(
        PoolingSpec spec, PlainTensor<T> input, PlainTensor<T> gradOutput, PlainTensor<long>? indices)
    {
        Tensor<T> source = Of(input);
        return new PoolingResult<T>(Of(LibraryLayer.Of(spec, source.Lengths).Backward(source, Of(gradOutput))));
    }

    private static Tensor<T> Of<T>(PlainTensor<T> tensor) =>
        Tensor.Create(tensor.Data, [.. tensor.Shape.Select(length => (nint)length)]);

    private static PlainTensor<T> Of<T>(Tensor<T> tensor) =>
        new([.. tensor.Lengths.ToArray().Select(length => (int)length)], [.. tensor]);
}
