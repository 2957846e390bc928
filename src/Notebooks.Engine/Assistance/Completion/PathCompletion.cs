namespace Notebooks.Engine.Assistance.Completion;

/// <summary>The files and folders that a path may go on with.</summary>
internal static class PathCompletion
{
    /// <summary>Completes the last part of a path.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="start">Where the path starts in it.</param>
    /// <param name="position">The cursor.</param>
    /// <param name="endings">What the names of files end in; folders are always shown.</param>
    public static CompletionList Complete(string cell, int start, int position, IReadOnlyList<string> endings)
    {
        var path = cell[start..position];
        var last = path.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1;
        var end = CellText.LineEnd(cell, position);
        var length = cell.AsSpan(position..end).IndexOfAny('"', '/', ' ');
        return CompletionList.Of(start + last, length < 0 ? end : position + length, path[last..], Entries(path[..last], endings));
    }

    private static IEnumerable<CompletionCandidate> Entries(string folder, IReadOnlyList<string> endings)
    {
        var directory = new DirectoryInfo(Path.GetFullPath(folder.Length == 0 ? "." : folder));
        return Read().OrderBy(candidate => candidate.Name, StringComparer.Ordinal);

        IEnumerable<CompletionCandidate> Read()
        {
            if (folder.Length == 0 || folder.EndsWith("../", StringComparison.Ordinal))
            {
                yield return new CompletionCandidate(new CompletionItem("../", "path"), "../", CompletionPlace.Library);
            }

            foreach (var entry in List(directory))
            {
                var isFolder = entry.Attributes.HasFlag(FileAttributes.Directory);
                if (isFolder || endings.Any(ending => entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                {
                    var place = entry.Name.StartsWith('.') ? CompletionPlace.Everywhere : isFolder ? CompletionPlace.Extension : CompletionPlace.Usual;
                    yield return new CompletionCandidate(new CompletionItem(isFolder ? entry.Name + "/" : entry.Name, "path"), entry.Name, place);
                }
            }
        }
    }

    private static IEnumerable<FileSystemInfo> List(DirectoryInfo directory)
    {
        try
        {
            return directory.GetFileSystemInfos();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
