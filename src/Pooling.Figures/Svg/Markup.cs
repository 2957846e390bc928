using System.Net;
using System.Text.RegularExpressions;

namespace Pooling.Figures.Svg;

/// <summary>The HTML-like markup that Plotly allows in its texts.</summary>
internal static partial class Markup
{
    /// <summary>The lines of a text without its tags.</summary>
    public static string[] Lines(string text) =>
        [.. LineBreak().Split(text).Select(line => WebUtility.HtmlDecode(Tag().Replace(line, "")))];

    /// <summary>The text on one line without its tags.</summary>
    public static string Plain(string text) => string.Join(' ', Lines(text)).Trim();

    /// <summary>Text that Plotly shows as it stands, whatever signs are in it.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    /// <summary>
    /// Fills in Plotly's template of a cell's text: <c>%{z}</c>, with d3's format of it, and <c>%{text}</c>.
    /// </summary>
    public static string FillTemplate(string template, double z, string text) =>
        Variable().Replace(template, match => match.Groups["name"].Value switch
        {
            "z" => match.Groups["format"] is { Success: true, Value: var format }
                ? Ticks.D3Format(z, format) ?? NumberText.Short(z)
                : NumberText.Short(z),
            "text" => text,
            _ => "",
        });

    [GeneratedRegex(@"<br\s*/?>|\n", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"%\{(?<name>[^{}:|]*)(:(?<format>[^{}]*))?[^{}]*\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"</?(b|i|em|strong|sub|sup|span|a|s|u)\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
