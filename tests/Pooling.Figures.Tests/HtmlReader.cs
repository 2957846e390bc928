using HtmlAgilityPack;

namespace Pooling.Figures.Tests;

/// <summary>Reads a piece of a web page.</summary>
internal sealed class HtmlReader
{
    private readonly HtmlNode _root;

    public HtmlReader(string html)
    {
        var document = new HtmlDocument();
        document.LoadHtml(html);
        Assert.Empty(document.ParseErrors);
        _root = document.DocumentNode;
    }

    public string Text => HtmlEntity.DeEntitize(_root.InnerText);

    /// <summary>The script element that holds the figure.</summary>
    public string Json => One("//script[@type='application/json']").InnerText;

    public HtmlNode[] All(string path) => [.. _root.SelectNodes(path) ?? Enumerable.Empty<HtmlNode>()];

    public HtmlNode One(string path) => Assert.Single(All(path));

    public static string Attribute(HtmlNode node, string name) =>
        HtmlEntity.DeEntitize(node.GetAttributeValue(name, ""));
}
