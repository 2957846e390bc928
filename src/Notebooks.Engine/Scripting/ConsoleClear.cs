using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Engine.Display;

namespace Notebooks.Engine.Scripting;

/// <summary>Makes <see cref="Console.Clear"/> of a cell clear what the cell has shown.</summary>
/// <remarks>
/// The console's own works on a terminal only, and lets nobody else in: where there is none it does nothing, or throws on
/// Windows. What is put in reads as what stood there, so that every line and column stays.
/// </remarks>
internal static class ConsoleClear
{
    private static readonly ExpressionSyntax Replacement = SyntaxFactory.ParseExpression(
        $"global::{typeof(ConsoleScreen).FullName}.{nameof(ConsoleScreen.Clear)}");

    /// <summary>The same code with the other method; code that names none stays as it is.</summary>
    public static CSharpCompilation Redirect(CSharpCompilation compilation, CancellationToken interrupt)
    {
        var tree = compilation.SyntaxTrees[^1];
        var root = tree.GetRoot(interrupt);
        if (root.ContainsDiagnostics)
        {
            return compilation;
        }

        var names = root.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == nameof(Console.Clear))
            .ToList();
        if (names.Count == 0)
        {
            return compilation;
        }

        var meaning = compilation.GetSemanticModel(tree);
        var calls = names.Where(name => IsConsole(meaning.GetSymbolInfo(name, interrupt).Symbol)).Select(Whole);
        var replaced = root.ReplaceNodes(calls, (_, call) => Reads(call));
        return compilation.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(replaced, tree.Options));
    }

    private static bool IsConsole(ISymbol? symbol) =>
        symbol is IMethodSymbol { ContainingType: { Name: nameof(Console), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } } };

    /// <summary>The name with the type before it, if that is there.</summary>
    private static ExpressionSyntax Whole(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    /// <summary>The other method, as an expression that reads as this one in the text.</summary>
    private static ExpressionSyntax Reads(ExpressionSyntax call)
    {
        var last = Replacement.GetLastToken();
        return Replacement.ReplaceTokens(Replacement.DescendantTokens(), (token, _) => token.IsKind(SyntaxKind.IdentifierToken)
            ? token == last
                ? SyntaxFactory.Identifier(call.GetLeadingTrivia(), SyntaxKind.IdentifierToken, call.ToString(), token.ValueText, call.GetTrailingTrivia())
                : SyntaxFactory.Identifier(default, SyntaxKind.IdentifierToken, "", token.ValueText, default)
            : SyntaxFactory.Token(default, token.Kind(), "", "", default));
    }
}
