using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace Notebooks.Engine.Packages;

/// <summary>Gets NuGet packages by letting the SDK restore a project that names them.</summary>
/// <remarks>
/// The project lies in the user's cache under the hash of what it asks for and of the folder whose NuGet configuration
/// counts, so that a folder's packages are restored once and later only read.
/// </remarks>
/// <param name="folder">The folder from which NuGet's configuration is looked up.</param>
/// <param name="sources">Package sources besides those that NuGet is configured with.</param>
public sealed class PackageRestorer(string folder, IReadOnlyList<string> sources)
{
    /// <summary>Restores packages.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="cancellation">Ends the restore.</param>
    /// <returns>The files they bring.</returns>
    /// <exception cref="PackageUnavailableException">A package is not to be had, or the SDK could not restore it.</exception>
    public async Task<RestoredPackages> RestoreAsync(
        IReadOnlyList<PackageRequest> packages, CancellationToken cancellation = default)
    {
        var project = ProjectText(packages);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..20];
        var cache = Path.Combine(CacheFolder, hash);
        Directory.CreateDirectory(cache);

        // Two notebooks may ask for the same packages at the same moment.
        await using var guard = await LockAsync(Path.Combine(cache, "lock"), cancellation);
        var assets = Path.Combine(cache, "obj", "project.assets.json");
        if (PackageAssets.TryRead(assets) is { } cached)
        {
            return cached;
        }

        var projectPath = Path.Combine(cache, "packages.csproj");
        await File.WriteAllTextAsync(projectPath, project, cancellation);
        await RestoreProjectAsync(projectPath, packages, cancellation);
        return PackageAssets.TryRead(assets)
            ?? throw new PackageUnavailableException($"could not get {Names(packages)}: the restore left files missing in {cache}.");
    }

    private static string CacheFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        "csharp-notebooks",
        "packages");

    private string ProjectText(IReadOnlyList<PackageRequest> packages)
    {
        var references = string.Concat(packages.Select(package =>
            $"    <PackageReference Include=\"{package.Id}\" Version=\"{package.Version}\" />\n"));
        return $"""
            <Project>
              <PropertyGroup>
                <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
                <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
                <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
              </PropertyGroup>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <NuGetAudit>false</NuGetAudit>
                <RestoreRootConfigDirectory>{SecurityElement.Escape(Path.GetFullPath(folder))}</RestoreRootConfigDirectory>
                <RestoreAdditionalProjectSources>{SecurityElement.Escape(string.Join(';', sources))}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
            {references}  </ItemGroup>
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
            </Project>
            """;
    }

    private static async Task RestoreProjectAsync(
        string projectPath, IReadOnlyList<PackageRequest> packages, CancellationToken cancellation)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(DotNetHost.Path)
        {
            ArgumentList = { "restore", projectPath, "--nologo", "--verbosity", "quiet" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(projectPath),
        };
        // The messages are read below; the SDK of the machine, not of a global.json on the way, does the work.
        process.StartInfo.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        process.StartInfo.Environment.Remove("MSBuildSDKsPath");
        process.StartInfo.Environment.Remove("MSBUILD_EXE_PATH");
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            throw new PackageUnavailableException($"could not get {Names(packages)}: the .NET SDK could not be started ({failure.Message}).");
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new PackageUnavailableException($"could not get {Names(packages)}: {Reason(await output + await errors)}");
        }
    }

    /// <summary>What the SDK said, without the project file that nobody but this class knows.</summary>
    private static string Reason(string output)
    {
        var messages = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))
            .Select(line =>
            {
                var start = line.IndexOf("error ", StringComparison.OrdinalIgnoreCase);
                var end = line.LastIndexOf(" [", StringComparison.Ordinal);
                return start < 0 ? line : line[(start + 6)..(end > start ? end : line.Length)];
            })
            .Distinct()
            .ToList();
        return messages.Count > 0 ? string.Join("; ", messages) : $"the restore failed. {output.Trim()}";
    }

    private static string Names(IReadOnlyList<PackageRequest> packages) => string.Join(", ", packages);

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(50, cancellation);
            }
        }
    }
}
