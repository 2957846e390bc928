namespace Pooling;

/// <summary>Every class of layer by its name, with what makes one from its settings.</summary>
/// <remarks>
/// A new layer is a line here, which reads what the layer's own <see cref="PoolingLayer.WriteConfig"/> writes.
/// </remarks>
internal static class LayerTable
{
    /// <summary>The layers that Keras has, by its names.</summary>
    private static readonly Dictionary<string, Func<ConfigReader, PoolingLayer>> KerasLayers = new()
    {
        [nameof(MaxPooling1D)] = c => new MaxPooling1D(c.SlidingWindow(1), c.DataFormat(), c.NaNPolicy()),
        [nameof(MaxPooling2D)] = c => new MaxPooling2D(c.SlidingWindow(2), c.DataFormat(), c.NaNPolicy()),
        [nameof(MaxPooling3D)] = c => new MaxPooling3D(c.SlidingWindow(3), c.DataFormat(), c.NaNPolicy()),
        [nameof(AveragePooling1D)] = c => new AveragePooling1D(c.SlidingWindow(1), c.DataFormat(), c.CountIncludePad(), c.DivisorOverride()),
        [nameof(AveragePooling2D)] = c => new AveragePooling2D(c.SlidingWindow(2), c.DataFormat(), c.CountIncludePad(), c.DivisorOverride()),
        [nameof(AveragePooling3D)] = c => new AveragePooling3D(c.SlidingWindow(3), c.DataFormat(), c.CountIncludePad(), c.DivisorOverride()),
        [nameof(GlobalMaxPooling1D)] = c => new GlobalMaxPooling1D(c.GlobalWindow(1), c.DataFormat(), c.NaNPolicy()),
        [nameof(GlobalMaxPooling2D)] = c => new GlobalMaxPooling2D(c.GlobalWindow(2), c.DataFormat(), c.NaNPolicy()),
        [nameof(GlobalMaxPooling3D)] = c => new GlobalMaxPooling3D(c.GlobalWindow(3), c.DataFormat(), c.NaNPolicy()),
        [nameof(GlobalAveragePooling1D)] = c => new GlobalAveragePooling1D(c.GlobalWindow(1), c.DataFormat()),
        [nameof(GlobalAveragePooling2D)] = c => new GlobalAveragePooling2D(c.GlobalWindow(2), c.DataFormat()),
        [nameof(GlobalAveragePooling3D)] = c => new GlobalAveragePooling3D(c.GlobalWindow(3), c.DataFormat()),
        [nameof(AdaptiveMaxPooling1D)] = c => new AdaptiveMaxPooling1D(c.AdaptiveWindow(1), c.DataFormat(), c.NaNPolicy()),
        [nameof(AdaptiveMaxPooling2D)] = c => new AdaptiveMaxPooling2D(c.AdaptiveWindow(2), c.DataFormat(), c.NaNPolicy()),
        [nameof(AdaptiveMaxPooling3D)] = c => new AdaptiveMaxPooling3D(c.AdaptiveWindow(3), c.DataFormat(), c.NaNPolicy()),
        [nameof(AdaptiveAveragePooling1D)] = c => new AdaptiveAveragePooling1D(c.AdaptiveWindow(1), c.DataFormat()),
        [nameof(AdaptiveAveragePooling2D)] = c => new AdaptiveAveragePooling2D(c.AdaptiveWindow(2), c.DataFormat()),
        [nameof(AdaptiveAveragePooling3D)] = c => new AdaptiveAveragePooling3D(c.AdaptiveWindow(3), c.DataFormat()),
    };

