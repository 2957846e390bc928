namespace Pooling;

/// <summary>What the rows and elements of one plane are made of; axes that a tensor lacks have length 1.</summary>
internal readonly struct PlaneReduction
{
    private readonly TargetRun[]? _heights;
    private readonly TargetRun[]? _widths;

    public PlaneReduction(in AxisReduction depth, in AxisReduction height, in AxisReduction width)
        : this(depth, height, width, null, null)
    {
    }

    private PlaneReduction(
        in AxisReduction depth, in AxisReduction height, in AxisReduction width, TargetRun[]? heights, TargetRun[]? widths)
    {
        Depth = depth;
        Height = height;
        Width = width;
        _heights = heights;
        _widths = widths;
    }

    public AxisReduction Depth { get; }

    public AxisReduction Height { get; }

    public AxisReduction Width { get; }

    /// <summary>The rows, those together that are alike.</summary>
    public AxisRuns Heights => new(Height, _heights);

    /// <summary>The columns, those together that are alike.</summary>
    public AxisRuns Widths => new(Width, _widths);

    /// <summary>The same, with rows and columns brought together once and for all, if they are few.</summary>
    public PlaneReduction Kept() => new(Depth, Height, Width, AxisRuns.Keep(Height), AxisRuns.Keep(Width));

    /// <summary>The same rows with other columns.</summary>
    public PlaneReduction WithWidth(in AxisReduction width) => new(Depth, Height, width);
}
