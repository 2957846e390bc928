using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Directives;

/// <summary><c>#!who</c> and <c>#!whos</c>: the variables that cells declared.</summary>
/// <param name="withValues">Whether types and values are shown too.</param>
internal sealed class WhoDirective(bool withValues) : IDirective
{
    public string Name => withValues ? "#!whos" : "#!who";

    public string Summary => withValues
        ? "Lists the variables with their types and values."
        : "Lists the names of the variables.";

    public Task RunAsync(IReadOnlyList<string> arguments, CellRun cell)
    {
        var variables = cell.Session.Variables;
        object shown = withValues
            ? variables.Select(variable => new VariableRow(variable.Name, variable.Type, variable.Value)).ToList()
            : variables.Select(variable => variable.Name).ToList();
        shown.Display();
        return Task.CompletedTask;
    }

    private sealed record VariableRow(string Variable, Type Type, object? Value)
    {
        public override string ToString() => $"{Variable}: {Type} = {Value.ToDisplayString(MimeType.Text)}";
    }
}
