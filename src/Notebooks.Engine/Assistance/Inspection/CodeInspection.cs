using System.Globalization;
using Microsoft.CodeAnalysis;
using Notebooks.Engine.Directives;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Assistance.Inspection;

/// <summary>Tells of the symbol at a position.</summary>
internal static class CodeInspection
{
    private const int MostOverloads = 50;

    /// <summary>Tells of the directive, symbol or call at a position.</summary>
    /// <param name="scripts">What has run.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="position">The cursor.</param>
    /// <param name="withDetails">Whether remarks and the signatures of other overloads are told too.</param>
    /// <returns>Null where there is nothing to tell.</returns>
    public static CellInspection? Inspect(ScriptChain scripts, string cell, int position, bool withDetails)
    {
        if (DirectiveAt(cell, position) is { } directive)
        {
            return new CellInspection($"{directive.Name}\n\n{directive.Summary}", $"`{directive.Name}`\n\n{directive.Summary}");
        }

        var model = CellModel.Create(scripts, CellText.CSharpOf(cell));
        var found = SymbolFinder.Find(model, position);
        return found.Count > 0 ? Tell(model, found[0], [.. found.Skip(1)], withDetails) : null;
    }

    private static IDirective? DirectiveAt(string cell, int position)
    {
        var line = cell[CellText.LineStart(cell, position)..CellText.LineEnd(cell, position)];
        return CellParser.TryParseDirective(line, 1) is { } part ? DirectiveTable.All.FirstOrDefault(directive => directive.Name == part.Name) : null;
    }

    private static CellInspection Tell(CellModel model, ISymbol symbol, IReadOnlyList<ISymbol> others, bool withDetails)
    {
        var signature = Signatures.InFull(symbol);
        var more = others.Count == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $"(+ {others.Count} {(others.Count == 1 ? "overload" : "overloads")})");
        var documentation = SymbolDocumentation.Of(symbol, model.Semantics.Compilation);
        var overloads = withDetails ? others.Take(MostOverloads).Select(Signatures.InFull).ToList() : [];
        return new CellInspection(Text(), Markdown());

        string Text()
        {
            var parts = new List<string> { more.Length == 0 ? signature : $"{signature} {more}" };
            foreach (var section in DocumentationSections.Of(documentation, withDetails, isMarkdown: false))
            {
                parts.Add(section.Title.Length == 0 ? section.Text : $"{section.Title}:\n{Indent(section.Text)}");
            }

            if (overloads.Count > 0)
            {
                parts.Add($"Overloads:\n{Indent(string.Join('\n', overloads))}");
            }

            return string.Join("\n\n", parts);
        }

        string Markdown()
        {
            var parts = new List<string> { $"```csharp\n{signature}\n```" };
            if (more.Length > 0)
            {
                parts.Add(more);
            }

            foreach (var section in DocumentationSections.Of(documentation, withDetails, isMarkdown: true))
            {
                parts.Add(section.Title.Length == 0 ? section.Text : $"**{section.Title}**\n\n{section.Text}");
            }

            if (overloads.Count > 0)
            {
                parts.Add($"**Overloads**\n\n```csharp\n{string.Join('\n', overloads)}\n```");
            }

            return string.Join("\n\n", parts);
        }
    }

    private static string Indent(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : $"  {line}"));
}
