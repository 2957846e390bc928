namespace Pooling;

/// <summary>
/// Where the windows that slide over a plane are kept, some rows at a time, with windows that give nothing around them, so that
/// all elements of a phase are alike; and which of them cover the elements of each phase.
/// </summary>
internal readonly ref struct GradientBlock
{
    /// <summary>More windows than these do not cover an element's phase.</summary>
    public const int MostTerms = 64;

    private readonly PoolingPlan _plan;
    private readonly Scratch<nint> _taps;
    private readonly Scratch<nint> _positions;
    private readonly Scratch<int> _terms;

    /// <param name="plan">The windows, to which <see cref="Supports"/> applies.</param>
    /// <param name="rows">How many rows of windows are kept at a time.</param>
    /// <param name="slack">How far rows are written over their end.</param>
    public GradientBlock(PoolingPlan plan, int rows, int slack)
    {
        _plan = plan;
        PlaneReduction plane = plan.Of(0, 0);
        Reach.TryCreate(plane.Depth, out Reach depth);
        Reach.TryCreate(plane.Height, out Reach height);
        Reach.TryCreate(plane.Width, out Reach width);
        (Depth, Height, Width, Rows) = (depth, height, width, rows);
        Inner = plan.Target.Inner.Length;
        Pitch = checked((width.Before + width.Room) * Inner);
        DepthPitch = checked(((rows + height.Before) * Pitch) + slack);
        Length = checked((depth.Before + depth.Room) * DepthPitch);
        _taps = new Scratch<nint>(MostTerms);
        _positions = new Scratch<nint>(MostTerms);
        _terms = new Scratch<int>(checked(depth.Windows.Stride * height.Windows.Stride * width.Windows.Stride) + 1);
        FindTerms();
    }

    /// <summary>The way back along the depth.</summary>
    public Reach Depth { get; }

    /// <summary>The way back along the height.</summary>
    public Reach Height { get; }

    /// <summary>The way back along the width.</summary>
    public Reach Width { get; }

    /// <summary>The number of elements at a position.</summary>
    public nint Inner { get; }

    /// <summary>How many rows of windows are kept at a time.</summary>
    public int Rows { get; }

    /// <summary>From one row to the next.</summary>
    public nint Pitch { get; }

    /// <summary>From one depth to the next.</summary>
    public nint DepthPitch { get; }

    /// <summary>How much memory all takes.</summary>
    public nint Length { get; }

    /// <summary>Whether all windows slide and have few elements, and there is not much more room for windows than there are elements.</summary>
    public static bool Supports(PoolingPlan plan)
    {
        if (plan.IsFlat || plan.VariesByPlane || plan.Target.Count == 0)
        {
            return false;
        }

        PlaneReduction plane = plan.Of(0, 0);
        return Reach.TryCreate(plane.Depth, out Reach depth)
            && Reach.TryCreate(plane.Height, out Reach height)
            && Reach.TryCreate(plane.Width, out Reach width)
            && (Int128)depth.Windows.Size * height.Windows.Size * width.Windows.Size <= MostTerms
            && depth.IsSmall
            && height.IsSmall
            && width.IsSmall;
    }

    /// <summary>Where a row of windows begins, counted from the first of those that are kept.</summary>
    public nint OffsetOf(nint depth, nint row) => StartOf(depth) + ((Height.Before + row) * Pitch) + (Width.Before * Inner);

    /// <summary>Where the windows of a depth begin, with those before.</summary>
    public nint StartOf(nint depth) => (Depth.Before + depth) * DepthPitch;

    /// <summary>The distances of the windows that cover the elements of a phase, and which element of theirs it is.</summary>
    public void TermsOf(nint depthPhase, nint heightPhase, nint widthPhase, out ReadOnlySpan<nint> taps, out ReadOnlySpan<nint> positions)
    {
        int phase = (int)((((depthPhase * Height.Windows.Stride) + heightPhase) * Width.Windows.Stride) + widthPhase);
        Range terms = _terms.Span[phase].._terms.Span[phase + 1];
        taps = _taps.Span[terms];
        positions = _positions.Span[terms];
    }

    public void Dispose()
    {
        _taps.Dispose();
        _positions.Dispose();
        _terms.Dispose();
    }

    /// <summary>Finds the windows that cover the elements of each phase.</summary>
    private void FindTerms()
    {
        int phase = 0;
        int count = 0;
        for (nint depthPhase = 0; depthPhase < Depth.Windows.Stride; depthPhase++)
        {
            for (nint heightPhase = 0; heightPhase < Height.Windows.Stride; heightPhase++)
            {
                for (nint widthPhase = 0; widthPhase < Width.Windows.Stride; widthPhase++)
                {
                    _terms.Span[phase++] = count;
                    FindTerms(depthPhase, heightPhase, widthPhase, ref count);
                }
            }
        }

        _terms.Span[phase] = count;
    }

    private void FindTerms(nint depthPhase, nint heightPhase, nint widthPhase, ref int count)
    {
        for (nint depth = 0; depth < Depth.Windows.Size; depth++)
        {
            for (nint height = 0; Depth.Reaches(depth, depthPhase, out nint depths) && height < Height.Windows.Size; height++)
            {
                for (nint width = 0; Height.Reaches(height, heightPhase, out nint rows) && width < Width.Windows.Size; width++)
                {
                    if (Width.Reaches(width, widthPhase, out nint columns))
                    {
                        _taps.Span[count] = -(depths * DepthPitch) - (rows * Pitch) - (columns * Inner);
                        nint row = (depth * Depth.Windows.Dilation * _plan.Source.Height.Length) + (height * Height.Windows.Dilation);
                        _positions.Span[count++] = (row * _plan.Source.Width.Length) + (width * Width.Windows.Dilation);
                    }
                }
            }
        }
    }
}
