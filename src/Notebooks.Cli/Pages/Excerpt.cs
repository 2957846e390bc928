using System.Globalization;

namespace Notebooks.Cli.Pages;

/// <summary>Head and tail of a text too long for a page.</summary>
/// <param name="Head">The text's beginning, or all of it.</param>
/// <param name="Note">How much is left out between the two; null when nothing is.</param>
/// <param name="Tail">The text's end.</param>
internal readonly record struct Excerpt(string Head, string? Note, string Tail)
{
    private const int MaxLength = 200_000;
    private const int HeadLength = 150_000;
    private const int TailLength = 40_000;

    // A cut that moves to the end of a line loses at most this much.
    private const int LineSlack = 2_000;

    public static Excerpt Of(string text)
    {
        if (text.Length <= MaxLength)
        {
            return new Excerpt(text, null, "");
        }

        var head = LineStart(text, HeadLength);
        var tail = LineStart(text, text.Length - TailLength);
        var left = text.AsSpan(head, tail - head);
        var note = string.Create(
            CultureInfo.InvariantCulture, $"{left.Length:N0} characters in {left.Count('\n') + 1:N0} lines are left out of this page");
        return new Excerpt(text[..head], note, text[tail..]);
    }

    private static int LineStart(string text, int position)
    {
        var lineEnd = text.IndexOf('\n', position, Math.Min(LineSlack, text.Length - position));
        var start = lineEnd < 0 ? position : lineEnd + 1;
        return start < text.Length && char.IsLowSurrogate(text[start]) ? start + 1 : start;
    }
}
