using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>The 4x4 matrix that the lessons begin with.</summary>
public class ArticleTests
{
    private static readonly float[] Values = [3, 2, 0, 0, 0, 7, 1, 3, 5, 2, 3, 0, 0, 9, 2, 3];

    [Fact]
    public void Max_pooling_gives_7_3_9_3()
    {
        Tensor<float> output = new MaxPooling2D(poolSize: 2, strides: 2).Forward(Tensor.Create(Values, [1, 4, 4, 1]));

        Assert.Equal([1, 2, 2, 1], output.Lengths.ToArray());
        Assert.Equal([7, 3, 9, 3], output.ToArray());
    }

    [Fact]
    public void Average_pooling_gives_3_1_4_2()
    {
        Tensor<float> output =
            new AveragePooling2D(poolSize: 2, strides: 2).Forward(Tensor.Create(Values, [1, 4, 4, 1]));

        Assert.Equal([1, 2, 2, 1], output.Lengths.ToArray());
        Assert.Equal([3, 1, 4, 2], output.ToArray());
    }

    [Fact]
    public void Global_average_of_four_channels_is_2_5_1_5_and_1_5()
    {
        Tensor<float> output = new GlobalAveragePooling2D().Forward(Tensor.Create(Values, [1, 2, 2, 4]));

        Assert.Equal([1, 4], output.Lengths.ToArray());
        Assert.Equal([2, 5, 1.5f, 1.5f], output.ToArray());
    }

    [Fact]
    public void Global_max_of_four_channels_is_5_9_3_and_3()
    {
        Tensor<float> output = new GlobalMaxPooling2D().Forward(Tensor.Create(Values, [1, 2, 2, 4]));

        Assert.Equal([1, 4], output.Lengths.ToArray());
        Assert.Equal([5, 9, 3, 3], output.ToArray());
    }

    [Fact]
    public void Global_pooling_keeps_the_spatial_axes_on_demand()
    {
        Tensor<float> input = Tensor.Create(Values, [1, 2, 2, 4]);

        Assert.Equal([1, 1, 1, 4], new GlobalMaxPooling2D(keepDims: true).Forward(input).Lengths.ToArray());
        Assert.Equal([1, 1, 1, 4], new GlobalAveragePooling2D(keepDims: true).Forward(input).Lengths.ToArray());
    }
}
