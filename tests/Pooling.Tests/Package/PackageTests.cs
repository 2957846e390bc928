using System.Collections.Immutable;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Pooling.Tests;

/// <summary><c>dotnet pack</c> makes a package that says all about itself and can be debugged.</summary>
public sealed class PackageTests(PackageBuild build) : IClassFixture<PackageBuild>
{
    private const string Library = "lib/net10.0/Pooling.dll";
    private const string Symbols = "lib/net10.0/Pooling.pdb";

    private static readonly Guid EmbeddedSource = new("0e8a571b-6926-466e-b4ad-8ab04611f5fe");

    [Fact]
    public void The_package_holds_the_library_its_documentation_the_README_and_the_license()
    {
        using ZipArchive package = build.OpenPackage();
        using PEReader library = new(ImmutableArray.Create(PackageBuild.Read(package, Library)));

        Assert.Equal(
            typeof(Pool).Assembly.FullName,
            library.GetMetadataReader().GetAssemblyDefinition().GetAssemblyName().FullName);
        Assert.Contains("T:Pooling.Pool", Text(package, "lib/net10.0/Pooling.xml"), StringComparison.Ordinal);
        Assert.Equal(RepositoryText("src/Pooling/README.md"), Text(package, "README.md"));
        Assert.Equal(RepositoryText("LICENSE"), Text(package, "LICENSE"));
        Assert.DoesNotContain(package.Entries, entry => entry.Name.EndsWith(".pdb", StringComparison.Ordinal));
    }

    [Fact]
    public void The_metadata_names_version_license_README_and_what_the_package_is_about()
    {
        using ZipArchive package = build.OpenPackage();
        XElement metadata = PackageBuild.ReadMetadata(package);

        Assert.Equal("Pooling", metadata.Element("id")?.Value);
        Assert.Equal(PackageBuild.Version, metadata.Element("version")?.Value);
        Assert.Equal("MIT", metadata.Element("license")?.Value);
        Assert.Equal("expression", metadata.Element("license")?.Attribute("type")?.Value);
        Assert.Equal("README.md", metadata.Element("readme")?.Value);
        Assert.Equal("the project's contributors", metadata.Element("authors")?.Value);
        Assert.Contains("Pooling", metadata.Element("description")?.Value, StringComparison.Ordinal);
        Assert.Contains("pooling", metadata.Element("tags")?.Value.Split(' ') ?? []);
    }

    [Fact]
    public void The_package_depends_on_System_Numerics_Tensors_alone()
    {
        using ZipArchive package = build.OpenPackage();

        XElement group = Assert.Single(PackageBuild.ReadMetadata(package).Elements("dependencies").Elements());
        XElement dependency = Assert.Single(group.Elements());

        Assert.Equal("net10.0", group.Attribute("targetFramework")?.Value);
        Assert.Equal("System.Numerics.Tensors", dependency.Attribute("id")?.Value);
    }

    [Fact]
    public void The_symbols_belong_to_the_library_and_hold_its_sources()
    {
        using ZipArchive package = build.OpenPackage();
        using ZipArchive symbols = build.OpenSymbols();
        using PEReader library = new(ImmutableArray.Create(PackageBuild.Read(package, Library)));
        using MetadataReaderProvider provider =
            MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(PackageBuild.Read(symbols, Symbols)));
        MetadataReader reader = provider.GetMetadataReader();
        ImmutableArray<DebugDirectoryEntry> entries = library.ReadDebugDirectory();
        DebugDirectoryEntry codeView = entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);

        Assert.Equal(
            library.ReadCodeViewDebugDirectoryData(codeView).Guid,
            new BlobContentId(reader.DebugMetadataHeader!.Id).Guid);
        Assert.Contains(entries, entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        Assert.All(reader.Documents, document => Assert.True(
            HasSource(reader, document), $"The symbols do not hold {Name(reader, document)}."));
        Assert.Contains(reader.Documents, document =>
            Name(reader, document).EndsWith("MaxPooling2D.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void A_release_names_no_folder_of_the_machine_that_built_it()
    {
        using ZipArchive symbols = build.OpenSymbols();
        using MetadataReaderProvider provider =
            MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(PackageBuild.Read(symbols, Symbols)));
        MetadataReader reader = provider.GetMetadataReader();
        string root = PackageBuild.Configuration == "Release" ? "/_/" : Repository.Root;

        Assert.All(reader.Documents, document =>
            Assert.StartsWith(root, Name(reader, document), StringComparison.Ordinal));
    }

    private static bool HasSource(MetadataReader reader, DocumentHandle document) =>
        reader.GetCustomDebugInformation(document).Any(handle =>
            reader.GetGuid(reader.GetCustomDebugInformation(handle).Kind) == EmbeddedSource);

    private static string Name(MetadataReader reader, DocumentHandle document) =>
        reader.GetString(reader.GetDocument(document).Name);

    private static string Text(ZipArchive archive, string entry) =>
        System.Text.Encoding.UTF8.GetString(PackageBuild.Read(archive, entry));

    private static string RepositoryText(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));
}
