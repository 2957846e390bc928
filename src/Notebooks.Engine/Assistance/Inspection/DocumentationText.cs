using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Notebooks.Engine.Assistance.Inspection;

/// <summary>XML documentation as text.</summary>
/// <param name="isMarkdown">Whether as Markdown or as plain text.</param>
internal sealed partial class DocumentationText(bool isMarkdown)
{
    // Stands for a blank of code, which is not to be tidied away.
    private const char KeptBlank = '\u0001';

    /// <summary>What an element says.</summary>
    public string Render(XElement element)
    {
        var text = new StringBuilder();
        AddContent(text, element);
        return Tidy(text.ToString());
    }

    /// <summary>An element on a line, behind its name.</summary>
    public string Entry(string name, XElement element)
    {
        var said = Breaks().Replace(Render(element), " ");
        return isMarkdown ? $"- `{name}`: {said}" : $"{name}: {said}";
    }

    /// <summary>The name that a documentation id ends in: <c>List&lt;T&gt;.Add</c> for <c>M:System.Collections.Generic.List`1.Add(`0)</c>.</summary>
    public static string ShortName(string id)
    {
        var kind = id.Length > 1 && id[1] == ':' ? id[0] : ' ';
        var name = kind == ' ' ? id : id[2..];
        var arguments = name.IndexOf('(', StringComparison.Ordinal);
        var parts = Arity().Replace(arguments < 0 ? name : name[..arguments], Parameters).Split('.');
        if (kind == 'N')
        {
            return string.Join('.', parts);
        }

        return kind is 'T' or ' ' || parts.Length < 2 ? parts[^1] : $"{parts[^2]}.{parts[^1]}".Replace(".#ctor", "", StringComparison.Ordinal);
    }

    private void AddContent(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    text.Append(Escape(Spaces().Replace(words.Value, " ")));
                    break;
                case XElement inner:
                    AddElement(text, inner);
                    break;
            }
        }
    }

    private void AddElement(StringBuilder text, XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "see" or "seealso":
                AddReference(text, element);
                break;
            case "paramref" or "typeparamref":
                text.Append(Code(element.Attribute("name")?.Value ?? ""));
                break;
            case "c" or "tt":
                text.Append(Code(element.Value));
                break;
            case "code":
                text.Append("\n\n").Append(Block(element.Value)).Append("\n\n");
                break;
            case "para" or "p":
                text.Append("\n\n");
                AddContent(text, element);
                text.Append("\n\n");
                break;
            case "br":
                text.Append('\n');
                break;
            case "list":
                text.Append("\n\n");
                foreach (var item in element.Elements())
                {
                    var words = Breaks().Replace(string.Join(": ", Cells(item)), " ");
                    text.Append("- ").Append(words).Append('\n');
                }

                text.Append('\n');
                break;
            default:
                AddContent(text, element);
                break;
        }

        IEnumerable<string> Cells(XElement item) =>
            (item.HasElements && item.Elements().All(part => part.Name.LocalName is "term" or "description") ? item.Elements() : [item])
            .Select(Render).Where(part => part.Length > 0);
    }

    private void AddReference(StringBuilder text, XElement element)
    {
        var target = element.Attribute("href")?.Value;
        if (element.Nodes().Any())
        {
            text.Append(isMarkdown && target is not null ? $"[{Render(element)}]({target})" : Render(element));
        }
        else
        {
            text.Append(target ?? Code(element.Attribute("langword")?.Value ?? ShortName(element.Attribute("cref")?.Value ?? "")));
        }
    }

    private string Code(string code) => isMarkdown && code.Length > 0 ? $"`{code}`" : code;

    private string Block(string code)
    {
        var lines = code.ReplaceLineEndings("\n").Trim('\n').TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        var text = string.Join('\n', lines.Select(line => (line.Length > indent ? line[indent..] : "").Replace(' ', KeptBlank)));
        return isMarkdown ? $"```csharp\n{text}\n```" : text;
    }

    private static string Tidy(string text)
    {
        var lines = text.Split('\n').Select(line => Spaces().Replace(line, " ").Trim());
        return Paragraphs().Replace(string.Join('\n', lines), "\n\n").Trim('\n').Replace(KeptBlank, ' ');
    }

    private string Escape(string text) => isMarkdown ? Special().Replace(text, @"\$0") : text;

    private static string Parameters(Match arity) => arity.ValueSpan is "`1" or "``1" ? "<T>"
        : $"<{string.Join(", ", Enumerable.Range(1, int.Parse(arity.ValueSpan.TrimStart('`'), System.Globalization.CultureInfo.InvariantCulture)).Select(i => $"T{i}"))}>";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex Breaks();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Paragraphs();

    [GeneratedRegex(@"[\\`*_<\[]")]
    private static partial Regex Special();

    [GeneratedRegex(@"``?\d+")]
    private static partial Regex Arity();
}
