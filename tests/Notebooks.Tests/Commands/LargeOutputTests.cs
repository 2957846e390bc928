namespace Notebooks.Tests.Commands;

public sealed class LargeOutputTests : IDisposable
{
    private readonly NotebooksCommand _notebooks = new();

    public void Dispose() => _notebooks.Dispose();

    [Fact]
    public async Task Fifty_megabytes_of_output_are_saved_whole()
    {
        _notebooks.Write("large.ipynb", "var line = new string('x', 999);\nfor (var i = 0; i < 52_500; i++) Console.WriteLine(line);");

        (await _notebooks.RunAsync("run", "large.ipynb", "--in-place")).Exited(0);

        Assert.InRange(new FileInfo(_notebooks["large.ipynb"]).Length, 52_500_000, 60_000_000);
        Assert.Equal(52_500, _notebooks.Outputs("large.ipynb", 1)[0]!["text"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("while (true) Console.WriteLine(new string('x', 100_000));")]
    [InlineData("while (true) Enumerable.Repeat(1, 20).Display(\"application/json\");")]
    public async Task Endless_output_is_ended_with_a_report(string code)
    {
        _notebooks.Write("endless.ipynb", "1", code);

        var result = (await _notebooks.RunAsync("run", "endless.ipynb", "--in-place", "--timeout", "600")).Exited(1);

        Assert.StartsWith("endless.ipynb: cell 2: OutputLimitExceeded: ", result.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_display_that_is_updated_again_and_again_counts_as_what_it_shows_last()
    {
        _notebooks.Write("updates.ipynb", "var d = display(0);\nfor (var i = 0; i < 300; i++) d.Update(new string('x', 500_000));\nd.Update(\"last\");");

        (await _notebooks.RunAsync("run", "updates.ipynb", "--in-place")).Exited(0);

        Assert.Contains("last", Assert.Single(_notebooks.Outputs("updates.ipynb", 1))!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_animation_counts_as_its_last_picture()
    {
        _notebooks.Write("animation.ipynb", "for (var i = 0; i < 300; i++) { Console.Clear(); display(new string('x', 500_000)); }\nConsole.Clear();\nConsole.Write(\"last\");");

        (await _notebooks.RunAsync("run", "animation.ipynb", "--in-place")).Exited(0);

        Assert.Contains("last", Assert.Single(_notebooks.Outputs("animation.ipynb", 1))!.ToJsonString(), StringComparison.Ordinal);
    }
}
