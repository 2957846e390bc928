using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>The names in scope that may stand in a place.</summary>
internal static class NameCompletion
{
    private const string AttributeSuffix = "Attribute";

    public static IEnumerable<CompletionCandidate> Candidates(CompletionSite site)
    {
        var semantics = site.Model.Semantics;
        if (site.Node is null || IsFirstOfStatement(site))
        {
            // A new name, unless the line above only lacks its semicolon.
            return site.Node is null && !site.StartsLine ? [] : All(site);
        }

        var types = NamesInScope.TypesAt(site);
        return site.Whole?.Parent switch
        {
            UsingDirectiveSyntax { Alias: null } directive when directive.StaticKeyword.RawKind == 0 =>
                SymbolCandidates.Of(types.OfType<INamespaceSymbol>()),
            AttributeSyntax => Attributes(types),
            CatchDeclarationSyntax => SymbolCandidates.Of(types.Where(IsException)),
            ObjectCreationExpressionSyntax { Parent: ThrowStatementSyntax or ThrowExpressionSyntax } =>
                SymbolCandidates.Of(types.Where(type => IsException(type) && IsConstructible(type))),
            ObjectCreationExpressionSyntax creation => Constructible(site, creation, types),
            GotoStatementSyntax => SymbolCandidates.Of(semantics.LookupLabels(site.Start)),
            ConstantPatternSyntax or CaseSwitchLabelSyntax => SymbolCandidates.Of(All(site, IsTypeOrConstant)),
            _ when site.Whole is { } whole && SyntaxFacts.IsInNamespaceOrTypeContext(whole) => SymbolCandidates.Of(types),
            _ => All(site),
        };
    }

    private static IEnumerable<CompletionCandidate> All(CompletionSite site) => SymbolCandidates.Of(All(site, _ => true));

    private static IEnumerable<ISymbol> All(CompletionSite site, Func<ISymbol, bool> filter)
    {
        var semantics = site.Model.Semantics;
        var isStatic = semantics.GetEnclosingSymbol(site.Start) is IMethodSymbol { IsStatic: true, MethodKind: not MethodKind.AnonymousFunction };
        return NamesInScope.At(site).Where(symbol =>
            filter(symbol) && IsDeclaredBefore(site, symbol) && !(isStatic && IsInstanceMember(symbol)));
    }

    /// <summary>Whether the name is where a statement starts: a type, if it is followed by another name, but who knows.</summary>
    private static bool IsFirstOfStatement(CompletionSite site)
    {
        var member = site.Node!.FirstAncestorOrSelf<SyntaxNode>(node => node is StatementSyntax or MemberDeclarationSyntax);
        return member?.GetFirstToken() == site.Token && (member is StatementSyntax or GlobalStatementSyntax || member.Parent is CompilationUnitSyntax);
    }

    private static bool IsDeclaredBefore(CompletionSite site, ISymbol symbol)
    {
        if (symbol is not (ILocalSymbol or IFieldSymbol) || (symbol is IFieldSymbol && !Signatures.IsScriptMember(symbol)))
        {
            return true;
        }

        return symbol.DeclaringSyntaxReferences is not [var declared, ..]
            || declared.SyntaxTree != site.Model.Root.SyntaxTree
            || (declared.Span.Start < site.Start && !(declared.GetSyntax() is VariableDeclaratorSyntax && declared.Span.Contains(site.Start)));
    }

    private static bool IsInstanceMember(ISymbol symbol) =>
        symbol is IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } or IEventSymbol && !symbol.IsStatic;

    private static bool IsTypeOrConstant(ISymbol symbol) =>
        symbol is INamespaceOrTypeSymbol or IFieldSymbol { IsConst: true } or ILocalSymbol { IsConst: true };

    private static IEnumerable<CompletionCandidate> Constructible(
        CompletionSite site, ObjectCreationExpressionSyntax creation, IEnumerable<INamespaceOrTypeSymbol> types)
    {
        var expected = ExpectedValueCompletion.TypesAt(site.Model, creation).ToHashSet<ISymbol>(SymbolEqualityComparer.Default);
        return SymbolCandidates.Of(
            types.Where(type => type is INamespaceSymbol || IsConstructible(type)),
            type => expected.Contains(type) || expected.Any(other => other is INamedTypeSymbol { IsGenericType: true } && other.OriginalDefinition.Equals(type, SymbolEqualityComparer.Default))
                ? CompletionPlace.Expected
                : SymbolCandidates.PlaceOf(type));
    }

    private static bool IsConstructible(ISymbol symbol) => symbol is
        ITypeParameterSymbol or INamedTypeSymbol { IsAbstract: false, IsStatic: false, TypeKind: not TypeKind.Interface };

    private static bool IsException(INamespaceOrTypeSymbol symbol) =>
        symbol is INamespaceSymbol || (symbol is INamedTypeSymbol type && DerivesFrom(type, nameof(Exception)));

    private static bool DerivesFrom(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == name && current.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<CompletionCandidate> Attributes(IEnumerable<INamespaceOrTypeSymbol> types)
    {
        foreach (var candidate in SymbolCandidates.Of(types.Where(type => type is INamespaceSymbol
            || (type is INamedTypeSymbol { IsAbstract: false } named && DerivesFrom(named, nameof(Attribute))))))
        {
            yield return candidate.Name.EndsWith(AttributeSuffix, StringComparison.Ordinal) && candidate.Name.Length > AttributeSuffix.Length
                ? candidate with { Item = candidate.Item with { Text = candidate.Name[..^AttributeSuffix.Length] } }
                : candidate;
        }
    }
}
