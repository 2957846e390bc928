using System.Globalization;
using System.Xml.Linq;

namespace Pooling.Figures.Tests;

/// <summary>Reads a picture back: what is at which pixel.</summary>
internal sealed class SvgReader
{
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    public SvgReader(string svg)
    {
        Root = XDocument.Parse(svg).Root!;
        Assert.Equal(Namespace + "svg", Root.Name);
    }

    public XElement Root { get; }

    public double Width => Number(Root, "width");

    public double Height => Number(Root, "height");

    /// <summary>The cells of heatmaps.</summary>
    public Area[] Cells =>
    [
        .. Elements("rect")
            .Where(rect => rect.Parent!.Attribute("shape-rendering") is not null && rect.Parent.Parent != Root)
            .Select(ToArea),
    ];

    public Label[] Texts =>
    [
        .. Elements("text").Select(text => new Label(
            text.Value,
            Number(text, "x"),
            Number(text, "y"),
            (string)text.Attribute("fill")!,
            Number(text, "font-size"),
            (string?)text.Attribute("text-anchor") ?? "start")),
    ];

    /// <summary>Rectangles that are lines only.</summary>
    public Area[] Outlines =>
    [
        .. Elements("rect")
            .Where(rect => rect.Attribute("stroke") is not null && (string?)rect.Attribute("fill") == "none")
            .Select(rect => ToArea(rect) with { Color = (string)rect.Attribute("stroke")! }),
    ];

    public IEnumerable<XElement> Elements(string name) => Root.Descendants(Namespace + name);

    /// <summary>The color of the cell at a pixel.</summary>
    public string ColorAt(double x, double y) => Cells.Last(cell => cell.Contains(x, y)).Color;

    /// <summary>The text in a cell.</summary>
    public Label TextIn(Area cell) => Texts.Single(text => cell.Contains(text.X, text.Y - (text.Size * 0.35)));

    private static Area ToArea(XElement rect) =>
        new(
            Number(rect, "x"),
            Number(rect, "y"),
            Number(rect, "width"),
            Number(rect, "height"),
            (string?)rect.Attribute("fill") ?? "");

    private static double Number(XElement element, string attribute) =>
        double.Parse((string?)element.Attribute(attribute) ?? "0", CultureInfo.InvariantCulture);

    internal readonly record struct Area(double X, double Y, double Width, double Height, string Color)
    {
        public bool Contains(double x, double y) => x >= X && x <= X + Width && y >= Y && y <= Y + Height;
    }

    internal readonly record struct Label(string Value, double X, double Y, string Color, double Size, string Anchor);
}
