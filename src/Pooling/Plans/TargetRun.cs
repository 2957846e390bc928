namespace Pooling;

/// <summary>Target positions next to each other that are made of as many source positions, evenly spaced.</summary>
/// <param name="First">The first of them.</param>
/// <param name="End">The position after the last of them.</param>
/// <param name="Sources">What the first is made of.</param>
/// <param name="Advance">How much further on each one's sources start.</param>
/// <param name="Count">How many source positions each has.</param>
internal readonly record struct TargetRun(int First, int End, ElementRange Sources, nint Advance, WindowCount Count)
{
    /// <summary>The number of target positions.</summary>
    public int Length => End - First;

    /// <summary>The run with the next target position, if that has sources like it.</summary>
    public bool TryExtend(ElementRange sources, WindowCount count, out TargetRun extended)
    {
        nint advance = Length == 1 ? sources.Start - Sources.Start : Advance;
        extended = this with { End = End + 1, Advance = advance };
        return advance >= 0
            && count == Count
            && sources.Length == Sources.Length
            && sources.Step == Sources.Step
            && sources.Start == Sources.Start + (Length * advance);
    }

    /// <summary>The part of the run from one target position up to another.</summary>
    public TargetRun Between(int first, int end)
    {
        int from = int.Max(First, first);
        nint skipped = (from - First) * Advance;
        return this with
        {
            First = from,
            End = int.Min(End, end),
            Sources = Sources with { Start = Sources.Start + skipped, End = Sources.End + skipped },
        };
    }
}
