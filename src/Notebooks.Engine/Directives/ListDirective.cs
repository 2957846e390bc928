using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Directives;

/// <summary><c>#!lsmagic</c>: what directives there are.</summary>
internal sealed class ListDirective : IDirective
{
    public string Name => "#!lsmagic";

    public string Summary => "Lists the directives.";

    public Task RunAsync(IReadOnlyList<string> arguments, CellRun cell)
    {
        var languages = CellParser.Languages
            .Where(language => language.Key == language.Value)
            .Select(language => new Row($"#!{language.Key}", $"The rest of the cell is {language.Key}."));
        languages
            .Concat(DirectiveTable.All.Select(directive => new Row(directive.Name, directive.Summary)))
            .OrderBy(row => row.Directive, StringComparer.Ordinal)
            .ToList()
            .Display();
        return Task.CompletedTask;
    }

    private sealed record Row(string Directive, string Summary)
    {
        public override string ToString() => $"{Directive,-12} {Summary}";
    }
}
