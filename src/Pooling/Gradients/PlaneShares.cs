namespace Pooling;

/// <summary>
/// What each window of a plane gives to its elements. Where the windows along a row start a stride apart, zeros lie between
/// them, as if there were a window from every start on, so that vectors can add up what elements get.
/// </summary>
internal readonly ref struct PlaneShares<TWeight>
{
    private readonly Volume _volume;
    private readonly int _stride;
    private readonly Scratch<TWeight> _memory;

    /// <param name="plan">The forward plan.</param>
    /// <param name="plane">What the elements of a plane get: the way back.</param>
    public PlaneShares(PoolingPlan plan, in PlaneReduction plane)
    {
        bool slides = plan.Of(0, 0).Width.TryGetSlide(out Slide slide);
        nint columns = plan.Target.Width.Length;
        bool isSpaced = slides && slide.Stride > 1 && plan.Target.Inner.Length == 1
            && (columns - 1) * slide.Stride <= (2 * plan.Source.Width.Length) + 64;
        _stride = isSpaced ? (int)slide.Stride : 1;
        nint spaced = ((columns - 1) * _stride) + 1;
        _volume = plan.Target.OnePlane(spaced);
        _memory = new Scratch<TWeight>(_volume.PlaneCount);
        Source = SourceRows<TWeight>.Of(_memory.Span, _volume);
        Plane = plane;
        if (isSpaced)
        {
            _memory.Span.Clear();
            AxisWindows everywhere = AxisWindows.Sliding(
                plan.Source.Width.Length, spaced, slide.Size, stride: 1, slide.Dilation, slide.Before, paddingAfter: 0);
            Plane = plane.WithWidth(new AxisReduction(everywhere, isTransposed: true));
        }
    }

    /// <summary>What the elements of a plane are made of.</summary>
    public PlaneReduction Plane { get; }

    /// <summary>The rows of the windows, the same memory for every plane.</summary>
    public SourceRows<TWeight> Source { get; }

    /// <summary>Where to put a row of shares, before <see cref="Commit"/>.</summary>
    /// <param name="place">The row.</param>
    /// <param name="row">Memory for a row.</param>
    public Span<TWeight> Open(RowPlace place, Scratch<TWeight> row) => _stride == 1 ? RowOf(place) : row.Span;

    /// <summary>Takes what was written after <see cref="Open"/>.</summary>
    public void Commit(RowPlace place, ReadOnlySpan<TWeight> row)
    {
        if (_stride == 1)
        {
            return;
        }

        Span<TWeight> spaced = RowOf(place);
        for (int i = 0; i < row.Length; i++)
        {
            spaced[i * _stride] = row[i];
        }
    }

    public void Dispose() => _memory.Dispose();

    private Span<TWeight> RowOf(RowPlace place) =>
        _memory.Span.Slice((int)_volume.Offset(place), (int)_volume.RowLength);
}
