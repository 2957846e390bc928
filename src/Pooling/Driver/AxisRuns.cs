using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>The positions of a target axis, those together that differ only by where their sources start.</summary>
internal readonly ref struct AxisRuns
{
    private readonly Scratch<TargetRun> _runs;
    private readonly int _count;

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
        _count = 0;
        Span<TargetRun> runs = _runs.Span;
        for (nint target = 0; target < length; target++)
        {
            ElementRange sources = axis.Sources(target, out WindowCount count);
            if (target == insideFirst)
            {
                runs[_count++] = new TargetRun((int)target, (int)insideEnd, sources, slide.Stride, count);
                target = insideEnd - 1;
            }
            else if (_count == 0 || !runs[_count - 1].TryExtend(sources, count, out TargetRun extended))
            {
                runs[_count++] = new TargetRun((int)target, (int)target + 1, sources, 0, count);
            }
            else
            {
                runs[_count - 1] = extended;
            }
        }
    }

    /// <summary>The runs, in order.</summary>
    public ReadOnlySpan<TargetRun> All => _runs.Span[.._count];

    public void Dispose() => _runs.Dispose();
}
