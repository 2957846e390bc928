namespace Pooling.Tests;

/// <summary>A configuration that cannot be read says where, what was expected and what was got.</summary>
public class ConfigurationErrorTests
{
    [Theory]
    [InlineData("", "Expected JSON")]
    [InlineData("{", "Expected JSON")]
    [InlineData("{'class_name': 'MaxPooling2D'}", "Expected JSON")]
    [InlineData("[]", "Expected a JSON object, but got []")]
    [InlineData("{}", "Expected a value as class_name, but got none")]
    [InlineData("""{"class_name": 2, "config": {}}""", "Expected a text as class_name, but got 2")]
    [InlineData("""{"class_name": "Dense", "config": {}}""", "such as \"MaxPooling2D\", as class_name, but got \"Dense\"")]
    [InlineData("""{"class_name": "maxpooling2d", "config": {}}""", "as class_name, but got \"maxpooling2d\"")]
    [InlineData("""{"class_name": "MaxPooling2D"}""", "Expected a value as config, but got none")]
    [InlineData("""{"class_name": "MaxPooling2D", "config": null}""", "Expected an object as config, but got null")]
    [InlineData("""{"class_name": "MaxPooling2D", "config": {}, "weights": []}""", "class_name, config", "but got weights")]
    [InlineData("""{"class_name": "MaxPooling2D", "config": {"ceil_mode": true, "ceil_mode": false}}""", "ceil_mode")]
    public void A_text_that_describes_no_layer_is_refused(string json, params string[] message) => Refused(json, message);

    [Theory]
    [InlineData("\"poolsize\": 2", "pool_size", "strides", "but got config.poolsize")]
    [InlineData("\"count_include_pad\": true", "but got config.count_include_pad")]
    [InlineData("\"activity_regularizer\": \"l2\"", "but got config.activity_regularizer")]
    [InlineData("\"pool_size\": [2, 2, 2]", "a list of 2, one for each spatial axis, as config.pool_size, but got [2, 2, 2]")]
    [InlineData("\"pool_size\": []", "config.pool_size, but got []")]
    [InlineData("\"pool_size\": \"2\"", "config.pool_size, but got \"2\"")]
    [InlineData("\"pool_size\": 2.5", "config.pool_size, but got 2.5")]
    [InlineData("\"pool_size\": null", "config.pool_size, but got null")]
    [InlineData("\"pool_size\": 3000000000", "config.pool_size, but got 3000000000")]
    [InlineData("\"pool_size\": [2, true]", "config.pool_size, but got [2, true]")]
    [InlineData("\"pool_size\": 0", "MaxPooling2D: Expected at least 1 along every spatial axis, but got 0x0")]
    [InlineData("\"strides\": [1, -1]", "MaxPooling2D: Expected at least 1", "got 1x-1", "strides")]
    [InlineData("\"strides\": [1]", "config.strides, but got [1]")]
    [InlineData("\"dilation\": {}", "config.dilation, but got {}")]
    [InlineData("\"padding\": \"causal\"", "Expected \"valid\" or \"same\" or \"same_lower\" as config.padding, but got \"causal\"")]
    [InlineData("\"padding\": 1", "config.padding, but got 1")]
    [InlineData("\"padding\": null", "config.padding, but got null")]
    [InlineData("\"padding\": {\"begin\": 1}", "Expected a value as config.padding.end, but got none")]
    [InlineData("\"padding\": {\"begin\": 1, \"end\": 1.5}", "Expected a whole number of 32 bits as config.padding.end, but got 1.5")]
    [InlineData("\"padding\": {\"begin\": [1, 1], \"end\": [1]}", "config.padding.end, but got [1]")]
    [InlineData("\"padding\": {\"begin\": 1, \"end\": -1}", "MaxPooling2D: Expected at least 0", "got -1")]
    [InlineData("\"padding\": {\"begin\": 1, \"end\": 1, \"value\": 0}", "begin, end", "but got config.padding.value")]
    [InlineData("\"padding_zeros\": 1", "Expected true or false as config.padding_zeros, but got 1")]
    [InlineData("\"ceil_mode\": \"yes\"", "Expected true or false as config.ceil_mode, but got \"yes\"")]
    [InlineData("\"data_format\": \"NCHW\"", "Expected \"channels_last\" or \"channels_first\" as config.data_format, but got \"NCHW\"")]
    [InlineData("\"nan_policy\": \"\"", "Expected \"propagate\" or \"ignore\" as config.nan_policy, but got \"\"")]
    public void A_setting_that_is_wrong_is_refused(string config, params string[] message) =>
        Refused($$"""{"class_name": "MaxPooling2D", "config": { {{config}} } }""", message);

