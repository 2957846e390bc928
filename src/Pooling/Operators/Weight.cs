namespace Pooling;

/// <summary>What an output is made by, besides the last partial result, where outputs are made by weights.</summary>
/// <param name="First">The weight.</param>
/// <param name="Second">A second number, where operators need two.</param>
internal readonly record struct Weight<TAccumulator>(TAccumulator First, TAccumulator? Second = default);
