namespace Pooling;

/// <summary>What the rows and elements of one plane are made of; axes that a tensor lacks have length 1.</summary>
internal readonly struct PlaneReduction
{
    private readonly TargetRun[]? _heights;
    private readonly TargetRun[]? _widths;
    private readonly SmallCache<LayoutKey, WidthLayout> _layouts;

    /// <param name="depth">What each target depth is made of.</param>
    /// <param name="height">What each target row is made of.</param>
    /// <param name="width">What each target column is made of.</param>
    /// <param name="layouts">The layouts of lines, of this and other planes.</param>
    public PlaneReduction(
        in AxisReduction depth, in AxisReduction height, in AxisReduction width, SmallCache<LayoutKey, WidthLayout> layouts)
        : this(depth, height, width, layouts, null, null, null)
    {
    }

    private PlaneReduction(
        in AxisReduction depth,
        in AxisReduction height,
        in AxisReduction width,
        SmallCache<LayoutKey, WidthLayout> layouts,
        TargetRun[]? heights,
        TargetRun[]? widths,
        SmallCache<ChoiceKey, DirectChoice>? choices)
    {
        _layouts = layouts;
        Depth = depth;
        Height = height;
        Width = width;
        _heights = heights;
        _widths = widths;
        Choices = choices;
    }

    public AxisReduction Depth { get; }

    public AxisReduction Height { get; }

    public AxisReduction Width { get; }

    /// <summary>The ways that were chosen to reduce its windows, if they are kept.</summary>
    public SmallCache<ChoiceKey, DirectChoice>? Choices { get; }

    /// <summary>The rows, those together that are alike.</summary>
    public AxisRuns Heights => new(Height, _heights);

    /// <summary>The columns, those together that are alike.</summary>
    public AxisRuns Widths => new(Width, _widths);

    /// <summary>The number of target positions.</summary>
    public nint Targets => Depth.Length * Height.Length * Width.Length;

    /// <summary>The number of source positions.</summary>
    public nint Sources => Depth.SourceLength * Height.SourceLength * Width.SourceLength;

    /// <summary>At least as many source positions as any target position is made of.</summary>
    public nint MostSources => Depth.MostSources * Height.MostSources * Width.MostSources;

    /// <summary>Whether no source position belongs to more than one target position.</summary>
    public bool IsDisjoint => Depth.IsDisjoint && Height.IsDisjoint && Width.IsDisjoint;

    /// <summary>Whether target positions that have no source position in common have them all.</summary>
    public bool CoversSource => Depth.CoversSource && Height.CoversSource && Width.CoversSource;

    /// <summary>
    /// How many source columns every target column is made of, if they lie side by side with those of its neighbors; else 0.
    /// </summary>
    /// <param name="widths">The columns, those together that are alike.</param>
    public nint TiledColumns(ReadOnlySpan<TargetRun> widths) =>
        widths is [{ } all]
        && Width.TryGetSlide(out Slide slide)
        && slide.Dilation == 1
        && slide.Size == slide.Stride
        && slide.Size == all.Sources.Length
            ? slide.Size
            : 0;

    /// <summary>Whether all target columns are made of two source columns, side by side with those of their neighbors.</summary>
    /// <param name="widths">The columns, those together that are alike.</param>
    public bool HasPairs(ReadOnlySpan<TargetRun> widths) => TiledColumns(widths) == 2;

    /// <summary>How lines are reduced along their width.</summary>
    public WidthLayout LayoutOf(in LayoutKey key)
    {
        if (!_layouts.TryFind(key, out WidthLayout? layout))
        {
            layout = new WidthLayout(key);
            _layouts.Keep(key, layout);
        }

        return layout;
    }

    /// <summary>The same, with rows and columns brought together once and for all, if they are few.</summary>
    public PlaneReduction Kept() => new(
        Depth, Height, Width, _layouts, AxisRuns.Keep(Height), AxisRuns.Keep(Width), new SmallCache<ChoiceKey, DirectChoice>());

    /// <summary>The same rows with other columns.</summary>
    public PlaneReduction WithWidth(in AxisReduction width) => new(Depth, Height, width, _layouts);
}
