using System.Numerics.Tensors;
using System.Text.Json.Nodes;

namespace Pooling.Figures.Tests;

public class PoolingFigureTests
{
    public static TheoryData<int, int, int, int, bool> Windows => new()
    {
        { 4, 4, 2, 2, false },
        { 5, 5, 3, 1, false },
        { 5, 5, 3, 2, true },
        { 4, 6, 3, 3, true },
        { 5, 4, 2, 1, true },
        { 6, 6, 2, 3, false },
    };

    [Theory]
    [MemberData(nameof(Windows))]
    public void Every_window_is_outlined_where_it_is(int height, int width, int size, int stride, bool isSame)
    {
        var layer = new MaxPooling2D(size, stride, isSame ? Padding.Same : Padding.Valid);
        Figure figure = Figure.Pooling(Tensors.Noise(1, height, width, 1), layer);
        (double X0, double Y0, double X1, double Y1, string Color)[] drawn = Outlines(figure, "x");
        (int Start, int End)[] rows = Along(height, size, stride, isSame);
        (int Start, int End)[] columns = Along(width, size, stride, isSame);
        Assert.Equal(rows.Length * columns.Length, drawn.Length);
        int i = 0;
        foreach ((int top, int bottom) in rows)
        {
            foreach ((int left, int right) in columns)
            {
                // Within the cells that it covers, and less than a third of a cell from their edges.
                Assert.InRange(drawn[i].X0, left - 0.5, left - 0.17);
                Assert.InRange(drawn[i].X1, right - 0.83, right - 0.5);
                Assert.InRange(drawn[i].Y0, top - 0.5, top - 0.17);
                Assert.InRange(drawn[i].Y1, bottom - 0.83, bottom - 0.5);
                i++;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void A_window_and_its_result_have_the_same_color(int height, int width, int size, int stride, bool isSame)
    {
        var layer = new MaxPooling2D(size, stride, isSame ? Padding.Same : Padding.Valid);
        Figure figure = Figure.Pooling(Tensors.Noise(1, height, width, 1), layer);
        var windows = Outlines(figure, "x");
        var results = Outlines(figure, "x2");
        Assert.Equal(windows.Select(window => window.Color), results.Select(result => result.Color));
        int columns = Along(width, size, stride, isSame).Length;
        for (int i = 0; i < results.Length; i++)
        {
            Assert.Equal((i % columns, i / columns), (Math.Round(results[i].X0 + 0.4), Math.Round(results[i].Y0 + 0.4)));
        }
    }

    [Fact]
    public void Neighboring_windows_have_different_colors()
    {
        var windows = Outlines(Figure.Pooling(Tensors.Noise(1, 20, 20, 1), new MaxPooling2D(2)), "x2");
        Dictionary<(int X, int Y), string> colors = windows.ToDictionary(
            window => ((int)Math.Round(window.X0 + 0.4), (int)Math.Round(window.Y0 + 0.4)), window => window.Color);
        Assert.Equal(100, colors.Count);
        Assert.All(colors, pair =>
        {
            foreach ((int dx, int dy) in ((int, int)[])[(1, 0), (0, 1), (1, 1), (-1, 1)])
            {
                Assert.True(
                    !colors.TryGetValue((pair.Key.X + dx, pair.Key.Y + dy), out string? other) || other != pair.Value);
            }
        });
    }

    [Fact]
    public void Sides_of_overlapping_windows_do_not_lie_on_one_another()
    {
        var windows = Outlines(Figure.Pooling(Tensors.Noise(1, 5, 5, 1), new MaxPooling2D(3, 1)), "x");
        var sides = windows.SelectMany(window => new[]
        {
            (true, window.Y0, window.X0, window.X1), (true, window.Y1, window.X0, window.X1),
            (false, window.X0, window.Y0, window.Y1), (false, window.X1, window.Y0, window.Y1),
        }).ToArray();
        for (int i = 0; i < sides.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (bool isHorizontal, double at, double from, double to) = sides[i];
                (bool otherIsHorizontal, double otherAt, double otherFrom, double otherTo) = sides[j];
                bool overlap = isHorizontal == otherIsHorizontal && from < otherTo && otherFrom < to;
                Assert.False(overlap && Math.Abs(at - otherAt) < 0.03);
            }
        }
    }

    [Fact]
    public void The_input_and_the_result_of_the_article_stand_side_by_side()
    {
        var svg = new SvgReader(Figure.Pooling(Tensors.ArticleImage, new MaxPooling2D(2)).ToSvg());
        SvgReader.Area[] cells = [.. svg.Cells.OrderBy(cell => cell.Y).ThenBy(cell => cell.X)];
        double middle = svg.Texts.Single(text => text.Value == "→").X;
        string[] input = [.. cells.Where(cell => cell.X < middle).Select(cell => svg.TextIn(cell).Value)];
        string[] output = [.. cells.Where(cell => cell.X > middle).Select(cell => svg.TextIn(cell).Value)];
        Assert.Equal(["3", "2", "0", "0", "0", "7", "1", "3", "5", "2", "3", "0", "0", "9", "2", "3"], input);
        Assert.Equal(["7", "3", "9", "3"], output);

        // The same value has the same color on both sides.
        Assert.Equal(
            cells.First(cell => cell.X < middle && svg.TextIn(cell).Value == "9").Color,
            cells.First(cell => cell.X > middle && svg.TextIn(cell).Value == "9").Color);
        Assert.Contains(svg.Texts, text => text.Value == "MaxPooling2D, pool size 2x2, strides 2x2");
    }

    [Fact]
    public void Each_channel_has_a_row_of_its_own()
    {
        Tensor<float> input = Tensor.Reshape(Tensors.Article, [1, 2, 2, 4]);
        foreach (PoolingLayer layer in (PoolingLayer[])
            [new GlobalAveragePooling2D(), new GlobalAveragePooling2D(keepDims: true)])
        {
            Figure figure = Figure.Pooling(input, layer);
            JsonNode[] heatmaps = [.. figure.Data.Where(trace => (string)trace!["type"]! == "heatmap")!];
            Assert.Equal(8, heatmaps.Length);
            Assert.Equal("[[3,0],[5,0]]", heatmaps[0]["z"]!.ToJsonString());
            string[] results = [.. heatmaps.Where((_, i) => i % 2 == 1).Select(trace => trace["z"]!.ToJsonString())];
            Assert.Equal(["[[2]]", "[[5]]", "[[1.5]]", "[[1.5]]"], results);
            Assert.All(Outlines(figure, "x3"), window => Assert.Equal((0, 1), (Math.Ceiling(window.X0), Math.Floor(window.X1))));
            var svg = new SvgReader(figure.ToSvg());
            Assert.Equal(["channel 0", "channel 1", "channel 2", "channel 3"], svg.Texts.Select(text => text.Value).Where(text => text.StartsWith("channel", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Channels_first_draws_the_same_maps()
    {
        Tensor<float> last = Tensors.Noise(1, 4, 6, 2);
        Tensor<float> first = Tensor.PermuteDimensions(last, [0, 3, 1, 2]);
        Assert.Equal(
            Figure.Pooling(last, new AveragePooling2D((2, 3))).ToJson(),
            Figure.Pooling(first, new AveragePooling2D((2, 3), dataFormat: DataFormat.ChannelsFirst)).ToJson());
    }

    [Fact]
    public void A_series_is_one_row()
    {
        Figure figure = Figure.Pooling(Tensors.Of([1f, 5, 2, 3, 4, 6], 1, 6, 1), new MaxPooling1D(2));
        Assert.Equal("[[1,5,2,3,4,6]]", figure.Data[0]!["z"]!.ToJsonString());
        Assert.Equal(3, Outlines(figure, "x").Length);
    }

    [Fact]
    public void Padding_is_drawn_as_cells_without_a_value()
    {
        Figure figure = Figure.Pooling(Tensors.Noise(1, 5, 5, 1), new MaxPooling2D(3, 1, Padding.Same));
        Assert.Equal("[-1.5,5.5]", figure.Layout["xaxis"]!["range"]!.ToJsonString());
        Assert.Equal("[5.5,-1.5]", figure.Layout["yaxis"]!["range"]!.ToJsonString());
        int dotted = figure.Layout["shapes"]!.AsArray().Count(shape => (string?)shape!["line"]?["dash"] == "dot");
        Assert.Equal((7 * 7) - (5 * 5), dotted);
    }

    [Fact]
    public void So_many_windows_that_they_would_hide_the_cells_get_no_outlines()
    {
        Figure figure = Figure.Pooling(Tensors.Noise(1, 64, 64, 1), new MaxPooling2D(2));
        Assert.Null(figure.Layout["shapes"]);
    }

    [Fact]
    public void What_has_no_picture_is_refused_with_a_reason()
    {
        var layer = new MaxPooling2D(2);
        Assert.Contains(
            "8 maps",
            Assert.Throws<ArgumentException>("input", () => Figure.Pooling(Tensors.Noise(1, 4, 4, 9), layer)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("layer", () => Figure.Pooling(Tensors.Noise(1, 4, 4, 4, 1), new MaxPooling3D(2)));
        Assert.Throws<ArgumentException>("input", () => Figure.Pooling(Tensors.Noise(4, 4), layer));
        Assert.Throws<ArgumentNullException>("input", () => Figure.Pooling<float>(null!, layer));
        Assert.Throws<ArgumentNullException>("layer", () => Figure.Pooling(Tensors.ArticleImage, null!));
    }

    [Fact]
    public void A_batch_without_samples_is_refused() =>
        Assert.Throws<ArgumentException>("input", () => Figure.Pooling(Tensors.Of<float>([], 0, 4, 4, 1), new MaxPooling2D(2)));

    /// <summary>Where windows start and end along an axis, by Keras's formulas.</summary>
    private static (int Start, int End)[] Along(int length, int size, int stride, bool isSame)
    {
        int count = isSame ? (length + stride - 1) / stride : ((length - size) / stride) + 1;
        int before = isSame ? Math.Max(((count - 1) * stride) + size - length, 0) / 2 : 0;
        return
        [
            .. Enumerable.Range(0, count).Select(i => ((i * stride) - before, (i * stride) - before + size)),
        ];
    }

    /// <summary>The colored outlines on an axis.</summary>
    private static (double X0, double Y0, double X1, double Y1, string Color)[] Outlines(Figure figure, string axis) =>
    [
        .. figure.Layout["shapes"]!.AsArray()
            .Where(shape => (string)shape!["xref"]! == axis && shape["line"]!["dash"] is null)
            .Where(shape => (string)shape!["line"]!["color"]! != "#ffffff")
            .Select(shape => (
                (double)shape!["x0"]!, (double)shape["y0"]!, (double)shape["x1"]!, (double)shape["y1"]!,
                (string)shape["line"]!["color"]!)),
    ];
}
