using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>The types of lambda parameters in calls that cannot be resolved yet.</summary>
internal static class LambdaParameters
{
    /// <summary>What the first overload that takes such a lambda would make of its parameter.</summary>
    public static ITypeSymbol? TypeOf(CellModel model, IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda
            || lambda.DeclaringSyntaxReferences is not [var declared, ..]
            || declared.GetSyntax().FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent: BaseArgumentListSyntax list } argument)
        {
            return null;
        }

        var index = list.Arguments.IndexOf(argument);
        return model.Callees(list)
            .Select(CellModel.ParametersOf)
            .Where(parameters => index < parameters.Count)
            .Select(parameters => (parameters[index].Type as INamedTypeSymbol)?.DelegateInvokeMethod)
            .Where(invoke => invoke?.Parameters.Length == lambda.Parameters.Length)
            .Select(invoke => invoke!.Parameters[parameter.Ordinal].Type)
            .FirstOrDefault(type => type is not IErrorTypeSymbol);
    }
}
