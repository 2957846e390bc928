namespace Notebooks.Engine.Assistance.Completion;

/// <summary>What may stand at the cursor.</summary>
/// <param name="Start">Where the text starts that an item replaces.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">The items, the likeliest first.</param>
public sealed record CompletionList(int Start, int End, IReadOnlyList<CompletionItem> Items)
{
    private const int Most = 1000;

    /// <summary>Nothing may be said.</summary>
    public static CompletionList None(int position) => new(position, position, []);

    /// <summary>Keeps of all that may stand in a place what fits what has been typed.</summary>
    /// <param name="start">Where the typed text starts.</param>
    /// <param name="end">Where the text ends that is replaced.</param>
    /// <param name="typed">What has been typed.</param>
    /// <param name="candidates">What may stand there.</param>
    internal static CompletionList Of(int start, int end, string typed, IEnumerable<CompletionCandidate> candidates) =>
        new(start, end,
        [
            .. candidates
                .Select(candidate => (Candidate: candidate, Match: NameMatch.Of(candidate.Name, typed)))
                .Where(pair => pair.Match != NameMatch.None)
                .OrderBy(pair => pair.Match)
                .ThenBy(pair => pair.Candidate.Place)
                .ThenBy(pair => pair.Candidate.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(pair => pair.Candidate.Name, StringComparer.Ordinal)
                .DistinctBy(pair => pair.Candidate.Item.Text)
                .Take(Most)
                .Select(pair => pair.Candidate.Describe()),
        ]);
}
