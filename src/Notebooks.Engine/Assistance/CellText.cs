using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Assistance;

/// <summary>A cell as its author sees it, and the C# in it.</summary>
internal static class CellText
{
    /// <summary>The C# of a cell, each character where it stands in the cell: directives and other languages are blanks.</summary>
    public static string CSharpOf(string cell)
    {
        var text = cell.ToCharArray();
        foreach (var (start, end, _) in Lines(cell).Where(line => !line.IsCSharp))
        {
            text.AsSpan(start..end).Fill(' ');
        }

        return new string(text);
    }

    /// <summary>Whether a position is in C#, and not in a directive or another language.</summary>
    public static bool IsCSharpAt(string cell, int position) =>
        Lines(cell).First(line => line.End >= position).IsCSharp;

    /// <summary>Where the line of a position starts.</summary>
    public static int LineStart(string text, int position) => text.AsSpan(0, position).LastIndexOfAny('\r', '\n') + 1;

    /// <summary>Where the line of a position ends, its line break not included.</summary>
    public static int LineEnd(string text, int position)
    {
        var length = text.AsSpan(position).IndexOfAny('\r', '\n');
        return length < 0 ? text.Length : position + length;
    }

    private static IEnumerable<(int Start, int End, bool IsCSharp)> Lines(string cell)
    {
        var language = "csharp";
        for (var start = 0; start <= cell.Length;)
        {
            var end = LineEnd(cell, start);
            var line = cell[start..end];
            var directive = CellParser.TryParseDirective(line, number: 1);
            language = directive is not null && CellParser.SwitchedLanguage(directive) is { } switched ? switched : language;
            var isDirective = directive is not null || line.TrimStart().StartsWith("#!", StringComparison.Ordinal);
            yield return (start, end, !isDirective && language == "csharp");
            start = end + 1;
        }
    }
}
