using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>The members of an enum where a value of it is expected: in a comparison, an argument, a case, an assignment.</summary>
internal static class ExpectedValueCompletion
{
    public static IEnumerable<CompletionCandidate> Candidates(CompletionSite site)
    {
        if (site.Node is not { } node)
        {
            yield break;
        }

        foreach (var type in TypesAt(site.Model, node).OfType<INamedTypeSymbol>().Where(type => type.TypeKind == TypeKind.Enum))
        {
            var name = type.ToMinimalDisplayString(site.Model.Semantics, site.Start);
            foreach (var member in type.GetMembers().OfType<IFieldSymbol>().Where(member => member.IsConst))
            {
                var item = new CompletionItem($"{name}.{SymbolCandidates.Escape(member.Name)}", "constant", Signatures.Brief(member));

                // Whoever types the member's name is offered it as well as who types the enum's.
                yield return new CompletionCandidate(item, member.Name, CompletionPlace.Expected);
                yield return new CompletionCandidate(item, item.Text, CompletionPlace.Expected);
            }
        }
    }

    /// <summary>The types of the values that are expected where an expression stands.</summary>
    public static IEnumerable<ITypeSymbol> TypesAt(CellModel model, ExpressionSyntax node)
    {
        var semantics = model.Semantics;
        return Expected().Select(WithoutNullable).OfType<ITypeSymbol>().Distinct<ITypeSymbol>(SymbolEqualityComparer.Default);

        IEnumerable<ITypeSymbol?> Expected() => node.Parent switch
        {
            ArgumentSyntax { Parent: BaseArgumentListSyntax list } argument => Parameters(model, list, argument),
            BinaryExpressionSyntax binary when IsComparison(binary) => [TypeOf(binary.Left == node ? binary.Right : binary.Left)],
            BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.IsExpression) => [TypeOf(binary.Left)],
            AssignmentExpressionSyntax assignment when assignment.Right == node => [TypeOf(assignment.Left)],
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: false } declaration } } => [TypeOf(declaration.Type)],
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => [TypeOf(property.Type)],
            EqualsValueClauseSyntax { Parent: ParameterSyntax { Type: { } type } } => [TypeOf(type)],
            ReturnStatementSyntax or ArrowExpressionClauseSyntax => [(semantics.GetEnclosingSymbol(node.SpanStart) as IMethodSymbol)?.ReturnType],
            CaseSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax statement } => [TypeOf(statement.Expression)],
            PatternSyntax pattern => [Matched(pattern)],
            _ => [],
        };

        ITypeSymbol? TypeOf(ExpressionSyntax expression) => semantics.GetTypeInfo(expression).Type;

        ITypeSymbol? Matched(PatternSyntax pattern) => pattern.Parent switch
        {
            PatternSyntax outer and (BinaryPatternSyntax or UnaryPatternSyntax or ParenthesizedPatternSyntax) => Matched(outer),
            CasePatternSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax statement } => TypeOf(statement.Expression),
            SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax expression } => TypeOf(expression.GoverningExpression),
            IsPatternExpressionSyntax expression => TypeOf(expression.Expression),
            SubpatternSyntax { ExpressionColon.Expression: { } member } => TypeOf(member),
            _ => null,
        };
    }

    private static IEnumerable<ITypeSymbol?> Parameters(CellModel model, BaseArgumentListSyntax list, ArgumentSyntax argument)
    {
        var index = list.Arguments.IndexOf(argument);
        var name = argument.NameColon?.Name.Identifier.ValueText;
        return model.Callees(list)
            .Select(CellModel.ParametersOf)
            .Select(parameters => name is null
                ? parameters.ElementAtOrDefault(index)
                : parameters.FirstOrDefault(parameter => parameter.Name == name))
            .Select(parameter => parameter?.Type);
    }

    private static bool IsComparison(BinaryExpressionSyntax binary) => binary.Kind() is
        SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
        or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
        or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression
        or SyntaxKind.BitwiseAndExpression or SyntaxKind.BitwiseOrExpression;

    private static ITypeSymbol? WithoutNullable(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
