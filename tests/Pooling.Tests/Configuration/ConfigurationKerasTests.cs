using System.Text.Json;

namespace Pooling.Tests;

/// <summary>
/// Configurations of Keras 3: the keys and values that <c>get_config</c> of its pooling layers and
/// <c>keras.saving.serialize_keras_object</c> write, by Keras's source and documentation.
/// </summary>
public class ConfigurationKerasTests
{
    /// <summary>As <c>serialize_keras_object</c> writes a layer that was built in a functional model.</summary>
    private const string InModel =
        """
        {
          "module": "keras.layers",
          "class_name": "MaxPooling2D",
          "config": {
            "name": "max_pooling2d",
            "trainable": true,
            "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": null},
            "pool_size": [2, 2],
            "padding": "valid",
            "strides": [2, 2],
            "data_format": "channels_last"
          },
          "registered_name": null,
          "build_config": {"input_shape": [null, 26, 26, 32]},
          "name": "max_pooling2d",
          "inbound_nodes": [
            {
              "args": [
                {
                  "class_name": "__keras_tensor__",
                  "config": {"shape": [null, 26, 26, 32], "dtype": "float32", "keras_history": ["conv2d", 0, 0]}
                }
              ],
              "kwargs": {}
            }
          ]
        }
        """;

    public static TheoryData<string, PoolingLayer> Written => new()
    {
        { InModel, new MaxPooling2D() },
        {
            Keras("MaxPooling1D", """ "pool_size": [2], "padding": "same", "strides": [1], "data_format": "channels_first" """),
            new MaxPooling1D(2, 1, Padding.Same, DataFormat.ChannelsFirst)
        },
        {
            Keras("MaxPooling3D", """ "pool_size": [2, 3, 4], "padding": "valid", "strides": [1, 2, 3], "data_format": "channels_last" """),
            new MaxPooling3D((2, 3, 4), (1, 2, 3))
        },
        {
            Keras("AveragePooling1D", """ "pool_size": [4], "padding": "valid", "strides": [2], "data_format": "channels_last" """),
            new AveragePooling1D(4, 2)
        },
        {
            Keras("AveragePooling2D", """ "pool_size": [3, 2], "padding": "same", "strides": [1, 2], "data_format": "channels_first" """),
            new AveragePooling2D((3, 2), (1, 2), Padding.Same, DataFormat.ChannelsFirst)
        },
        {
            Keras("AveragePooling3D", """ "pool_size": [2, 2, 2], "padding": "valid", "strides": [2, 2, 2], "data_format": "channels_last" """),
            new AveragePooling3D()
        },
        { Keras("GlobalMaxPooling1D", """ "data_format": "channels_last", "keepdims": false """), new GlobalMaxPooling1D() },
        {
            Keras("GlobalMaxPooling2D", """ "data_format": "channels_first", "keepdims": true """),
            new GlobalMaxPooling2D(DataFormat.ChannelsFirst, keepDims: true)
        },
        { Keras("GlobalMaxPooling3D", """ "data_format": "channels_last", "keepdims": false """), new GlobalMaxPooling3D() },
        {
            Keras("GlobalAveragePooling1D", """ "data_format": "channels_last", "keepdims": true """),
            new GlobalAveragePooling1D(keepDims: true)
        },
        {
            Keras("GlobalAveragePooling2D", """ "data_format": "channels_first", "keepdims": false """),
            new GlobalAveragePooling2D(DataFormat.ChannelsFirst)
        },
        { Keras("GlobalAveragePooling3D", """ "data_format": "channels_last", "keepdims": false """), new GlobalAveragePooling3D() },
        { Keras("AdaptiveMaxPooling1D", """ "output_size": [32], "data_format": "channels_last" """), new AdaptiveMaxPooling1D(32) },
        {
            Keras("AdaptiveMaxPooling2D", """ "output_size": [4, 5], "data_format": "channels_first" """),
            new AdaptiveMaxPooling2D((4, 5), DataFormat.ChannelsFirst)
        },
        { Keras("AdaptiveMaxPooling3D", """ "output_size": [4, 5, 6], "data_format": "channels_last" """), new AdaptiveMaxPooling3D((4, 5, 6)) },
        {
            Keras("AdaptiveAveragePooling1D", """ "output_size": [3], "data_format": "channels_first" """),
            new AdaptiveAveragePooling1D(3, DataFormat.ChannelsFirst)
        },
        { Keras("AdaptiveAveragePooling2D", """ "output_size": [32, 32], "data_format": "channels_last" """), new AdaptiveAveragePooling2D(32) },
        { Keras("AdaptiveAveragePooling3D", """ "output_size": [1, 2, 3], "data_format": "channels_last" """), new AdaptiveAveragePooling3D((1, 2, 3)) },
    };

