using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Notebooks.Engine.Assistance.Inspection;

/// <summary>Finds the XML documentation of a symbol, wherever it was written.</summary>
internal static class SymbolDocumentation
{
    private const int MostSteps = 8;

    /// <summary>The documentation; where it says to inherit it, the inherited one; of an undocumented constructor, its type's.</summary>
    /// <returns>Null where there is none.</returns>
    public static XElement? Of(ISymbol symbol, Compilation compilation)
    {
        var current = symbol;
        for (var step = 0; current is not null && step < MostSteps; step++)
        {
            var found = Read(current, compilation);
            if (found is not null && found.Element("inheritdoc") is not { } inherit)
            {
                return found;
            }

            current = found?.Element("inheritdoc")?.Attribute("cref")?.Value is { } cref
                ? DocumentationCommentId.GetFirstSymbolForDeclarationId(cref, compilation)
                : Base(current);
        }

        return null;
    }

    private static XElement? Read(ISymbol symbol, Compilation compilation)
    {
        var definition = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol.OriginalDefinition;
        if (definition.Locations.Any(location => location.IsInSource))
        {
            return Parse(definition.GetDocumentationCommentXml());
        }

        return definition.ContainingAssembly is { } assembly
            && compilation.GetMetadataReference(assembly) is PortableExecutableReference { FilePath: { } path }
            && definition.GetDocumentationCommentId() is { } id
                ? DocumentationFiles.Find(path, id)
                : null;
    }

    /// <summary>What a symbol inherits documentation from.</summary>
    private static ISymbol? Base(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => symbol.ContainingType,
        IMethodSymbol { OverriddenMethod: { } overridden } => overridden,
        IPropertySymbol { OverriddenProperty: { } overridden } => overridden,
        IMethodSymbol or IPropertySymbol or IEventSymbol => symbol.ContainingType?.AllInterfaces
            .SelectMany(type => type.GetMembers(symbol.Name))
            .FirstOrDefault(member => symbol.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), SymbolEqualityComparer.Default)),
        INamedTypeSymbol { BaseType: { SpecialType: not SpecialType.System_Object } baseType } => baseType,
        INamedTypeSymbol { Interfaces: [var first, ..] } => first,
        _ => null,
    };

    private static XElement? Parse(string? xml)
    {
        if (string.IsNullOrWhiteSpace(xml))
        {
            return null;
        }

        try
        {
            return XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            // The author's comment is not well formed.
            return null;
        }
    }
}
