using System.Collections.Concurrent;
using System.Xml;

namespace Notebooks.Engine.Packages;

/// <summary>The packages that NuGet keeps on this machine.</summary>
internal static class LocalPackages
{
    private static readonly ConcurrentDictionary<string, string> KnownIds = new(StringComparer.Ordinal);

    private static string Folder => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } told
        ? told
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The ids of packages, written as their authors do.</summary>
    /// <param name="filter">Which of them; it is told an id in small letters first, because reading the right one takes longer.</param>
    public static IEnumerable<string> Ids(Func<string, bool> filter) => Folders(Folder)
        .Where(folder => filter(Path.GetFileName(folder)))
        .Select(folder => KnownIds.GetOrAdd(folder, ReadId));

    /// <summary>The versions of a package, the newest first.</summary>
    public static IEnumerable<string> Versions(string id) =>
        id.Length == 0 || id.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0
            ? []
            : Folders(Path.Combine(Folder, id.ToLowerInvariant()))
                .Select(folder => Path.GetFileName(folder))
                .OrderDescending(PackageVersionComparer.Instance);

    private static string ReadId(string folder)
    {
        var name = Path.GetFileName(folder);
        foreach (var file in Folders(folder).Select(version => Path.Combine(version, $"{name}.nuspec")).Where(File.Exists))
        {
            try
            {
                using var reader = XmlReader.Create(file);
                if (reader.ReadToFollowing("id"))
                {
                    return reader.ReadElementContentAsString();
                }
            }
            catch (Exception failure) when (failure is XmlException or IOException or UnauthorizedAccessException)
            {
                // The name of the folder does as well.
            }
        }

        return name;
    }

    private static IEnumerable<string> Folders(string folder)
    {
        try
        {
            return Directory.GetDirectories(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
