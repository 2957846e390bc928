using Notebooks.Engine.Packages;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Directives;

/// <summary><c>#r "nuget: id, version"</c>: brings a package in.</summary>
internal sealed class PackageDirective : IDirective
{
    public string Name => "#r";

    public string Summary => "Brings in an assembly (\"path\") or a package (\"nuget: id, version\").";

    public async Task RunAsync(IReadOnlyList<string> arguments, CellRun cell)
    {
        try
        {
            await cell.Session.AddPackageAsync(PackageRequest.Parse(arguments[0]), cell.Interrupt);
        }
        catch (Exception failure) when (failure is PackageUnavailableException or FormatException)
        {
            throw new DirectiveException(failure.Message);
        }
    }
}

/// <summary><c>#i "nuget: source"</c>: adds a package source, an address or a folder.</summary>
internal sealed class PackageSourceDirective : IDirective
{
    public string Name => "#i";

    public string Summary => "Adds a package source (\"nuget: address or folder\").";

    public Task RunAsync(IReadOnlyList<string> arguments, CellRun cell)
    {
        var source = arguments[0].Trim();
        if (source.Length == 0)
        {
            throw new DirectiveException("#i expects the address or the folder of a package source, but got none.");
        }

        if (!source.Contains("://", StringComparison.Ordinal))
        {
            source = Path.GetFullPath(source);
            if (!Directory.Exists(source))
            {
                throw new DirectiveException($"#i expects the address or the folder of a package source, but there is no folder {source}.");
            }
        }

        cell.Session.AddPackageSource(source);
        return Task.CompletedTask;
    }
}
