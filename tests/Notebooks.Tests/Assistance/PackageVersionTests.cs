using Notebooks.Engine.Packages;

namespace Notebooks.Tests.Assistance;

/// <summary>The order of package versions.</summary>
public class PackageVersionTests
{
    [Fact]
    public void Versions_are_ordered_by_number_and_before_a_release_come_its_previews()
    {
        string[] ordered = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0", "1.0.0.1", "1.2.0", "1.10.0", "2.0.0-rc.1", "2.0.0"];

        Assert.Equal(ordered, ordered.Reverse().Order(PackageVersionComparer.Instance));
        Assert.Equal(0, PackageVersionComparer.Instance.Compare("1.0", "1.0.0+build"));
    }
}
