namespace Pooling;

/// <summary>An element of a pooled tensor, and where its index says that it comes from; -1 if from nowhere.</summary>
internal readonly record struct Correspondence(
    nint Batch, nint Channel, nint Index, nint ToBatch, nint ToChannel, nint ToIndex);