    /// <summary>Keras's short names.</summary>
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["MaxPool1D"] = nameof(MaxPooling1D),
        ["MaxPool2D"] = nameof(MaxPooling2D),
        ["MaxPool3D"] = nameof(MaxPooling3D),
        ["AvgPool1D"] = nameof(AveragePooling1D),
        ["AvgPool2D"] = nameof(AveragePooling2D),
        ["AvgPool3D"] = nameof(AveragePooling3D),
        ["GlobalMaxPool1D"] = nameof(GlobalMaxPooling1D),
        ["GlobalMaxPool2D"] = nameof(GlobalMaxPooling2D),
        ["GlobalMaxPool3D"] = nameof(GlobalMaxPooling3D),
        ["GlobalAvgPool1D"] = nameof(GlobalAveragePooling1D),
        ["GlobalAvgPool2D"] = nameof(GlobalAveragePooling2D),
        ["GlobalAvgPool3D"] = nameof(GlobalAveragePooling3D),
    };

    /// <summary>The layers that Keras lacks.</summary>
    private static readonly Dictionary<string, Func<ConfigReader, PoolingLayer>> OtherLayers = new()
    {
        [nameof(MinPooling1D)] = c => new MinPooling1D(c.SlidingWindow(1), c.DataFormat(), c.NaNPolicy()),
        [nameof(MinPooling2D)] = c => new MinPooling2D(c.SlidingWindow(2), c.DataFormat(), c.NaNPolicy()),
        [nameof(MinPooling3D)] = c => new MinPooling3D(c.SlidingWindow(3), c.DataFormat(), c.NaNPolicy()),
        [nameof(SumPooling1D)] = c => new SumPooling1D(c.SlidingWindow(1), c.DataFormat()),
        [nameof(SumPooling2D)] = c => new SumPooling2D(c.SlidingWindow(2), c.DataFormat()),
        [nameof(SumPooling3D)] = c => new SumPooling3D(c.SlidingWindow(3), c.DataFormat()),
        [nameof(LpPooling1D)] = c => new LpPooling1D(c.SlidingWindow(1), c.DataFormat(), c.Number("p", 2), c.Rule()),
        [nameof(LpPooling2D)] = c => new LpPooling2D(c.SlidingWindow(2), c.DataFormat(), c.Number("p", 2), c.Rule()),
        [nameof(LpPooling3D)] = c => new LpPooling3D(c.SlidingWindow(3), c.DataFormat(), c.Number("p", 2), c.Rule()),
        [nameof(GlobalLpPooling1D)] = c => new GlobalLpPooling1D(c.GlobalWindow(1), c.DataFormat(), c.Number("p", 2), c.Rule()),
        [nameof(GlobalLpPooling2D)] = c => new GlobalLpPooling2D(c.GlobalWindow(2), c.DataFormat(), c.Number("p", 2), c.Rule()),
        [nameof(GlobalLpPooling3D)] = c => new GlobalLpPooling3D(c.GlobalWindow(3), c.DataFormat(), c.Number("p", 2), c.Rule()),
        [nameof(GeneralizedMeanPooling1D)] = c => new GeneralizedMeanPooling1D(c.SlidingWindow(1), c.DataFormat(), c.Number("p", 3), c.Epsilon()),
        [nameof(GeneralizedMeanPooling2D)] = c => new GeneralizedMeanPooling2D(c.SlidingWindow(2), c.DataFormat(), c.Number("p", 3), c.Epsilon()),
        [nameof(GeneralizedMeanPooling3D)] = c => new GeneralizedMeanPooling3D(c.SlidingWindow(3), c.DataFormat(), c.Number("p", 3), c.Epsilon()),
        [nameof(GlobalGeneralizedMeanPooling1D)] = c => new GlobalGeneralizedMeanPooling1D(c.GlobalWindow(1), c.DataFormat(), c.Number("p", 3), c.Epsilon()),
        [nameof(GlobalGeneralizedMeanPooling2D)] = c => new GlobalGeneralizedMeanPooling2D(c.GlobalWindow(2), c.DataFormat(), c.Number("p", 3), c.Epsilon()),
        [nameof(GlobalGeneralizedMeanPooling3D)] = c => new GlobalGeneralizedMeanPooling3D(c.GlobalWindow(3), c.DataFormat(), c.Number("p", 3), c.Epsilon()),
        [nameof(StochasticPooling1D)] = c => new StochasticPooling1D(c.SlidingWindow(1), c.DataFormat(), c.IntegerOrNull("seed")),
        [nameof(StochasticPooling2D)] = c => new StochasticPooling2D(c.SlidingWindow(2), c.DataFormat(), c.IntegerOrNull("seed")),
        [nameof(StochasticPooling3D)] = c => new StochasticPooling3D(c.SlidingWindow(3), c.DataFormat(), c.IntegerOrNull("seed")),
        [nameof(FractionalMaxPooling1D)] = c => new FractionalMaxPooling1D(c.FractionalWindow(1), c.DataFormat()),
        [nameof(FractionalMaxPooling2D)] = c => new FractionalMaxPooling2D(c.FractionalWindow(2), c.DataFormat()),
        [nameof(FractionalMaxPooling3D)] = c => new FractionalMaxPooling3D(c.FractionalWindow(3), c.DataFormat()),
        [nameof(FractionalAveragePooling1D)] = c => new FractionalAveragePooling1D(c.FractionalWindow(1), c.DataFormat()),
        [nameof(FractionalAveragePooling2D)] = c => new FractionalAveragePooling2D(c.FractionalWindow(2), c.DataFormat()),
        [nameof(FractionalAveragePooling3D)] = c => new FractionalAveragePooling3D(c.FractionalWindow(3), c.DataFormat()),
        [nameof(BlurPooling1D)] = c => new BlurPooling1D(c.BlurStrides(1), c.FilterSize(), c.BlurPadding("padding"), c.DataFormat()),
        [nameof(BlurPooling2D)] = c => new BlurPooling2D(c.BlurStrides(2), c.FilterSize(), c.BlurPadding("padding"), c.DataFormat()),
        [nameof(BlurPooling3D)] = c => new BlurPooling3D(c.BlurStrides(3), c.FilterSize(), c.BlurPadding("padding"), c.DataFormat()),
        [nameof(MaxBlurPooling1D)] = c => new MaxBlurPooling1D(c.MaxBlurWindow(1), c.BlurStrides(1), c.FilterSize(), c.BlurPadding("blur_padding"), c.DataFormat()),
        [nameof(MaxBlurPooling2D)] = c => new MaxBlurPooling2D(c.MaxBlurWindow(2), c.BlurStrides(2), c.FilterSize(), c.BlurPadding("blur_padding"), c.DataFormat()),
        [nameof(MaxBlurPooling3D)] = c => new MaxBlurPooling3D(c.MaxBlurWindow(3), c.BlurStrides(3), c.FilterSize(), c.BlurPadding("blur_padding"), c.DataFormat()),
        [nameof(SpatialPyramidPooling1D)] = c => new SpatialPyramidPooling1D(c.List("levels"), c.DataFormat()),
        [nameof(SpatialPyramidPooling2D)] = c => new SpatialPyramidPooling2D(c.List("levels"), c.DataFormat()),
        [nameof(SpatialPyramidPooling3D)] = c => new SpatialPyramidPooling3D(c.List("levels"), c.DataFormat()),
    };

    /// <summary>Whether Keras has a layer of this name.</summary>
    public static bool IsKeras(string className) => KerasLayers.ContainsKey(className);

    /// <summary>What makes a layer of a class from its settings; null if there is no such class.</summary>
    public static Func<ConfigReader, PoolingLayer>? Find(string className)
    {
        string name = Aliases.GetValueOrDefault(className, className);
        return KerasLayers.GetValueOrDefault(name) ?? OtherLayers.GetValueOrDefault(name);
    }

    private static NaNPolicy NaNPolicy(this ConfigReader config) =>
        config.Named("nan_policy", SettingNames.NaNPolicies, Pooling.NaNPolicy.Propagate);

    private static bool CountIncludePad(this ConfigReader config) => config.Flag("count_include_pad");

    private static int? DivisorOverride(this ConfigReader config) => config.IntegerOrNull("divisor_override");

    private static LpRule Rule(this ConfigReader config) => config.Named("rule", SettingNames.LpRules, LpRule.Onnx);

    private static double Epsilon(this ConfigReader config) => config.Number("epsilon", 1e-6);

    private static int FilterSize(this ConfigReader config) => config.IntegerOrNull("filter_size") ?? 4;

    private static int[] BlurStrides(this ConfigReader config, int rank) => config.SizesOr("strides", rank, 2);

    private static BlurPadding BlurPadding(this ConfigReader config, string key) =>
        config.Named(key, SettingNames.BlurPaddings, Pooling.BlurPadding.Reflect);
}
