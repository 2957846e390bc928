using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Pooling.Figures.Tests;

public class SlidingWindowTests
{
    private static readonly Figure Article = Figure.SlidingWindow(Tensors.ArticleImage, new MaxPooling2D(2));

    [Fact]
    public void There_is_a_frame_for_each_window_which_says_what_it_computes()
    {
        Assert.Equal(["1", "2", "3", "4"], Article.Frames.Select(frame => (string)frame!["name"]!));
        Assert.Equal(
            ["max(3, 2, 0, 7) = 7", "max(0, 0, 1, 3) = 3", "max(5, 2, 0, 9) = 9", "max(3, 0, 2, 3) = 3"],
            Article.Frames.Select(frame => (string)frame!["data"]!.AsArray()[^1]!["text"]![0]!));
    }

    [Fact]
    public void Each_frame_names_a_trace_for_each_of_its_changes()
    {
        Assert.All(Article.Frames, frame =>
        {
            int[] traces = [.. frame!["traces"]!.AsArray().Select(trace => (int)trace!)];
            Assert.Equal(frame["data"]!.AsArray().Count, traces.Length);
            Assert.Equal(traces.Length, traces.Distinct().Count());
            Assert.All(traces, trace => Assert.Equal("scatter", (string)Article.Data[trace]!["type"]!));
        });
    }

    [Fact]
    public void The_cover_leaves_open_what_is_computed_and_hides_the_rest()
    {
        Figure figure = Figure.SlidingWindow(Tensors.Noise(1, 4, 6, 1), new MaxPooling2D(2));
        int cover = Enumerable.Range(0, figure.Data.Count).Single(i => (string?)figure.Data[i]!["fill"] == "toself");
        for (int step = 0; step < 6; step++)
        {
            JsonNode change = Change(figure, step, cover);
            (double X, double Y)[] corners =
            [
                .. change["x"]!.AsArray().Zip(change["y"]!.AsArray(), (x, y) => ((double)x!, (double)y!)),
            ];
            for (int cell = 0; cell < 6; cell++)
            {
                Assert.Equal(cell > step, Contains(corners, cell % 3, cell / 3));
            }
        }
    }

    [Fact]
    public void Buttons_and_slider_run_the_frames()
    {
        JsonNode[] buttons = [.. Article.Layout["updatemenus"]![0]!["buttons"]!.AsArray()!];
        Assert.Equal(["▶ Play", "Pause"], buttons.Select(button => (string)button["label"]!));
        Assert.All(buttons, button => Assert.Equal("animate", (string)button["method"]!));
        Assert.Equal(800, (double)buttons[0]["args"]![1]!["frame"]!["duration"]!);
        Assert.Equal(
            Article.Frames.Select(frame => (string)frame!["name"]!),
            Article.Layout["sliders"]![0]!["steps"]!.AsArray().Select(step => (string)step!["args"]![0]![0]!));
    }

    [Fact]
    public void The_picture_plays_and_shows_one_frame_where_it_does_not()
    {
        var svg = new SvgReader(Article.ToSvg());
        XElement[] animations = [.. svg.Elements("animate")];
        Assert.Equal(4, animations.Length);
        Assert.All(animations, animation =>
        {
            Assert.Equal("display", (string)animation.Attribute("attributeName")!);
            Assert.Equal("discrete", (string)animation.Attribute("calcMode")!);
            Assert.Equal("3.2s", (string)animation.Attribute("dur")!);
            Assert.Equal(
                ((string)animation.Attribute("values")!).Split(';').Length,
                ((string)animation.Attribute("keyTimes")!).Split(';').Length);
        });
        Assert.Single(animations, animation => (string?)animation.Parent!.Attribute("display") != "none");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(100)]
    public void At_any_time_exactly_one_frame_is_shown(int windows)
    {
        Figure figure = Figure.SlidingWindow(Tensors.Noise(1, windows, 1), new MaxPooling1D(1));
        XElement[] animations = [.. new SvgReader(figure.ToSvg()).Elements("animate")];
        for (int step = 0; step < windows; step++)
        {
            double time = (step + 0.5) / windows;
            Assert.Equal(step, Array.FindIndex(animations, animation => IsShown(animation, time)));
            Assert.Single(animations, animation => IsShown(animation, time));
        }
    }

    [Fact]
    public void Several_channels_slide_together()
    {
        Figure figure = Figure.SlidingWindow(Tensors.Noise(1, 4, 4, 3), new AveragePooling2D(2));
        Assert.Equal(4, figure.Frames.Count);
        Assert.Equal(3, figure.Data.Count(trace => (string?)trace!["fill"] == "toself"));
    }

    [Fact]
    public void What_cannot_be_animated_is_refused_with_a_reason()
    {
        var layer = new MaxPooling2D(2);
        ArgumentException error = Assert.Throws<ArgumentException>(
            "input", () => Figure.SlidingWindow(Tensors.Noise(1, 64, 64, 1), layer));
        Assert.Contains("1024", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(
            "secondsPerWindow", () => Figure.SlidingWindow(Tensors.ArticleImage, layer, secondsPerWindow: 0));
        Assert.Throws<ArgumentOutOfRangeException>(
            "secondsPerWindow", () => Figure.SlidingWindow(Tensors.ArticleImage, layer, secondsPerWindow: double.NaN));
        Assert.Throws<ArgumentNullException>("layer", () => Figure.SlidingWindow(Tensors.ArticleImage, null!));
    }

    private static JsonNode Change(Figure figure, int frame, int trace)
    {
        JsonArray traces = figure.Frames[frame]!["traces"]!.AsArray();
        int index = traces.Select(node => (int)node!).ToList().IndexOf(trace);
        return figure.Frames[frame]!["data"]![index]!;
    }

    /// <summary>Whether a point is inside of a polygon, by counting the sides that a ray crosses.</summary>
    private static bool Contains((double X, double Y)[] corners, double x, double y)
    {
        bool isInside = false;
        for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
        {
            if (corners[i].Y > y != corners[j].Y > y &&
                x < ((corners[j].X - corners[i].X) * (y - corners[i].Y) / (corners[j].Y - corners[i].Y)) + corners[i].X)
            {
                isInside = !isInside;
            }
        }

        return isInside;
    }

    private static bool IsShown(XElement animation, double time)
    {
        string[] values = ((string)animation.Attribute("values")!).Split(';');
        double[] times =
        [
            .. ((string)animation.Attribute("keyTimes")!).Split(';')
                .Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        ];
        return values[Array.FindLastIndex(times, start => start <= time)] == "inline";
    }
}
