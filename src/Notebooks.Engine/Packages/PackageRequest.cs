namespace Notebooks.Engine.Packages;

/// <summary>A NuGet package that a notebook asks for.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Version">A version, or a range or floating version as NuGet writes them; <c>*</c> for the latest.</param>
public sealed record PackageRequest(string Id, string Version)
{
    /// <summary>Reads <c>id</c> or <c>id, version</c>.</summary>
    /// <param name="text">What stands behind <c>nuget:</c>.</param>
    /// <exception cref="FormatException">The text names no package.</exception>
    public static PackageRequest Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(',', 2, StringSplitOptions.TrimEntries);
        if (parts[0].Length == 0 || !parts[0].All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            throw new FormatException($"Expected a package id and perhaps a version, as in \"nuget: Markdig, 1.0.0\", but got \"nuget:{text}\".");
        }

        var version = parts.Length > 1 && parts[1].Length > 0 ? parts[1] : "*";
        if (version.AsSpan().ContainsAny("<>&\"'"))
        {
            throw new FormatException($"Expected a version such as 1.0.0 for the package {parts[0]}, but got \"{version}\".");
        }

        return new PackageRequest(parts[0], version);
    }

    /// <inheritdoc/>
    public override string ToString() => Version == "*" ? Id : $"{Id} {Version}";
}
