namespace Pooling;

/// <summary>What the rows and elements of one plane are made of; axes that a tensor lacks have length 1.</summary>
internal readonly struct PlaneReduction
{
    public AxisReduction Depth { get; init; }

    public AxisReduction Height { get; init; }

    public AxisReduction Width { get; init; }
}
