using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Layers from ONNX nodes.</summary>
public class OnnxNodeTests
{
    private static readonly float[] OneToNine = [.. Enumerable.Range(1, 9).Select(value => (float)value)];
    private static readonly float[] OneToSixteen = [.. Enumerable.Range(1, 16).Select(value => (float)value)];
    private static readonly float[] OneToTwentyFive = [.. Enumerable.Range(1, 25).Select(value => (float)value)];

    /// <summary>
    /// Node tests that the onnx project publishes (onnx/backend/test/case/node) with numbers written out: name, operator,
    /// attributes, input, its spatial lengths, and the output.
    /// </summary>
    public static TheoryData<string, string, Dictionary<string, object>, float[], int[], float[]> PublishedNodes => new()
    {
        {
            "test_maxpool_2d_precomputed_pads", "MaxPool", new() { ["kernel_shape"] = Ints(5, 5), ["pads"] = Ints(2, 2, 2, 2) },
            OneToTwentyFive, [5, 5],
            [13, 14, 15, 15, 15, 18, 19, 20, 20, 20, 23, 24, 25, 25, 25, 23, 24, 25, 25, 25, 23, 24, 25, 25, 25]
        },
        {
            "test_maxpool_2d_precomputed_strides", "MaxPool", new() { ["kernel_shape"] = Ints(2, 2), ["strides"] = Ints(2, 2) },
            OneToTwentyFive, [5, 5],
            [7, 9, 17, 19]
        },
        {
            "test_maxpool_2d_precomputed_same_upper", "MaxPool",
            new() { ["kernel_shape"] = Ints(3, 3), ["strides"] = Ints(2, 2), ["auto_pad"] = "SAME_UPPER" },
            OneToTwentyFive, [5, 5],
            [7, 9, 10, 17, 19, 20, 22, 24, 25]
        },
        {
            "test_maxpool_2d_ceil", "MaxPool",
            new() { ["kernel_shape"] = Ints(3, 3), ["strides"] = Ints(2, 2), ["ceil_mode"] = 1L },
            OneToSixteen, [4, 4],
            [11, 12, 15, 16]
        },
        {
            "test_maxpool_2d_ceil_output_size_reduce_by_one", "MaxPool",
            new() { ["kernel_shape"] = Ints(1, 1), ["strides"] = Ints(2, 2), ["ceil_mode"] = 1L },
            [1, 2, 3, 4], [2, 2],
            [1]
        },
        {
            "test_maxpool_2d_dilations", "MaxPool",
            new() { ["kernel_shape"] = Ints(2, 2), ["strides"] = Ints(1, 1), ["dilations"] = Ints(2, 2) },
            OneToSixteen, [4, 4],
            [11, 12, 15, 16]
        },
        {
            "test_averagepool_2d_precomputed_pads", "AveragePool", new() { ["kernel_shape"] = Ints(5, 5), ["pads"] = Ints(2, 2, 2, 2) },
            OneToTwentyFive, [5, 5],
            [7, 7.5f, 8, 8.5f, 9, 9.5f, 10, 10.5f, 11, 11.5f, 12, 12.5f, 13, 13.5f, 14, 14.5f, 15, 15.5f, 16, 16.5f, 17, 17.5f, 18, 18.5f, 19]
        },
        {
            "test_averagepool_2d_precomputed_pads_count_include_pad", "AveragePool",
            new() { ["kernel_shape"] = Ints(5, 5), ["pads"] = Ints(2, 2, 2, 2), ["count_include_pad"] = 1L },
            OneToTwentyFive, [5, 5],
            [2.52f, 3.6f, 4.8f, 4.08f, 3.24f, 4.56f, 6.4f, 8.4f, 7.04f, 5.52f, 7.2f, 10, 13, 10.8f, 8.4f, 6.96f, 9.6f, 12.4f, 10.24f, 7.92f, 6.12f, 8.4f, 10.8f, 8.88f, 6.84f]
        },
        {
            "test_averagepool_2d_precomputed_same_upper", "AveragePool",
            new() { ["kernel_shape"] = Ints(3, 3), ["strides"] = Ints(2, 2), ["auto_pad"] = "SAME_UPPER" },
            OneToTwentyFive, [5, 5],
            [4, 5.5f, 7, 11.5f, 13, 14.5f, 19, 20.5f, 22]
        },
        {
            "test_averagepool_2d_ceil_last_window_starts_on_pad, first channel", "AveragePool",
            new()
            {
                ["kernel_shape"] = Ints(3, 3),
                ["strides"] = Ints(3, 3),
                ["pads"] = Ints(1, 1, 1, 1),
                ["ceil_mode"] = 1L,
                ["count_include_pad"] = 1L,
            },
            [0.858f, 0.0786f, 0.2692f, 0.1537f], [2, 2],
            [0.1511f]
        },
        {
            "test_averagepool_2d_dilations", "AveragePool",
            new() { ["kernel_shape"] = Ints(2, 2), ["strides"] = Ints(1, 1), ["dilations"] = Ints(2, 2), ["ceil_mode"] = 1L },
            OneToSixteen, [4, 4],
            [6, 7, 10, 11]
        },
        {
            "test_lppool_2d_dilations", "LpPool",
            new() { ["kernel_shape"] = Ints(2, 2), ["strides"] = Ints(1, 1), ["dilations"] = Ints(2, 2), ["p"] = 2L },
            OneToSixteen, [4, 4],
            [14.560219778561036f, 16.24807680927192f, 21.633307652783937f, 23.49468024894146f]
        },
        { "test_globalmaxpool_precomputed", "GlobalMaxPool", [], OneToNine, [3, 3], [9] },
        { "test_globalaveragepool_precomputed", "GlobalAveragePool", [], OneToNine, [3, 3], [5] },
    };

