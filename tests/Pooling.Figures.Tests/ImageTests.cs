using System.Numerics.Tensors;

namespace Pooling.Figures.Tests;

public class ImageTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(28, 28)]
    [InlineData(256, 256)]
    [InlineData(3, 451)]
    public void The_pixels_of_a_gray_picture_are_its_bytes(int height, int width)
    {
        byte[] bytes = Noise(height * width);
        var png = new PngReader(Source(Figure.Image(Tensors.Of(bytes, height, width))));
        Assert.Equal((width, height), (png.Width, png.Height));
        Assert.Equal(bytes.Select(value => (value, value, value, (byte)255)), png.Pixels);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(300, 217)]
    public void The_pixels_of_a_color_picture_are_its_bytes(int height, int width)
    {
        byte[] bytes = Noise(height * width * 3);
        var png = new PngReader(Source(Figure.Image(Tensors.Of(bytes, height, width, 3))));
        Assert.Equal(bytes.Chunk(3).Select(pixel => (pixel[0], pixel[1], pixel[2], (byte)255)), png.Pixels);
    }

    [Fact]
    public void A_constant_picture_is_drawn()
    {
        var png = new PngReader(Source(Figure.Image(Tensors.Of(new byte[300 * 300], 300, 300))));
        Assert.All(png.Pixels, pixel => Assert.Equal(((byte)0, (byte)0, (byte)0, (byte)255), pixel));
    }

    [Theory]
    [InlineData(new[] { 0f, 0.5f, 1, -1 }, new byte[] { 0, 128, 255, 0 })]
    [InlineData(new[] { 0f, 0.5f, 51, 300 }, new byte[] { 0, 1, 51, 255 })]
    [InlineData(new[] { 0f, float.PositiveInfinity, float.NegativeInfinity, 1 }, new byte[] { 0, 255, 0, 1 })]
    public void Fractions_up_to_1_and_numbers_up_to_255_are_both_understood(float[] values, byte[] grays)
    {
        var png = new PngReader(Source(Figure.Image(Tensors.Of(values, 2, 2))));
        Assert.Equal(grays, png.Pixels.Select(pixel => pixel.G));
    }

    [Fact]
    public void Whole_numbers_always_run_to_255()
    {
        var png = new PngReader(Source(Figure.Image(Tensors.Of([0, 1, 255, 256], 2, 2))));
        Assert.Equal([0, 1, 255, 255], png.Pixels.Select(pixel => (int)pixel.R));
    }

    [Fact]
    public void A_range_can_be_given()
    {
        var png = new PngReader(Source(Figure.Image(Tensors.Of([-1f, 0, 1, 2], 2, 2), range: (-1, 1))));
        Assert.Equal([0, 128, 255, 255], png.Pixels.Select(pixel => (int)pixel.R));
    }

    [Fact]
    public void NaN_is_no_gray()
    {
        var png = new PngReader(Source(Figure.Image(Tensors.Of([float.NaN, 0, 0.5f, 1], 2, 2))));
        Assert.NotEqual(png.Pixels[0].R, png.Pixels[0].G);
        Assert.Equal([0, 128, 255], png.Pixels[1..].Select(pixel => (int)pixel.G));

        var color = new PngReader(Source(Figure.Image(Tensors.Of([float.NaN, 0, 0, 0.5f, 0.5f, 0.5f], 1, 2, 3))));
        Assert.Equal(png.Pixels[0], color.Pixels[0]);
        Assert.Equal(((byte)128, (byte)128, (byte)128, (byte)255), color.Pixels[1]);
    }

    [Fact]
    public void Pixels_are_square_and_the_first_is_at_the_top_left()
    {
        Figure figure = Figure.Image(Tensors.Of(Noise(20 * 30), 20, 30));
        System.Xml.Linq.XElement image = new SvgReader(figure.ToSvg()).Elements("image").Single();
        Assert.Equal(1.5, (double)image.Attribute("width")! / (double)image.Attribute("height")!, 2);
        Assert.Equal("[-0.5,29.5]", figure.Layout["xaxis"]!["range"]!.ToJsonString());
        Assert.Equal("[19.5,-0.5]", figure.Layout["yaxis"]!["range"]!.ToJsonString());
    }

    [Fact]
    public void A_batch_of_one_and_a_channel_of_one_are_a_picture_too()
    {
        Tensor<byte> plain = Tensors.Of(Noise(12), 3, 4);
        string expected = Figure.Image(plain).ToJson();
        Assert.Equal(expected, Figure.Image(Tensor.Reshape(plain, [3, 4, 1])).ToJson());
        Assert.Equal(expected, Figure.Image(Tensor.Reshape(plain, [1, 3, 4, 1])).ToJson());
    }

    [Fact]
    public void Pictures_side_by_side_have_the_same_size()
    {
        Figure figure = Figure.Images((Tensors.Noise(256, 256), "input"), (Tensors.Noise(64, 64), "pooled"));
        var svg = new SvgReader(figure.ToSvg());
        Assert.Single(svg.Elements("image").Select(image => (string)image.Attribute("width")!).Distinct());
        Assert.Equal(["input", "pooled"], svg.Texts.Select(text => text.Value));
    }

    [Theory]
    [InlineData(2, 3, 4)]
    [InlineData(2, 4, 4, 3)]
    [InlineData(16)]
    public void What_is_no_picture_is_refused(params int[] shape)
    {
        Tensor<float> tensor = Tensors.Noise([.. shape.Select(length => (nint)length)]);
        ArgumentException error = Assert.Throws<ArgumentException>("tensor", () => Figure.Image(tensor));
        Assert.Contains($"({string.Join(", ", shape)})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>("tensor", () => Figure.Image<byte>(null!));
        Assert.Throws<ArgumentException>("tensor", () => Figure.Image(Tensors.Of<byte>([], 0, 3)));
        Assert.Throws<ArgumentException>("range", () => Figure.Image(Tensors.Article, range: (1, 1)));
        Assert.Throws<ArgumentException>("range", () => Figure.Image(Tensors.Article, range: (0, double.NaN)));
        Assert.Throws<ArgumentException>("pictures", () => Figure.Images<float>());
    }

    private static string Source(Figure figure)
    {
        Assert.Equal("image", (string)figure.Data[0]!["type"]!);
        return (string)figure.Data[0]!["source"]!;
    }

    private static byte[] Noise(int count)
    {
        byte[] bytes = new byte[count];
        new Random(3).NextBytes(bytes);
        return bytes;
    }
}
