using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Notebooks.Engine.Interruption;

namespace Notebooks.Engine.Scripting;

/// <summary>A piece of code, compiled to follow those before it.</summary>
/// <remarks>
/// The compiler makes a class of it, whose fields are the variables; its code finds the objects of the earlier pieces in
/// an array, and puts its own there. Roslyn's <c>Script</c> does the same, but its code cannot be interrupted: it lets
/// nobody put checkpoints in, and keeps nothing of a piece that did not come to its end.
/// </remarks>
internal sealed class Submission
{
    private static readonly EmitOptions EmitOptions = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private static int _count;

    private readonly Func<object?[], Task<object?>>? _run;

    private Submission(CSharpCompilation compilation, ImmutableArray<Diagnostic> diagnostics, Func<object?[], Task<object?>>? run)
    {
        Compilation = compilation;
        Diagnostics = diagnostics;
        _run = run;
    }

    /// <summary>How cells are parsed.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);

    /// <summary>How cells are compiled, but for where they find assemblies and files.</summary>
    public static CSharpCompilationOptions CompilationOptions { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        usings:
        [
            "System",
            "System.Text",
            "System.Collections",
            "System.Collections.Generic",
            "System.Threading.Tasks",
            "System.Linq",
            "Microsoft.DotNet.Interactive.Kernel",
        ],
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,

        // A cell is small: handing its parts to other threads takes as long as compiling them.
        concurrentBuild: false,
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);

    /// <summary>What the compiler knows of the code, and of all before it.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>What the compiler has to say.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The code itself; before it come the files it loads.</summary>
    public CompilationUnitSyntax Root => (CompilationUnitSyntax)Compilation.SyntaxTrees[^1].GetRoot();

    /// <summary>Whether running it leaves an object in the array; code without any, such as a <c>using</c>, does not.</summary>
    public bool HasObject => _run is not null;

    /// <summary>Compiles a piece of code, and loads it.</summary>
    /// <param name="code">The code.</param>
    /// <param name="source">The name of the cell or file.</param>
    /// <param name="previous">The piece before it; null for the first.</param>
    /// <param name="references">The assemblies that the pieces before it do not refer to.</param>
    /// <param name="resolver">Resolves <c>#r</c>.</param>
    /// <param name="interrupt">Stops the compiler.</param>
    /// <returns>The piece; it can be run if no diagnostic is an error.</returns>
    public static Submission Compile(
        string code,
        string source,
        Submission? previous,
        ImmutableArray<MetadataReference> references,
        MetadataReferenceResolver resolver,
        CancellationToken interrupt)
    {
        var number = Interlocked.Increment(ref _count).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), ParseOptions, source, interrupt);
        var compilation = CSharpCompilation.CreateScriptCompilation(
            $"cell#{number}",
            LoopCheckpoints.AddTo(tree),
            references,
            CompilationOptions
                .WithScriptClassName($"Submission#{number}")
                .WithMetadataReferenceResolver(resolver)
                .WithSourceReferenceResolver(new SourceFileResolver([], Directory.GetCurrentDirectory())),
            previous?.Compilation,
            typeof(object));
        compilation = ConsoleClear.Redirect(compilation, interrupt);

        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(assembly, symbols, options: EmitOptions, cancellationToken: interrupt);
        if (!emitted.Success)
        {
            // Or there is nothing to run.
            return new Submission(compilation, emitted.Diagnostics, null);
        }

        assembly.Position = 0;
        symbols.Position = 0;
        var start = compilation.GetEntryPoint(interrupt)!;
        var run = AssemblyLoadContext.Default.LoadFromStream(assembly, symbols)
            .GetType(start.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(start.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
        return new Submission(compilation, emitted.Diagnostics, run);
    }

    /// <summary>Runs the code.</summary>
    /// <param name="objects">The objects of the pieces before it, with room for its own.</param>
    /// <returns>The value of the last expression; null where there is none.</returns>
    public Task<object?> RunAsync(object?[] objects) => _run is null ? Task.FromResult<object?>(null) : _run(objects);

    /// <summary>Whether the code ends in an expression without a semicolon, or returns a value.</summary>
    public bool HasValue()
    {
        var statements = Root.Members.OfType<GlobalStatementSyntax>().Select(member => member.Statement).ToList();
        if (statements.LastOrDefault() is ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last)
        {
            var type = Compilation.GetSemanticModel(last.SyntaxTree).GetTypeInfo(last.Expression).Type;
            return type?.SpecialType != SpecialType.System_Void;
        }

        return statements.Exists(Returns);

        static bool Returns(SyntaxNode node) =>
            node is ReturnStatementSyntax { Expression: not null }
            || (node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                && node.ChildNodes().Any(Returns));
    }
}
