namespace Pooling;

/// <summary>What the rows and elements of one plane are made of; axes that a tensor lacks have length 1.</summary>
internal readonly struct PlaneReduction
{
    private readonly TargetRun[]? _heights;
    private readonly TargetRun[]? _widths;
    private readonly LayoutCache _layouts;

    /// <param name="depth">What each target depth is made of.</param>
    /// <param name="height">What each target row is made of.</param>
    /// <param name="width">What each target column is made of.</param>
    /// <param name="layouts">The layouts of lines, of this and other planes.</param>
    public PlaneReduction(in AxisReduction depth, in AxisReduction height, in AxisReduction width, LayoutCache layouts)
        : this(depth, height, width, layouts, null, null)
    {
    }

    private PlaneReduction(
        in AxisReduction depth,
        in AxisReduction height,
        in AxisReduction width,
        LayoutCache layouts,
        TargetRun[]? heights,
        TargetRun[]? widths)
    {
        _layouts = layouts;
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

    /// <summary>How lines are reduced along their width.</summary>
    public WidthLayout LayoutOf(in LayoutKey key) => _layouts.Of(key);

    /// <summary>The same, with rows and columns brought together once and for all, if they are few.</summary>
    public PlaneReduction Kept() => new(Depth, Height, Width, _layouts, AxisRuns.Keep(Height), AxisRuns.Keep(Width));

    /// <summary>The same rows with other columns.</summary>
    public PlaneReduction WithWidth(in AxisReduction width) => new(Depth, Height, width, _layouts);
}
