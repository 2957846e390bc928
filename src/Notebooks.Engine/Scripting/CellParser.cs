using System.Text;
using System.Text.RegularExpressions;

namespace Notebooks.Engine.Scripting;

/// <summary>Splits a cell into its directives and the text between them.</summary>
/// <remarks>
/// A directive is a line that starts with <c>#!</c>, as in .NET Interactive. <c>#r</c> and <c>#i</c> with
/// <c>nuget:</c> are directives too, wherever they stand; <c>#r</c> and <c>#load</c> with a path are C#'s own and are
/// left to the compiler.
/// </remarks>
internal static partial class CellParser
{
    /// <summary>The languages that a cell, or the rest of one, can be in, by each of their names.</summary>
    public static IReadOnlyDictionary<string, string> Languages { get; } = new Dictionary<string, string>
    {
        ["csharp"] = "csharp",
        ["c#"] = "csharp",
        ["C#"] = "csharp",
        ["cs"] = "csharp",
        ["html"] = "html",
        ["javascript"] = "javascript",
        ["js"] = "javascript",
        ["markdown"] = "markdown",
        ["md"] = "markdown",
    };

    public static IReadOnlyList<CellPart> Parse(string code, string language = "csharp")
    {
        var parts = new List<CellPart>();
        var text = new StringBuilder();
        var textLine = 1;
        var number = 0;
        foreach (var line in code.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (TryParseDirective(line, number) is not { } directive)
            {
                text.Append(line).Append('\n');
                continue;
            }

            EndText();
            textLine = number + 1;
            if (SwitchedLanguage(directive) is { } switched)
            {
                language = switched;
            }
            else
            {
                parts.Add(directive);
            }
        }

        EndText();
        return parts;

        void EndText()
        {
            if (!string.IsNullOrWhiteSpace(text.ToString()))
            {
                parts.Add(new TextPart(language, text.ToString(), textLine));
            }

            text.Clear();
        }
    }

    /// <summary>The language that a directive says the rest of the cell is in; null where it says none.</summary>
    public static string? SwitchedLanguage(DirectivePart directive) =>
        directive.Name.StartsWith("#!", StringComparison.Ordinal) ? Languages.GetValueOrDefault(directive.Name[2..]) : null;

    /// <summary>Reads a line that is a directive.</summary>
    /// <returns>Null where it is none.</returns>
    public static DirectivePart? TryParseDirective(string line, int number)
    {
        var trimmed = line.Trim();
        if (PackageDirective().Match(trimmed) is { Success: true } package)
        {
            return new DirectivePart(package.Groups["name"].Value, [package.Groups["argument"].Value], number);
        }

        if (!trimmed.StartsWith("#!", StringComparison.Ordinal) || trimmed.Length == 2)
        {
            return null;
        }

        var words = Word().Matches(trimmed).Select(match => match.Value.Trim('"')).ToList();
        return new DirectivePart(words[0], words[1..], number);
    }

    [GeneratedRegex("""^(?<name>#[ri])\s+"\s*nuget:(?<argument>[^"]*)"\s*(//.*)?$""", RegexOptions.IgnoreCase)]
    private static partial Regex PackageDirective();

    [GeneratedRegex("""
        "[^"]*"|\S+
        """)]
    private static partial Regex Word();
}