    [Theory]
    [InlineData("AveragePooling1D", "\"divisor_override\": 0", "AveragePooling1D: Expected a divisor other than 0")]
    [InlineData("AveragePooling1D", "\"divisor_override\": 1.5", "config.divisor_override, but got 1.5")]
    [InlineData("AdaptiveMaxPooling2D", "", "Expected a value as config.output_size, but got none")]
    [InlineData("AdaptiveMaxPooling2D", "\"output_size\": 0", "AdaptiveMaxPooling2D: Expected at least 1")]
    [InlineData("AdaptiveMaxPooling2D", "\"output_size\": [1]", "a list of 2", "but got [1]")]
    [InlineData("GlobalMaxPooling2D", "\"pool_size\": 2", "but got config.pool_size")]
    [InlineData("GlobalMaxPooling2D", "\"keepdims\": 0", "Expected true or false as config.keepdims, but got 0")]
    [InlineData("LpPooling2D", "\"p\": \"2\"", "Expected a number as config.p, but got \"2\"")]
    [InlineData("LpPooling2D", "\"p\": -1", "LpPooling2D: Expected a finite number larger than 0")]
    [InlineData("LpPooling2D", "\"p\": 1e999", "LpPooling2D: Expected a finite number larger than 0")]
    [InlineData("LpPooling2D", "\"rule\": \"keras\"", "Expected \"onnx\" or \"pytorch\" as config.rule, but got \"keras\"")]
    [InlineData("GeneralizedMeanPooling2D", "\"epsilon\": 0", "GeneralizedMeanPooling2D: Expected a finite number larger than 0")]
    [InlineData("BlurPooling2D", "\"filter_size\": 8", "BlurPooling2D: Expected 1 to 7, but got 8")]
    [InlineData("BlurPooling2D", "\"padding\": \"same\"", "\"reflect\" or \"replicate\" or \"zero\" as config.padding, but got \"same\"")]
    [InlineData("MaxBlurPooling2D", "\"ceil_mode\": true", "but got config.ceil_mode")]
    [InlineData("SpatialPyramidPooling2D", "\"levels\": 3", "Expected a list of whole numbers as config.levels, but got 3")]
    [InlineData("SpatialPyramidPooling2D", "\"levels\": []", "SpatialPyramidPooling2D: Expected at least one level")]
    [InlineData("StochasticPooling2D", "\"seed\": 0.5", "config.seed, but got 0.5")]
    [InlineData("FractionalMaxPooling2D", "", "Expected a value as config.pool_size, but got none")]
    [InlineData("FractionalMaxPooling2D", "\"pool_size\": 2", "Expected a value as config.output_size, but got none")]
    [InlineData("FractionalMaxPooling2D", "\"pool_size\": 2, \"output_size\": 2", "Expected a value as config.seed, but got none")]
    [InlineData("FractionalMaxPooling2D", "\"pool_size\": 2, \"output_size\": 2, \"output_ratio\": 0.5, \"seed\": 1", "but got config.output_size")]
    [InlineData("FractionalMaxPooling2D", "\"pool_size\": 2, \"pooling_ratio\": 1.5, \"seed\": 1", "but got config.pool_size")]
    [InlineData("FractionalMaxPooling2D", "\"pooling_ratio\": [1, 1.4, 1.7, 1], \"seed\": 1", "a list of 2", "config.pooling_ratio")]
    [InlineData("FractionalMaxPooling2D", "\"pooling_ratio\": 0.5, \"seed\": 1", "FractionalMaxPooling2D: Expected ratios at least 1")]
    [InlineData("FractionalMaxPooling2D", "\"bounds\": [[0, 1]]", "Expected 2 lists of whole numbers, one for each spatial axis, as config.bounds, but got [[0, 1]]")]
    [InlineData("FractionalMaxPooling2D", "\"bounds\": [[0, 1], [1, 2]]", "FractionalMaxPooling2D: Expected bounds that begin with 0")]
    [InlineData(
        "FractionalMaxPooling1D",
        "\"pool_size\": 2, \"output_size\": 2, \"samples\": {\"shape\": [1, 1, 1], \"data\": [0.5, 0.5]}",
        "Expected as many numbers as the shape has elements, 1, as config.samples.data, but got [0.5, 0.5]")]
    [InlineData(
        "FractionalMaxPooling1D",
        "\"pool_size\": 2, \"output_size\": 2, \"samples\": {\"shape\": [1, -1, 1], \"data\": []}",
        "config.samples.shape, but got [1, -1, 1]")]
    [InlineData(
        "FractionalMaxPooling1D",
        "\"pool_size\": 2, \"output_size\": 2, \"samples\": {\"shape\": [2147483647, 2147483647, 2147483647], \"data\": []}",
        "config.samples.data, but got []")]
    [InlineData(
        "FractionalMaxPooling1D",
        "\"pool_size\": 2, \"output_size\": 2, \"samples\": {\"shape\": [1, 1, 1], \"data\": [1]}",
        "FractionalMaxPooling1D: Expected random numbers of at least 0 and less than 1")]
    [InlineData(
        "FractionalMaxPooling1D",
        "\"pool_size\": 2, \"output_size\": 2, \"samples\": {\"shape\": [1, 1, 2], \"data\": [0, 0]}",
        "FractionalMaxPooling1D: Expected the shape (batch, channels, 1), but got (1, 1, 2)")]
    public void A_setting_that_another_layer_has_or_that_is_out_of_range_is_refused(
        string className, string config, params string[] message) =>
        Refused($$"""{"class_name": "{{className}}", "config": { {{config}} } }""", message);

