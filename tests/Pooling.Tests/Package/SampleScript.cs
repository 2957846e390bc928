using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Text;

namespace Pooling.Tests;

/// <summary>A sample as a C# script that tells the results of which its comments speak.</summary>
/// <remarks>
/// A comment at the end of a statement states the statement's result (<see cref="SampleResult"/> is the notation): the
/// value of the variable it declares, of the expression, or, where a call returns nothing, of its argument
/// <c>destination</c> or <c>gradInput</c>.
/// </remarks>
internal sealed class SampleScript
{
    // What a new project or a notebook imports for itself.
    private static readonly ScriptOptions Options = ScriptOptions.Default
        .WithLanguageVersion(LanguageVersion.CSharp14)
        .AddReferences(typeof(Pool).Assembly, typeof(System.Numerics.Tensors.Tensor).Assembly)
        .AddImports("System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading.Tasks");

    // Binding a sample in its place takes a tenth of the time that binding it on its own would.
    private static readonly Compilation Empty = Create("").GetCompilation();

    private readonly Sample _sample;
    private readonly List<string> _failures = [];
    private readonly List<(SampleResult Result, int Line)> _results = [];
    private readonly List<TextChange> _changes = [];

    private SampleScript(Sample sample)
    {
        _sample = sample;
    }

    /// <summary>Compiles and runs a sample.</summary>
    /// <returns>
    /// What is wrong, each with file and line: errors of the compiler, an exception, or results other than stated.
    /// </returns>
    public static async Task<IReadOnlyList<string>> RunAsync(Sample sample)
    {
        SampleScript script = new(sample);
        await script.RunAsync();
        return script._failures;
    }

    private async Task RunAsync()
    {
        SyntaxTree empty = Empty.SyntaxTrees.Single();
        SyntaxTree tree = SyntaxFactory.ParseSyntaxTree(_sample.Code, empty.Options);
        Compilation compilation = Empty.ReplaceSyntaxTree(empty, tree);
        foreach (Diagnostic error in compilation.GetDiagnostics().Where(
            diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            Fail(error.Location.GetLineSpan().StartLinePosition.Line, error.GetMessage(null));
        }

        FindResults(tree, compilation.GetSemanticModel(tree));
        if (_failures.Count > 0)
        {
            return;
        }

        SampleObserver observer = new((number, value) =>
        {
            (SampleResult result, int line) = _results[number];
            if (result.Mismatch(value) is { } mismatch)
            {
                Fail(line, mismatch);
            }
        });
        try
        {
            await Create(tree.GetText().WithChanges(_changes).ToString()).RunAsync(observer);
        }
        catch (Exception exception)
        {
            Fail(0, exception.ToString());
        }
    }

    private static Script<object> Create(string code) =>
        CSharpScript.Create<object>(code, Options, typeof(SampleObserver));

    private void FindResults(SyntaxTree tree, SemanticModel model)
    {
        foreach (SyntaxTrivia comment in tree.GetRoot().DescendantTrivia().Where(
            trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)))
        {
            int line = comment.GetLocation().GetLineSpan().StartLinePosition.Line;
            try
            {
                foreach (SampleResult result in SampleResult.Parse(comment.ToString()[2..]))
                {
                    Observe(result, StatementBefore(comment), model);
                    _results.Add((result, line));
                }
            }
            catch (FormatException exception)
            {
                Fail(line, exception.Message);
            }
        }
    }

    private static MemberDeclarationSyntax StatementBefore(SyntaxTrivia comment)
    {
        MemberDeclarationSyntax? statement = comment.Token.Parent?.AncestorsAndSelf()
            .OfType<MemberDeclarationSyntax>().LastOrDefault();
        return statement is not null
            && statement.GetLastToken() == comment.Token
            && statement.Span.End <= comment.SpanStart
            ? statement
            : throw new FormatException($"\"{comment}\" looks like a result, but no statement ends on its line.");
    }

    /// <summary>Has the script tell the value that a result speaks of, on the same line.</summary>
    private void Observe(SampleResult result, MemberDeclarationSyntax statement, SemanticModel model)
    {
        int number = _results.Count;
        ExpressionSyntax? expression =
            ((statement as GlobalStatementSyntax)?.Statement as ExpressionStatementSyntax)?.Expression;
        string? variable = result.Variable
            ?? (statement as FieldDeclarationSyntax)?.Declaration.Variables.Last().Identifier.Text;
        if (variable is null && expression is null)
        {
            throw new FormatException("The comment states a result, but the statement has none.");
        }

        if (variable is null && model.GetTypeInfo(expression!).Type is { SpecialType: SpecialType.System_Void })
        {
            variable = Destination(model.GetOperation(expression!));
        }

        if (variable is not null)
        {
            _changes.Add(new TextChange(new TextSpan(statement.Span.End, 0), $" Observe({number}, {variable});"));
        }
        else
        {
            _changes.Add(new TextChange(new TextSpan(expression!.Span.Start, 0), $"Observe({number}, "));
            _changes.Add(new TextChange(new TextSpan(expression.Span.End, 0), ")"));
        }
    }

    private static string Destination(IOperation? call) =>
        (call as IInvocationOperation)?.Arguments
            .LastOrDefault(argument => argument.Parameter?.Name is "destination" or "gradInput")?.Syntax
            is ArgumentSyntax destination
            ? destination.Expression.ToString()
            : throw new FormatException("The comment states a result, but the call has none and no destination.");

    private void Fail(int line, string message) => _failures.Add($"{_sample.File}({_sample.Line + line}): {message}");
}
