using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Tests.Engine;

/// <summary>Makes small libraries for cells to load.</summary>
internal static class TestLibrary
{
    /// <summary>Compiles a library into a file.</summary>
    /// <param name="path">The file; its name is the assembly's.</param>
    /// <param name="source">The source.</param>
    /// <param name="references">Paths of other libraries it uses.</param>
    public static void Compile(string path, string source, params string[] references)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Emit(Path.GetFileNameWithoutExtension(path), source, references));
    }

    /// <summary>Compiles a library.</summary>
    public static byte[] Emit(string name, string source, IEnumerable<string> references)
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location));
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source)],
            framework.Concat(references).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return stream.ToArray();
    }
}
