using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Assistance;

/// <summary>What code that has not run would mean after the cells that have.</summary>
internal sealed class CellModel
{
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

    /// <summary>What the compiler chose first, then those with room for all arguments.</summary>
    private static IEnumerable<ISymbol> Ranked(IReadOnlyList<ISymbol> all, SymbolInfo bound, SyntaxNode arguments)
    {
        var given = arguments.ChildNodes().Count();
        var chosen = bound.Symbol is null ? all.Where(symbol => bound.CandidateSymbols.Contains(symbol, SymbolEqualityComparer.Default)) : [bound.Symbol];
        return chosen
            .OrderBy(symbol => Misfit(symbol, given))
            .Concat(all.OrderBy(symbol => Misfit(symbol, given)).ThenBy(symbol => ParametersOf(symbol).Count))
            .Where(symbol => all.Count == 0 || all.Contains(symbol, SymbolEqualityComparer.Default));
    }

    private static int Misfit(ISymbol symbol, int given)
    {
        var parameters = ParametersOf(symbol);
        return given <= parameters.Count || parameters is [.., { IsParams: true }] ? 0 : 1;
    }
}
