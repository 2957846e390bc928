using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Engine.Assistance.Inspection;

/// <summary>Finds what a position in code is about.</summary>
internal static class SymbolFinder
{
    /// <summary>The symbol at or just before a position, or else what is called with the arguments around it.</summary>
    /// <returns>The symbol, then its other overloads; empty where there is none.</returns>
    public static IReadOnlyList<ISymbol> Find(CellModel model, int position)
    {
        foreach (var token in TokensAt(model.Root, position))
        {
            var symbols = SymbolsOf(model, token).Select(Meant).OfType<ISymbol>().Distinct(SymbolEqualityComparer.Default).ToList();
            if (symbols.Count > 0)
            {
                return symbols;
            }
        }

        return ArgumentsAround(model.Root, position) is { } arguments ? [.. model.Callees(arguments).Select(Meant).OfType<ISymbol>()] : [];
    }

    /// <summary>The token the cursor is in, and the one it has just left.</summary>
    private static IEnumerable<SyntaxToken> TokensAt(SyntaxNode root, int position)
    {
        var token = root.FindToken(position);
        if (token.Span.Contains(position))
        {
            yield return token;
        }

        if (position > 0 && root.FindToken(position - 1) is var before && before.Span.End == position)
        {
            yield return before;
        }
    }

    private static IEnumerable<ISymbol?> SymbolsOf(CellModel model, SyntaxToken token)
    {
        var semantics = model.Semantics;
        switch (token.Parent)
        {
            case SimpleNameSyntax name when token == name.Identifier:
                return OfName(model, name);
            case PredefinedTypeSyntax or ThisExpressionSyntax or BaseExpressionSyntax:
                return [semantics.GetTypeInfo(token.Parent).Type];
            case ImplicitObjectCreationExpressionSyntax { ArgumentList: var arguments } when token.IsKind(SyntaxKind.NewKeyword):
                return model.Callees(arguments);
            case ConstructorInitializerSyntax { ArgumentList: var arguments }:
                return model.Callees(arguments);
            case { } parent when token.IsKind(SyntaxKind.IdentifierToken):
                return [semantics.GetDeclaredSymbol(parent)];
            default:
                return [];
        }
    }

    private static IEnumerable<ISymbol?> OfName(CellModel model, SimpleNameSyntax name)
    {
        var semantics = model.Semantics;
        SyntaxNode whole = name;
        while (whole.Parent is QualifiedNameSyntax { Right: var right } && right == whole
            || whole.Parent is MemberAccessExpressionSyntax { Name: var member } && member == whole
            || whole.Parent is MemberBindingExpressionSyntax or AliasQualifiedNameSyntax)
        {
            whole = whole.Parent!;
        }

        // The name of a type that is constructed stands for the constructor, the name of a method for its overloads.
        SyntaxNode? arguments = whole.Parent switch
        {
            InvocationExpressionSyntax invocation when invocation.Expression == whole => invocation.ArgumentList,
            ObjectCreationExpressionSyntax creation when creation.Type == whole => creation.ArgumentList,
            PrimaryConstructorBaseTypeSyntax based => based.ArgumentList,
            AttributeSyntax attribute => attribute.ArgumentList,
            _ => null,
        };
        var info = semantics.GetSymbolInfo(name);
        var callees = arguments is null ? [] : model.Callees(arguments);
        if (callees.Count > 0 && info.Symbol is not (ILocalSymbol or IFieldSymbol or IPropertySymbol or IParameterSymbol))
        {
            return callees;
        }

        return info.Symbol is not null
            ? [info.Symbol, .. OtherOverloads(semantics, name, info.Symbol)]
            : [.. info.CandidateSymbols.Concat(semantics.GetMemberGroup(name)).OrderBy(symbol => CellModel.ParametersOf(symbol).Count)];
    }

    private static IEnumerable<ISymbol> OtherOverloads(SemanticModel semantics, SimpleNameSyntax name, ISymbol symbol) =>
        symbol is IMethodSymbol ? semantics.GetMemberGroup(name) : [];

    private static ISymbol? Meant(ISymbol? symbol) => symbol switch
    {
        IAliasSymbol alias => alias.Target,
        IErrorTypeSymbol => null,
        INamespaceSymbol { IsGlobalNamespace: true } => null,
        INamedTypeSymbol { IsScriptClass: true } => null,
        _ => symbol,
    };

    private static SyntaxNode? ArgumentsAround(SyntaxNode root, int position)
    {
        var token = root.FindToken(Math.Max(0, position - 1));
        return token.Parent?.AncestorsAndSelf().FirstOrDefault(node => node is BaseArgumentListSyntax or AttributeArgumentListSyntax
            && position > node.SpanStart
            && (position < node.Span.End || node.GetLastToken(includeZeroWidth: true).IsMissing));
    }
}
