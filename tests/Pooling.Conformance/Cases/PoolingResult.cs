namespace Pooling.Conformance.Cases;

/// <summary>What an operation gave, or ought to give.</summary>
/// <param name="Values">The output, or the gradient of the input.</param>
/// <param name="Indices">The indices, where the operation gives any and they were asked for.</param>
/// <param name="Slack">
/// How far each value may be off; infinite where nothing can be said. Null if every bit counts.
/// </param>
internal sealed record PoolingResult<T>(PlainTensor<T> Values, PlainTensor<long>? Indices = null, double[]? Slack = null);
