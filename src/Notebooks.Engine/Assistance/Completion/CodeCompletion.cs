using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>What may stand at a place in C#.</summary>
internal static class CodeCompletion
{
    /// <summary>Completes the word at a position.</summary>
    /// <param name="scripts">What has run.</param>
    /// <param name="code">The code.</param>
    /// <param name="position">The cursor.</param>
    public static CompletionList Complete(ScriptChain scripts, string code, int position) =>
        CompletionSite.Find(scripts, code, position) is { } site
            ? CompletionList.Of(site.Start, site.End, site.Typed, Candidates(site))
            : CompletionList.None(position);

    private static IEnumerable<CompletionCandidate> Candidates(CompletionSite site)
    {
        if (MemberCompletion.IsAt(site))
        {
            return MemberCompletion.Candidates(site);
        }

        if (OverrideCompletion.IsAt(site))
        {
            return OverrideCompletion.Candidates(site);
        }

        return InitializerCompletion.Candidates(site)
            .Concat(NamedArgumentCompletion.Candidates(site))
            .Concat(ExpectedValueCompletion.Candidates(site))
            .Concat(NameCompletion.Candidates(site))
            .Concat(KeywordCompletion.Candidates(site));
    }
}
