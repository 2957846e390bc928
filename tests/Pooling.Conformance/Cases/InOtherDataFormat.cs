namespace Pooling.Conformance.Cases;

/// <summary>The same computation in the other data format, on tensors whose axes were moved.</summary>
internal sealed class InOtherDataFormat(IPoolingImplementation inner) : IPoolingImplementation
{
    public string Name => $"{inner.Name}, in the other data format";

    PoolingResult<T> IPoolingImplementation.Forward<T>(PoolingSpec spec, PlainTensor<T> input, PlainTensor<long>? indices)
    {
        DataFormat other = Shapes.Other(spec.DataFormat);
        PoolingResult<T> result = inner.Forward(
            spec with { DataFormat = other },
            input.InOtherFormat(spec.DataFormat),
            indices?.InOtherFormat(spec.DataFormat));
        return new PoolingResult<T>(
            result.Values.InOtherFormat(other), result.Indices?.InOtherFormat(other), result.Slack);
    }

    PoolingResult<T> IPoolingImplementation.Backward<T>(
        PoolingSpec spec, PlainTensor<T> input, PlainTensor<T> gradOutput, PlainTensor<long>? indices)
    {
        DataFormat other = Shapes.Other(spec.DataFormat);
        PoolingResult<T> result = inner.Backward(
            spec with { DataFormat = other },
            input.InOtherFormat(spec.DataFormat),
            gradOutput.InOtherFormat(spec.DataFormat),
            indices?.InOtherFormat(spec.DataFormat));
        return result with { Values = result.Values.InOtherFormat(other) };
    }
}
