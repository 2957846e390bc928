using System.Buffers;
using System.Text;

namespace Notebooks.Engine.Display;

/// <summary>Escapes text for HTML, in elements and in quoted attributes alike.</summary>
public static class HtmlText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'\r\0");

    /// <summary>Escapes text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>HTML that shows the text, every character of it.</returns>
    public static string Escape(string text) => Append(new StringBuilder(text.Length + 16), text).ToString();

    /// <summary>Adds text to HTML.</summary>
    /// <param name="html">The HTML so far.</param>
    /// <param name="text">Any text.</param>
    /// <returns><paramref name="html"/>.</returns>
    public static StringBuilder Append(StringBuilder html, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Special) is var next and >= 0)
        {
            html.Append(text[..next]).Append(text[next] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                // As it stands, a browser would read it as a line feed.
                '\r' => "&#13;",
                // HTML has no way to write it.
                _ => "\u2400",
            });
            text = text[(next + 1)..];
        }

        return html.Append(text);
    }
}
