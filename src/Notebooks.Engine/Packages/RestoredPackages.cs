namespace Notebooks.Engine.Packages;

/// <summary>What a set of packages brings, dependencies included.</summary>
/// <param name="CompilePaths">Assemblies that code is compiled against.</param>
/// <param name="RuntimePaths">Assemblies that are loaded when code runs.</param>
/// <param name="NativeFolders">Folders with native libraries for this machine.</param>
public sealed record RestoredPackages(
    IReadOnlyList<string> CompilePaths, IReadOnlyList<string> RuntimePaths, IReadOnlyList<string> NativeFolders);