    /// <summary>Arguments as Keras's constructors take them, which <c>from_config</c> hands on.</summary>
    public static TheoryData<string, string, PoolingLayer> Arguments => new()
    {
        { "MaxPooling1D", "", new MaxPooling1D() },
        { "MaxPooling1D", """ "pool_size": 3 """, new MaxPooling1D(3) },
        { "MaxPooling2D", "", new MaxPooling2D() },
        { "MaxPooling2D", """ "pool_size": 3, "strides": 2 """, new MaxPooling2D(3, 2) },
        { "MaxPooling2D", """ "pool_size": [3, 4], "strides": null """, new MaxPooling2D((3, 4)) },
        { "MaxPooling2D", """ "padding": "SAME" """, new MaxPooling2D(padding: Padding.Same) },
        { "AveragePooling3D", """ "data_format": null """, new AveragePooling3D() },
        { "AveragePooling3D", """ "data_format": "Channels_First" """, new AveragePooling3D(dataFormat: DataFormat.ChannelsFirst) },
        { "GlobalMaxPooling2D", "", new GlobalMaxPooling2D() },
        { "AdaptiveMaxPooling1D", """ "output_size": 7 """, new AdaptiveMaxPooling1D(7) },
        { "AdaptiveAveragePooling3D", """ "output_size": 7 """, new AdaptiveAveragePooling3D(7) },
        { "MaxPool1D", "", new MaxPooling1D() },
        { "MaxPool2D", "", new MaxPooling2D() },
        { "MaxPool3D", "", new MaxPooling3D() },
        { "AvgPool1D", "", new AveragePooling1D() },
        { "AvgPool2D", "", new AveragePooling2D() },
        { "AvgPool3D", "", new AveragePooling3D() },
        { "GlobalMaxPool1D", "", new GlobalMaxPooling1D() },
        { "GlobalMaxPool2D", "", new GlobalMaxPooling2D() },
        { "GlobalMaxPool3D", "", new GlobalMaxPooling3D() },
        { "GlobalAvgPool1D", "", new GlobalAveragePooling1D() },
        { "GlobalAvgPool2D", "", new GlobalAveragePooling2D() },
        { "GlobalAvgPool3D", "", new GlobalAveragePooling3D() },
    };

    [Theory]
    [MemberData(nameof(Written), DisableDiscoveryEnumeration = true)]
    public void What_Keras_writes_is_read(string json, PoolingLayer expected)
    {
        PoolingLayer layer = PoolingLayer.FromJson(json);

        Assert.Equal(expected.GetType(), layer.GetType());
        Assert.Equal(expected.ToString(), layer.ToString());
    }

    [Theory]
    [MemberData(nameof(Arguments), DisableDiscoveryEnumeration = true)]
    public void Arguments_and_defaults_are_those_of_Keras(string className, string config, PoolingLayer expected)
    {
        PoolingLayer layer = PoolingLayer.FromJson($$"""{"class_name": "{{className}}", "config": { {{config}} } }""");

        Assert.Equal(expected.GetType(), layer.GetType());
        Assert.Equal(expected.ToString(), layer.ToString());
    }

