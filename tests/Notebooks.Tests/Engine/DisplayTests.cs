using Notebooks.Engine.Protocol;

namespace Notebooks.Tests.Engine;

public class DisplayTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task Display_shows_text_as_text()
    {
        var shown = Assert.Single((await session.RunOkAsync("\"<b>\".Display();")).Displays);

        Assert.Equal("<b>", (string?)Assert.Single(shown.Data).Value);
        Assert.True(shown.Data.ContainsKey("text/plain"));
    }

    [Fact]
    public async Task HTML_is_shown_as_it_is()
    {
        var cell = await session.RunOkAsync("display(HTML(\"<b>bold</b>\")); HTML(\"<i>\")");

        Assert.Equal("<b>bold</b>", (string?)cell.Displays[0].Data["text/html"]);
        Assert.Equal("<i>", cell.Html);
    }

    [Fact]
    public async Task Types_asked_for_are_given_in_one_output()
    {
        var cell = await session.RunOkAsync("new { A = 1 }.Display(\"text/plain\", \"application/json\");");

        var data = Assert.Single(cell.Displays).Data;
        Assert.Equal(["text/plain", "application/json"], data.Select(entry => entry.Key));
        Assert.Equal(1, (int?)data["application/json"]!["A"]);
    }

    [Fact]
    public async Task A_type_nobody_can_write_is_an_error_that_tells_which_there_are()
    {
        var error = await session.RunFailingAsync("42.Display(\"image/png\");");

        Assert.Contains("image/png", error.Message, StringComparison.Ordinal);
        Assert.Contains("text/plain, text/html, application/json", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Line);
    }

    [Fact]
    public async Task Update_changes_the_value_where_it_was_displayed()
    {
        var first = await session.RunOkAsync("var counter = display(\"one\"); counter.Update(\"two\");");
        var later = await session.RunOkAsync("counter.Update(3);");

        Assert.Equal(["display: one", "update: two"], first.Story());
        Assert.Equal(["update: 3"], later.Story());
        var id = first.Displays[0].DisplayId;
        Assert.All(
            first.Events.Concat(later.Events).OfType<UpdateEvent>(),
            update => Assert.Equal(id, update.DisplayId));
    }

    [Fact]
    public async Task Every_display_has_an_id_of_its_own()
    {
        var cell = await session.RunOkAsync("for (var i = 0; i < 50; i++) display(i);");

        Assert.Equal(50, cell.Displays.Select(display => display.DisplayId).Distinct().Count());
    }

    [Theory]
    [InlineData("Microsoft.DotNet.Interactive.Formatting")]
    public async Task Formatted_values_are_emitted_as_exactly_their_types_in_one_output(string name)
    {
        var cell = await session.RunOkAsync($$"""
            using {{name}};
            new[] { new FormattedValue("text/plain", "p"), new FormattedValue("image/svg+xml", "<svg/>"), new FormattedValue("application/json", "[1]") }
            """);

        Assert.Single(cell.Events);
        Assert.Equal(["text/plain", "image/svg+xml", "application/json"], cell.Result.Select(entry => entry.Key));
        Assert.Equal("<svg/>", (string?)cell.Result["image/svg+xml"]);
        Assert.Equal("[1]", cell.Result["application/json"]!.ToJsonString());
    }

    [Fact]
    public async Task JSON_that_is_none_is_an_error_that_says_so()
    {
        var error = await session.RunFailingAsync("\"{nonsense\".DisplayAs(\"application/json\");");

        Assert.Contains("application/json", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Line);
        Assert.Equal("2", (await session.RunOkAsync("1 + 1")).Text);
    }

    [Fact]
    public async Task DisplayAs_shows_text_as_its_type()
    {
        var cell = await session.RunOkAsync("\"# Title\".DisplayAs(\"text/markdown\"); \"<svg/>\".DisplayAs(\"image/svg+xml\");");

        Assert.Equal("# Title", (string?)cell.Displays[0].Data["text/markdown"]);
        Assert.Equal("<svg/>", (string?)cell.Displays[1].Data["image/svg+xml"]);
    }

    [Fact]
    public async Task Values_of_all_threads_are_displayed()
    {
        var cell = await session.RunOkAsync("Parallel.For(0, 200, i => display(i));");

        Assert.Equal(
            Enumerable.Range(0, 200),
            cell.Displays.Select(display => int.Parse((string)display.Data["text/plain"]!, System.Globalization.CultureInfo.InvariantCulture)).Order());
    }
}
