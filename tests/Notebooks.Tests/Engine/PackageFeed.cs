using System.IO.Compression;
using System.Text;

namespace Notebooks.Tests.Engine;

/// <summary>A folder as the only source of packages, and caches of its own, so that no network and no user's cache is touched.</summary>
internal static class PackageFeed
{
    /// <summary>Makes NuGet in a folder know no source but those told.</summary>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="sources">Folders of packages.</param>
    public static void Configure(string folder, params string[] sources)
    {
        var entries = string.Concat(sources.Select((source, i) => $"<add key=\"source{i}\" value=\"{source}\" />"));
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(folder, ".packages")}" /></config>
              <packageSources><clear />{entries}</packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>Puts a package with one library into a folder.</summary>
    /// <param name="feed">The folder.</param>
    /// <param name="id">The package's id, and the library's name.</param>
    /// <param name="version">The version.</param>
    /// <param name="source">The library's source.</param>
    /// <param name="dependency">A package it depends on, with the path of its library.</param>
    /// <returns>The path of a copy of the library, for others to refer to.</returns>
    public static string Add(string feed, string id, string version, string source, (string Id, string Version, string Library)? dependency = null)
    {
        Directory.CreateDirectory(feed);
        var library = TestLibrary.Emit(id, source, dependency is { } needed ? [needed.Library] : []);
        var dependencies = dependency is { } package
            ? $"<dependencies><group targetFramework=\"net8.0\"><dependency id=\"{package.Id}\" version=\"{package.Version}\" /></group></dependencies>"
            : "";
        using (var archive = ZipFile.Open(Path.Combine(feed, $"{id}.{version}.nupkg"), ZipArchiveMode.Create))
        {
            Write(archive, $"{id}.nuspec", Encoding.UTF8.GetBytes($"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata>
                    <id>{id}</id><version>{version}</version><authors>tests</authors><description>test</description>{dependencies}
                  </metadata>
                </package>
                """));
            Write(archive, $"lib/net8.0/{id}.dll", library);
        }

        var copy = Path.Combine(feed, $"{id}.{version}", $"{id}.dll");
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.WriteAllBytes(copy, library);
        return copy;
    }

    private static void Write(ZipArchive archive, string name, byte[] content)
    {
        using var stream = archive.CreateEntry(name).Open();
        stream.Write(content);
    }
}
