using Pooling.Conformance.Cases;

namespace Pooling.Conformance.Library;

/// <summary>The library's layers.</summary>
internal static class LibraryLayer
{
    /// <summary>Whether a layer says the same.</summary>
    /// <param name="spec">What is computed.</param>
    public static bool Exists(PoolingSpec spec)
    {
        bool isAverage = spec is { Operation: PoolingOperation.Average, DivisorOverride: null };
        return spec.Window switch
        {
            SlidingSpec => true,
            GlobalSpec => isAverage
                || spec.Operation is PoolingOperation.Max or PoolingOperation.Lp or PoolingOperation.GeneralizedMean,
            AdaptiveSpec => isAverage || spec.Operation == PoolingOperation.Max,
            FractionalSpec or RegionsSpec =>
                isAverage || spec is { Operation: PoolingOperation.Max, NaNPolicy: NaNPolicy.Propagate },
            _ => false,
        };
    }

    /// <summary>The layer that computes something.</summary>
    /// <param name="spec">What is computed.</param>
    /// <param name="inputShape">The shape of the input.</param>
    public static PoolingLayer Of(PoolingSpec spec, ReadOnlySpan<nint> inputShape)
    {
        int rank = inputShape.Length - 2;
        return spec.Window switch
        {
            SlidingSpec sliding => OfSliding(spec, sliding, rank),
            GlobalSpec => OfGlobal(spec, rank),
            AdaptiveSpec adaptive => OfAdaptive(spec, adaptive.OutputSize, rank),
            _ => LibraryWindow.Of(spec.Window!, inputShape, spec.DataFormat) switch
            {
                FractionalWindow window => OfFractional(spec, window),
                RegionsWindow window => OfRegions(spec, window),
                _ => throw None(spec),
            },
        };
    }

