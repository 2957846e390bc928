namespace Notebooks.Tests.Commands;

/// <summary>Exit code 2 and one line: a wrong command line, or files that cannot be read.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly NotebooksCommand _notebooks = new();

    public void Dispose() => _notebooks.Dispose();

    [Theory]
    [InlineData("--jobs 0", "--jobs", "0")]
    [InlineData("--jobs -1", "--jobs", "-1")]
    [InlineData("--jobs two", "--jobs", "two")]
    [InlineData("--jobs", "--jobs", "")]
    [InlineData("--timeout 0", "--timeout", "0")]
    [InlineData("--timeout -5", "--timeout", "-5")]
    [InlineData("--timeout soon", "--timeout", "soon")]
    [InlineData("--timeout NaN", "--timeout", "NaN")]
    [InlineData("--timeout 1e300", "--timeout", "1e300")]
    [InlineData("--output", "--output", "")]
    [InlineData("--nonsense", "--nonsense", "")]
    [InlineData("--in-place --check", "--in-place", "--check")]
    public async Task A_wrong_option_is_named_with_what_was_got(string options, string option, string got)
    {
        _notebooks.Write("a.ipynb", "System.IO.File.WriteAllText(\"ran\", \"\");");

        var result = (await _notebooks.RunAsync(["run", "a.ipynb", .. options.Split(' ')])).Exited(2);

        Assert.StartsWith("notebooks: ", result.Message(), StringComparison.Ordinal);
        Assert.Contains(option, result.Message(), StringComparison.Ordinal);
        Assert.Contains(got, result.Message(), StringComparison.Ordinal);
        Assert.Equal(["a.ipynb"], _notebooks.Files());
    }

    [Fact]
    public async Task A_wrong_command_is_named()
    {
        Assert.Contains("walk", (await _notebooks.RunAsync("walk")).Exited(2).Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no-json.ipynb")]
    [InlineData("this is not JSON", "no-json.ipynb")]
    [InlineData("{\"cells\": [", "no-json.ipynb")]
    [InlineData("[]", "no-json.ipynb")]
    [InlineData("{\"cells\": [], \"metadata\": {}, \"nbformat\": 3, \"nbformat_minor\": 0}", "no-json.ipynb")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\", \"source\": 5}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}", "no-json.ipynb")]
    public async Task A_file_that_is_no_notebook_is_named_before_anything_runs(string content, string name)
    {
        _notebooks.Write("a.ipynb", "System.IO.File.WriteAllText(\"ran\", \"\");");
        File.WriteAllText(_notebooks[name], content);

        var result = (await _notebooks.RunAsync("run", "a.ipynb", name)).Exited(2);

        Assert.StartsWith($"notebooks: {name}", result.Message(), StringComparison.Ordinal);
        Assert.DoesNotContain("ran", _notebooks.Files());
    }

    [Theory]
    [InlineData("missing.ipynb")]
    [InlineData("missing/folder")]
    public async Task A_path_with_nothing_there_is_named(string path)
    {
        Assert.Contains(path, (await _notebooks.RunAsync("run", path)).Exited(2).Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_kind_is_named()
    {
        File.WriteAllText(_notebooks["a.txt"], "text");

        Assert.Contains("a.txt", (await _notebooks.RunAsync("run", "a.txt")).Exited(2).Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_notebooks_is_named()
    {
        Directory.CreateDirectory(_notebooks["empty"]);

        Assert.Contains("empty", (await _notebooks.RunAsync("run", "empty")).Exited(2).Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_path_and_no_folder_notebooks_says_what_was_expected()
    {
        Assert.Contains("notebooks", (await _notebooks.RunAsync("run")).Exited(2).Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--in-place")]
    [InlineData("--check")]
    public async Task A_dib_file_which_holds_no_outputs_cannot_be_saved_or_checked(string option)
    {
        File.WriteAllText(_notebooks["a.dib"], "1");

        var message = (await _notebooks.RunAsync("run", "a.dib", option)).Exited(2).Message();

        Assert.Contains("a.dib", message, StringComparison.Ordinal);
        Assert.Contains(option, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/below")]
    public async Task An_output_folder_that_cannot_be_made_is_named_before_anything_runs(string output)
    {
        File.WriteAllText(_notebooks["file"], "in the way");
        _notebooks.Write("a.ipynb", "System.IO.File.WriteAllText(\"ran\", \"\");");

        var result = (await _notebooks.RunAsync("run", "a.ipynb", "--output", output)).Exited(2);

        Assert.Contains("file", result.Message(), StringComparison.Ordinal);
        Assert.Equal(["a.ipynb", "file"], _notebooks.Files());
    }

    [Fact]
    public async Task Help_tells_of_every_option()
    {
        var result = (await _notebooks.RunAsync("run", "--help")).Exited(0);

        Assert.All(
            ["PATH", "--output", "--in-place", "--check", "--timeout", "--jobs"],
            option => Assert.Contains(option, result.Output, StringComparison.Ordinal));
    }
}
