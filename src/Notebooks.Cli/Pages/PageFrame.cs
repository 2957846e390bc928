using System.Text;
using Notebooks.Engine.Display;

namespace Notebooks.Cli.Pages;

/// <summary>What all pages begin and end with.</summary>
internal static class PageFrame
{
    public static void AppendHead(StringBuilder html, string title, string? description, string? plotly = null)
    {
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append("<title>").Append(HtmlText.Escape(title)).Append("</title>\n");
        if (description is not null)
        {
            html.Append("<meta name=\"description\" content=\"").Append(HtmlText.Escape(description)).Append("\">\n");
        }

        // An empty icon, so that browsers do not ask for one that is not there.
        html.Append("<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"").Append(PageAssets.StyleSheet).Append("\">\n");
        if (plotly is not null)
        {
            // Not deferred: the scripts of figures run as the page is read, and use what is there.
            html.Append("<script src=\"").Append(HtmlText.Escape(plotly)).Append("\"></script>\n");
        }

        html.Append("<script src=\"").Append(PageAssets.Script).Append("\" defer></script>\n</head>\n");
    }

    public static string Finish(StringBuilder html) =>
        html.Append("</body>\n</html>\n").ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
}
