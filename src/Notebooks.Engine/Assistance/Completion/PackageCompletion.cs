using Notebooks.Engine.Packages;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>The packages of this machine, and their versions.</summary>
internal static class PackageCompletion
{
    /// <summary>Completes a package's id.</summary>
    public static CompletionList Ids(int start, int end, string typed) => CompletionList.Of(
        start,
        end,
        typed,
        LocalPackages.Ids(id => NameMatch.Of(id, typed) != NameMatch.None)
            .Select(id => new CompletionCandidate(new CompletionItem(id, "package"), id)));

    /// <summary>Completes a version, the newest first.</summary>
    public static CompletionList Versions(string id, int start, int end, string typed) => new(
        start,
        end,
        [
            .. LocalPackages.Versions(id.Trim())
                .Where(version => version.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(version => new CompletionItem(version, "version")),
        ]);
}
