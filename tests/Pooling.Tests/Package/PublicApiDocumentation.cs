using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Pooling.Tests;

/// <summary>What lacks in the XML documentation of a public surface.</summary>
internal static class PublicApiDocumentation
{
    /// <summary>
    /// A line for every tag that lacks or is empty: a summary everywhere, each parameter and type parameter, what a
    /// method or an operator returns (a conversion returns what it is named after), and why an exception is thrown.
    /// <c>inheritdoc</c> stands for all of them in a member that overrides another.
    /// </summary>
    public static IEnumerable<string> Gaps(PublicApi surface, XDocument documentation)
    {
        Dictionary<string, XElement> entries = documentation.Descendants("member")
            .ToDictionary(member => (string)member.Attribute("name")!);
        return surface.Types
            .SelectMany(type => PublicApi.Members(type).Prepend(type))
            .SelectMany(symbol =>
            {
                string id = symbol.GetDocumentationCommentId()!;
                return Gaps(symbol, entries.GetValueOrDefault(id) ?? new XElement("member"))
                    .Select(gap => $"{id} has no {gap}");
            });
    }

    private static IEnumerable<string> Gaps(ISymbol symbol, XElement entry)
    {
        if (symbol.IsOverride && entry.Element("inheritdoc") is not null)
        {
            return [];
        }

        IMethodSymbol? method = symbol as IMethodSymbol ?? (symbol as INamedTypeSymbol)?.DelegateInvokeMethod;
        IEnumerable<ISymbol> parameters = method?.Parameters ?? (symbol as IPropertySymbol)?.Parameters ?? [];
        IEnumerable<ISymbol> typeParameters =
            (symbol as INamedTypeSymbol)?.TypeParameters ?? (symbol as IMethodSymbol)?.TypeParameters ?? [];
        bool returns = method is { ReturnsVoid: false, MethodKind: not MethodKind.Conversion };
        return
        [
            .. Missing(entry, "summary"),
            .. parameters.SelectMany(parameter => Missing(entry, "param", parameter.Name)),
            .. typeParameters.SelectMany(parameter => Missing(entry, "typeparam", parameter.Name)),
            .. returns ? Missing(entry, "returns") : [],
            .. entry.Elements("exception").Where(IsEmpty)
                .Select(exception => $"reason for exception {exception.Attribute("cref")?.Value}"),
        ];
    }

    private static IEnumerable<string> Missing(XElement entry, string tag, string? name = null) =>
        entry.Elements(tag).Any(element => (string?)element.Attribute("name") == name && !IsEmpty(element))
            ? []
            : [name is null ? tag : $"{tag} {name}"];

    // A reference such as <see cref="..."/> says something without text of its own.
    private static bool IsEmpty(XElement element) => string.IsNullOrWhiteSpace(element.Value) && !element.HasElements;
}
