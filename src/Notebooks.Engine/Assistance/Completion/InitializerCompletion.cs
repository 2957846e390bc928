using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>The members that an object initializer or a pattern may name.</summary>
internal static class InitializerCompletion
{
    public static IEnumerable<CompletionCandidate> Candidates(CompletionSite site)
    {
        var semantics = site.Model.Semantics;
        if (InitializerOf(site) is { } initializer)
        {
            var given = initializer.Expressions.OfType<AssignmentExpressionSyntax>().Select(assignment => assignment.Left.ToString()).ToHashSet();
            return Expected(Members(site, TypeOf(initializer, semantics), given).Where(IsSettable));
        }

        if (PatternOf(site) is { } pattern)
        {
            var given = pattern.Subpatterns.Select(part => part.ExpressionColon?.Expression.ToString() ?? "").ToHashSet();
            return Expected(Members(site, PatternType(pattern, semantics), given));
        }

        return [];
    }

    private static IEnumerable<CompletionCandidate> Expected(IEnumerable<ISymbol> members) =>
        SymbolCandidates.Of(members, _ => CompletionPlace.Expected);

    private static InitializerExpressionSyntax? InitializerOf(CompletionSite site) => site.Node?.Parent switch
    {
        InitializerExpressionSyntax initializer when !initializer.IsKind(SyntaxKind.ArrayInitializerExpression) => initializer,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } assignment when assignment.Left == site.Node => initializer,
        _ => null,
    };

    private static PropertyPatternClauseSyntax? PatternOf(CompletionSite site) => site.Node?.Parent switch
    {
        ConstantPatternSyntax { Parent: SubpatternSyntax { Parent: PropertyPatternClauseSyntax clause, ExpressionColon: null } } => clause,
        TypePatternSyntax { Parent: SubpatternSyntax { Parent: PropertyPatternClauseSyntax clause, ExpressionColon: null } } => clause,
        NameColonSyntax { Parent: SubpatternSyntax { Parent: PropertyPatternClauseSyntax clause } } => clause,
        _ => null,
    };

    private static ITypeSymbol? TypeOf(InitializerExpressionSyntax initializer, SemanticModel semantics) => initializer.Parent switch
    {
        AssignmentExpressionSyntax assignment => semantics.GetTypeInfo(assignment.Left).Type,
        ExpressionSyntax creation => semantics.GetTypeInfo(creation).Type,
        _ => null,
    };

    private static ITypeSymbol? PatternType(PropertyPatternClauseSyntax clause, SemanticModel semantics) =>
        clause.Parent is PatternSyntax pattern ? semantics.GetTypeInfo(pattern).ConvertedType ?? semantics.GetTypeInfo(pattern).Type : null;

    private static IEnumerable<ISymbol> Members(CompletionSite site, ITypeSymbol? type, HashSet<string> given) => type is null or IErrorTypeSymbol
        ? []
        : site.Model.Semantics.LookupSymbols(site.Start, type)
            .Where(member => member is IPropertySymbol { IsStatic: false } or IFieldSymbol { IsStatic: false }
                && !given.Contains(member.Name));

    private static bool IsSettable(ISymbol member) => member switch
    {
        // One that cannot be set may still be filled: Items = { 1, 2 }.
        IPropertySymbol property => property.SetMethod is not null || property.Type is { IsReferenceType: true, SpecialType: not SpecialType.System_String },
        IFieldSymbol field => !field.IsReadOnly,
        _ => false,
    };
}
