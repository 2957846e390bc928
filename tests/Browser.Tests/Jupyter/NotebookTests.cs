using System.Diagnostics;
using Microsoft.Playwright;
using Notebooks.Cli.Pages;

namespace Browser.Tests.Jupyter;

/// <summary>The kernel as people meet it: a notebook in a browser, on a real Jupyter Notebook server.</summary>
public sealed class NotebookTests(Browser browser, JupyterServer server) : IClassFixture<Browser>, IClassFixture<JupyterServer>
{
    private const string Figure = ".pooling-figure";

    /// <summary>Counts the outputs that are not to be seen as a whole.</summary>
    private const string CutOff =
        """
        () => [...document.querySelectorAll(".output, .output_subarea")]
            .filter(output => output.scrollWidth > output.clientWidth + 1 || output.scrollHeight > output.clientHeight + 1).length
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public async Task A_lesson_runs_its_figures_become_live_charts_and_play_moves_the_window()
    {
        await using var open = await browser.OpenAsync(server.CopyLesson("02-max-pooling", "run"), PageAssets.BuiltPlotly);
        var notebook = new NotebookPage(open.Page);
        await notebook.IdleAsync();
        await notebook.ChooseAsync("Cell", "clear_all_output", "all_outputs");
        await Assertions.Expect(open.Page.Locator(Figure)).ToHaveCountAsync(0);

        await notebook.RunAllAsync();

        var live = open.Page.Locator($"{Figure}:has(.js-plotly-plot):not(:has(> img))");
        await Assertions.Expect(live).ToHaveCountAsync(6);
        foreach (var figure in await live.AllAsync())
        {
            Assert.True(await ColorsAsync(figure) > 20, "A chart is blank.");
        }

        Assert.Equal(0, await open.Page.EvaluateAsync<int>(CutOff));

        var animation = open.Page.Locator($"{Figure}:has(.slider-container)");
        await Assertions.Expect(animation).ToContainTextAsync("max(3, 2, 0, 7) = 7");
        var before = await animation.ScreenshotAsync();
        await animation.GetByText("Play").ClickAsync();
        await ChangesAsync(animation, before);
        await Assertions.Expect(animation).ToContainTextAsync("max(3, 0, 2, 3) = 3");

        await notebook.SaveAsync();
        await open.Page.ReloadAsync();
        await Assertions.Expect(live).ToHaveCountAsync(6);
    }

    [SkippableTheory]
    [MemberData(nameof(GalleryTests.Lessons), MemberType = typeof(GalleryTests))]
    public async Task A_lesson_that_is_opened_is_not_changed_by_it(string lesson, int figures)
    {
        await using var open = await browser.OpenAsync(server.Page(lesson), plotly: null);
        await new NotebookPage(open.Page).IdleAsync();
        await Assertions.Expect(open.Page.Locator(".output img")).ToHaveCountAsync(figures);
        Assert.False(await open.Page.EvaluateAsync<bool>("() => Jupyter.notebook.dirty"));
    }

    [SkippableFact]
    public async Task The_pictures_of_a_notebook_nobody_trusts_show_and_play()
    {
        await using var open = await browser.OpenAsync(server.CopyLesson("02-max-pooling", "untrusted"), PageAssets.BuiltPlotly);
        await new NotebookPage(open.Page).IdleAsync();
        var pictures = open.Page.Locator(".output img, .output svg");
        await Assertions.Expect(pictures).ToHaveCountAsync(6);
        foreach (var picture in await pictures.AllAsync())
        {
            Assert.True(await ColorsAsync(picture) > 20, "A picture is blank.");
        }

        Assert.Equal(0, await open.Page.EvaluateAsync<int>(CutOff));

        await Assertions.Expect(open.Page.Locator(".js-plotly-plot")).ToHaveCountAsync(0);
        var animation = pictures.Nth(3);
        await ChangesAsync(animation, await animation.ScreenshotAsync());
    }

    [SkippableFact]
    public async Task The_figures_of_a_notebook_that_is_trusted_are_live_without_running_it()
    {
        var page = server.CopyLesson("01-what-pooling-is", "trusted");
        await server.TrustAsync("trusted");
        await using var open = await browser.OpenAsync(page, PageAssets.BuiltPlotly);
        await Assertions.Expect(open.Page.Locator($"{Figure}:has(.js-plotly-plot):not(:has(> img))")).ToHaveCountAsync(6);
    }

    [SkippableFact]
    public async Task The_toolbar_interrupts_an_endless_loop_and_restarts_the_kernel()
    {
        var page = server.Write("stop", "var kept = 42;", "while (true) { }", "kept + 1", "1 + 1");
        await using var open = await browser.OpenAsync(page, plotly: null);
        var notebook = new NotebookPage(open.Page);
        await notebook.IdleAsync();
        await notebook.RunAsync(0);
        await notebook.RanAsync(0);
        await notebook.RunAsync(1);
        await notebook.RunningAsync(1);

        await notebook.PressAsync("interrupt-kernel");

        await Assertions.Expect(notebook.Output(1)).ToContainTextAsync("Interrupted");
        await notebook.RunAsync(2);
        await Assertions.Expect(notebook.Output(2)).ToContainTextAsync("43");

        await notebook.RestartAsync();
        await notebook.RunAsync(3);
        await Assertions.Expect(notebook.Output(3)).ToContainTextAsync("2");
        await notebook.RunAsync(2);
        await Assertions.Expect(notebook.Output(2)).ToContainTextAsync("kept");
    }

    [SkippableFact]
    public async Task Tab_lists_members_and_shift_tab_shows_documentation()
    {
        var page = server.Write("help", "var words = new List<string>();", "words.Re", "Console.WriteLine");
        await using var open = await browser.OpenAsync(page, plotly: null);
        var notebook = new NotebookPage(open.Page);
        await notebook.IdleAsync();
        await notebook.RunAsync(0);
        await notebook.RanAsync(0);

        await notebook.EditAsync(1);
        await open.Page.Keyboard.PressAsync("Tab");
        var list = open.Page.Locator("#complete option");
        await Assertions.Expect(list.First).ToBeVisibleAsync();
        var members = await list.AllInnerTextsAsync();
        Assert.Contains("Remove", members);
        Assert.Contains("RemoveAt", members);
        Assert.Contains("Reverse", members);
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(notebook.Cells.Nth(1).Locator(".CodeMirror-line")).ToHaveTextAsync($"words.{members[0]}");

        // Notebook 6 gets the kinds of members as other front ends do, but shows none.
        var kinds = await open.Page.EvaluateAsync<string[]>(
            """
            () => new Promise(done => Jupyter.notebook.kernel.complete("words.", 6, reply =>
                done(reply.content.metadata._jupyter_types_experimental.map(item => `${item.text}: ${item.type}`))))
            """);
        Assert.Contains("Remove: method", kinds);
        Assert.Contains("Count: property", kinds);

        await notebook.EditAsync(2);
        await open.Page.Keyboard.PressAsync("Shift+Tab");
        var help = open.Page.Locator("#tooltip");
        await Assertions.Expect(help).ToContainTextAsync("void Console.WriteLine(");
        await Assertions.Expect(help).ToContainTextAsync("standard output stream");
    }

    [SkippableFact]
    public async Task What_a_cell_clears_goes()
    {
        var page = server.Write("clear", "Console.WriteLine(\"first\");\nConsole.Clear();\nConsole.WriteLine(\"second\");\nClearOutput(wait: true);\ndisplay(\"third\");");
        await using var open = await browser.OpenAsync(page, plotly: null);
        var notebook = new NotebookPage(open.Page);
        await notebook.IdleAsync();
        await notebook.RunAsync(0);
        await notebook.RanAsync(0);
        await Assertions.Expect(notebook.Output(0)).ToHaveTextAsync("third");
    }

    /// <summary>How many colors are to be seen in a place of the page.</summary>
    private static async Task<int> ColorsAsync(ILocator place) => await place.Page.EvaluateAsync<int>(
        """
        async picture => {
            const image = await createImageBitmap(await (await fetch("data:image/png;base64," + picture)).blob());
            const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
            context.drawImage(image, 0, 0);
            return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
        }
        """,
        Convert.ToBase64String(await place.ScreenshotAsync()));

    /// <summary>Waits until a place of the page looks otherwise.</summary>
    private static async Task ChangesAsync(ILocator place, IReadOnlyList<byte> before)
    {
        var watch = Stopwatch.StartNew();
        while (before.SequenceEqual(await place.ScreenshotAsync()))
        {
            Assert.True(watch.Elapsed < Patience, "Nothing moves.");
        }
    }
}
