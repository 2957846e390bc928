using System.Text.Json.Nodes;
using Notebooks.Engine.Packages;

namespace Notebooks.Cli.Running;

/// <summary>The packages without which a notebook is not to be run.</summary>
/// <remarks>
/// A notebook names them in its metadata: <c>"notebooks": { "packages": ["Plotly.NET, 5.0.0"] }</c>. Where a package
/// source lacks one, the notebook is skipped; a package that is only named by <c>#r</c> makes its cell fail instead.
/// </remarks>
internal static class RequiredPackages
{
    /// <summary>Gets the packages, so that they are there when the notebook runs.</summary>
    /// <returns>Why they are not to be had, or null.</returns>
    public static async Task<string?> GetAsync(NotebookFile file, CancellationToken cancellation)
    {
        if (file.Document.Metadata["notebooks"]?["packages"] is not JsonArray { Count: > 0 } names)
        {
            return null;
        }

        try
        {
            var packages = names.Select(name => PackageRequest.Parse(name?.ToString() ?? "")).ToList();
            await new PackageRestorer(file.Folder, []).RestoreAsync(packages, cancellation);
            return null;
        }
        catch (PackageUnavailableException failure)
        {
            return failure.Message;
        }
        catch (FormatException failure)
        {
            throw new UsageException($"{file.Name}: metadata notebooks.packages: {failure.Message}");
        }
    }
}
