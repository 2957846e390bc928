using System.Reflection;
using System.Text.RegularExpressions;
using Notebooks.Engine.Documents;
using Notebooks.Tests.Commands;

namespace Notebooks.Tests.Lessons;

/// <summary>The notebooks of this repository.</summary>
public sealed partial class LessonTests
{
    /// <summary>The directives that .NET Interactive knows too.</summary>
    private static readonly string[] SharedDirectives =
        ["#!csharp", "#!html", "#!import", "#!lsmagic", "#!markdown", "#!time", "#!who", "#!whos"];

    public static TheoryData<string> Lessons => [.. Directory.GetFiles(Folder, "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string Folder { get; } = Path.Combine(
        typeof(LessonTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot").Value!,
        "notebooks");

    [Fact]
    public async Task Every_lesson_runs_and_shows_what_was_saved_in_it()
    {
        using var command = new NotebooksCommand();
        var result = await command.RunAsync("run", Folder, "--check");
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void A_lesson_has_the_shape_of_a_lesson(string lesson)
    {
        var notebook = NotebookDocument.Load(Path.Combine(Folder, lesson));
        var text = string.Join("\n\n", notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source));

        Assert.Equal(".net-csharp", notebook.KernelName);
        Assert.StartsWith("# ", notebook.Cells[0].Source, StringComparison.Ordinal);
        Assert.Matches(@"\*\*[^*]+\?\*\*", notebook.Cells[0].Source);
        Assert.Contains("## What to notice", text, StringComparison.Ordinal);
        Assert.Contains("## Summary", text, StringComparison.Ordinal);
        Assert.Contains("## Exercises", text, StringComparison.Ordinal);
        Assert.Contains("<details>", text, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(Folder, lesson)).Length < 2_000_000, "A saved lesson stays under 2 MB.");
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void A_lesson_brings_its_libraries_in_with_one_line_and_uses_directives_that_every_host_knows(string lesson)
    {
        var cells = NotebookDocument.Load(Path.Combine(Folder, lesson)).Cells.Where(cell => cell.Kind == CellKind.Code).ToList();
        var directives = cells.SelectMany(cell => cell.Source.Split('\n'))
            .Where(line => line.StartsWith('#'))
            .Select(line => line.Trim())
            .ToList();

        Assert.Single(directives, "#!import setup.csx");
        Assert.All(
            directives.Where(line => line.StartsWith("#!", StringComparison.Ordinal)),
            line => Assert.Contains(line.Split(' ')[0], SharedDirectives));
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Every_relative_link_of_a_lesson_leads_to_a_file(string lesson)
    {
        var notebook = NotebookDocument.Load(Path.Combine(Folder, lesson));
        var links = notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown)
            .SelectMany(cell => Link().Matches(cell.Source))
            .Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal));
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(Folder, link)), link));
    }

    [Theory]
    [InlineData("02-max-pooling.ipynb", "(4, 4) -> (1, 4, 4, 1)", "(1, 2, 2, 1)", "7 3 9 3")]
    [InlineData("03-average-pooling.ipynb", "(1, 2, 2, 1)", "3 1 4 2")]
    [InlineData("04-global-pooling.ipynb", "(1, 2, 2, 4)", "(1, 4)", "2.0 5.0 1.5 1.5", "5 9 3 3")]
    public void A_lesson_comes_to_the_numbers_of_the_article(string lesson, params string[] expected)
    {
        var notebook = NotebookDocument.Load(Path.Combine(Folder, lesson));
        var shown = notebook.Cells.SelectMany(cell => cell.Outputs)
            .Select(output => MultilineText.Read(output!["text"] ?? output["data"]?["text/plain"]) ?? "");
        var text = WhiteSpace().Replace(string.Join('\n', shown), " ");
        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
