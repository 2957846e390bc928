using HtmlAgilityPack;

namespace Notebooks.Tests.Pages;

/// <summary>Queries of pages that fail where nothing is found.</summary>
internal static class HtmlNodes
{
    public static HtmlNode Parse(string html)
    {
        var document = new HtmlDocument();
        document.LoadHtml(html);
        return document.DocumentNode;
    }

    public static List<HtmlNode> All(this HtmlNode node, string xpath) => [.. node.SelectNodes(xpath) ?? Enumerable.Empty<HtmlNode>()];

    public static HtmlNode First(this HtmlNode node, string xpath)
    {
        var found = node.SelectSingleNode(xpath);
        Assert.True(found is not null, $"There is no {xpath} in {node.OuterHtml}");
        return found!;
    }

    /// <summary>The text a reader sees.</summary>
    public static string Text(this HtmlNode node) => HtmlEntity.DeEntitize(node.InnerText) ?? "";
}
