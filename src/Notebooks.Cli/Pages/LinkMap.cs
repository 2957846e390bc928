namespace Notebooks.Cli.Pages;

/// <summary>Turns the relative links of notebooks into links of their pages, which lie in another folder.</summary>
internal sealed class LinkMap(string folder)
{
    // A larger picture does not belong into a page; the link to it stays.
    private const long MaxPicture = 5_000_000;

    private static readonly Dictionary<string, string> PictureTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".gif"] = "image/gif",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
        [".webp"] = "image/webp",
    };

    private readonly Dictionary<string, string> _pages =
        new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    /// <summary>Says which page a notebook has.</summary>
    public void Add(string? notebook, string page)
    {
        if (notebook is not null)
        {
            _pages.TryAdd(Path.GetFullPath(notebook), page);
        }
    }

    /// <summary>How the links of a file are to be changed; not at all where the file is unknown.</summary>
    public PageLinks LinksOf(string? file)
    {
        if (file is null)
        {
            return new PageLinks();
        }

        var from = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return new PageLinks { Link = address => Link(from, address), Picture = address => Picture(from, address) };
    }

    private string Link(string from, string address)
    {
        if (Resolve(from, address, out var rest) is not { } target)
        {
            return address;
        }

        return _pages.TryGetValue(target, out var page) ? page + rest
            : File.Exists(target) || Directory.Exists(target) ? RelativeAddress(target) + rest
            : address;
    }

    private string Picture(string from, string address)
    {
        if (Resolve(from, address, out _) is not { } target || !File.Exists(target))
        {
            return address;
        }

        return PictureTypes.TryGetValue(Path.GetExtension(target), out var type) && new FileInfo(target).Length <= MaxPicture
            ? $"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(target))}"
            : RelativeAddress(target);
    }

    /// <summary>The file a relative address means, with what follows the path of the address.</summary>
    private static string? Resolve(string from, string address, out string rest)
    {
        var end = address.AsSpan().IndexOfAny('#', '?');
        end = end < 0 ? address.Length : end;
        rest = address[end..];
        var path = Uri.UnescapeDataString(address[..end]);
        var isRelative = path.Length > 0 && path[0] is not ('/' or '\\') && !path.Contains(':', StringComparison.Ordinal)
            && !path.Contains('\0', StringComparison.Ordinal);
        return isRelative ? Path.GetFullPath(Path.Combine(from, path)) : null;
    }

    private string RelativeAddress(string target)
    {
        var relative = Path.GetRelativePath(folder, target);
        if (Path.IsPathRooted(relative))
        {
            // On another drive.
            return new Uri(target).AbsoluteUri;
        }

        var parts = relative.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        return string.Join('/', parts.Select(Uri.EscapeDataString));
    }
}
