using System.Collections;
using System.Reflection;
using System.Text;

namespace Notebooks.Engine.Display;

/// <summary>Sequences of objects as HTML tables; a dictionary is a sequence of keys and values.</summary>
internal static class HtmlTable
{
    /// <summary>Writes a value as a table.</summary>
    /// <returns>HTML, or null where the value is not a sequence of objects with members.</returns>
    public static string? TryWrite(object value) => value switch
    {
        string => null,
        IEnumerable sequence => TryWriteSequence(sequence),
        _ => null,
    };

    private static string? TryWriteSequence(IEnumerable sequence)
    {
        var (items, more) = PlainText.Take(sequence);
        if (items.Count == 0 || items.TrueForAll(IsCell))
        {
            return null;
        }

        // Rows of different types share the columns of the same name.
        var members = items
            .Select(item => IsCell(item) ? [] : Members.Of(item!.GetType()).ToDictionary(member => member.Name))
            .ToList();
        var columns = members.SelectMany(row => row.Keys).Distinct().ToList();
        if (columns.Count == 0)
        {
            return null;
        }

        var withValue = items.Exists(IsCell);
        var rows = items.Select((item, index) => columns
            .Select(column => members[index].TryGetValue(column, out var member) ? Read(item!, member) : "")
            .Concat(withValue ? [IsCell(item) ? item : ""] : [])
            .ToArray());
        return Write(withValue ? [.. columns, "value"] : columns, rows, more);

        static object? Read(object item, MemberInfo member) => Members.Value(item, member);
    }

    private static bool IsCell(object? item) =>
        Members.IsScalar(item)
        || item is IEnumerable
        || FormatterConvention.For(item!.GetType()).Count > 0
        || RegisteredFormatters.For(item.GetType()).Count > 0;

    private static string Write(IReadOnlyList<string> columns, IEnumerable<object?[]> rows, bool more)
    {
        var html = new StringBuilder("<table><thead><tr>");
        foreach (var column in columns)
        {
            html.Append("<th>").Append(HtmlText.Escape(column)).Append("</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            foreach (var value in row)
            {
                html.Append("<td>").Append(ValueFormatting.Fragment(value)).Append("</td>");
            }

            html.Append("</tr>");
        }

        if (more)
        {
            html.Append("<tr><td colspan=\"").Append(columns.Count).Append("\">...</td></tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }
}
