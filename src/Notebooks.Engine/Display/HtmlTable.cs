using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.DotNet.Interactive;

namespace Notebooks.Engine.Display;

/// <summary>
/// Sequences of objects as HTML tables; a dictionary is a sequence of keys and values. Other objects are tables where
/// something in them shows itself as HTML.
/// </summary>
internal static class HtmlTable
{
    /// <summary>Writes a value as a table.</summary>
    /// <param name="value">The value.</param>
    /// <param name="depth">How many tables it stands in.</param>
    /// <returns>HTML, or null where text says as much.</returns>
    public static string? TryWrite(object value, int depth = 0) => value switch
    {
        string => null,
        IEnumerable sequence => TryWriteSequence(sequence, depth),
        _ => HoldsHtml(value, depth) ? WriteMembers(value, depth) : null,
    };

    /// <summary>The HTML of a value within a table.</summary>
    private static string Fragment(object? value, int depth)
    {
        if (value is HtmlContent content)
        {
            return content.ToString();
        }

        if (value is not null && ValueFormatting.TryCustom(value, MimeType.Html, out var html))
        {
            return html;
        }

        return HoldsHtml(value, depth) && TryWrite(value!, depth) is { } table ? table : HtmlText.Escape(PlainText.Short(value));
    }

    private static string? TryWriteSequence(IEnumerable sequence, int depth)
    {
        var (items, more) = PlainText.Take(sequence);
        if (items.All(IsCell) && !items.Any(item => HoldsHtml(item, depth)))
        {
            return null;
        }

        // Rows of different types share the columns of the same name.
        var members = items
            .Select(item => IsCell(item) ? [] : Members.Of(item!.GetType()).ToDictionary(member => member.Name))
            .ToList();
        var columns = members.SelectMany(row => row.Keys).Distinct().ToList();
        var withValue = items.Any(IsCell);
        if (columns.Count == 0 && !withValue)
        {
            return null;
        }

        var rows = items.Select((item, index) => columns
            .Select(column => members[index].TryGetValue(column, out var member) ? Members.Value(item!, member) : "")
            .Concat(withValue ? [IsCell(item) ? item : ""] : [])
            .ToArray());
        return Write(withValue ? [.. columns, "value"] : columns, rows, more, depth);
    }

    private static bool IsCell(object? item) =>
        Members.IsScalar(item) || item is IEnumerable or HtmlContent || HasFormatter(item!.GetType());

    private static bool HasFormatter(Type type) => FormatterConvention.For(type).Count > 0 || RegisteredFormatters.For(type).Count > 0;

    /// <summary>Whether a value, or one within it, has a formatter.</summary>
    private static bool HoldsHtml(object? value, int depth)
    {
        if (Members.IsScalar(value) || depth >= PlainText.MaximumDepth)
        {
            return false;
        }

        if (value is HtmlContent || HasFormatter(value!.GetType()))
        {
            return true;
        }

        return value is IEnumerable sequence
            ? PlainText.Take(sequence).Items.Any(item => HoldsHtml(item, depth + 1))
            : IsOpen(value) && Members.Of(value.GetType()).Any(member => HoldsHtml(Members.Value(value, member), depth + 1));
    }

    /// <summary>Whether a value is no more than its members: its text is .NET's or the compiler's.</summary>
    private static bool IsOpen(object value) =>
        PlainText.HasNoTextOfItsOwn(value)
        || value is ITuple
        || value.GetType().IsDefined(typeof(CompilerGeneratedAttribute))
        || value.GetType().GetMethod("ToString", Type.EmptyTypes)!.IsDefined(typeof(CompilerGeneratedAttribute));

    private static string WriteMembers(object value, int depth)
    {
        var html = new StringBuilder("<table><tbody>");
        foreach (var member in Members.Of(value.GetType()))
        {
            html.Append("<tr><th>").Append(HtmlText.Escape(member.Name)).Append("</th><td>")
                .Append(Fragment(Members.Value(value, member), depth + 1)).Append("</td></tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }

    private static string Write(IReadOnlyList<string> columns, IEnumerable<object?[]> rows, bool more, int depth)
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
                html.Append("<td>").Append(Fragment(value, depth + 1)).Append("</td>");
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
