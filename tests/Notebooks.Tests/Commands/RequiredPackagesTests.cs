using System.Text.Json.Nodes;
using Notebooks.Tests.Engine;

namespace Notebooks.Tests.Commands;

/// <summary>Notebooks that name in their metadata the packages they need.</summary>
public sealed class RequiredPackagesTests : IDisposable
{
    private readonly NotebooksCommand _notebooks = new();

    public void Dispose() => _notebooks.Dispose();

    [Fact]
    public async Task A_notebook_whose_package_is_not_to_be_had_is_skipped_with_the_reason_and_the_run_succeeds()
    {
        PackageFeed.Configure(_notebooks.Folder, Directory.CreateDirectory(_notebooks["feed"]).FullName);
        Write("needs.ipynb", "Tests.Missing, 1.0.0");
        _notebooks.Write("fine.ipynb", "1");
        var before = File.ReadAllBytes(_notebooks["needs.ipynb"]);

        var result = (await _notebooks.RunAsync("run", "needs.ipynb", "fine.ipynb", "--in-place")).Exited(0);

        var skipped = Assert.Single(result.Output.Split('\n'), line => line.StartsWith("needs.ipynb: skipped: ", StringComparison.Ordinal));
        Assert.Contains("Tests.Missing", skipped, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_notebooks["needs.ipynb"]));
        Assert.NotEmpty(_notebooks.Outputs("fine.ipynb", 1));
    }

    [Fact]
    public async Task A_notebook_whose_package_is_there_runs()
    {
        PackageFeed.Configure(_notebooks.Folder, _notebooks["feed"]);
        PackageFeed.Add(_notebooks["feed"], "Tests.Needed", "1.0.0", "public static class Needed { public static string Text => \"from the package\"; }");
        Write("needs.ipynb", "Tests.Needed, 1.0.0");

        (await _notebooks.RunAsync("run", "needs.ipynb", "--in-place")).Exited(0);

        Assert.Contains("from the package", _notebooks.Outputs("needs.ipynb", 1).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_that_name_no_package_are_an_error_in_one_line()
    {
        Write("needs.ipynb", "no package, at <all>");

        var message = (await _notebooks.RunAsync("run", "needs.ipynb", "--output", "out")).Exited(2).Message();

        Assert.Contains("needs.ipynb", message, StringComparison.Ordinal);
        Assert.Contains("notebooks.packages", message, StringComparison.Ordinal);
    }

    private void Write(string name, string package) => _notebooks.Write(
        name,
        notebook => notebook.Metadata["notebooks"] = new JsonObject { ["packages"] = new JsonArray(package) },
        "#r \"nuget: Tests.Needed, 1.0.0\"\nNeeded.Text");
}
