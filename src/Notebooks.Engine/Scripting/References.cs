using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace Notebooks.Engine.Scripting;

/// <summary>The assemblies that cells are compiled against and run with.</summary>
/// <remarks>
/// Everything is loaded into the default context, once, so that a type is the same type whichever cell, library or
/// package it came through.
/// </remarks>
internal sealed class References : IDisposable
{
    private static readonly string[] Trusted =
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator);

    private static readonly HashSet<string> Provided =
        [.. Trusted.Select(path => Path.GetFileNameWithoutExtension(path))];

    private static readonly HashSet<string> Replaced =
        new(StringComparer.OrdinalIgnoreCase) { "Microsoft.DotNet.Interactive", "Microsoft.DotNet.Interactive.Formatting" };

    private readonly Dictionary<string, string> _runtimePaths = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly List<string> _nativeFolders = [];
    private readonly HashSet<string> _registered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (DateTime Written, PortableExecutableReference Reference)> _previewed = new(StringComparer.Ordinal);

    public References()
    {
        AssemblyLoadContext.Default.Resolving += Resolve;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += ResolveNative;
    }

    /// <summary>The .NET libraries and the names a cell may use.</summary>
    public static ImmutableArray<MetadataReference> Default => FindDefault();

    /// <summary>Resolves <c>#r</c> against a folder, and loads what it finds.</summary>
    public MetadataReferenceResolver ResolverFor(string folder) => new Resolver(folder, Loaded);

    /// <summary>Resolves <c>#r</c> against a folder for code that is not run, and loads nothing.</summary>
    public MetadataReferenceResolver PreviewResolverFor(string folder) => new Resolver(folder, Previewed);

    /// <summary>Loads an assembly that cells name by its path, and makes what lies beside it findable.</summary>
    /// <exception cref="FileLoadException">Another assembly of the same name is loaded.</exception>
    /// <exception cref="BadImageFormatException">The file is no assembly.</exception>
    public void AddFile(string path)
    {
        if (_registered.Contains(path))
        {
            return;
        }

        Load(path);
        _registered.Add(path);
        _folders.Add(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes the assemblies of packages findable.</summary>
    /// <param name="paths">Their paths.</param>
    public void AddPackageFiles(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            _runtimePaths.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }

        foreach (var path in paths.Where(path => !IsProvided(path) && _registered.Add(path)))
        {
            Load(path);
        }
    }

    /// <summary>Whether .NET or the engine brings an assembly of this name itself; that one is used then.</summary>
    public static bool IsProvided(string path) => Provided.Contains(Path.GetFileNameWithoutExtension(path));

    /// <summary>
    /// Whether cells must not see the types of an assembly, because the engine brings types of the same names itself: those of
    /// .NET Interactive, which packages with extensions for it depend on.
    /// </summary>
    public static bool IsReplaced(string path) => Replaced.Contains(Path.GetFileNameWithoutExtension(path));

    /// <summary>Makes the native libraries in folders findable.</summary>
    public void AddNativeFolders(IEnumerable<string> folders) => _nativeFolders.AddRange(folders);

    public void Dispose()
    {
        AssemblyLoadContext.Default.Resolving -= Resolve;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll -= ResolveNative;
    }

    private static void Load(string path)
    {
        try
        {
            AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        }
        catch (FileLoadException failure)
        {
            throw new FileLoadException(
                $"{path} cannot be loaded, because another assembly called {Path.GetFileNameWithoutExtension(path)} has been; a new session can load it.",
                path,
                failure);
        }
    }

    private Assembly? Resolve(AssemblyLoadContext context, AssemblyName name)
    {
        if (_runtimePaths.TryGetValue(name.Name!, out var path))
        {
            return context.LoadFromAssemblyPath(path);
        }

        return _folders
            .Select(folder => Path.Combine(folder, name.Name + ".dll"))
            .Where(File.Exists)
            .Select(context.LoadFromAssemblyPath)
            .FirstOrDefault();
    }

    private nint ResolveNative(Assembly assembly, string name)
    {
        string[] files = OperatingSystem.IsWindows() ? [name, $"{name}.dll"]
            : OperatingSystem.IsMacOS() ? [name, $"{name}.dylib", $"lib{name}.dylib"]
            : [name, $"{name}.so", $"lib{name}.so"];
        foreach (var path in _nativeFolders.SelectMany(folder => files.Select(file => Path.Combine(folder, file))))
        {
            if (File.Exists(path) && System.Runtime.InteropServices.NativeLibrary.TryLoad(path, out var handle))
            {
                return handle;
            }
        }

        return 0;
    }

    private static ImmutableArray<MetadataReference> FindDefault()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return
        [
            .. Trusted.Where(path => Path.GetDirectoryName(path) == framework)
                .Append(typeof(References).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }

    private PortableExecutableReference Loaded(PortableExecutableReference found)
    {
        AddFile(found.FilePath!);
        return found;
    }

    /// <summary>The reference that the last question got, because each one of its own reads the whole file.</summary>
    private PortableExecutableReference Previewed(PortableExecutableReference found)
    {
        var path = found.FilePath!;
        var written = File.GetLastWriteTimeUtc(path);
        if (_previewed.TryGetValue(path, out var known) && known.Written == written)
        {
            return known.Reference;
        }

        _previewed[path] = (written, found);
        return found;
    }

    private sealed class Resolver(string folder, Func<PortableExecutableReference, PortableExecutableReference> onFound) : MetadataReferenceResolver
    {
        private readonly MetadataReferenceResolver _inner = ScriptMetadataResolver.Default.WithBaseDirectory(folder);

        public override ImmutableArray<PortableExecutableReference> ResolveReference(
            string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
            [.. _inner.ResolveReference(reference, baseFilePath, properties).Select(onFound)];

        public override bool Equals(object? other) => other is Resolver resolver && resolver._inner.Equals(_inner);

        public override int GetHashCode() => _inner.GetHashCode();
    }
}
