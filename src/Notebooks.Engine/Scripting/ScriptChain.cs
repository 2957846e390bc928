using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Engine.Display;
using Notebooks.Engine.Interruption;
using Notebooks.Engine.Packages;

namespace Notebooks.Engine.Scripting;

/// <summary>Compiles and runs pieces of C# one after another, each seeing what the earlier ones declared.</summary>
/// <param name="runner">Runs the code.</param>
/// <param name="output">Gets the compiler's warnings.</param>
internal sealed class ScriptChain(CodeRunner runner, IOutput output) : IDisposable
{
    /// <summary>The language cells are written in, with its version.</summary>
    public const string LanguageName = "C# 14";

    private readonly References _references = new();
    private readonly HashSet<string> _packageFiles = [];
    private Submission? _last;

    // The object of each piece; the first place is for an object that the pieces could share with the host.
    private object?[] _objects = [null];

    // A piece of code has the references of those before it. Named again each time, they would be kept for every pair of
    // pieces, and a thousand cells would take gigabytes.
    private ImmutableArray<MetadataReference> _newReferences = References.Default;

    private CSharpCompilation? _lastPreview;

    /// <summary>The variables declared so far, the latest of each name, in the order of their names.</summary>
    public IEnumerable<Variable> Variables => _objects
        .SelectMany(piece => piece?.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Select(declared => (Field: declared, Piece: piece)) ?? [])
        .Where(entry => char.IsLetterOrDigit(entry.Field.Name[0]) || entry.Field.Name[0] == '_')
        .GroupBy(entry => entry.Field.Name)
        .Select(group => group.Last())
        .Select(entry => new Variable(entry.Field.Name, entry.Field.FieldType, entry.Field.GetValue(entry.Piece)))
        .OrderBy(variable => variable.Name, StringComparer.Ordinal);

    /// <summary>How cells are parsed.</summary>
    public static CSharpParseOptions ParseOptions => Submission.ParseOptions;

    /// <summary>Adds packages that later code is compiled against and run with.</summary>
    public void AddPackages(RestoredPackages packages)
    {
        _references.AddPackageFiles(packages.RuntimePaths);
        _references.AddNativeFolders(packages.NativeFolders);
        _newReferences = _newReferences.AddRange(packages.CompilePaths
            .Where(path => !References.IsProvided(path) && !References.IsReplaced(path) && _packageFiles.Add(path))
            .Select(path => MetadataReference.CreateFromFile(path)));
    }

    /// <summary>Compiles and runs a piece of code.</summary>
    /// <param name="code">The code, on the lines where it stands in the cell or file.</param>
    /// <param name="source">The name of the cell or file.</param>
    /// <param name="interrupt">Stops the compiler, then the code; what it has declared and assigned by then stays.</param>
    /// <returns>The value of the last expression, and whether there is one.</returns>
    /// <exception cref="CellFailedException">The code does not compile, or throws.</exception>
    public (bool HasValue, object? Value) Run(string code, string source, CancellationToken interrupt)
    {
        var folder = Directory.GetCurrentDirectory();
        var piece = Compile(code, source, interrupt);
        foreach (var warning in piece.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning))
        {
            output.Stream("stderr", Diagnostics.Format(warning, source) + "\n");
        }

        object?[] objects = piece.HasObject ? [.. _objects, null] : _objects;
        try
        {
            return (piece.HasValue(), runner.Run(() => piece.RunAsync(objects), interrupt));
        }
        catch (Exception exception)
        {
            throw new CellFailedException(ExceptionText.ToError(exception, source, folder), exception);
        }
        finally
        {
            if (!piece.HasObject || objects[^1] is not null)
            {
                _last = piece;
                _objects = objects;
                _newReferences = [];
            }
        }
    }

    /// <summary>The value of an expression, which becomes no part of the chain.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="interrupt">Stops it.</param>
    /// <exception cref="CellFailedException">It is no expression, does not compile, or throws.</exception>
    public object? Evaluate(string expression, string source, CancellationToken interrupt)
    {
        var folder = Directory.GetCurrentDirectory();
        var piece = Compile(expression, source, interrupt);
        if (piece.Root is not { Members: [GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } }] }
            || !piece.HasValue())
        {
            const string Message = "Expected an expression that has a value.";
            throw new CellFailedException(new CellError("CompilationError", Message, [$"{source}: {Message}"]));
        }

        object?[] objects = [.. _objects, null];
        try
        {
            return runner.Run(() => piece.RunAsync(objects), interrupt);
        }
        catch (Exception exception)
        {
            throw new CellFailedException(ExceptionText.ToError(exception, source, folder), exception);
        }
    }

    /// <summary>Puts code behind all that earlier code declared without compiling it to the end, running it, or loading what it refers to.</summary>
    /// <param name="tree">The code, read with <see cref="ParseOptions"/>.</param>
    /// <returns>A compilation to ask about the code's meaning.</returns>
    public CSharpCompilation Preview(SyntaxTree tree)
    {
        var previous = _last?.Compilation;
        if (_lastPreview is null || _lastPreview.ScriptCompilationInfo!.PreviousScriptCompilation != previous || !_newReferences.IsEmpty)
        {
            var folder = Directory.GetCurrentDirectory();
            var options = (previous?.Options ?? Submission.CompilationOptions)
                .WithMetadataReferenceResolver(_references.PreviewResolverFor(folder))
                .WithSourceReferenceResolver(new SourceFileResolver([], folder));
            _lastPreview = CSharpCompilation.CreateScriptCompilation(
                "preview", references: _newReferences, options: options, previousScriptCompilation: previous, returnType: typeof(object));
        }

        // Grown from one compilation, so that the libraries are read once and not for each question.
        return _lastPreview.AddSyntaxTrees(tree);
    }

    public void Dispose() => _references.Dispose();

    private Submission Compile(string code, string source, CancellationToken interrupt)
    {
        var resolver = _references.ResolverFor(Directory.GetCurrentDirectory());
        var piece = Submission.Compile(code, source, _last, _newReferences, resolver, interrupt);
        var errors = piece.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count == 0 ? piece : throw new CellFailedException(Diagnostics.ToError(errors, source));
    }
}
