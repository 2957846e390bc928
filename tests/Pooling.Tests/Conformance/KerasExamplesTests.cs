using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>The examples in the documentation of Keras's pooling layers.</summary>
public class KerasExamplesTests
{
    private static readonly float[] OneToFive = [1, 2, 3, 4, 5];
    private static readonly float[] OneToNine = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    private static readonly float[] OneToTwelve = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    public static TheoryData<PoolingLayer, float[], nint[], float[], nint[]> Examples => new()
    {
        { new MaxPooling1D(2, 1), OneToFive, [1, 5, 1], [2, 3, 4, 5], [1, 4, 1] },
        { new MaxPooling1D(2, 2), OneToFive, [1, 5, 1], [2, 4], [1, 2, 1] },
        { new MaxPooling1D(2, 1, Padding.Same), OneToFive, [1, 5, 1], [2, 3, 4, 5, 5], [1, 5, 1] },
        { new MaxPooling2D(2, 1), OneToNine, [1, 3, 3, 1], [5, 6, 8, 9], [1, 2, 2, 1] },
        { new MaxPooling2D(2, 2), OneToTwelve, [1, 3, 4, 1], [6, 8], [1, 1, 2, 1] },
        {
            new MaxPooling2D(2, 1, Padding.Same),
            OneToNine, [1, 3, 3, 1],
            [5, 6, 6, 8, 9, 9, 8, 9, 9], [1, 3, 3, 1]
        },
        { new AveragePooling1D(2, 1), OneToFive, [1, 5, 1], [1.5f, 2.5f, 3.5f, 4.5f], [1, 4, 1] },
        { new AveragePooling1D(2, 2), OneToFive, [1, 5, 1], [1.5f, 3.5f], [1, 2, 1] },
        { new AveragePooling1D(2, 1, Padding.Same), OneToFive, [1, 5, 1], [1.5f, 2.5f, 3.5f, 4.5f, 5], [1, 5, 1] },
        { new AveragePooling2D(2, 1), OneToNine, [1, 3, 3, 1], [3, 4, 6, 7], [1, 2, 2, 1] },
        { new AveragePooling2D(2, 2), OneToTwelve, [1, 3, 4, 1], [3.5f, 5.5f], [1, 1, 2, 1] },
        {
            new AveragePooling2D(2, 1, Padding.Same),
            OneToNine, [1, 3, 3, 1],
            [3, 4, 4.5f, 6, 7, 7.5f, 7.5f, 8.5f, 9], [1, 3, 3, 1]
        },
        { new GlobalMaxPooling1D(), OneToNine, [1, 3, 3], [7, 8, 9], [1, 3] },
        { new GlobalAveragePooling1D(), OneToNine, [1, 3, 3], [4, 5, 6], [1, 3] },
    };

    /// <summary>The examples on random data, for which the documentation states the shape alone.</summary>
    public static TheoryData<PoolingLayer, nint[], nint[]> ShapeExamples => new()
    {
        { new MaxPooling3D(3), [2, 30, 30, 30, 3], [2, 10, 10, 10, 3] },
        { new AveragePooling3D(3), [2, 30, 30, 30, 3], [2, 10, 10, 10, 3] },
        { new GlobalMaxPooling2D(), [2, 4, 5, 3], [2, 3] },
        { new GlobalAveragePooling2D(), [2, 4, 5, 3], [2, 3] },
        { new GlobalMaxPooling3D(), [2, 4, 5, 4, 3], [2, 3] },
        { new GlobalAveragePooling3D(), [2, 4, 5, 4, 3], [2, 3] },
        { new GlobalAveragePooling1D(), [2, 3, 4], [2, 4] },
    };

    [Theory]
    [MemberData(nameof(Examples), DisableDiscoveryEnumeration = true)]
    public void A_layer_gives_what_the_documentation_shows(
        PoolingLayer layer, float[] input, nint[] inputShape, float[] expected, nint[] expectedShape)
    {
        Tensor<float> output = layer.Forward(Tensor.Create(input, inputShape));

        Assert.Equal(expectedShape, output.Lengths.ToArray());
        Assert.Equal(expected, output.ToArray());
    }

    [Theory]
    [MemberData(nameof(ShapeExamples), DisableDiscoveryEnumeration = true)]
    public void A_layer_gives_the_shape_that_the_documentation_shows(
        PoolingLayer layer, nint[] inputShape, nint[] expectedShape)
    {
        Assert.Equal(expectedShape, layer.ComputeOutputShape(inputShape));
        Assert.Equal(expectedShape, layer.Forward(Tensor.CreateFromShape<float>(inputShape)).Lengths.ToArray());
    }
}
