namespace Pooling;

/// <summary>Some positions, as many as a window has, and as many that come next.</summary>
/// <param name="Start">The first position.</param>
/// <param name="Place">Where it is in memory.</param>
/// <param name="NextPlace">Where the first of those is that come next.</param>
internal readonly record struct ScannedBlock(nint Start, nint Place, nint NextPlace);
