using System.Collections;
using System.Text;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine.Display;

/// <summary>Values as plain text.</summary>
internal static class PlainText
{
    /// <summary>How deep values within values are shown.</summary>
    public const int MaximumDepth = 4;

    /// <summary>The text of a value, over several lines where that reads better.</summary>
    public static string Of(object? value) => value switch
    {
        string text => text,
        IEnumerable sequence when HasNoTextOfItsOwn(value) => Lines(sequence),
        _ => Short(value),
    };

    /// <summary>The text of a value on one line, as far as its own text has no line ends.</summary>
    /// <param name="value">The value.</param>
    /// <param name="depth">How many values it stands in.</param>
    public static string Short(object? value, int depth = 0)
    {
        var text = new StringBuilder();
        Append(text, value, depth);
        return text.ToString();
    }

    private static string Lines(IEnumerable sequence)
    {
        var (items, more) = Take(sequence);
        if (items.All(Members.IsScalar))
        {
            return Short(sequence);
        }

        var lines = items.Select(item => Short(item, depth: 1));
        return string.Join('\n', more ? lines.Append("...") : lines);
    }

    /// <summary>The first items of a sequence, which may be endless, and whether there are more.</summary>
    public static (IReadOnlyList<object?> Items, bool More) Take(IEnumerable sequence)
    {
        if (sequence is SequenceSample sample)
        {
            return (sample.Items, sample.More);
        }

        var items = new List<object?>();
        foreach (var item in sequence)
        {
            if (items.Count == Formatter.ListExpansionLimit)
            {
                return (items, true);
            }

            items.Add(item);
        }

        return (items, false);
    }

    private static void Append(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("<null>");
                break;
            case Type type:
                text.Append(TypeName.Of(type));
                break;
            case string or IFormattable:
                text.Append(value);
                break;
            case IEnumerable sequence when depth < MaximumDepth && HasNoTextOfItsOwn(value):
                AppendSequence(text, sequence, depth);
                break;
            case not null when depth < MaximumDepth && HasNoTextOfItsOwn(value) && Members.Of(value.GetType()) is { Count: > 0 } members:
                text.Append(TypeName.Short(value.GetType())).Append(" { ");
                for (var i = 0; i < members.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ").Append(members[i].Name).Append(" = ");
                    Append(text, Members.Value(value, members[i]), depth + 1);
                }

                text.Append(" }");
                break;
            default:
                text.Append(value);
                break;
        }
    }

    private static void AppendSequence(StringBuilder text, IEnumerable sequence, int depth)
    {
        var (items, more) = Take(sequence);
        text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? " " : ", ");
            Append(text, items[i], depth + 1);
        }

        text.Append(more ? ", ... ]" : items.Count == 0 ? "]" : " ]");
    }

    /// <summary>Whether ToString would give no more than the type's name.</summary>
    public static bool HasNoTextOfItsOwn(object value)
    {
        var declaring = value.GetType().GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType;
        return declaring == typeof(object) || declaring == typeof(ValueType) || declaring == typeof(Array);
    }
}