    private static PoolingLayer OfSliding(PoolingSpec spec, SlidingSpec window, int rank)
    {
        (int[] size, int[] strides, int[] dilation, _, bool ceilMode) = window;
        Padding padding = LibraryWindow.Of(window.Padding);
        return (spec.Operation, rank) switch
        {
            (PoolingOperation.Max, 1) => new MaxPooling1D(
                size[0], strides[0], padding, spec.DataFormat, dilation: dilation[0],
                ceilMode: ceilMode, nanPolicy: spec.NaNPolicy),
            (PoolingOperation.Max, 2) => new MaxPooling2D(
                Two(size), Two(strides), padding, spec.DataFormat, dilation: Two(dilation),
                ceilMode: ceilMode, nanPolicy: spec.NaNPolicy),
            (PoolingOperation.Max, 3) => new MaxPooling3D(
                Three(size), Three(strides), padding, spec.DataFormat, dilation: Three(dilation),
                ceilMode: ceilMode, nanPolicy: spec.NaNPolicy),
            (PoolingOperation.Min, 1) => new MinPooling1D(
                size[0], strides[0], padding, spec.DataFormat, dilation: dilation[0],
                ceilMode: ceilMode, nanPolicy: spec.NaNPolicy),
            (PoolingOperation.Min, 2) => new MinPooling2D(
                Two(size), Two(strides), padding, spec.DataFormat, dilation: Two(dilation),
                ceilMode: ceilMode, nanPolicy: spec.NaNPolicy),
            (PoolingOperation.Min, 3) => new MinPooling3D(
                Three(size), Three(strides), padding, spec.DataFormat, dilation: Three(dilation),
                ceilMode: ceilMode, nanPolicy: spec.NaNPolicy),
            (PoolingOperation.Sum, 1) => new SumPooling1D(
                size[0], strides[0], padding, spec.DataFormat, dilation: dilation[0],
                ceilMode: ceilMode),
            (PoolingOperation.Sum, 2) => new SumPooling2D(
                Two(size), Two(strides), padding, spec.DataFormat, dilation: Two(dilation),
                ceilMode: ceilMode),
            (PoolingOperation.Sum, 3) => new SumPooling3D(
                Three(size), Three(strides), padding, spec.DataFormat, dilation: Three(dilation),
                ceilMode: ceilMode),
            (PoolingOperation.Average, 1) => new AveragePooling1D(
                size[0], strides[0], padding, spec.DataFormat, dilation: dilation[0],
                ceilMode: ceilMode, countIncludePad: spec.CountIncludePad, divisorOverride: spec.DivisorOverride),
            (PoolingOperation.Average, 2) => new AveragePooling2D(
                Two(size), Two(strides), padding, spec.DataFormat, dilation: Two(dilation),
                ceilMode: ceilMode, countIncludePad: spec.CountIncludePad, divisorOverride: spec.DivisorOverride),
            (PoolingOperation.Average, 3) => new AveragePooling3D(
                Three(size), Three(strides), padding, spec.DataFormat, dilation: Three(dilation),
                ceilMode: ceilMode, countIncludePad: spec.CountIncludePad, divisorOverride: spec.DivisorOverride),
            (PoolingOperation.Lp, 1) => new LpPooling1D(
                size[0], strides[0], padding, spec.DataFormat, dilation: dilation[0],
                ceilMode: ceilMode, p: spec.P, rule: spec.LpRule),
            (PoolingOperation.Lp, 2) => new LpPooling2D(
                Two(size), Two(strides), padding, spec.DataFormat, dilation: Two(dilation),
                ceilMode: ceilMode, p: spec.P, rule: spec.LpRule),
            (PoolingOperation.Lp, 3) => new LpPooling3D(
                Three(size), Three(strides), padding, spec.DataFormat, dilation: Three(dilation),
                ceilMode: ceilMode, p: spec.P, rule: spec.LpRule),
            (PoolingOperation.GeneralizedMean, 1) => new GeneralizedMeanPooling1D(
                size[0], strides[0], padding, spec.DataFormat, dilation: dilation[0],
                ceilMode: ceilMode, p: spec.P),
            (PoolingOperation.GeneralizedMean, 2) => new GeneralizedMeanPooling2D(
                Two(size), Two(strides), padding, spec.DataFormat, dilation: Two(dilation),
                ceilMode: ceilMode, p: spec.P),
            (PoolingOperation.GeneralizedMean, 3) => new GeneralizedMeanPooling3D(
                Three(size), Three(strides), padding, spec.DataFormat, dilation: Three(dilation),
                ceilMode: ceilMode, p: spec.P),
            (PoolingOperation.StochasticExpected, 1) => new StochasticPooling1D(
                size[0], strides[0], padding, spec.DataFormat, dilation: dilation[0],
                ceilMode: ceilMode),
            (PoolingOperation.StochasticExpected, 2) => new StochasticPooling2D(
                Two(size), Two(strides), padding, spec.DataFormat, dilation: Two(dilation),
                ceilMode: ceilMode),
            (PoolingOperation.StochasticExpected, 3) => new StochasticPooling3D(
                Three(size), Three(strides), padding, spec.DataFormat, dilation: Three(dilation),
                ceilMode: ceilMode),
            _ => throw None(spec),
        };
    }