    /// <summary>Attributes and the layers that they describe.</summary>
    public static TheoryData<string, Dictionary<string, object>, PoolingLayer> Nodes => new()
    {
        { "MaxPool", new() { ["kernel_shape"] = Ints(2) }, new MaxPooling1D(2, 1, dataFormat: First) },
        { "MaxPool", new() { ["kernel_shape"] = Ints(2, 2) }, new MaxPooling2D(2, 1, dataFormat: First) },
        { "MaxPool", new() { ["kernel_shape"] = Ints(2, 3, 4) }, new MaxPooling3D((2, 3, 4), 1, dataFormat: First) },
        {
            "MaxPool", new() { ["kernel_shape"] = Ints(2, 2), ["auto_pad"] = "SAME_LOWER" },
            new MaxPooling2D(2, 1, Padding.SameLower, First)
        },
        {
            "MaxPool", new() { ["kernel_shape"] = Ints(2, 2), ["auto_pad"] = "VALID", ["ceil_mode"] = 1L },
            new MaxPooling2D(2, 1, Padding.Valid, First, ceilMode: true)
        },
        {
            "MaxPool", new() { ["kernel_shape"] = Ints(3, 3), ["auto_pad"] = "NOTSET", ["pads"] = Ints(0, 1, 2, 3) },
            new MaxPooling2D(3, 1, Padding.Explicit((0, 1), (2, 3)), First)
        },
        {
            "MaxPool", new() { ["kernel_shape"] = Ints(3), ["pads"] = Ints(0, 0) },
            new MaxPooling1D(3, 1, Padding.Valid, First)
        },
        {
            "AveragePool",
            new() { ["kernel_shape"] = Ints(3, 3, 3), ["strides"] = Ints(1, 2, 3), ["dilations"] = Ints(3, 2, 1), ["count_include_pad"] = 0L },
            new AveragePooling3D(3, (1, 2, 3), dataFormat: First, dilation: (3, 2, 1))
        },
        {
            "AveragePool", new() { ["kernel_shape"] = Ints(4), ["count_include_pad"] = true, ["ceil_mode"] = false },
            new AveragePooling1D(4, 1, dataFormat: First, countIncludePad: true)
        },
        { "AveragePool", new() { ["kernel_shape"] = new List<int> { 4, 5 } }, new AveragePooling2D((4, 5), 1, dataFormat: First) },
        { "LpPool", new() { ["kernel_shape"] = Ints(3) }, new LpPooling1D(3, 1, dataFormat: First, p: 2) },
        { "LpPool", new() { ["kernel_shape"] = Ints(3, 3), ["p"] = 3L }, new LpPooling2D(3, 1, dataFormat: First, p: 3) },
        { "LpPool", new() { ["kernel_shape"] = Ints(3, 3, 3), ["p"] = 1.5f }, new LpPooling3D(3, 1, dataFormat: First, p: 1.5) },
    };

