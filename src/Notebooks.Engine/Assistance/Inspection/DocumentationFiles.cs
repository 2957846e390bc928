using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Notebooks.Engine.Assistance.Inspection;

/// <summary>Reads the XML files that lie beside assemblies, and for .NET's own assemblies those of the SDK.</summary>
/// <remarks>A file is searched for the one member that is asked for; nothing of it is kept.</remarks>
internal static class DocumentationFiles
{
    private static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly Lazy<IReadOnlyList<string>> FrameworkFiles = new(FindFrameworkFiles);

    /// <summary>The documentation of a member.</summary>
    /// <param name="assembly">The path of its assembly.</param>
    /// <param name="id">Its documentation id.</param>
    /// <returns>Null where there is none.</returns>
    public static XElement? Find(string assembly, string id)
    {
        var mark = Encoding.UTF8.GetBytes($"<member name=\"{id}\"");
        return Files(assembly).Select(file => Search(file, mark)).FirstOrDefault(found => found is not null);
    }

    private static IEnumerable<string> Files(string assembly)
    {
        var beside = Path.ChangeExtension(assembly, ".xml");
        if (Path.GetDirectoryName(assembly) != Framework)
        {
            return File.Exists(beside) ? [beside] : [];
        }

        // Where a type is implemented says little about where it is documented; most are in System.Runtime.
        return FrameworkFiles.Value.OrderBy(file => Path.GetFileName(file) switch
        {
            var name when name == Path.GetFileName(beside) => 0,
            "System.Runtime.xml" => 1,
            _ => 2,
        });
    }

    /// <summary>Of <c>ROOT/shared/Microsoft.NETCore.App/VERSION</c>, the files in <c>ROOT/packs</c> that are nearest in version.</summary>
    private static IReadOnlyList<string> FindFrameworkFiles()
    {
        var packs = new DirectoryInfo(Path.GetFullPath(Path.Combine(Framework, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref")));
        var folder = packs.Exists
            ? packs.GetDirectories()
                .Select(version => Path.Combine(version.FullName, "ref", $"net{Environment.Version.Major}.{Environment.Version.Minor}"))
                .Where(Directory.Exists)
                .Order(StringComparer.Ordinal)
                .LastOrDefault()
            : null;
        return folder is null ? [] : Directory.GetFiles(folder, "*.xml");
    }

    private static XElement? Search(string file, ReadOnlySpan<byte> mark)
    {
        ReadOnlySpan<byte> end = "</member>"u8;
        try
        {
            var rest = File.ReadAllBytes(file).AsSpan();
            var start = rest.IndexOf(mark);
            if (start < 0)
            {
                return null;
            }

            rest = rest[start..];
            var length = rest.IndexOf(end);
            return length < 0 ? null : XElement.Parse(Encoding.UTF8.GetString(rest[..(length + end.Length)]), LoadOptions.PreserveWhitespace);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or XmlException)
        {
            return null;
        }
    }
}
