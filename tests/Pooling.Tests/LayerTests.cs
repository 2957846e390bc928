using System.Globalization;
using System.Numerics.Tensors;

namespace Pooling.Tests;

public class LayerTests
{
    public static TheoryData<WindowPoolingLayer, string> DefaultWindowLayers => new()
    {
        { new MaxPooling1D(), "MaxPooling1D(poolSize: 2, strides: 2, padding: valid, channels last)" },
        { new MaxPooling2D(), "MaxPooling2D(poolSize: 2x2, strides: 2x2, padding: valid, channels last)" },
        { new MaxPooling3D(), "MaxPooling3D(poolSize: 2x2x2, strides: 2x2x2, padding: valid, channels last)" },
        { new AveragePooling1D(), "AveragePooling1D(poolSize: 2, strides: 2, padding: valid, channels last)" },
        { new AveragePooling2D(), "AveragePooling2D(poolSize: 2x2, strides: 2x2, padding: valid, channels last)" },
        { new AveragePooling3D(), "AveragePooling3D(poolSize: 2x2x2, strides: 2x2x2, padding: valid, channels last)" },
    };

    public static TheoryData<PoolingLayer, int> AllLayers => new()
    {
        { new MaxPooling1D(), 1 },
        { new MaxPooling2D(), 2 },
        { new MaxPooling3D(), 3 },
        { new AveragePooling1D(), 1 },
        { new AveragePooling2D(), 2 },
        { new AveragePooling3D(), 3 },
        { new GlobalMaxPooling1D(), 1 },
        { new GlobalMaxPooling2D(), 2 },
        { new GlobalMaxPooling3D(), 3 },
        { new GlobalAveragePooling1D(), 1 },
        { new GlobalAveragePooling2D(), 2 },
        { new GlobalAveragePooling3D(), 3 },
    };

    [Theory]
    [MemberData(nameof(DefaultWindowLayers), DisableDiscoveryEnumeration = true)]
    public void Defaults_are_those_of_Keras(WindowPoolingLayer layer, string text) =>
        Assert.Equal(text, layer.ToString());

    [Fact]
    public void Settings_reach_the_window()
    {
        MaxPooling2D layer = new((2, 3), strides: 1, Padding.Same, DataFormat.ChannelsFirst);

        Assert.Equal("MaxPooling2D(poolSize: 2x3, strides: 1x1, padding: same, channels first)", layer.ToString());
        Assert.Equal([2, 3], Assert.IsType<SlidingWindow>(layer.Window).PoolSize);
        Assert.Equal(DataFormat.ChannelsFirst, layer.DataFormat);
    }

    [Fact]
    public void A_layer_reads_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Assert.Equal("MaxPooling1D(poolSize: 12, strides: 3, padding: valid, channels last)", new MaxPooling1D(12, 3).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(false, "GlobalMaxPooling2D(keepDims: false, channels last)")]
    [InlineData(true, "GlobalMaxPooling2D(keepDims: true, channels last)")]
    public void A_global_layer_reads_like_its_settings(bool keepDims, string text) =>
        Assert.Equal(text, new GlobalMaxPooling2D(keepDims: keepDims).ToString());

    [Theory]
    [MemberData(nameof(AllLayers), DisableDiscoveryEnumeration = true)]
    public void An_empty_batch_gives_an_empty_batch(PoolingLayer layer, int rank)
    {
        nint[] shape = [0, .. Enumerable.Repeat((nint)4, rank), 3];

        Tensor<double> output = layer.Forward(Tensor.CreateFromShape<double>(shape));

        Assert.Equal(rank, layer.Rank);
        Assert.Equal(layer.ComputeOutputShape(shape), output.Lengths.ToArray());
        Assert.Equal(0, output.FlattenedLength);
        Assert.Equal(0, output.Lengths[0]);
    }

    [Theory]
    [InlineData(DataFormat.ChannelsLast, new[] { 2, 1, 1, 5 })]
    [InlineData(DataFormat.ChannelsFirst, new[] { 2, 5, 1, 1 })]
    public void A_global_layer_keeps_axes_of_length_1_where_they_were(DataFormat dataFormat, int[] expected)
    {
        nint[] input = dataFormat == DataFormat.ChannelsLast ? [2, 3, 4, 5] : [2, 5, 3, 4];

        GlobalAveragePooling2D kept = new(dataFormat, keepDims: true);
        GlobalAveragePooling2D squeezed = new(dataFormat);

        Assert.Equal(expected.Select(length => (nint)length), kept.ComputeOutputShape(input));
        Assert.Equal([2, 5], squeezed.ComputeOutputShape(input));
    }

    [Fact]
    public void A_layer_takes_a_slice_of_a_tensor()
    {
        Tensor<int> whole = Tensor.Create([.. Enumerable.Range(0, 36)], [1, 6, 6, 1]);
        Tensor<int> middle = whole.Slice([System.Buffers.NRange.All, 1..5, 1..5, System.Buffers.NRange.All]);

        Tensor<int> output = new MaxPooling2D().Forward(middle);

        // Rows 1 to 4 and columns 1 to 4 of 0, 1, 2, ... in rows of 6.
        Assert.Equal([14, 16, 26, 28], output.ToArray());
    }
}
