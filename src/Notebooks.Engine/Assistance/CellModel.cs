using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Assistance;

/// <summary>What code that has not run would mean after the cells that have.</summary>
internal sealed class CellModel
{
    private const int NoPlace = 1000;
    private const int OtherType = 10;

    private CellModel(SyntaxTree tree, SemanticModel semantics)
    {
        Root = (CompilationUnitSyntax)tree.GetRoot();
        Semantics = semantics;
    }

    /// <summary>The code.</summary>
    public CompilationUnitSyntax Root { get; }

    /// <summary>What it means.</summary>
    public SemanticModel Semantics { get; }

    /// <summary>Reads code.</summary>
    public static CellModel Create(ScriptChain scripts, string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, ScriptChain.ParseOptions);
        return new CellModel(tree, scripts.Preview(tree).GetSemanticModel(tree));
    }

    /// <summary>The constructors or methods that arguments may be meant for, the one that fits best first.</summary>
    /// <param name="arguments">The list of arguments.</param>
    public IReadOnlyList<ISymbol> Callees(SyntaxNode arguments)
    {
        var call = arguments.Parent!;
        var bound = Semantics.GetSymbolInfo(call);
        var all = call switch
        {
            InvocationExpressionSyntax invocation => Invocable(invocation.Expression),
            BaseObjectCreationExpressionSyntax creation => Constructors(creation, Semantics.GetTypeInfo(creation).Type),
            PrimaryConstructorBaseTypeSyntax based => Constructors(based, Semantics.GetTypeInfo(based.Type).Type),
            AttributeSyntax attribute => Constructors(attribute, Semantics.GetTypeInfo(attribute).Type),
            ConstructorInitializerSyntax => bound.CandidateSymbols,
            ElementAccessExpressionSyntax access => [.. Indexers(access)],
            _ => [],
        };
        return [.. Ranked(all, bound, arguments).Distinct(SymbolEqualityComparer.Default)];
    }

    /// <summary>The parameters of what is called, indexed or constructed.</summary>
    public static IReadOnlyList<IParameterSymbol> ParametersOf(ISymbol callee) => callee switch
    {
        IMethodSymbol method => method.Parameters,
        IPropertySymbol property => property.Parameters,
        INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => invoke.Parameters,
        _ => [],
    };

    private IReadOnlyList<ISymbol> Invocable(ExpressionSyntax expression)
    {
        var group = Semantics.GetMemberGroup(expression);
        return group.IsEmpty && Semantics.GetTypeInfo(expression).Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } ? [invoke] : group;
    }

    private IReadOnlyList<ISymbol> Constructors(SyntaxNode place, ITypeSymbol? type) =>
        type is INamedTypeSymbol named
            ? [.. named.InstanceConstructors.Where(constructor => Semantics.IsAccessible(place.SpanStart, constructor))]
            : [];

    private IEnumerable<ISymbol> Indexers(ElementAccessExpressionSyntax access)
    {
        for (var type = Semantics.GetTypeInfo(access.Expression).Type; type is not null; type = type.BaseType)
        {
            foreach (var indexer in type.GetMembers().OfType<IPropertySymbol>().Where(property => property.IsIndexer))
            {
                yield return indexer;
            }
        }
    }

    /// <summary>What the compiler chose first, then those that fit the arguments best.</summary>
    private IEnumerable<ISymbol> Ranked(IReadOnlyList<ISymbol> all, SymbolInfo bound, SyntaxNode arguments)
    {
        var given = Given(arguments);
        var ranked = all.OrderBy(symbol => Misfit(ParametersOf(symbol), given)).ThenBy(symbol => ParametersOf(symbol).Count);
        return bound.Symbol is null ? ranked : ranked.Prepend(bound.Symbol);
    }

    private static List<(string? Name, ExpressionSyntax Expression)> Given(SyntaxNode arguments) => arguments switch
    {
        BaseArgumentListSyntax list => [.. list.Arguments.Select(argument => (argument.NameColon?.Name.Identifier.ValueText, argument.Expression))],
        AttributeArgumentListSyntax list => [.. list.Arguments
            .Where(argument => argument.NameEquals is null)
            .Select(argument => (argument.NameColon?.Name.Identifier.ValueText, argument.Expression))],
        _ => [],
    };

    /// <summary>How badly parameters fit arguments: those without a place count most, then those of another type.</summary>
    private int Misfit(IReadOnlyList<IParameterSymbol> parameters, List<(string? Name, ExpressionSyntax Expression)> given)
    {
        var misfit = 0;
        for (var i = 0; i < given.Count; i++)
        {
            var (name, expression) = given[i];
            var parameter = name is not null ? parameters.FirstOrDefault(candidate => candidate.Name == name)
                : i < parameters.Count ? parameters[i]
                : parameters is [.., { IsParams: true } rest] ? rest
                : null;
            misfit += parameter is null ? NoPlace : Misfit(parameter, expression);
        }

        return misfit;
    }

    private int Misfit(IParameterSymbol parameter, ExpressionSyntax expression)
    {
        if (Semantics.GetTypeInfo(expression).Type is IErrorTypeSymbol)
        {
            // Not written yet.
            return 0;
        }

        var type = parameter is { IsParams: true, Type: IArrayTypeSymbol array } ? array.ElementType : parameter.Type;
        var conversion = Semantics.ClassifyConversion(expression, type);
        return (conversion.IsIdentity, conversion.IsImplicit, type.TypeKind) switch
        {
            (true, _, _) => 0,
            (_, true, _) or (_, _, TypeKind.TypeParameter) => 1,
            _ => OtherType,
        };
    }
}