    [Theory]
    [MemberData(nameof(Written), DisableDiscoveryEnumeration = true)]
    public void A_layer_of_Keras_is_written_with_the_settings_that_Keras_writes(string json, PoolingLayer layer)
    {
        using JsonDocument keras = JsonDocument.Parse(json);
        using JsonDocument own = JsonDocument.Parse(layer.ToJson());

        Assert.Equal(["class_name", "config", "module"], own.RootElement.EnumerateObject().Select(property => property.Name).Order());
        Assert.Equal("keras.layers", own.RootElement.GetProperty("module").GetString());
        Assert.Equal(keras.RootElement.GetProperty("class_name").GetString(), own.RootElement.GetProperty("class_name").GetString());
        Assert.Equal(Settings(keras), Settings(own));
    }

    [Fact]
    public void Settings_that_Keras_lacks_are_written_where_they_are_not_the_default()
    {
        Assert.Equal(
            """
            {"module":"keras.layers","class_name":"MaxPooling2D","config":{"pool_size":[3,2],"padding":{"begin":[0,1],"end":[2,3]},"padding_zeros":true,"strides":[1,2],"dilation":[2,1],"ceil_mode":true,"data_format":"channels_first","nan_policy":"ignore"}}
            """,
            new MaxPooling2D(
                (3, 2), (1, 2), Padding.Explicit((0, 1), (2, 3)).WithZeros(), DataFormat.ChannelsFirst, (2, 1), true, NaNPolicy.Ignore).ToJson());
        Assert.Equal(
            """
            {"module":"keras.layers","class_name":"AveragePooling1D","config":{"pool_size":[2],"padding":{"begin":1,"end":1},"strides":[2],"data_format":"channels_last","count_include_pad":true,"divisor_override":-3}}
            """,
            new AveragePooling1D(padding: Padding.Explicit(1), countIncludePad: true, divisorOverride: -3).ToJson());
        Assert.Equal(
            """
            {"module":"keras.layers","class_name":"AdaptiveMaxPooling2D","config":{"output_size":[7,null],"data_format":"channels_last"}}
            """,
            new AdaptiveMaxPooling2D((7, AdaptiveWindow.SameAsInput)).ToJson());
    }

    [Fact]
    public void Layers_that_Keras_lacks_are_written_in_the_same_style()
    {
        Assert.Equal(
            """
            {"class_name":"LpPooling1D","config":{"pool_size":[2],"padding":"same_lower","strides":[2],"data_format":"channels_last","p":2.5,"rule":"pytorch"}}
            """,
            new LpPooling1D(padding: Padding.SameLower, p: 2.5, rule: LpRule.PyTorch).ToJson());
        Assert.Equal(
            """
            {"class_name":"FractionalMaxPooling1D","config":{"pooling_ratio":[1.5],"seed":-7,"pseudo_random":true,"data_format":"channels_last"}}
            """,
            new FractionalMaxPooling1D(PoolingWindow.FractionalRegions([1.5], seed: -7, pseudoRandom: true)).ToJson());
        Assert.Equal(
            """
            {"class_name":"FractionalAveragePooling2D","config":{"bounds":[[0,2,5],[0,1,3,4]],"overlapping":true,"data_format":"channels_last"}}
            """,
            new FractionalAveragePooling2D(PoolingWindow.Regions([[0, 2, 5], [0, 1, 3, 4]], overlapping: true)).ToJson());
    }

    private static string Keras(string className, string settings) =>
        $$"""
        {"module": "keras.layers", "class_name": "{{className}}", "config": {"name": "layer_1", "trainable": true, "dtype": "float32", {{settings}} }, "registered_name": null}
        """;

    private static IEnumerable<string> Settings(JsonDocument document) =>
        document.RootElement.GetProperty("config").EnumerateObject()
            .Where(property => property.Name is not ("name" or "trainable" or "dtype"))
            .Select(property => $"{property.Name}: {property.Value.GetRawText().Replace(" ", "", StringComparison.Ordinal)}")
            .Order();
}
