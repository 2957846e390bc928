using System.Numerics.Tensors;

namespace Pooling.Lessons.Tests;

public sealed class ImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("camera.npy", new[] { 1, 256, 256, 1 })]
    [InlineData("chelsea.npy", new[] { 1, 300, 451, 3 })]
    public void A_photograph_is_a_batch_of_one(string name, int[] shape)
    {
        Tensor<float> photo = Images.Load(DataFiles.PathOf(name));

        Assert.Equal(shape, photo.Lengths.ToArray().Select(length => (int)length));
    }

    [Fact]
    public void An_array_that_is_no_picture_is_an_error()
    {
        string path = _folder.Write("test.npy", NumpyBytes.File("|u1", "(2,)", [1, 2]));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Images.Load(path));
        Assert.Contains("(2)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gray_weighs_the_colors()
    {
        Tensor<float> colors = Tensor.Create<float>([100, 0, 0, 0, 100, 0, 0, 0, 100, 100, 100, 100], [1, 2, 2, 3]);

        Tensor<float> gray = Images.ToGray(colors);

        Assert.Equal([1, 2, 2, 1], gray.Lengths.ToArray());
        Assert.Equal([29.9, 58.7, 11.4, 100], gray.ToArray().Select(value => Math.Round(value, 3)));
    }

    [Fact]
    public void A_shift_repeats_the_edge_that_comes_into_view()
    {
        Tensor<float> image = Tensor.Create<float>([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]);

        Assert.Equal([1, 1, 2, 4, 4, 5], Images.Shift(image, right: 1).ToArray());
        Assert.Equal([2, 3, 3, 5, 6, 6], Images.Shift(image, right: -1).ToArray());
        Assert.Equal([1, 2, 3, 1, 2, 3], Images.Shift(image, down: 1).ToArray());
        Assert.Equal([6, 6, 6, 6, 6, 6], Images.Shift(image, right: -9, down: -9).ToArray());
        Assert.Equal(image.ToArray(), Images.Shift(image).ToArray());
    }

    [Fact]
    public void A_shift_moves_every_image_and_channel_alike()
    {
        Tensor<float> images = Tensor.Create<float>([1, 10, 2, 20, 3, 30, 4, 40], [2, 1, 2, 2]);

        Assert.Equal([1, 10, 1, 10, 3, 30, 3, 30], Images.Shift(images, right: 1).ToArray());
    }

    [Fact]
    public void A_slice_of_a_batch_is_taken_as_it_is()
    {
        Tensor<float> batch = Tensor.Create<float>([1, 2, 3, 4, 5, 6], [3, 1, 2, 1]);
        Tensor<float> second = batch.Slice([1..2, 0..1, 0..2, 0..1]);
        Tensor<float> left = batch.Slice([0..3, 0..1, 0..1, 0..1]);

        Assert.Equal([3, 3], Images.Shift(second, right: 1).ToArray());
        Assert.Equal([1, 3, 5], Images.Shift(left).ToArray());
        Assert.Equal([10], new Conv2D(Tensor.Create<float>([2, 1], [1, 2])).Forward(second).ToArray());
    }

    [Fact]
    public void Sharpness_is_the_average_step_between_neighbors()
    {
        // Across: 1, 2. Down: 3, 4. Pairs of different channels or images do not count.
        Tensor<float> image = Tensor.Create<float>([0, 1, 3, 5], [1, 2, 2, 1]);
        Tensor<float> channels = Tensor.Create<float>([0, 100, 1, 100], [1, 1, 2, 2]);
        Tensor<float> batch = Tensor.Create<float>([0, 1, 50, 52], [2, 2, 1, 1]);

        Assert.Equal(2.5, Images.Sharpness(image));
        Assert.Equal(0.5, Images.Sharpness(channels));
        Assert.Equal(1.5, Images.Sharpness(batch));
    }

    [Theory]
    [InlineData("camera.npy")]
    [InlineData("astronaut.npy")]
    [InlineData("chelsea.npy")]
    public void Max_pooling_leaves_a_photograph_sharper_than_average_pooling(string name)
    {
        Tensor<float> photo = Images.Load(DataFiles.PathOf(name));

        double max = Images.Sharpness(new MaxPooling2D().Forward(photo));
        double average = Images.Sharpness(new AveragePooling2D().Forward(photo));

        Assert.True(max > average, FormattableString.Invariant($"max {max}, average {average}"));
    }

    [Fact]
    public void A_wrong_shape_is_refused()
    {
        Tensor<float> matrix = Tensor.CreateFromShape<float>([4, 4]);

        Assert.Throws<ArgumentException>("images", () => Images.Shift(matrix, 1));
        Assert.Throws<ArgumentException>("images", () => Images.Sharpness(matrix));
        Assert.Throws<ArgumentException>("images", () => Images.ToGray(matrix));
        Assert.Throws<ArgumentException>("images", () => Images.ToGray(Tensor.CreateFromShape<float>([1, 4, 4, 1])));
        Assert.Throws<ArgumentException>("images", () => Images.Sharpness(Tensor.CreateFromShape<float>([1, 1, 1, 1])));
    }
}
