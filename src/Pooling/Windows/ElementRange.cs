namespace Pooling;

/// <summary>A run of positions along one axis.</summary>
/// <param name="Start">The first position.</param>
/// <param name="End">The position after the last.</param>
public readonly record struct ElementRange(nint Start, nint End)
{
    /// <summary>The number of positions.</summary>
    public nint Length => End - Start;
}
