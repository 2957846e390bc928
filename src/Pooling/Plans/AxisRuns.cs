using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>The positions of a target axis, those together that differ only by where their sources start.</summary>
internal readonly ref struct AxisRuns
{
    /// <summary>More runs are made anew each time, rather than that they fill the memory.</summary>
    private const int MostKept = 256;

    private readonly Scratch<TargetRun> _runs;

    /// <param name="axis">The axis.</param>
    /// <param name="kept">Its runs, if they are known.</param>
    public AxisRuns(scoped in AxisReduction axis, TargetRun[]? kept)
    {
        if (kept is null)
        {
            this = new AxisRuns(axis);
        }
        else
        {
            All = kept;
        }
    }

    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public AxisRuns(scoped in AxisReduction axis)
    {
        nint length = axis.Length;
        bool isSlide = axis.TryGetSlide(out Slide slide);
        nint insideFirst = length;
        nint insideEnd = length;
        if (isSlide && slide.TryFindInside(axis.SourceLength, out nint first, out nint end))
        {
            insideFirst = first;
            insideEnd = end;
        }

        _runs = new Scratch<TargetRun>(length - nint.Max(0, insideEnd - insideFirst - 1));
        int count = 0;
        Span<TargetRun> runs = _runs.Span;
        for (nint target = 0; target < length; target++)
        {
            ElementRange sources = axis.Sources(target, out WindowCount covered).Trimmed;
            if (target == insideFirst)
            {
                runs[count++] = new TargetRun((int)target, (int)insideEnd, sources, slide.Stride, covered);
                target = insideEnd - 1;
            }
            else if (count == 0 || !runs[count - 1].TryExtend(sources, covered, out TargetRun extended))
            {
                runs[count++] = new TargetRun((int)target, (int)target + 1, sources, 0, covered);
            }
            else
            {
                runs[count - 1] = extended;
            }
        }

        All = runs[..count];
    }

    /// <summary>The runs, in order.</summary>
    public ReadOnlySpan<TargetRun> All { get; }

    /// <summary>From the first to the last source position that some target positions have.</summary>
    /// <param name="firstTarget">The first of them.</param>
    /// <param name="endTarget">The one after the last.</param>
    public ElementRange SourcesOf(int firstTarget, int endTarget)
    {
        nint first = nint.MaxValue;
        nint end = 0;
        foreach (TargetRun run in All)
        {
            TargetRun some = run.Between(firstTarget, endTarget);
            if (some.Length > 0 && some.Sources.Length > 0)
            {
                first = nint.Min(first, some.Sources.Start);
                end = nint.Max(end, some.Sources.End + ((some.Length - 1) * some.Advance));
            }
        }

        return end == 0 ? default : new ElementRange(first, end);
    }

    /// <summary>The runs of an axis for later, unless they are too many.</summary>
    public static TargetRun[]? Keep(in AxisReduction axis)
    {
        using AxisRuns runs = new(axis);
        return runs.All.Length <= MostKept ? runs.All.ToArray() : null;
    }

    public void Dispose() => _runs.Dispose();
}
