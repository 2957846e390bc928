namespace Pooling;

/// <summary>Which row of a volume.</summary>
internal readonly record struct RowPlace(nint Batch, nint Channel, nint Depth, nint Height);
