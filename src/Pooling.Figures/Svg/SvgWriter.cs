using System.Text;

namespace Pooling.Figures.Svg;

/// <summary>
/// Writes SVG elements. Attributes stand in single quotes, which a data address need not escape.
/// </summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes an element without content.</summary>
    public void Element(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Start(name, attributes);
        _text.Append("/>");
    }

    /// <summary>Writes an element with text in it.</summary>
    public void Element(string name, string content, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Open(name, attributes);
        _text.Append(Escape(content));
        Close(name);
    }

    /// <summary>Begins an element that <see cref="Close"/> ends.</summary>
    public void Open(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Start(name, attributes);
        _text.Append('>');
    }

    public void Close(string name) => _text.Append("</").Append(name).Append('>');

    /// <summary>
    /// Writes text with Plotly's markup in it: <c>&lt;br&gt;</c> breaks the line, other tags are left out.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">Where it is anchored.</param>
    /// <param name="font">Its font.</param>
    /// <param name="anchor">Which part of it is at <paramref name="x"/>: start, middle or end.</param>
    /// <param name="vertical">Which part of it is at <paramref name="y"/>: 0 for the top, 1 for the bottom.</param>
    /// <param name="angle">How far it is turned around its anchor, in degrees clockwise.</param>
    public void Text(
        string text, double x, double y, Font font, string anchor = "middle", double vertical = 0.5, double angle = 0)
    {
        string[] lines = Markup.Lines(text);
        double lineHeight = font.Size * Font.LineHeight;

        // Letters without descenders sit 0.35 of the size above the middle of their line.
        double first = y - (vertical * lineHeight * lines.Length) + (lineHeight / 2) + (0.35 * font.Size);
        for (int i = 0; i < lines.Length; i++)
        {
            Element(
                "text",
                lines[i],
                ("x", x),
                ("y", first + (i * lineHeight)),
                ("text-anchor", anchor == "start" ? null : anchor),
                ("font-size", font.Size),
                ("font-weight", font.Weight),
                ("fill", font.Color),
                ("transform", angle == 0 ? null : $"rotate({Format(angle)} {Format(x)} {Format(y)})"));
        }
    }

    public override string ToString() => _text.ToString();

    public static string Format(double value) => NumberText.Coordinate(value);

    private void Start(string name, ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach ((string attribute, object? value) in attributes)
        {
            string? content = value switch
            {
                null => null,
                double number => Format(number),
                int number => Format(number),
                _ => value.ToString(),
            };
            if (content is not null)
            {
                _text.Append(' ').Append(attribute).Append("='").Append(Escape(content)).Append('\'');
            }
        }
    }

    private static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny("&<>'\"") && !text.AsSpan().ContainsAnyExceptInRange(' ', '\uD7FF'))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '\'':
                    escaped.Append("&#39;");
                    break;
                case '"':
                    escaped.Append("&quot;");
                    break;
                case '\t' or '\n' or '\r':
                    escaped.Append(' ');
                    break;
                case < ' ' or 0xFFFE or 0xFFFF:
                    // Not allowed in XML, not even escaped.
                    escaped.Append('\uFFFD');
                    break;
                default:
                    escaped.Append(rune.ToString());
                    break;
            }
        }

        return escaped.ToString();
    }
}
