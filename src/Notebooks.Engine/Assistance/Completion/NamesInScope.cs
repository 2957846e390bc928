using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>What a name may mean at a place, the nearest first.</summary>
/// <remarks>
/// <see cref="SemanticModel.LookupSymbols"/> tells the same, but looks each name up in each earlier cell and all that it
/// imports: after a thousand cells that takes seconds.
/// </remarks>
internal static class NamesInScope
{
    /// <summary>All that is in scope at the site.</summary>
    public static IEnumerable<ISymbol> At(CompletionSite site) =>
        InMember(site)
            .Concat(InTypes(site))
            .Concat(InCells(site.Model.Semantics.Compilation))
            .Concat(Imported(site))
            .Concat(site.Model.Semantics.Compilation.GlobalNamespace.GetMembers())
            .Where(symbol => IsAccessible(site, symbol));

    /// <summary>The namespaces and types of them.</summary>
    public static IEnumerable<INamespaceOrTypeSymbol> TypesAt(CompletionSite site) =>
        At(site).Select(symbol => symbol is IAliasSymbol alias ? alias.Target : symbol).OfType<INamespaceOrTypeSymbol>();

    /// <summary>Whether a symbol may be used at the site.</summary>
    /// <remarks>What cells declare may be, and to ask the compiler takes it through all cells, for each name.</remarks>
    private static bool IsAccessible(CompletionSite site, ISymbol symbol) =>
        Signatures.IsScriptMember(symbol)
        || (symbol.ContainingType is null && symbol.DeclaredAccessibility == Accessibility.Public)
        || symbol is not (INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol)
        || site.Model.Semantics.IsAccessible(site.Start, symbol);

    /// <summary>Locals and parameters: of the names that the statement or member declares, those that are in scope.</summary>
    private static IEnumerable<ISymbol> InMember(CompletionSite site)
    {
        var member = site.Token.Parent!.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        IEnumerable<SyntaxNode?> lists = site.Token.Parent!.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
            .SelectMany<TypeDeclarationSyntax, SyntaxNode?>(type => [type.TypeParameterList, type.ParameterList]);
        return lists.Append(member is BaseTypeDeclarationSyntax ? null : member)
            .OfType<SyntaxNode>()
            .SelectMany(node => node.DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is not SimpleNameSyntax && token != site.Token)
            .Select(token => token.ValueText)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(name => site.Model.Semantics.LookupSymbols(site.Start, name: name));
    }

    /// <summary>The members of the types around.</summary>
    private static IEnumerable<ISymbol> InTypes(CompletionSite site) => site.Token.Parent!.AncestorsAndSelf()
        .OfType<BaseTypeDeclarationSyntax>()
        .Select(declaration => site.Model.Semantics.GetDeclaredSymbol(declaration))
        .OfType<INamedTypeSymbol>()
        .SelectMany(BasesAndSelf)
        .SelectMany(type => type.GetMembers());

    private static IEnumerable<INamedTypeSymbol> BasesAndSelf(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    private static IEnumerable<ISymbol> InCells(Compilation last)
    {
        for (var cell = last; cell is not null; cell = cell.ScriptCompilationInfo?.PreviousScriptCompilation)
        {
            foreach (var member in cell.ScriptClass?.GetMembers() ?? [])
            {
                yield return member;
            }
        }
    }

    private static IEnumerable<ISymbol> Imported(CompletionSite site)
    {
        var scopes = site.Model.Semantics.GetImportScopes(site.Start);
        return scopes.SelectMany(scope => scope.Aliases)
            .Concat(scopes.SelectMany(scope => scope.Imports)
                .Select(import => import.NamespaceOrType)
                .Distinct<INamespaceOrTypeSymbol>(SymbolEqualityComparer.Default)
                .SelectMany(Offered));
    }

    private static IEnumerable<ISymbol> Offered(INamespaceOrTypeSymbol imported) => imported is INamespaceSymbol
        ? imported.GetTypeMembers()
        : imported.GetMembers().Where(member => member is INamedTypeSymbol || (member.IsStatic && member is not IMethodSymbol { IsExtensionMethod: true }));
}
