using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>What may stand behind <c>override</c>: the members of base types, with a body that calls them.</summary>
internal static class OverrideCompletion
{
    private static readonly SymbolDisplayFormat Declaration = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeDefaultValue,
        propertyStyle: SymbolDisplayPropertyStyle.NameOnly,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Whether the word stands where a member's type does, behind <c>override</c>.</summary>
    public static bool IsAt(CompletionSite site) =>
        site.Previous.IsKind(SyntaxKind.OverrideKeyword)
        || (SyntaxFacts.IsAccessibilityModifier(site.Previous.Kind()) && site.Previous.GetPreviousToken().IsKind(SyntaxKind.OverrideKeyword));

    public static IEnumerable<CompletionCandidate> Candidates(CompletionSite site)
    {
        var semantics = site.Model.Semantics;
        var member = site.Token.Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (member is null
            || site.Token.Parent!.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || semantics.GetDeclaredSymbol(declaration) is not { } type)
        {
            return [];
        }

        var isAccessTold = member.Modifiers.Any(modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind()));
        return Overridable(type, semantics, site.Start).Select(overridden =>
        {
            var access = isAccessTold ? "" : SyntaxFacts.GetText(overridden.DeclaredAccessibility) + " ";
            var signature = overridden.ToMinimalDisplayString(semantics, site.Start, Declaration);
            var item = new CompletionItem($"{access}{signature} {Body(overridden)}", Signatures.KindOf(overridden), Signatures.InFull(overridden));
            return new CompletionCandidate(item, overridden is IPropertySymbol { IsIndexer: true } ? "this" : overridden.Name);
        });
    }

    private static IEnumerable<ISymbol> Overridable(INamedTypeSymbol type, SemanticModel semantics, int position)
    {
        var settled = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers().Where(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol))
            {
                var isNew = !settled.Contains(member);
                if (OverriddenBy(member) is { } overridden)
                {
                    settled.Add(overridden);
                }

                if (isNew && !current.Equals(type, SymbolEqualityComparer.Default) && !member.IsSealed
                    && (member.IsVirtual || member.IsAbstract || member.IsOverride) && semantics.IsAccessible(position, member))
                {
                    yield return member;
                }
            }
        }
    }

    private static ISymbol? OverriddenBy(ISymbol member) =>
        member is IMethodSymbol method ? method.OverriddenMethod : ((IPropertySymbol)member).OverriddenProperty;

    private static string Body(ISymbol member)
    {
        switch (member)
        {
            case { IsAbstract: true } and not IPropertySymbol { SetMethod: not null }:
                return "=> throw new System.NotImplementedException();";
            case IMethodSymbol method:
                var arguments = method.Parameters.Select(parameter => (parameter.RefKind switch
                {
                    RefKind.Ref => "ref ",
                    RefKind.Out => "out ",
                    _ => "",
                }) + SymbolCandidates.Escape(parameter.Name));
                var types = method.IsGenericMethod ? $"<{string.Join(", ", method.TypeParameters.Select(parameter => parameter.Name))}>" : "";
                return $"=> {(method.ReturnsByRef ? "ref " : "")}base.{SymbolCandidates.Escape(method.Name)}{types}({string.Join(", ", arguments)});";
            default:
                return PropertyBody((IPropertySymbol)member);
        }
    }

    private static string PropertyBody(IPropertySymbol property)
    {
        var inherited = property.IsIndexer
            ? $"base[{string.Join(", ", property.Parameters.Select(parameter => SymbolCandidates.Escape(parameter.Name)))}]"
            : $"base.{SymbolCandidates.Escape(property.Name)}";
        if (property.SetMethod is not { } setter)
        {
            return $"=> {inherited};";
        }

        var set = setter.IsInitOnly ? "init" : "set";
        return (property.IsAbstract, property.GetMethod) switch
        {
            (true, null) => $"{{ {set}; }}",
            (true, _) => $"{{ get; {set}; }}",
            (_, null) => $"{{ {set} => {inherited} = value; }}",
            _ => $"{{ get => {inherited}; {set} => {inherited} = value; }}",
        };
    }
}
