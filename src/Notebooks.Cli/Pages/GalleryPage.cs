using System.Globalization;
using System.Text;
using Notebooks.Engine.Display;

namespace Notebooks.Cli.Pages;

/// <summary>The index of a gallery: a card for every notebook.</summary>
public static class GalleryPage
{
    /// <summary>Renders the index.</summary>
    /// <param name="cards">The cards, in order.</param>
    /// <param name="introduction">Markdown above the cards, whose first heading is the page's; null for a plain heading.</param>
    /// <param name="links">How links and pictures in the introduction are to be changed, if at all.</param>
    /// <returns>The whole page, with line feeds as line ends, the same on every run for the same cards.</returns>
    public static string Render(IReadOnlyList<GalleryCard> cards, string? introduction = null, PageLinks? links = null)
    {
        ArgumentNullException.ThrowIfNull(cards);
        var markdown = new NotebookMarkdown(links ?? new PageLinks());
        var intro = markdown.ToHtml(introduction ?? "");
        var heading = markdown.Headings.FirstOrDefault(heading => heading.Level == 1);
        var html = new StringBuilder();
        PageFrame.AppendHead(html, heading?.Text ?? "Notebooks", description: null);
        html.Append("<body class=\"gallery\">\n<a class=\"skip\" href=\"#notebooks\">Skip to the notebooks</a>\n")
            .Append("<header class=\"title prose\">\n");
        if (heading is null)
        {
            html.Append("<h1>Notebooks</h1>\n");
        }

        html.Append(intro).Append("</header>\n<main id=\"notebooks\">\n<p class=\"tally\">").Append(Tally(cards)).Append("</p>\n<ol class=\"cards\">\n");
        for (var i = 0; i < cards.Count; i++)
        {
            AppendCard(html, cards[i], i + 1);
        }

        html.Append("</ol>\n</main>\n");
        return PageFrame.Finish(html);
    }

    private static void AppendCard(StringBuilder html, GalleryCard card, int number)
    {
        var figure = number.ToString(CultureInfo.InvariantCulture);
        html.Append("<li class=\"card\">\n<a class=\"plate").Append(card.Thumbnail is null ? " empty" : "").Append("\" href=\"").Append(HtmlText.Escape(card.Address)).Append("\" tabindex=\"-1\" aria-hidden=\"true\">");
        if (card.Thumbnail is not null)
        {
            html.Append("<img src=\"").Append(HtmlText.Escape(card.Thumbnail)).Append("\" alt=\"\" loading=\"lazy\">");
        }
        else
        {
            html.Append("<span class=\"numeral\">").Append(figure).Append("</span>");
        }

        html.Append("</a>\n");
        if (!char.IsAsciiDigit(card.Title.FirstOrDefault()))
        {
            html.Append("<p class=\"number\">").Append(figure).Append("</p>\n");
        }

        html.Append("<h2><a href=\"").Append(HtmlText.Escape(card.Address)).Append("\">")
            .Append(HtmlText.Escape(card.Title)).Append("</a></h2>\n");
        if (card.Summary is not null)
        {
            html.Append("<p class=\"summary\">").Append(HtmlText.Escape(card.Summary)).Append("</p>\n");
        }

        var (kind, text) = card.Status switch
        {
            NotebookStatus.Failed failed =>
                ("failed", string.Create(CultureInfo.InvariantCulture, $"Failed in cell {failed.Cell}: {failed.Error}")),
            NotebookStatus.Skipped skipped => ("skipped", $"Not run: {skipped.Reason}"),
            _ => ("ran", Contents(card)),
        };
        html.Append("<p class=\"status ").Append(kind).Append("\" title=\"").Append(HtmlText.Escape(text)).Append("\">").Append(HtmlText.Escape(text)).Append("</p>\n</li>\n");
    }

    private static string Contents(GalleryCard card) =>
        card.Figures == 0 ? Count(card.CodeCells, "code cell") : $"{Count(card.CodeCells, "code cell")}, {Count(card.Figures, "figure")}";

    private static string Tally(IReadOnlyList<GalleryCard> cards)
    {
        var failed = cards.Count(card => card.Status is NotebookStatus.Failed);
        var skipped = cards.Count(card => card.Status is NotebookStatus.Skipped);
        var ran = cards.Count - failed - skipped;
        var parts = new List<string> { Count(cards.Count, "notebook") };
        if (failed + skipped > 0)
        {
            Add(ran, "ran");
            Add(failed, "failed");
            Add(skipped, "not run");
        }

        return string.Join(" · ", parts);

        void Add(int count, string what)
        {
            if (count > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
            }
        }
    }

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
