using System.Buffers;
using System.Globalization;
using System.Text;
using Notebooks.Engine.Display;

namespace Notebooks.Cli.Pages;

/// <summary>
/// Makes HTML of terminal text: colors and weights become spans, other escape sequences go, a carriage return goes back
/// to the start of its line as in a terminal, so that of a progress bar the last state remains.
/// </summary>
internal static class AnsiText
{
    private const char Escape = '\u001b';

    private static readonly string[] Colors = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

    // Everything but these is text.
    private static readonly SearchValues<char> Control =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Append(0x7f).Select(c => (char)c).Except(['\n', '\t'])]);

    public static string ToHtml(string text)
    {
        text = OverwriteLines(text);
        var html = new StringBuilder(text.Length + 64);
        var style = new Style();
        var open = "";
        for (var i = 0; i < text.Length;)
        {
            var plain = text.AsSpan(i).IndexOfAny(Control);
            plain = plain < 0 ? text.Length - i : plain;
            if (plain > 0)
            {
                if (style.Classes != open)
                {
                    html.Append(open.Length > 0 ? "</span>" : "");
                    open = style.Classes;
                    html.Append(open.Length > 0 ? $"<span class=\"{open}\">" : "");
                }

                HtmlText.Append(html, text.AsSpan(i, plain));
                i += plain;
            }
            else if (text[i] == Escape)
            {
                i += Sequence(text.AsSpan(i), ref style);
            }
            else
            {
                // Unicode has a picture for each control character.
                html.Append(text[i] == '\u007f' ? '\u2421' : (char)(0x2400 + text[i]));
                i++;
            }
        }

        return html.Append(open.Length > 0 ? "</span>" : "").ToString();
    }

    /// <summary>The text without its escape sequences.</summary>
    public static string Strip(string text)
    {
        var plain = new StringBuilder(text.Length);
        var style = new Style();
        var start = 0;
        while (text.IndexOf(Escape, start) is var next and >= 0)
        {
            plain.Append(text, start, next - start);
            start = next + Sequence(text.AsSpan(next), ref style);
        }

        return plain.Append(text, start, text.Length - start).ToString();
    }

    private static string OverwriteLines(string text)
    {
        if (!text.Contains('\r', StringComparison.Ordinal))
        {
            return text;
        }

        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            lines[i] = line[(line.LastIndexOf('\r') + 1)..];
        }

        return string.Join('\n', lines);
    }

    /// <summary>Reads the escape sequence at the start of a text.</summary>
    /// <returns>Its length.</returns>
    private static int Sequence(ReadOnlySpan<char> text, ref Style style)
    {
        if (text.Length < 2 || text[1] != '[')
        {
            return Math.Min(2, text.Length);
        }

        var end = 2;
        while (end < text.Length && text[end] is >= ' ' and < '@')
        {
            end++;
        }

        if (end < text.Length && text[end] == 'm')
        {
            style.Apply(text[2..end]);
        }

        return Math.Min(end + 1, text.Length);
    }

    private struct Style
    {
        private string? _foreground;
        private string? _background;
        private bool _bold;
        private bool _italic;
        private bool _underlined;

        public Style()
        {
            Classes = "";
        }

        public string Classes { get; private set; }

        public void Apply(ReadOnlySpan<char> parameters)
        {
            foreach (var range in parameters.Split(';'))
            {
                var parameter = parameters[range];
                if (!int.TryParse(parameter, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && !parameter.IsEmpty)
                {
                    break;
                }

                if (code is 38 or 48)
                {
                    // A color of a larger palette, in the parameters that follow; the text's own color is as readable.
                    break;
                }

                Apply(code);
            }

            List<string> classes = [];
            Add(_bold, "ansi-bold");
            Add(_italic, "ansi-italic");
            Add(_underlined, "ansi-underline");
            Add(_foreground is not null, $"ansi-{_foreground}");
            Add(_background is not null, $"ansi-on-{_background}");
            Classes = string.Join(' ', classes);

            void Add(bool set, string name)
            {
                if (set)
                {
                    classes.Add(name);
                }
            }
        }

        private void Apply(int code)
        {
            switch (code)
            {
                case 0:
                    this = new Style();
                    break;
                case 1:
                    _bold = true;
                    break;
                case 3:
                    _italic = true;
                    break;
                case 4:
                    _underlined = true;
                    break;
                case 22:
                    _bold = false;
                    break;
                case 23:
                    _italic = false;
                    break;
                case 24:
                    _underlined = false;
                    break;
                case (>= 30 and <= 37) or (>= 90 and <= 97):
                    _foreground = Colors[code % 10];
                    break;
                case 39:
                    _foreground = null;
                    break;
                case (>= 40 and <= 47) or (>= 100 and <= 107):
                    _background = Colors[code % 10];
                    break;
                case 49:
                    _background = null;
                    break;
                default:
                    break;
            }
        }
    }
}
