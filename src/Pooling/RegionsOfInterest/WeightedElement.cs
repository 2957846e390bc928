namespace Pooling;

/// <summary>An element of an image and the weight with which a bin reads it.</summary>
internal readonly record struct WeightedElement(nint Y, nint X, double Weight);