    public static TheoryData<string, Dictionary<string, object>, int, PoolingLayer> GlobalNodes => new()
    {
        { "GlobalMaxPool", [], 1, new GlobalMaxPooling1D(First, keepDims: true) },
        { "GlobalMaxPool", [], 2, new GlobalMaxPooling2D(First, keepDims: true) },
        { "GlobalMaxPool", [], 3, new GlobalMaxPooling3D(First, keepDims: true) },
        { "GlobalAveragePool", [], 1, new GlobalAveragePooling1D(First, keepDims: true) },
        { "GlobalAveragePool", [], 2, new GlobalAveragePooling2D(First, keepDims: true) },
        { "GlobalAveragePool", [], 3, new GlobalAveragePooling3D(First, keepDims: true) },
        { "GlobalLpPool", [], 1, new GlobalLpPooling1D(2, dataFormat: First, keepDims: true) },
        { "GlobalLpPool", new() { ["p"] = 1 }, 2, new GlobalLpPooling2D(1, dataFormat: First, keepDims: true) },
        { "GlobalLpPool", new() { ["p"] = 2.5 }, 3, new GlobalLpPooling3D(2.5, dataFormat: First, keepDims: true) },
    };

    private static DataFormat First => DataFormat.ChannelsFirst;

    [Theory]
    [MemberData(nameof(PublishedNodes), DisableDiscoveryEnumeration = true)]
    public void A_node_gives_what_its_published_test_expects(
        string name, string opType, Dictionary<string, object> attributes, float[] input, int[] spatial, float[] expected)
    {
        PoolingLayer layer = PoolingLayer.FromOnnx(opType, attributes, spatial.Length);

        Tensor<float> output = layer.Forward(Tensor.Create(input, [1, 1, .. spatial.Select(length => (nint)length)]));

        Assert.True(expected.Length == output.FlattenedLength, name);
        Assert.All(output.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, tolerance: 1e-4f));
    }

    [Theory]
    [MemberData(nameof(Nodes), DisableDiscoveryEnumeration = true)]
    public void A_node_is_the_layer_that_its_attributes_describe(
        string opType, Dictionary<string, object> attributes, PoolingLayer expected)
    {
        PoolingLayer layer = PoolingLayer.FromOnnx(opType, attributes);

        Assert.Equal(expected.ToJson(), layer.ToJson());
        Assert.Equal(expected.ToJson(), PoolingLayer.FromOnnx(opType, attributes, layer.Rank).ToJson());
    }

    [Theory]
    [MemberData(nameof(GlobalNodes), DisableDiscoveryEnumeration = true)]
    public void A_global_node_is_the_layer_of_its_rank(
        string opType, Dictionary<string, object> attributes, int rank, PoolingLayer expected) =>
        Assert.Equal(expected.ToJson(), PoolingLayer.FromOnnx(opType, attributes, rank).ToJson());

    [Theory]
    [InlineData(null, new long[] { 6, 8, 16, 18 })]
    [InlineData(0L, new long[] { 6, 8, 16, 18 })]
    [InlineData(1L, new long[] { 6, 16, 8, 18 })]
    public void Indices_follow_the_storage_order(long? storageOrder, long[] expected)
    {
        // test_maxpool_with_argmax_2d_precomputed_strides of the onnx project, which has storage order 1.
        Dictionary<string, object> attributes = new() { ["kernel_shape"] = Ints(2, 2), ["strides"] = Ints(2, 2) };
        if (storageOrder is { } order)
        {
            attributes["storage_order"] = order;
        }

        PoolingLayer layer = PoolingLayer.FromOnnx("MaxPool", attributes, null, out IndexConvention convention);
        (Tensor<float> output, Tensor<long> indices) =
            Assert.IsType<MaxPooling2D>(layer).ForwardWithIndices(Tensor.Create(OneToTwentyFive, [1, 1, 5, 5]), convention);

        Assert.Equal([7, 9, 17, 19], output.ToArray());
        Assert.Equal(expected, indices.ToArray());
    }

    private static long[] Ints(params long[] values) => values;
}
