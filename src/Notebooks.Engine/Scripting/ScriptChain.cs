using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Notebooks.Engine.Display;
using Notebooks.Engine.Packages;

namespace Notebooks.Engine.Scripting;

/// <summary>Compiles and runs pieces of C# one after another, each seeing what the earlier ones declared.</summary>
internal sealed class ScriptChain : IDisposable
{
    /// <summary>The language cells are written in, with its version.</summary>
    public const string LanguageName = "C# 14";

    private readonly References _references = new();
    private readonly IOutput _output;
    private readonly ScriptOptions _options;
    private readonly HashSet<string> _packageFiles = [];
    private ScriptState<object>? _state;

    // A piece of code has the references of those before it. Named again each time, they would be kept for every pair of
    // pieces, and a thousand cells would take gigabytes.
    private ImmutableArray<MetadataReference> _newReferences = References.Default;

    private CSharpCompilation? _lastPreview;

    public ScriptChain(IOutput output)
    {
        _output = output;
        _options = ScriptOptions.Default
            .WithLanguageVersion(LanguageVersion.CSharp14)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithAllowUnsafe(true)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8)
            .WithImports(
                "System",
                "System.Text",
                "System.Collections",
                "System.Collections.Generic",
                "System.Threading.Tasks",
                "System.Linq",
                "Microsoft.DotNet.Interactive.Kernel");
    }

    /// <summary>The variables declared so far, the latest of each name, in the order of their names.</summary>
    public IEnumerable<ScriptVariable> Variables =>
        _state?.Variables.GroupBy(variable => variable.Name)
            .Select(group => group.Last())
            .OrderBy(variable => variable.Name, StringComparer.Ordinal)
        ?? Enumerable.Empty<ScriptVariable>();

    /// <summary>How cells are parsed.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);

    /// <summary>Adds packages that later code is compiled against and run with.</summary>
    public void AddPackages(RestoredPackages packages)
    {
        _references.AddPackageFiles(packages.RuntimePaths);
        _references.AddNativeFolders(packages.NativeFolders);
        _newReferences = _newReferences.AddRange(packages.CompilePaths
            .Where(path => !References.IsProvided(path) && _packageFiles.Add(path))
            .Select(path => MetadataReference.CreateFromFile(path)));
    }

    /// <summary>Compiles and runs a piece of code.</summary>
    /// <param name="code">The code, on the lines where it stands in the cell or file.</param>
    /// <param name="source">The name of the cell or file.</param>
    /// <returns>The value of the last expression, and whether there is one.</returns>
    /// <exception cref="CellFailedException">The code does not compile, or throws.</exception>
    public async Task<(bool HasValue, object? Value)> RunAsync(string code, string source)
    {
        var folder = Directory.GetCurrentDirectory();
        var options = _options
            .WithReferences(_newReferences)
            .WithFilePath(source)
            .WithMetadataResolver(_references.ResolverFor(folder))
            .WithSourceResolver(new SourceFileResolver([], folder));
        var script = _state is null
            ? CSharpScript.Create<object>(code, options, assemblyLoader: _references.Loader)
            : _state.Script.ContinueWith<object>(code, options);

        var diagnostics = script.Compile();
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw new CellFailedException(Diagnostics.ToError(errors, source));
        }

        foreach (var warning in diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning))
        {
            _output.Stream("stderr", Diagnostics.Format(warning, source) + "\n");
        }

        _state = _state is null
            ? await script.RunAsync(globals: null, catchException: static _ => true)
            : await script.RunFromAsync(_state, catchException: static _ => true);
        _newReferences = [];
        if (_state.Exception is { } exception)
        {
            throw new CellFailedException(ExceptionText.ToError(exception, source, folder), exception);
        }

        return (HasValue(script.GetCompilation()), _state.ReturnValue);
    }

    /// <summary>Puts code behind all that earlier code declared without compiling it to the end, running it, or loading what it refers to.</summary>
    /// <param name="tree">The code, read with <see cref="ParseOptions"/>.</param>
    /// <returns>A compilation to ask about the code's meaning.</returns>
    public CSharpCompilation Preview(SyntaxTree tree)
    {
        var previous = (CSharpCompilation?)_state?.Script.GetCompilation();
        if (_lastPreview is null || _lastPreview.ScriptCompilationInfo!.PreviousScriptCompilation != previous || !_newReferences.IsEmpty)
        {
            var folder = Directory.GetCurrentDirectory();
            var options = (previous?.Options ?? new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: _options.Imports))
                .WithMetadataReferenceResolver(_references.PreviewResolverFor(folder))
                .WithSourceReferenceResolver(new SourceFileResolver([], folder));
            _lastPreview = CSharpCompilation.CreateScriptCompilation(
                "preview", references: _newReferences, options: options, previousScriptCompilation: previous, returnType: typeof(object));
        }

        // Grown from one compilation, so that the libraries are read once and not for each question.
        return _lastPreview.AddSyntaxTrees(tree);
    }

    public void Dispose() => _references.Dispose();

    /// <summary>Whether the code ends in an expression without a semicolon, or returns a value.</summary>
    private static bool HasValue(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Last();
        var statements = ((CompilationUnitSyntax)tree.GetRoot()).Members.OfType<GlobalStatementSyntax>()
            .Select(member => member.Statement).ToList();
        if (statements.LastOrDefault() is ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last)
        {
            var type = compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type;
            return type?.SpecialType != SpecialType.System_Void;
        }

        return statements.Exists(Returns);

        static bool Returns(SyntaxNode node) =>
            node is ReturnStatementSyntax { Expression: not null }
            || (node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                && node.ChildNodes().Any(Returns));
    }
}
