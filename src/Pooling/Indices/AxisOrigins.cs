namespace Pooling;

/// <summary>
/// From where the positions of windows are counted along an axis: from where they start, in the padding or not, if they
/// slide; else from their first element.
/// </summary>
internal readonly struct AxisOrigins
{
    private readonly AxisReduction _axis;
    private readonly Slide _slide;
    private readonly bool _slides;

    public AxisOrigins(AxisReduction axis)
    {
        _axis = axis;
        _slides = axis.TryGetSlide(out _slide);
    }

    /// <summary>The origin of a window.</summary>
    public nint this[nint target] => _slides ? (target * _slide.Stride) - _slide.Before : _axis.Sources(target, out _).Start;

    /// <summary>
    /// How many of the windows of a run lie alike from the first on: those at both ends may be cut off to the same size, but
    /// at another end.
    /// </summary>
    public int AlikeOf(in TargetRun run) => run.Length == 1 || this[run.First + 1] - this[run.First] == run.Advance ? run.Length : 1;
}
