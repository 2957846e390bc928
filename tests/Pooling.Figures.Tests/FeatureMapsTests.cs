using System.Numerics.Tensors;

namespace Pooling.Figures.Tests;

public class FeatureMapsTests
{
    [Fact]
    public void Each_channel_is_a_map()
    {
        Figure figure = Figure.FeatureMaps(Tensor.Reshape(Tensors.Article, [2, 2, 4]), "Maps");
        string[] maps = [.. figure.Data.Where(trace => (string)trace!["type"]! == "heatmap").Select(trace => trace!["z"]!.ToJsonString())];
        Assert.Equal(["[[3,0],[5,0]]", "[[2,7],[2,9]]", "[[0,1],[3,2]]", "[[0,3],[0,3]]"], maps);
        Assert.All(figure.Data.Where(trace => (string)trace!["type"]! == "heatmap"), trace => Assert.Equal(9, (double)trace!["zmax"]!));
        string[] texts = [.. new SvgReader(figure.ToSvg()).Texts.Select(text => text.Value)];
        Assert.Contains("channel 3", texts);
        Assert.Contains("Maps", texts);
    }

    [Fact]
    public void Samples_of_a_batch_come_one_after_the_other()
    {
        string[] texts = [.. new SvgReader(Figure.FeatureMaps(Tensors.Noise(2, 3, 3, 2)).ToSvg()).Texts.Select(text => text.Value)];
        Assert.Contains("sample 0, channel 1", texts);
        Assert.Contains("sample 1, channel 0", texts);
    }

    [Fact]
    public void Maps_stand_in_as_many_columns_as_asked_for()
    {
        Figure figure = Figure.FeatureMaps(Tensors.Noise(9, 9, 6), columns: 2, titles: ["a", "b", "c", "d", "e", "f"]);
        SvgReader.Label[] titles = [.. new SvgReader(figure.ToSvg()).Texts.Where(text => text.Value.Length == 1 && char.IsLetter(text.Value[0]))];
        Assert.Equal(["a", "b", "c", "d", "e", "f"], titles.Select(title => title.Value));
        Assert.Equal(2, titles.Select(title => title.X).Distinct().Count());
        Assert.Equal(3, titles.Select(title => title.Y).Distinct().Count());
    }

    [Fact]
    public void Matrices_side_by_side_share_their_colors_and_the_size_of_a_cell()
    {
        Figure figure = Figure.SideBySide((Tensors.Article, "input"), (Tensors.Of([7f, 3, 9, 3], 2, 2), "max"));
        var svg = new SvgReader(figure.ToSvg());
        Assert.Single(svg.Cells.Select(cell => Math.Round(cell.Width)).Distinct());
        Assert.Single(svg.Cells.Where(cell => svg.TextIn(cell).Value == "9").Select(cell => cell.Color).Distinct());
    }

    [Fact]
    public void What_has_no_maps_is_refused()
    {
        Assert.Contains("(4, 4)", Assert.Throws<ArgumentException>("tensor", () => Figure.FeatureMaps(Tensors.Article)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("tensor", () => Figure.FeatureMaps(Tensors.Noise(2, 2, 257)));
        Assert.Throws<ArgumentException>("titles", () => Figure.FeatureMaps(Tensors.Noise(2, 2, 3), titles: ["one"]));
        Assert.Throws<ArgumentOutOfRangeException>("columns", () => Figure.FeatureMaps(Tensors.Noise(2, 2, 3), columns: 0));
        Assert.Throws<ArgumentException>("panels", () => Figure.SideBySide<float>());
    }
}
