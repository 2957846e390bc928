using System.Numerics;

namespace Pooling.Conformance.Cases;

/// <summary>One way to compute pooling operations: the definition, or a way through the library.</summary>
internal interface IPoolingImplementation
{
    /// <summary>What tells this way from others in a message.</summary>
    string Name { get; }

    /// <summary>Runs an operation forward.</summary>
    /// <param name="spec">The operation.</param>
    /// <param name="input">The input.</param>
    /// <param name="indices">The indices that an unpooling takes.</param>
    PoolingResult<T> Forward<T>(PoolingSpec spec, PlainTensor<T> input, PlainTensor<long>? indices)
        where T : INumber<T>;

    /// <summary>Computes the gradient of the input.</summary>
    /// <param name="spec">The operation.</param>
    /// <param name="input">The input of the operation.</param>
    /// <param name="gradOutput">The gradient of its output.</param>
    /// <param name="indices">
    /// The indices that an unpooling took; for a max or min those that it gave, if they are to be used.
    /// </param>
    PoolingResult<T> Backward<T>(
        PoolingSpec spec, PlainTensor<T> input, PlainTensor<T> gradOutput, PlainTensor<long>? indices)
        where T : IFloatingPointIeee754<T>;
}
