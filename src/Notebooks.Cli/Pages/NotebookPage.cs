using System.Globalization;
using System.Text;
using Notebooks.Engine.Display;
using Notebooks.Engine.Documents;

namespace Notebooks.Cli.Pages;

/// <summary>The page of one executed notebook.</summary>
public static class NotebookPage
{
    private const int FewestContents = 2;

    /// <summary>Renders a notebook as an HTML page, which looks for its style sheet and script in <c>assets/</c> beside it.</summary>
    /// <param name="notebook">The notebook with its outputs.</param>
    /// <param name="title">What to call it where it has no heading, such as its file's name.</param>
    /// <param name="status">How its run ended; a failure is told at the top, with a link to the cell.</param>
    /// <param name="links">Where the page leads; by default nowhere.</param>
    /// <returns>The whole page, with line feeds as line ends, the same on every run for the same notebook.</returns>
    public static string Render(NotebookDocument notebook, string title, NotebookStatus status, PageLinks? links = null)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(status);
        links ??= new PageLinks();
        var markdown = new NotebookMarkdown(links);
        var content = Cells(notebook, status, markdown);
        var usesPlotly = notebook.Cells.SelectMany(cell => cell.Outputs).Any(OutputRenderer.UsesPlotly);
        var html = new StringBuilder();
        PageFrame.AppendHead(
            html, NotebookMarkdown.Title(notebook) ?? title, NotebookMarkdown.Summary(notebook), usesPlotly ? links.Plotly : null);
        html.Append("<body class=\"notebook\">\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n");
        AppendHeader(html, links);
        html.Append("<div class=\"page\">\n");
        AppendContents(html, markdown.Headings);
        html.Append("<main id=\"content\">\n");
        AppendStatus(html, status);
        html.Append(content).Append("</main>\n</div>\n");
        AppendFooter(html, links);
        return PageFrame.Finish(html);
    }

    private static StringBuilder Cells(NotebookDocument notebook, NotebookStatus status, NotebookMarkdown markdown)
    {
        var html = new StringBuilder();
        var outputs = new OutputRenderer(markdown);
        var numbers = notebook.CodeCells.Select((cell, index) => (cell, index)).ToDictionary(pair => pair.cell, pair => pair.index + 1);
        foreach (var cell in notebook.Cells)
        {
            var number = numbers.GetValueOrDefault(cell);
            if (cell.Kind == CellKind.Raw || (cell.Source.Length == 0 && cell.Outputs.Count == 0))
            {
                continue;
            }

            var isMarkdown = cell.Kind == CellKind.Markdown;
            html.Append("<div class=\"cell ").Append(isMarkdown ? "prose" : "code")
                .Append(number > 0 && status is NotebookStatus.Failed failed && failed.Cell == number ? " failed\"" : "\"")
                .Append(number > 0 ? string.Create(CultureInfo.InvariantCulture, $" id=\"cell-{number}\"") : "").Append(">\n");
            if (isMarkdown)
            {
                html.Append(markdown.ToHtml(cell.Source, cell));
            }
            else
            {
                AppendCode(html, cell);
                outputs.Append(html, cell, number);
            }

            html.Append("</div>\n");
        }

        return html;
    }

    private static void AppendCode(StringBuilder html, NotebookCell cell)
    {
        var source = cell.Source.TrimEnd();
        if (source.Length == 0)
        {
            return;
        }

        if (cell.ExecutionCount is { } count)
        {
            var text = count.ToString(CultureInfo.InvariantCulture);
            html.Append("<div class=\"count\" title=\"Run as number ").Append(text).Append("\">").Append(text).Append("</div>\n");
        }

        html.Append("<div class=\"source\"><pre tabindex=\"0\" role=\"region\" aria-label=\"Code\"><code>")
            .Append(source.StartsWith('\n') ? "\n" : "")
            .Append(cell.Language == "csharp" ? CSharpHighlighter.ToHtml(source) : HtmlText.Escape(source))
            .Append("</code></pre></div>\n");
    }

    private static void AppendHeader(StringBuilder html, PageLinks links)
    {
        if (links is { Gallery: null, Previous: null, Next: null })
        {
            return;
        }

        html.Append("<header class=\"top\">\n<nav aria-label=\"Gallery\">\n");
        if (links.Gallery is not null)
        {
            html.Append("<a href=\"").Append(HtmlText.Escape(links.Gallery)).Append("\">All notebooks</a>\n");
        }

        html.Append("<span class=\"pager\">");
        AppendLink(html, links.Previous, "prev", "Previous");
        AppendLink(html, links.Next, "next", "Next");
        html.Append("</span>\n</nav>\n</header>\n");

        static void AppendLink(StringBuilder html, PageLink? link, string relation, string text)
        {
            if (link is not null)
            {
                html.Append("<a rel=\"").Append(relation).Append("\" href=\"").Append(HtmlText.Escape(link.Address))
                    .Append("\" title=\"").Append(HtmlText.Escape(link.Title)).Append("\">").Append(text).Append("</a>");
            }
        }
    }

    private static void AppendContents(StringBuilder html, IReadOnlyList<NotebookMarkdown.Heading> headings)
    {
        var entries = headings.Where(heading => heading.Level is 2 or 3 && heading.Text.Length > 0).ToList();
        if (entries.Count < FewestContents)
        {
            return;
        }

        html.Append("<nav class=\"contents\" aria-label=\"Contents\">\n<ol>\n");
        foreach (var heading in entries)
        {
            html.Append("<li").Append(heading.Level == 3 ? " class=\"sub\"" : "").Append("><a href=\"#")
                .Append(HtmlText.Escape(Uri.EscapeDataString(heading.Id))).Append("\">").Append(HtmlText.Escape(heading.Text)).Append("</a></li>\n");
        }

        html.Append("</ol>\n</nav>\n");
    }

    private static void AppendStatus(StringBuilder html, NotebookStatus status)
    {
        switch (status)
        {
            case NotebookStatus.Failed failed:
                var cell = failed.Cell.ToString(CultureInfo.InvariantCulture);
                html.Append("<p class=\"banner failed\"><strong>This notebook stopped at <a href=\"#cell-").Append(cell).Append("\">cell ")
                    .Append(cell).Append("</a>.</strong> ").Append(HtmlText.Escape(failed.Error)).Append("</p>\n");
                break;
            case NotebookStatus.Skipped skipped:
                html.Append("<p class=\"banner\"><strong>This notebook was not run.</strong> ")
                    .Append(HtmlText.Escape(skipped.Reason)).Append("</p>\n");
                break;
            default:
                break;
        }
    }

    private static void AppendFooter(StringBuilder html, PageLinks links)
    {
        html.Append("<footer class=\"bottom\">\n");
        if (links.Previous is not null || links.Next is not null)
        {
            html.Append("<nav class=\"onward\" aria-label=\"Other notebooks\">\n");
            AppendLink(html, links.Previous, "prev", "Previous");
            AppendLink(html, links.Next, "next", "Next");
            html.Append("</nav>\n");
        }

        if (links.Notebook is not null)
        {
            html.Append("<p><a href=\"").Append(HtmlText.Escape(links.Notebook)).Append("\" download>The notebook itself</a>, with all its outputs</p>\n");
        }

        html.Append("</footer>\n");

        static void AppendLink(StringBuilder html, PageLink? link, string relation, string text)
        {
            if (link is not null)
            {
                html.Append("<a class=\"").Append(relation).Append("\" rel=\"").Append(relation).Append("\" href=\"")
                    .Append(HtmlText.Escape(link.Address)).Append("\"><small>").Append(text).Append("</small> ")
                    .Append(HtmlText.Escape(link.Title)).Append("</a>\n");
            }
        }
    }
}
