using System.Numerics.Tensors;

namespace Pooling.Lessons.Tests;

public class ConvolutionTests
{
    [Fact]
    public void A_filter_is_slid_without_being_flipped()
    {
        Tensor<float> input = Tensor.Create<float>([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
        Tensor<float> filter = Tensor.Create<float>([1, 0, 0, 10], [2, 2]);

        Tensor<float> map = new Conv2D(filter).Forward(input);

        Assert.Equal([1, 2, 2, 1], map.Lengths.ToArray());
        Assert.Equal([51, 62, 84, 95], map.ToArray());
    }

    [Fact]
    public void Each_filter_makes_a_channel_and_each_image_its_own_maps()
    {
        Tensor<float> input = Tensor.Create<float>([1, 2, 3, 4, 5, 6], [2, 1, 3, 1]);
        Tensor<float> sum = Tensor.Create<float>([1, 1], [1, 2]);
        Tensor<float> difference = Tensor.Create<float>([-1, 1], [1, 2]);

        Tensor<float> maps = new Conv2D(sum, difference).Forward(input);

        Assert.Equal([2, 1, 2, 2], maps.Lengths.ToArray());
        Assert.Equal([3, 1, 5, 1, 9, 1, 11, 1], maps.ToArray());
    }

    [Fact]
    public void Edge_filters_answer_to_their_own_edges_only()
    {
        // Dark on the left, bright on the right.
        Tensor<float> step = Tensor.Create<float>([0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1], [1, 3, 4, 1]);

        Assert.Equal([4, 4], new Conv2D(Filters.VerticalEdges).Forward(step).ToArray());
        Assert.Equal([0, 0], new Conv2D(Filters.HorizontalEdges).Forward(step).ToArray());
        Assert.Equal([-3, 3], new Conv2D(Filters.Outline).Forward(step).ToArray());
    }

    [Fact]
    public void Blur_leaves_an_even_picture_alone()
    {
        Tensor<float> even = Tensor.Create<float>([.. Enumerable.Repeat(16f, 9)], [1, 3, 3, 1]);

        Assert.Equal([16], new Conv2D(Filters.Blur).Forward(even).ToArray());
    }

    [Fact]
    public void ReLU_keeps_what_is_positive() =>
        Assert.Equal(
            [0, 0, 2, float.NaN],
            Activations.ReLU(Tensor.Create([-1f, 0f, 2f, float.NaN], [2, 2])).ToArray());

    [Fact]
    public void A_wrong_filter_is_refused()
    {
        Tensor<float> filter = Filters.Blur;

        Assert.Throws<ArgumentException>("filters", () => new Conv2D());
        Assert.Throws<ArgumentException>("filters", () => new Conv2D(Tensor.Create<float>([1], [1])));
        ArgumentException error = Assert.Throws<ArgumentException>(
            "filters", () => new Conv2D(filter, Tensor.Create<float>([1, 1], [1, 2])));
        Assert.Contains("(1, 2) after (3, 3)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 4, 4 }, "(batch, height, width, 1), but got (4, 4)")]
    [InlineData(new[] { 1, 4, 4, 3 }, "one channel (batch, height, width, 1), but got (1, 4, 4, 3)")]
    [InlineData(new[] { 1, 4, 2, 1 }, "at least 3x3, the size of the filters, but got (1, 4, 2, 1)")]
    public void A_wrong_image_is_refused(int[] shape, string message)
    {
        Tensor<float> input = Tensor.CreateFromShape<float>([.. shape.Select(length => (nint)length)]);

        ArgumentException error = Assert.Throws<ArgumentException>(
            "input", () => new Conv2D(Filters.Blur).Forward(input));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
