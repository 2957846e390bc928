using System.Numerics.Tensors;
using HtmlAgilityPack;

namespace Pooling.Figures.Tests;

public class TensorViewTests
{
    [Fact]
    public void A_matrix_has_its_rows_and_columns() =>
        Assert.Equal(
            """
            float (4, 4)
            3  2  0  0
            0  7  1  3
            5  2  3  0
            0  9  2  3
            """.ReplaceLineEndings("\n"),
            TensorView.ToText(Tensors.Article));

    [Fact]
    public void A_vector_is_one_row() => Assert.Equal("int (3)\n1  2  3", TensorView.ToText(Tensors.Of([1, 2, 3], 3)));

    [Fact]
    public void Channels_are_slices_whose_index_is_told() =>
        Assert.Equal(
            """
            float (1, 2, 2, 4)
            [0, :, :, 0]
            3  0
            5  0
            [0, :, :, 1]
            2  7
            2  9
            [0, :, :, 2]
            0  1
            3  2
            [0, :, :, 3]
            0  3
            0  3
            """.ReplaceLineEndings("\n"),
            TensorView.ToText(Tensor.Reshape(Tensors.Article, [1, 2, 2, 4])));

    [Fact]
    public void Rank_3_has_its_channels_last_too() =>
        Assert.Equal("int (1, 3, 2)\n[:, :, 0]\n1  3  5\n[:, :, 1]\n2  4  6", TensorView.ToText(Tensors.Of([1, 2, 3, 4, 5, 6], 1, 3, 2)));

    [Fact]
    public void One_value_for_each_channel_is_a_row() =>
        Assert.Equal("float (1, 1, 1, 4)\n[0, 0, 0, :]\n5  9  3  3", TensorView.ToText(Tensors.Of([5f, 9, 3, 3], 1, 1, 1, 4)));

    [Fact]
    public void Numbers_align_at_the_right_with_as_many_decimals_as_are_needed() =>
        Assert.Equal(
            " 0.10   2.25\n-3.50  10.00",
            Body(TensorView.ToText(Tensors.Of([0.1f, 2.25f, -3.5f, 10], 2, 2))));

    [Fact]
    public void What_is_no_ordinary_number_is_told_apart() =>
        Assert.Equal("NaN    ∞   -∞   -0    0", Body(TensorView.ToText(Tensors.Of([double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0], 5))));

    [Fact]
    public void Numbers_too_small_or_too_large_for_decimals_have_powers_of_ten() =>
        Assert.Equal("  1e-09  2.5e+00    3e+12", Body(TensorView.ToText(Tensors.Of([1e-9, 2.5, 3e12], 3))));

    [Fact]
    public void Long_axes_are_cut_in_the_middle()
    {
        string[] lines = TensorView.ToText(Tensors.Of([.. Enumerable.Range(0, 400)], 20, 20)).Split('\n');
        Assert.Equal(14, lines.Length);
        Assert.Equal("  0    1    2    3    4    5  ...   14   15   16   17   18   19", lines[1]);
        Assert.Equal("...", lines[7]);
        Assert.EndsWith("399", lines[13], StringComparison.Ordinal);
    }

    [Fact]
    public void Many_slices_are_cut_in_the_middle()
    {
        string text = TensorView.ToText(Tensors.Noise(2, 2, 2, 20));
        Assert.Contains("[0, :, :, 0]", text, StringComparison.Ordinal);
        Assert.Contains("[1, :, :, 19]", text, StringComparison.Ordinal);
        Assert.Equal(13, text.Split('\n').Count(line => line.StartsWith('[') || line == "..."));
    }

    [Fact]
    public void A_tensor_without_elements_says_so() =>
        Assert.Equal("float (0, 4), no elements", TensorView.ToText(Tensors.Of<float>([], 0, 4)));

    [Fact]
    public void Web_pages_get_a_table_for_each_slice()
    {
        var html = new HtmlReader(TensorView.ToHtml(Tensor.Reshape(Tensors.Article, [1, 2, 2, 4])));
        string[][] tables =
        [
            .. html.All("//table").Select(table => table.Descendants("td").Select(cell => cell.InnerText).ToArray()),
        ];
        Assert.Equal([["3", "0", "5", "0"], ["2", "7", "2", "9"], ["0", "1", "3", "2"], ["0", "3", "0", "3"]], tables);
        Assert.Contains("float (1, 2, 2, 4)", html.Text, StringComparison.Ordinal);
        Assert.Contains("[0, :, :, 3]", html.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Web_pages_keep_their_own_colors()
    {
        string html = TensorView.ToHtml(Tensors.Article);
        Assert.DoesNotMatch("color:(?!inherit)", html.Replace("background:none", "", StringComparison.Ordinal));
        Assert.DoesNotContain('#', html);
    }

    [Fact]
    public void Text_is_escaped()
    {
        var html = new HtmlReader(TensorView.ToHtml(Tensors.Of(["<b>&", "</td><script>"], 2)));
        Assert.Equal(["<b>&", "</td><script>"], html.All("//td").Select(cell => HtmlEntity.DeEntitize(cell.InnerText)));
        Assert.Empty(html.All("//script"));
    }

    [Fact]
    public void Tensors_of_any_type_are_shown()
    {
        Assert.Equal("bool (2)\n True  False", TensorView.ToText(Tensors.Of([true, false], 2)));
        Assert.Equal("Half (2)\n0.5  1.0", TensorView.ToText(Tensors.Of([(Half)0.5, (Half)1], 2)));
        Assert.Equal("decimal (1)\n0.1", TensorView.ToText(Tensors.Of([0.1m], 1)));
    }

    [Fact]
    public void A_part_of_a_tensor_shows_what_it_has()
    {
        Tensor<float> part = Tensors.Article[1..3, 1..3];
        Assert.Equal("float (2, 2)\n7  1\n2  3", TensorView.ToText(part));
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => TensorView.ToText(null!));
        Assert.Throws<ArgumentNullException>(() => TensorView.ToHtml(null!));
    }

    private static string Body(string text) => text[(text.IndexOf('\n') + 1)..];
}
