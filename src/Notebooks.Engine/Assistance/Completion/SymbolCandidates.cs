using System.ComponentModel;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>Symbols as candidates, the overloads of a name as one.</summary>
internal static class SymbolCandidates
{
    /// <summary>One candidate for each name.</summary>
    /// <param name="symbols">The symbols.</param>
    /// <param name="place">Where a symbol stands in the list; by its kind where null.</param>
    public static IEnumerable<CompletionCandidate> Of(IEnumerable<ISymbol> symbols, Func<ISymbol, CompletionPlace>? place = null) =>
        symbols.Where(IsShown)
            .GroupBy(symbol => symbol.Name, StringComparer.Ordinal)
            .Select(group => One([.. group], place ?? PlaceOf));

    /// <summary>A name as code may write it.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>The place of a symbol that is named without anything before it.</summary>
    public static CompletionPlace PlaceOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => CompletionPlace.Local,
        IFieldSymbol or IPropertySymbol when Signatures.IsScriptMember(symbol) => CompletionPlace.Local,
        INamedTypeSymbol type when !type.Locations.Any(location => location.IsInSource) => CompletionPlace.Library,
        INamespaceSymbol => CompletionPlace.Library,
        _ => CompletionPlace.Usual,
    };

    private static CompletionCandidate One(IReadOnlyList<ISymbol> overloads, Func<ISymbol, CompletionPlace> place)
    {
        // Declared again in a later cell, a name means what that cell declared, and that is found first.
        var symbol = overloads[0];
        var item = new CompletionItem(Escape(symbol.Name), Signatures.KindOf(symbol));
        return new CompletionCandidate(item, symbol.Name, place(symbol), () => Describe(symbol, overloads));
    }

    private static string Describe(ISymbol symbol, IReadOnlyList<ISymbol> overloads)
    {
        var others = symbol is IMethodSymbol ? overloads.Count(overload => overload is IMethodSymbol) - 1 : 0;
        return others > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Signatures.Brief(symbol)} (+ {others} {(others == 1 ? "overload" : "overloads")})")
            : Signatures.Brief(symbol);
    }

    private static bool IsShown(ISymbol symbol) =>
        (symbol.CanBeReferencedByName || symbol is INamespaceSymbol)
        && symbol is not (IPropertySymbol { IsIndexer: true } or INamedTypeSymbol { IsScriptClass: true } or IAliasSymbol { Target: null })
        && symbol.Name is [not '<', ..]
        && (symbol is INamespaceSymbol named ? HasPublicType(named) : !IsHidden(symbol));

    /// <summary>Whether anybody but the library that has the namespace can use it.</summary>
    private static bool HasPublicType(INamespaceSymbol named) =>
        named.GetTypeMembers().Any(type => type.DeclaredAccessibility == Accessibility.Public)
        || named.GetNamespaceMembers().Any(HasPublicType);

    private static bool IsHidden(ISymbol symbol) => !symbol.Locations.Any(location => location.IsInSource)
        && symbol.GetAttributes().Any(attribute =>
            attribute.AttributeClass?.Name == nameof(EditorBrowsableAttribute)
            && attribute.ConstructorArguments is [{ Value: (int)EditorBrowsableState.Never }]);
}
