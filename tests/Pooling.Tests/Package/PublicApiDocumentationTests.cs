using System.Xml.Linq;

namespace Pooling.Tests;

/// <summary>Every public member of the library is documented.</summary>
public class PublicApiDocumentationTests
{
    [Fact]
    public void Every_public_member_has_its_summary_parameters_and_result_documented() =>
        Assert.Empty(PublicApiDocumentation.Gaps(PublicApi.Library, LibraryDocumentation()));

    [Fact]
    public void Nothing_documented_means_a_gap_for_every_tag()
    {
        const string Forward = "M:Pooling.PoolingLayer.Forward``1(System.Numerics.Tensors.Tensor{``0})";
        XDocument nothing = new(new XElement("doc"));

        List<string> gaps = [.. PublicApiDocumentation.Gaps(PublicApi.Library, nothing)];

        Assert.Contains("T:Pooling.Pool has no summary", gaps);
        Assert.Contains(Forward + " has no typeparam T", gaps);
        Assert.Contains(Forward + " has no param input", gaps);
        Assert.Contains(Forward + " has no returns", gaps);
        Assert.Contains("F:Pooling.DataFormat.ChannelsLast has no summary", gaps);
    }

    [Theory]
    [InlineData("<summary> </summary>", "T:Pooling.Pool has no summary")]
    [InlineData("<summary>Text.</summary><exception cref='T:E'/>", "T:Pooling.Pool has no reason for exception T:E")]
    public void An_empty_tag_is_a_gap(string tags, string gap)
    {
        XDocument documentation = XDocument.Parse($"<doc><member name='T:Pooling.Pool'>{tags}</member></doc>");

        Assert.Contains(gap, PublicApiDocumentation.Gaps(PublicApi.Library, documentation));
    }

    private static XDocument LibraryDocumentation() =>
        XDocument.Load(Path.ChangeExtension(typeof(Pool).Assembly.Location, ".xml"));
}
