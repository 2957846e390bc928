namespace Pooling;

/// <summary>
/// Positions along one axis, evenly spaced: <paramref name="Start"/>, <c>Start + Step</c>, ... up to but without
/// <paramref name="End"/>.
/// </summary>
/// <param name="Start">The first position.</param>
/// <param name="End">The position after the last; not after <paramref name="Start"/> where there are none.</param>
/// <param name="Step">The distance between neighbors, at least 1.</param>
public readonly record struct ElementRange(nint Start, nint End, nint Step = 1)
{
    /// <summary>The number of positions.</summary>
    public nint Length => End <= Start ? 0 : ((End - Start - 1) / Step) + 1;

    /// <summary>The same positions, with an end right after the last, which it is still when all are moved.</summary>
    internal ElementRange Trimmed => Length == 0 ? this : this with { End = Start + ((Length - 1) * Step) + 1 };

    /// <summary>Those of the positions that lie from <paramref name="start"/> up to but without <paramref name="end"/>.</summary>
    internal ElementRange Within(nint start, nint end)
    {
        nint first = Start < start ? Start + ((((start - Start - 1) / Step) + 1) * Step) : Start;
        nint last = nint.Min(End, end);
        return first < last ? new ElementRange(first, last, Step) : default(ElementRange) with { Step = 1 };
    }
}
