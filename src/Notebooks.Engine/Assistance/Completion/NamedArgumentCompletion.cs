using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>The names of parameters that have no argument yet: <c>poolSize:</c>.</summary>
internal static class NamedArgumentCompletion
{
    public static IEnumerable<CompletionCandidate> Candidates(CompletionSite site)
    {
        var (list, index, named) = site.Node?.Parent switch
        {
            ArgumentSyntax { NameColon: null, Parent: BaseArgumentListSyntax arguments } argument => (
                (Microsoft.CodeAnalysis.SyntaxNode?)arguments,
                arguments.Arguments.IndexOf(argument),
                arguments.Arguments.Select(other => other.NameColon?.Name.Identifier.ValueText)),
            AttributeArgumentSyntax { NameColon: null, NameEquals: null, Parent: AttributeArgumentListSyntax arguments } argument => (
                arguments,
                arguments.Arguments.IndexOf(argument),
                arguments.Arguments.Select(other => other.NameColon?.Name.Identifier.ValueText)),
            _ => (null, 0, []),
        };
        if (list is null)
        {
            return [];
        }

        var positional = named.Take(index).TakeWhile(name => name is null).Count();
        return site.Model.Callees(list)
            .SelectMany(callee => CellModel.ParametersOf(callee).Skip(positional))
            .Where(parameter => parameter.Name.Length > 0 && !named.Contains(parameter.Name))
            .DistinctBy(parameter => parameter.Name)
            .Select(parameter => new CompletionCandidate(
                new CompletionItem($"{SymbolCandidates.Escape(parameter.Name)}:", "parameter", Signatures.Brief(parameter)),
                parameter.Name,
                CompletionPlace.Expected));
    }
}