    private static PoolingLayer OfGlobal(PoolingSpec spec, int rank)
    {
        DataFormat format = spec.DataFormat;
        return (spec.Operation, rank) switch
        {
            (PoolingOperation.Max, 1) => new GlobalMaxPooling1D(format, keepDims: true, nanPolicy: spec.NaNPolicy),
            (PoolingOperation.Max, 2) => new GlobalMaxPooling2D(format, keepDims: true, nanPolicy: spec.NaNPolicy),
            (PoolingOperation.Max, 3) => new GlobalMaxPooling3D(format, keepDims: true, nanPolicy: spec.NaNPolicy),
            (PoolingOperation.Average, 1) => new GlobalAveragePooling1D(format, keepDims: true),
            (PoolingOperation.Average, 2) => new GlobalAveragePooling2D(format, keepDims: true),
            (PoolingOperation.Average, 3) => new GlobalAveragePooling3D(format, keepDims: true),
            (PoolingOperation.Lp, 1) => new GlobalLpPooling1D(spec.P, spec.LpRule, format, keepDims: true),
            (PoolingOperation.Lp, 2) => new GlobalLpPooling2D(spec.P, spec.LpRule, format, keepDims: true),
            (PoolingOperation.Lp, 3) => new GlobalLpPooling3D(spec.P, spec.LpRule, format, keepDims: true),
            (PoolingOperation.GeneralizedMean, 1) =>
                new GlobalGeneralizedMeanPooling1D(spec.P, dataFormat: format, keepDims: true),
            (PoolingOperation.GeneralizedMean, 2) =>
                new GlobalGeneralizedMeanPooling2D(spec.P, dataFormat: format, keepDims: true),
            (PoolingOperation.GeneralizedMean, 3) =>
                new GlobalGeneralizedMeanPooling3D(spec.P, dataFormat: format, keepDims: true),
            _ => throw None(spec),
        };
    }

    private static PoolingLayer OfAdaptive(PoolingSpec spec, int[] size, int rank) =>
        (spec.Operation, rank) switch
        {
            (PoolingOperation.Max, 1) => new AdaptiveMaxPooling1D(size[0], spec.DataFormat, spec.NaNPolicy),
            (PoolingOperation.Max, 2) => new AdaptiveMaxPooling2D(Two(size), spec.DataFormat, spec.NaNPolicy),
            (PoolingOperation.Max, 3) => new AdaptiveMaxPooling3D(Three(size), spec.DataFormat, spec.NaNPolicy),
            (PoolingOperation.Average, 1) => new AdaptiveAveragePooling1D(size[0], spec.DataFormat),
            (PoolingOperation.Average, 2) => new AdaptiveAveragePooling2D(Two(size), spec.DataFormat),
            (PoolingOperation.Average, 3) => new AdaptiveAveragePooling3D(Three(size), spec.DataFormat),
            _ => throw None(spec),
        };

    private static PoolingLayer OfFractional(PoolingSpec spec, FractionalWindow window) =>
        (spec.Operation, window.Rank) switch
        {
            (PoolingOperation.Max, 1) =>
                new FractionalMaxPooling1D(window, spec.DataFormat),
            (PoolingOperation.Max, 2) =>
                new FractionalMaxPooling2D(window, spec.DataFormat),
            (PoolingOperation.Max, 3) =>
                new FractionalMaxPooling3D(window, spec.DataFormat),
            (PoolingOperation.Average, 1) =>
                new FractionalAveragePooling1D(window, spec.DataFormat),
            (PoolingOperation.Average, 2) =>
                new FractionalAveragePooling2D(window, spec.DataFormat),
            (PoolingOperation.Average, 3) =>
                new FractionalAveragePooling3D(window, spec.DataFormat),
            _ => throw None(spec),
        };

    private static PoolingLayer OfRegions(PoolingSpec spec, RegionsWindow window) =>
        (spec.Operation, window.Rank) switch
        {
            (PoolingOperation.Max, 1) =>
                new FractionalMaxPooling1D(window, spec.DataFormat),
            (PoolingOperation.Max, 2) =>
                new FractionalMaxPooling2D(window, spec.DataFormat),
            (PoolingOperation.Max, 3) =>
                new FractionalMaxPooling3D(window, spec.DataFormat),
            (PoolingOperation.Average, 1) =>
                new FractionalAveragePooling1D(window, spec.DataFormat),
            (PoolingOperation.Average, 2) =>
                new FractionalAveragePooling2D(window, spec.DataFormat),
            (PoolingOperation.Average, 3) =>
                new FractionalAveragePooling3D(window, spec.DataFormat),
            _ => throw None(spec),
        };

    private static ArgumentException None(PoolingSpec spec) => new($"There is no layer for {spec}.", nameof(spec));

    private static Size2D Two(int[] sizes) => new(sizes[0], sizes[1]);

    private static Size3D Three(int[] sizes) => new(sizes[0], sizes[1], sizes[2]);
}
