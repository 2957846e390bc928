using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace Pooling.Tests;

/// <summary>The package of the library under test, made by <c>dotnet pack</c>.</summary>
/// <remarks>
/// It is made of what is built already, and all that is written goes into a folder of its own, so that builds and tests
/// may run at the same time. It needs no network.
/// </remarks>
public sealed class PackageBuild : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pooling-package-");

    public PackageBuild()
    {
        try
        {
            Pack();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The configuration that the library was built in.</summary>
    public static string Configuration { get; } =
        typeof(Pool).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The library's version.</summary>
    public static string Version { get; } = typeof(Pool).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Opens the package.</summary>
    public ZipArchive OpenPackage() => Open("nupkg");

    /// <summary>Opens the package of the symbols.</summary>
    public ZipArchive OpenSymbols() => Open("snupkg");

    /// <summary>Reads a file in an archive.</summary>
    public static byte[] Read(ZipArchive archive, string entry)
    {
        using Stream stream = archive.GetEntry(entry)?.Open()
            ?? throw new FileNotFoundException(
                $"The package has no {entry}, only {string.Join(", ", archive.Entries)}.");
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Reads the metadata of the package, without XML namespaces.</summary>
    public static XElement ReadMetadata(ZipArchive archive)
    {
        using MemoryStream stream = new(Read(archive, "Pooling.nuspec"));
        XElement root = XDocument.Load(stream).Root!;
        foreach (XElement element in root.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        return root.Element("metadata")!;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Pack()
    {
        ProcessStartInfo start = new(DotNet.Path)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "pack", "src/Pooling", "--configuration", Configuration, "--no-build", "--no-restore", "--nologo",
                "--output", _folder.FullName, $"-property:NuspecOutputPath={_folder.FullName}", "-nodeReuse:false",
            },
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet pack ended with exit code {process.ExitCode}:\n{output}");
        }
    }

    private ZipArchive Open(string extension) =>
        ZipFile.OpenRead(Path.Combine(_folder.FullName, $"Pooling.{Version}.{extension}"));
}
