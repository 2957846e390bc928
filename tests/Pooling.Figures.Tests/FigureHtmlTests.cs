using System.Text.Json.Nodes;
using HtmlAgilityPack;

namespace Pooling.Figures.Tests;

public class FigureHtmlTests
{
    [Fact]
    public void Without_script_the_picture_is_there()
    {
        Figure figure = Figure.Pooling(Tensors.ArticleImage, new MaxPooling2D(2), "100% <b>\"quoted\"</b> & 'more' ü ∞");
        HtmlNode image = new HtmlReader(figure.ToHtml()).One("//div[@class='pooling-figure']/img");
        string source = HtmlReader.Attribute(image, "src");
        const string Prefix = "data:image/svg+xml,";
        Assert.StartsWith(Prefix, source, StringComparison.Ordinal);
        Assert.Equal(figure.ToSvg(), Uri.UnescapeDataString(source[Prefix.Length..]));
        Assert.DoesNotContain(source, character => character is '<' or '>' or '"' or '#' or '&' or '\n' or > '~');
        Assert.Contains("quoted", HtmlReader.Attribute(image, "alt"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_has_the_data_of_the_figure()
    {
        Figure figure = Figure.SlidingWindow(Tensors.ArticleImage, new MaxPooling2D(2));
        var html = new HtmlReader(figure.ToHtml());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(figure.ToJson()), JsonNode.Parse(html.Json)));
    }

    [Fact]
    public void A_picture_in_the_data_is_not_written_twice()
    {
        Figure figure = Figure.Images((Tensors.Noise(64, 64), "one"), (Tensors.Noise(32, 32), "two"));
        var html = new HtmlReader(figure.ToHtml());
        JsonNode data = JsonNode.Parse(html.Json)!["data"]!;
        Assert.Equal(["image:0", "image:1"], data.AsArray().Select(trace => (string)trace!["source"]!));

        // The script looks them up in the picture by their numbers.
        string source = Uri.UnescapeDataString(HtmlReader.Attribute(html.One("//img"), "src"));
        string[] images =
        [
            .. System.Text.RegularExpressions.Regex.Matches(source, "data:image/png;base64,[\\w+/=]+").Select(match => match.Value),
        ];
        Assert.Equal(figure.Data.Select(trace => (string)trace!["source"]!), images);
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!-- <script>")]
    [InlineData("\u2028 \0 \" ' \\ \ud83d\ude00")]
    public void Text_in_a_figure_cannot_leave_its_place(string title)
    {
        Figure figure = Figure.Heatmap(Tensors.Article, title);
        var html = new HtmlReader(figure.ToHtml());
        Assert.Equal(2, html.All("//script").Length);
        Assert.Single(html.All("//img"));
        string json = html.Json;
        Assert.DoesNotContain('<', json);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(figure.ToJson()), JsonNode.Parse(json)));
        _ = new SvgReader(figure.ToSvg());
    }

    [Fact]
    public void The_script_is_the_same_in_every_figure_and_fetches_the_version_that_is_told()
    {
        string one = new HtmlReader(Figure.Heatmap(Tensors.Article).ToHtml()).All("//script")[1].InnerText;
        string other = new HtmlReader(Figure.Image(Tensors.Noise(9, 9)).ToHtml()).All("//script")[1].InnerText;
        Assert.Equal(one, other);
        Assert.Contains($"plotly.js-cartesian-dist-min@{Figure.PlotlyVersion}/", one, StringComparison.Ordinal);
        Assert.Contains("integrity", one, StringComparison.Ordinal);
    }

    [Fact]
    public void A_color_picture_of_256_by_256_stays_below_400_kB()
    {
        byte[] bytes = new byte[256 * 256 * 3];
        new Random(1).NextBytes(bytes);
        Figure figure = Figure.Image(Tensors.Of(bytes, 256, 256, 3));
        Assert.InRange(figure.ToHtml().Length, 250_000, 400_000);
    }
}