    [Fact]
    public void Each_kind_of_layer_reads_its_own_classes()
    {
        string pooling = new MaxPooling2D().ToJson();
        string unpooling = new MaxUnpooling2D().ToJson();
        string dilated = unpooling.Replace("\"strides\"", "\"dilation\":2,\"strides\"", StringComparison.Ordinal);

        Refused(() => PoolingLayer.FromJson(unpooling), "such as \"MaxPooling2D\"", "but got \"MaxUnpooling2D\"");
        Refused(() => MaxUnpoolingLayer.FromJson(pooling), "such as \"MaxUnpooling2D\"", "but got \"MaxPooling2D\"");
        Refused(() => MaxUnpoolingLayer.FromJson(dilated), "but got config.dilation");
        Refused(() => RoiAlign2D.FromJson(pooling), "such as \"RoiAlign2D\"", "but got \"MaxPooling2D\"");
        Refused(() => RoiMaxPooling2D.FromJson(pooling), "such as \"RoiMaxPooling2D\"", "but got \"MaxPooling2D\"");
        Refused(
            () => RoiAlign2D.FromJson("""{"class_name": "RoiAlign2D", "config": {"output_size": 2, "mode": "avg"}}"""),
            "Expected \"average\" or \"max\" or \"max_of_corners\" as config.mode, but got \"avg\"");
    }

    [Fact]
    public void A_long_value_is_quoted_in_part() =>
        Refused(
            $$"""{"class_name": "MaxPooling1D", "config": {"pool_size": [{{string.Join(',', Enumerable.Repeat(1, 1000))}}] } }""",
            "but got [1,1,",
            "...");

    [Fact]
    public void A_window_whose_positions_cannot_be_counted_is_refused() =>
        Assert.Throws<OverflowException>(() => PoolingLayer.FromJson(
            """{"class_name": "MaxPooling3D", "config": {"pool_size": [2147483647, 2147483647, 2147483647]}}"""));

    [Fact]
    public void Null_is_refused() => Assert.Throws<ArgumentNullException>("json", () => PoolingLayer.FromJson(null!));

    private static void Refused(string json, params string[] message) =>
        Refused(() => PoolingLayer.FromJson(json), message);

    private static void Refused(Func<object> read, params string[] message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>("json", () => { _ = read(); });
        Assert.All(message, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
