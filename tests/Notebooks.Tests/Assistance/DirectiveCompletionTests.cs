namespace Notebooks.Tests.Assistance;

/// <summary>Completion in lines that start with <c>#</c>.</summary>
public sealed class DirectiveCompletionTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private AssistedCells _cells = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder["data/inner"]);
        foreach (var file in new[] { "setup.csx", "lesson.ipynb", "notes.txt", "data/library.dll", "data/other.csx" })
        {
            File.WriteAllText(_folder[file], "");
        }

        _cells = await AssistedCells.RunAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _cells.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("#¦", "#!time #!import #!who #!markdown #!csharp #r #i #load #region")]
    [InlineData("#!¦", "#!time #!lsmagic #!whos #!html")]
    [InlineData("#!ti¦", "#!time")]
    [InlineData("var x = 1;\n#!w¦", "#!who #!whos")]
    [InlineData("  #!ti¦", "#!time")]
    [InlineData("#!markdown\ntext\n#!cs¦", "#!csharp")]
    [InlineData("#re¦", "#region")]
    public void Directives_stand_behind_their_mark(string cell, string expected) =>
        Assert.Empty(expected.Split(' ').Except(_cells.Texts(cell)));

    [Fact]
    public void A_directive_is_replaced_with_its_mark_and_tells_what_it_does()
    {
        var list = _cells.Complete("1;\n#!ti¦m");

        Assert.Equal((3, 8), (list.Start, list.End));
        Assert.Equal("directive", list.Items[0].Type);
        Assert.Contains("how long", list.Items[0].Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!import {0}/¦", "setup.csx lesson.ipynb data/", "notes.txt")]
    [InlineData("#!import \"{0}/se¦\"", "setup.csx", "lesson.ipynb")]
    [InlineData("#!import {0}/data/¦", "other.csx inner/", "library.dll")]
    [InlineData("#load \"{0}/¦\"", "setup.csx data/", "lesson.ipynb")]
    [InlineData("#r \"{0}/data/¦\"", "library.dll inner/", "other.csx")]
    [InlineData("#i \"nuget: {0}/¦\"", "data/", "setup.csx")]
    [InlineData("#!import {0}/nowhere/¦", "", "setup.csx")]
    public void Paths_go_on_with_folders_and_the_files_that_fit(string cell, string expected, string unexpected)
    {
        var texts = _cells.Texts(cell.Replace("{0}", _folder.Path.Replace('\\', '/'), StringComparison.Ordinal));

        Assert.Empty(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(texts));
        Assert.DoesNotContain(unexpected, texts);
    }

    [Fact]
    public void A_reference_may_be_a_package()
    {
        Assert.Equal("nuget: ", _cells.Texts("#r \"¦\"")[0]);
        Assert.Equal("nuget: ", _cells.Texts("#r \"nu¦")[0]);
    }

    [Fact]
    public void Other_directives_take_nothing() => Assert.Empty(_cells.Texts("#!time ¦"));
}
