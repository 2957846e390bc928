using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>What may stand behind a dot.</summary>
internal static class MemberCompletion
{
    /// <summary>Whether the word stands behind a dot, an arrow or two colons.</summary>
    public static bool IsAt(CompletionSite site) => site.Node is { } node && node.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == node,
        QualifiedNameSyntax qualified => qualified.Right == node,
        AliasQualifiedNameSyntax qualified => qualified.Name == node,
        MemberBindingExpressionSyntax => true,
        _ => false,
    };

    public static IEnumerable<CompletionCandidate> Candidates(CompletionSite site)
    {
        var semantics = site.Model.Semantics;
        switch (site.Node!.Parent)
        {
            case MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax }:
                return Of(semantics.LookupBaseMembers(site.Start));
            case MemberAccessExpressionSyntax access when access.IsKind(SyntaxKind.PointerMemberAccessExpression):
                return semantics.GetTypeInfo(access.Expression).Type is IPointerTypeSymbol pointer ? Instance(site, pointer.PointedAtType) : [];
            case MemberAccessExpressionSyntax access:
                return Behind(site, access.Expression, semantics.GetSymbolInfo(access.Expression), semantics.GetTypeInfo(access.Expression).Type);
            case MemberBindingExpressionSyntax binding:
                return Instance(site, ReceiverOf(binding) is { } receiver ? WithoutNullable(semantics.GetTypeInfo(receiver).Type) : null);
            case AliasQualifiedNameSyntax qualified:
                return semantics.GetSymbolInfo(qualified.Alias).Symbol is INamespaceOrTypeSymbol container ? Contents(site, container) : [];
            case QualifiedNameSyntax qualified:
                return BehindName(site, qualified.Left);
            default:
                return [];
        }
    }

    /// <summary>What stands behind a name that is read as a type's or namespace's, but may be a variable's in code that goes on below.</summary>
    private static IEnumerable<CompletionCandidate> BehindName(CompletionSite site, NameSyntax name)
    {
        var semantics = site.Model.Semantics;
        if (semantics.GetSymbolInfo(name).Symbol is INamespaceOrTypeSymbol)
        {
            return Behind(site, name, semantics.GetSymbolInfo(name), null);
        }

        if (site.Whole?.Parent is not (VariableDeclarationSyntax or IncompleteMemberSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax))
        {
            return [];
        }

        var expression = SyntaxFactory.ParseExpression(name.ToString());
        return Behind(
            site,
            expression,
            semantics.GetSpeculativeSymbolInfo(site.Start, expression, SpeculativeBindingOption.BindAsExpression),
            semantics.GetSpeculativeTypeInfo(site.Start, expression, SpeculativeBindingOption.BindAsExpression).Type);
    }

    private static IEnumerable<CompletionCandidate> Behind(CompletionSite site, ExpressionSyntax left, SymbolInfo info, ITypeSymbol? type)
    {
        if (info.Symbol is INamespaceOrTypeSymbol container)
        {
            return Contents(site, container);
        }

        if (type is null or IErrorTypeSymbol && info.Symbol is IParameterSymbol parameter)
        {
            type = LambdaParameters.TypeOf(site.Model, parameter);
        }

        // Color.Red may mean the property's value or the type of the same name.
        var instance = Instance(site, type);
        return type is not null && left is IdentifierNameSyntax name && name.Identifier.ValueText == type.Name
            && site.Model.Semantics.GetSpeculativeSymbolInfo(site.Start, name, SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol is INamedTypeSymbol named
            ? instance.Concat(Contents(site, named))
            : instance;
    }

    /// <summary>The static members and nested types of a type, or what a namespace has.</summary>
    private static IEnumerable<CompletionCandidate> Contents(CompletionSite site, INamespaceOrTypeSymbol container)
    {
        var found = site.Model.Semantics.LookupSymbols(site.Start, container)
            .Where(symbol => symbol is INamespaceOrTypeSymbol || (symbol.IsStatic && symbol is not IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator }));
        return site.Node?.Parent is QualifiedNameSyntax && container is INamespaceSymbol ? Of(NamesFitting(site, found)) : Of(found);
    }

    private static IEnumerable<ISymbol> NamesFitting(CompletionSite site, IEnumerable<ISymbol> found) =>
        site.Whole?.Parent is UsingDirectiveSyntax { Alias: null } directive && directive.StaticKeyword.RawKind == 0
            ? found.OfType<INamespaceSymbol>()
            : found.OfType<INamespaceOrTypeSymbol>();

    private static IEnumerable<CompletionCandidate> Instance(CompletionSite site, ITypeSymbol? type)
    {
        if (type is null or IErrorTypeSymbol or IPointerTypeSymbol or IDynamicTypeSymbol || type.SpecialType == SpecialType.System_Void)
        {
            return [];
        }

        var named = type is INamedTypeSymbol { IsTupleType: true } tuple
            ? tuple.TupleElements.Where(element => element.IsExplicitlyNamedTupleElement).Select(element => element.CorrespondingTupleField).ToList()
            : [];
        return Of(site.Model.Semantics
            .LookupSymbols(site.Start, type, includeReducedExtensionMethods: true)
            .Where(symbol => !symbol.IsStatic && symbol is not INamespaceOrTypeSymbol
                && (symbol is not IFieldSymbol { IsExplicitlyNamedTupleElement: false } field
                    || !named.Contains(field, SymbolEqualityComparer.Default))));
    }

    private static IEnumerable<CompletionCandidate> Of(IEnumerable<ISymbol> symbols) => SymbolCandidates.Of(symbols, symbol => symbol switch
    {
        IMethodSymbol { ReducedFrom: not null } => CompletionPlace.Extension,
        { ContainingType.SpecialType: SpecialType.System_Object or SpecialType.System_Enum or SpecialType.System_ValueType } => CompletionPlace.Everywhere,
        _ => CompletionPlace.Usual,
    });

    private static ExpressionSyntax? ReceiverOf(MemberBindingExpressionSyntax binding)
    {
        // a?.b?.c: the innermost access that the binding is the end of.
        var access = binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>()
            .FirstOrDefault(ancestor => ancestor.WhenNotNull.Span.Contains(binding.Span));
        return access?.Expression;
    }

    private static ITypeSymbol? WithoutNullable(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
