namespace Pooling;

/// <summary>The pooling operators of ONNX and the layers that do the same.</summary>
internal static class OnnxNode
{
    private const DataFormat Format = DataFormat.ChannelsFirst;

    /// <summary>The layer that does what a node does.</summary>
    public static PoolingLayer ToLayer(string opType, OnnxAttributes attributes, int? rank) => opType switch
    {
        "MaxPool" => Max(attributes.Window(rank)),
        "AveragePool" => Average(attributes.Window(rank), attributes.Flag("count_include_pad")),
        "LpPool" => Lp(attributes.Window(rank), attributes.Number("p", 2)),
        "GlobalMaxPool" => GlobalMax(Global(opType, rank)),
        "GlobalAveragePool" => GlobalAverage(Global(opType, rank)),
        "GlobalLpPool" => GlobalLp(Global(opType, rank), attributes.Number("p", 2)),
        _ => throw new ArgumentException(
            $"Expected MaxPool, AveragePool, LpPool, GlobalMaxPool, GlobalAveragePool or GlobalLpPool, but got {opType}.",
            nameof(opType)),
    };

    private static GlobalWindow Global(string opType, int? rank) => PoolingWindow.Global(
        rank ?? throw new ArgumentNullException(
            nameof(rank), $"Expected the number of spatial axes, which the attributes of {opType} do not tell, but got null."),
        keepDims: true);

    private static PoolingLayer Max(SlidingWindow window) => window.Rank switch
    {
        1 => new MaxPooling1D(window, Format, NaNPolicy.Propagate),
        2 => new MaxPooling2D(window, Format, NaNPolicy.Propagate),
        _ => new MaxPooling3D(window, Format, NaNPolicy.Propagate),
    };

    private static PoolingLayer Average(SlidingWindow window, bool countIncludePad) => window.Rank switch
    {
        1 => new AveragePooling1D(window, Format, countIncludePad, divisorOverride: null),
        2 => new AveragePooling2D(window, Format, countIncludePad, divisorOverride: null),
        _ => new AveragePooling3D(window, Format, countIncludePad, divisorOverride: null),
    };

    private static PoolingLayer Lp(SlidingWindow window, double p) => window.Rank switch
    {
        1 => new LpPooling1D(window, Format, p, LpRule.Onnx),
        2 => new LpPooling2D(window, Format, p, LpRule.Onnx),
        _ => new LpPooling3D(window, Format, p, LpRule.Onnx),
    };

    private static PoolingLayer GlobalMax(GlobalWindow window) => window.Rank switch
    {
        1 => new GlobalMaxPooling1D(window, Format, NaNPolicy.Propagate),
        2 => new GlobalMaxPooling2D(window, Format, NaNPolicy.Propagate),
        _ => new GlobalMaxPooling3D(window, Format, NaNPolicy.Propagate),
    };

    private static PoolingLayer GlobalAverage(GlobalWindow window) => window.Rank switch
    {
        1 => new GlobalAveragePooling1D(window, Format),
        2 => new GlobalAveragePooling2D(window, Format),
        _ => new GlobalAveragePooling3D(window, Format),
    };

    private static PoolingLayer GlobalLp(GlobalWindow window, double p) => window.Rank switch
    {
        1 => new GlobalLpPooling1D(window, Format, p, LpRule.Onnx),
        2 => new GlobalLpPooling2D(window, Format, p, LpRule.Onnx),
        _ => new GlobalLpPooling3D(window, Format, p, LpRule.Onnx),
    };
}
