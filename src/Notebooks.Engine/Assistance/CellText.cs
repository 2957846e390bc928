using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Assistance;

/// <summary>A cell as its author sees it, and the C# in it.</summary>
internal static class CellText
{
    /// <summary>The C# of a cell, each character where it stands in the cell: directives and other languages are blanks.</summary>
    public static string CSharpOf(string cell)
    {
        var text = cell.ToCharArray();
        var language = "csharp";
        var number = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = LineEnd(cell, start);
            var line = cell[start..end];
            var directive = CellParser.TryParseDirective(line, ++number);
            language = directive is not null && CellParser.SwitchedLanguage(directive) is { } switched ? switched : language;
            if (directive is not null || language != "csharp" || line.TrimStart().StartsWith("#!", StringComparison.Ordinal))
            {
                text.AsSpan(start..end).Fill(' ');
            }

            start = end + 1;
        }

        return new string(text);
    }

    /// <summary>Where the line of a position starts.</summary>
    public static int LineStart(string text, int position) => text.AsSpan(0, position).LastIndexOfAny('\r', '\n') + 1;

    /// <summary>Where the line of a position ends, its line break not included.</summary>
    public static int LineEnd(string text, int position)
    {
        var length = text.AsSpan(position).IndexOfAny('\r', '\n');
        return length < 0 ? text.Length : position + length;
    }
}
