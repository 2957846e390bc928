namespace Pooling.Figures.Tests;

public class HeatmapTests
{
    [Fact]
    public void Every_cell_shows_its_value_with_row_0_on_top()
    {
        var svg = new SvgReader(Figure.Heatmap(Tensors.Article, "Numbers").ToSvg());
        SvgReader.Area[] cells = InReadingOrder(svg.Cells);
        string[] shown = [.. cells.Select(cell => svg.TextIn(cell).Value)];
        Assert.Equal(["3", "2", "0", "0", "0", "7", "1", "3", "5", "2", "3", "0", "0", "9", "2", "3"], shown);
        Assert.Contains(svg.Texts, text => text.Value == "Numbers");
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(1, 9)]
    [InlineData(7, 2)]
    [InlineData(1, 1)]
    [InlineData(20, 20)]
    public void Cells_are_square_and_inside_the_picture(int rows, int columns)
    {
        var svg = new SvgReader(Figure.Heatmap(Tensors.Noise(rows, columns)).ToSvg());
        Assert.Equal(rows * columns, svg.Cells.Length);
        Assert.All(svg.Cells, cell =>
        {
            Assert.InRange(cell.Width - cell.Height, -0.1, 0.1);
            Assert.True(cell.X >= 0 && cell.X + cell.Width <= svg.Width);
            Assert.True(cell.Y >= 0 && cell.Y + cell.Height <= svg.Height);
        });
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-5f)]
    public void Text_contrasts_with_its_cell(float least)
    {
        float[] values = [.. Enumerable.Range(0, 100).Select(i => least + (i * 0.1f))];
        var svg = new SvgReader(Figure.Heatmap(Tensors.Of(values, 10, 10)).ToSvg());
        Assert.All(svg.Cells, cell => Assert.True(Contrast.Ratio(cell.Color, svg.TextIn(cell).Color) >= 4.5));
    }

    [Fact]
    public void Text_fits_into_its_cell()
    {
        var svg = new SvgReader(Figure.Heatmap(Tensors.Of([-0.123f, 12345, 0.5f, -1e-9f], 2, 2)).ToSvg());
        Assert.All(svg.Cells, cell =>
        {
            SvgReader.Label text = svg.TextIn(cell);
            Assert.Equal("middle", text.Anchor);
            Assert.True(text.Size * 0.5 * text.Value.Length <= cell.Width);
        });
    }

    [Fact]
    public void Larger_values_are_lighter()
    {
        float[] values = [.. Enumerable.Range(0, 20).Select(i => (float)i)];
        var svg = new SvgReader(Figure.Heatmap(Tensors.Of(values, 1, 20)).ToSvg());
        double[] luminances = [.. InReadingOrder(svg.Cells).Select(cell => Contrast.Luminance(cell.Color))];
        Assert.Equal(luminances.Order(), luminances);
        Assert.Equal(20, luminances.Distinct().Count());
    }

    [Fact]
    public void Negative_values_get_a_diverging_scale_with_zero_in_its_middle()
    {
        var svg = new SvgReader(Figure.Heatmap(Tensors.Of([-1f, 0, 1, 4], 1, 4)).ToSvg());
        string[] colors = [.. InReadingOrder(svg.Cells).Select(cell => cell.Color)];
        Assert.Equal("#f7f7f7", colors[1]);
        Assert.True(IsBluish(colors[0]));
        Assert.True(!IsBluish(colors[2]));

        // The scale reaches as far down as up: -1 and 1 are equally far from white.
        Assert.InRange(Contrast.Luminance(colors[0]) - Contrast.Luminance(colors[2]), -0.15, 0.15);
        Assert.True(Contrast.Luminance(colors[3]) < 0.1);
    }

    [Theory]
    [InlineData(5f, "#fde725")]
    [InlineData(0f, "#440154")]
    public void A_constant_is_colored_as_on_a_scale_from_zero(float value, string color)
    {
        var svg = new SvgReader(Figure.Heatmap(Tensors.Of([value, value, value, value], 2, 2)).ToSvg());
        Assert.All(svg.Cells, cell => Assert.Equal(color, cell.Color));
    }

    [Fact]
    public void NaN_is_a_hatched_gap_with_a_text()
    {
        Figure figure = Figure.Heatmap(Tensors.Of([1f, float.NaN, 3, 4], 2, 2));
        var svg = new SvgReader(figure.ToSvg());
        Assert.Equal(3, svg.Cells.Length);
        SvgReader.Label text = svg.Texts.Single(text => text.Value == "NaN");
        Assert.Contains(svg.Elements("path"), path => path.Attribute("stroke") is not null);
        Assert.True(Contrast.Ratio(text.Color, "#dfe2e7") >= 4.5);
        Assert.Null(figure.Data[0]!["z"]![0]![1]);
    }

    [Fact]
    public void Infinities_have_the_color_of_their_end_and_do_not_stretch_the_scale()
    {
        float[] values = [float.NegativeInfinity, -2, 0, 2, float.PositiveInfinity];
        var svg = new SvgReader(Figure.Heatmap(Tensors.Of(values, 1, 5)).ToSvg());
        SvgReader.Area[] cells = InReadingOrder(svg.Cells);
        Assert.Equal(cells[1].Color, cells[0].Color);
        Assert.Equal(cells[3].Color, cells[4].Color);
        Assert.Equal(["−∞", "−2", "0", "2", "∞"], cells.Select(cell => svg.TextIn(cell).Value));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    public void Extreme_values_make_a_picture(double value)
    {
        Figure figure = Figure.Heatmap(Tensors.Of([value, value, -value, 0], 2, 2));
        var svg = new SvgReader(figure.ToSvg());
        Assert.NotEmpty(svg.Texts);
        Assert.All(svg.Cells, cell => Assert.Matches("^#[0-9a-f]{6}$", cell.Color));
    }

    [Fact]
    public void Whatever_is_a_matrix_without_its_axes_of_length_1_is_drawn()
    {
        string expected = Figure.Heatmap(Tensors.Article).ToJson();
        Assert.Equal(expected, Figure.Heatmap(Tensors.ArticleImage).ToJson());
        Assert.Equal(3, new SvgReader(Figure.Heatmap(Tensors.Of([1, 2, 3], 3)).ToSvg()).Cells.Length);
        Assert.Equal(3, new SvgReader(Figure.Heatmap(Tensors.Of([1, 2, 3], 3, 1)).ToSvg()).Cells.Select(cell => cell.Y).Distinct().Count());
    }

    [Fact]
    public void Numbers_of_any_type_are_drawn()
    {
        Assert.NotEmpty(Figure.Heatmap(Tensors.Of<byte>([1, 2], 1, 2)).ToSvg());
        Assert.NotEmpty(Figure.Heatmap(Tensors.Of<decimal>([1, 2], 1, 2)).ToSvg());
        Assert.NotEmpty(Figure.Heatmap(Tensors.Of<Half>([(Half)1, (Half)2], 1, 2)).ToSvg());
        Assert.NotEmpty(Figure.Heatmap(Tensors.Of<long>([long.MinValue, long.MaxValue], 1, 2)).ToSvg());
    }

    [Fact]
    public void A_large_matrix_is_a_picture_with_a_pixel_for_each_value_and_a_color_bar()
    {
        float[] values = [.. Enumerable.Range(0, 256 * 256).Select(i => (float)i)];
        values[1] = float.NaN;
        Figure figure = Figure.Heatmap(Tensors.Of(values, 256, 256));
        var png = new PngReader((string)figure.Data[0]!["source"]!);
        Assert.Equal((256, 256), (png.Width, png.Height));
        Assert.Equal(((byte)0x44, (byte)0x01, (byte)0x54, (byte)255), png.Pixels[0]);
        Assert.Equal(((byte)0xdf, (byte)0xe2, (byte)0xe7, (byte)255), png.Pixels[1]);
        Assert.Equal(((byte)0xfd, (byte)0xe7, (byte)0x25, (byte)255), png.Pixels[^1]);

        var svg = new SvgReader(figure.ToSvg());
        Assert.Equal((string)figure.Data[0]!["source"]!, (string)svg.Elements("image").Single().Attribute("href")!);
        Assert.Contains(svg.Texts, text => text.Value == "60k");
    }

    [Fact]
    public void A_matrix_too_large_for_texts_has_none_and_a_color_bar_instead()
    {
        Figure figure = Figure.Heatmap(Tensors.Noise(40, 40));
        var svg = new SvgReader(figure.ToSvg());
        Assert.Single(svg.Elements("image"));
        Assert.Equal("heatmap", (string)figure.Data[0]!["type"]!);
        Assert.All(svg.Texts, text => Assert.Equal("start", text.Anchor));
        Assert.True(svg.Texts.Length >= 3);
    }

    [Fact]
    public void More_than_two_axes_are_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Figure.Heatmap(Tensors.Noise(2, 3, 4)));
        Assert.Equal("tensor", error.ParamName);
        Assert.Contains("(2, 3, 4)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_without_elements_is_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Figure.Heatmap(Tensors.Of<float>([], 0, 4)));
        Assert.Contains("(0, 4)", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("tensor", () => Figure.Heatmap<float>(null!));
    }

    private static SvgReader.Area[] InReadingOrder(IEnumerable<SvgReader.Area> cells) =>
        [.. cells.OrderBy(cell => cell.Y).ThenBy(cell => cell.X)];

    private static bool IsBluish(string color) =>
        Convert.ToInt32(color[5..7], 16) > Convert.ToInt32(color[1..3], 16);
}
