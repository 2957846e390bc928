using System.Text.Json.Nodes;
using Pooling.Figures;

namespace Browser.Tests;

/// <summary>plotly.js comes from npm at build and from a CDN in a page, and must be the same in both.</summary>
public sealed class PlotlyVersionTests
{
    [Fact]
    public void Figures_ask_the_CDN_for_the_version_that_npm_is_locked_to()
    {
        var package = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "Notebooks.Cli", "package.json")))!;
        Assert.Equal(Figure.PlotlyVersion, (string?)package["dependencies"]!["plotly.js-cartesian-dist-min"]);
    }

    [Fact]
    public void Pages_ask_the_CDN_for_the_version_that_figures_ask_for()
    {
        var script = File.ReadAllText(Path.Combine(Repository.Root, "src", "Notebooks.Cli", "Pages", "Assets", "notebook.js"));
        Assert.Contains($"plotly.js-cartesian-dist-min@{Figure.PlotlyVersion}/", script, StringComparison.Ordinal);
    }
}
