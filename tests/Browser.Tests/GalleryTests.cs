using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>The gallery as its readers see it: in a browser, without a network, with and without scripts.</summary>
public sealed class GalleryTests(Browser browser, Gallery gallery) : IClassFixture<Browser>, IClassFixture<Gallery>
{
    private const string Figure = ".pooling-figure";

    /// <summary>The lessons that run on any machine, and how many figures each shows.</summary>
    public static TheoryData<string, int> Lessons => new()
    {
        { "01-what-pooling-is", 6 },
        { "02-max-pooling", 6 },
        { "03-average-pooling", 7 },
        { "04-global-pooling", 4 },
    };

    [SkippableFact]
    public async Task The_index_shows_a_card_with_a_picture_and_a_working_link_for_every_lesson()
    {
        await using var open = await browser.OpenAsync(gallery.Index);
        foreach (var lesson in Lessons.Select(row => (string)row[0]))
        {
            var link = open.Page.Locator($"a[href='{lesson}.html']").First;
            Assert.True(await link.IsVisibleAsync(), lesson);
            var picture = open.Page.Locator($"img[src^='thumbnails/{lesson}.']").First;
            await picture.ScrollIntoViewIfNeededAsync();
            await Assertions.Expect(picture).ToHaveJSPropertyAsync("complete", true);
            Assert.True(await picture.EvaluateAsync<int>("picture => picture.naturalWidth") > 0, lesson);
        }

        await open.Page.Locator("a[href='02-max-pooling.html']").First.ClickAsync();
        Assert.Equal("Max pooling", (await open.Page.Locator("h1").InnerTextAsync()).Trim());
        Assert.Empty(open.Complaints);
    }

    [SkippableTheory]
    [MemberData(nameof(Lessons))]
    public async Task With_scripts_every_figure_of_a_lesson_becomes_a_live_chart_and_the_console_stays_quiet(string lesson, int figures)
    {
        await using var open = await browser.OpenAsync(gallery.Page(lesson));
        await Assertions.Expect(open.Page.Locator(Figure)).ToHaveCountAsync(figures);
        await Assertions.Expect(open.Page.Locator($"{Figure}:has(.js-plotly-plot):not(:has(> img))")).ToHaveCountAsync(figures);
        Assert.Empty(open.Complaints);
    }

    [SkippableTheory]
    [MemberData(nameof(Lessons))]
    public async Task Without_scripts_every_figure_of_a_lesson_shows_its_picture(string lesson, int figures)
    {
        await using var open = await browser.OpenAsync(gallery.Page(lesson), javaScript: false);
        var pictures = open.Page.Locator($"{Figure} > img");
        await Assertions.Expect(pictures).ToHaveCountAsync(figures);
        foreach (var picture in await pictures.AllAsync())
        {
            Assert.True(await picture.IsVisibleAsync());
            var box = await picture.BoundingBoxAsync();
            Assert.True(box is { Width: > 100, Height: > 100 }, "A picture has no size, so it was not drawn.");
            Assert.NotEmpty(await picture.GetAttributeAsync("alt") ?? "");
        }
    }

    [SkippableFact]
    public async Task Play_moves_the_window_to_the_last_place()
    {
        await using var open = await browser.OpenAsync(gallery.Page("02-max-pooling"));
        var figure = open.Page.Locator($"{Figure}:has(.slider-container)");
        await Assertions.Expect(figure).ToContainTextAsync("max(3, 2, 0, 7) = 7");

        await figure.GetByText("Play").ClickAsync();

        await Assertions.Expect(figure).ToContainTextAsync("max(3, 0, 2, 3) = 3");
        Assert.Empty(open.Complaints);
    }

    [SkippableFact]
    public async Task The_slider_moves_the_window_by_hand()
    {
        await using var open = await browser.OpenAsync(gallery.Page("02-max-pooling"));
        var figure = open.Page.Locator($"{Figure}:has(.slider-container)");
        var rail = figure.Locator(".slider-rail-touch-rect");
        await rail.ScrollIntoViewIfNeededAsync();
        var box = (await rail.BoundingBoxAsync())!;

        await open.Page.Mouse.ClickAsync(box.X + box.Width - 2, box.Y + (box.Height / 2));

        await Assertions.Expect(figure).ToContainTextAsync("max(3, 0, 2, 3) = 3");
        Assert.Empty(open.Complaints);
    }

    [SkippableFact]
    public async Task A_page_fits_a_telephone()
    {
        await using var open = await browser.OpenAsync(gallery.Page("02-max-pooling"));
        await open.Page.SetViewportSizeAsync(390, 844);
        var overflow = await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.Equal(0, overflow);
    }
}
