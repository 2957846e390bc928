using Notebooks.Engine.Assistance.Completion;

namespace Notebooks.Tests.Assistance;

/// <summary>How names are compared with what has been typed.</summary>
public class NameMatchTests
{
    [Theory]
    [InlineData("WriteLine", "", NameMatch.Exact)]
    [InlineData("WriteLine", "Wri", NameMatch.Exact)]
    [InlineData("WriteLine", "wri", NameMatch.IgnoringCase)]
    [InlineData("WriteLine", "WL", NameMatch.Humps)]
    [InlineData("WriteLine", "wl", NameMatch.Humps)]
    [InlineData("WriteLine", "WrLi", NameMatch.Humps)]
    [InlineData("max_pool_size", "mps", NameMatch.Humps)]
    [InlineData("MaxPooling2D", "MP2", NameMatch.Humps)]
    [InlineData("XMLReader", "XR", NameMatch.Humps)]
    [InlineData("WriteLine", "Line", NameMatch.None)]
    [InlineData("WriteLine", "WX", NameMatch.None)]
    [InlineData("WriteLine", "We", NameMatch.None)]
    public void A_name_fits_by_its_start_or_by_the_starts_of_its_words(string name, string typed, int expected) =>
        Assert.Equal(expected, NameMatch.Of(name, typed));
}
