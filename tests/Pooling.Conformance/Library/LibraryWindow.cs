using System.Numerics.Tensors;
using Pooling.Conformance.Cases;

namespace Pooling.Conformance.Library;

/// <summary>Windows as the library describes them.</summary>
internal static class LibraryWindow
{
    /// <summary>The library's windows.</summary>
    /// <param name="spec">What they are to be.</param>
    /// <param name="inputShape">The shape of the input.</param>
    /// <param name="dataFormat">Where its channels are.</param>
    public static PoolingWindow Of(WindowSpec spec, ReadOnlySpan<nint> inputShape, DataFormat dataFormat) => spec switch
    {
        SlidingSpec sliding => PoolingWindow.Create(
            sliding.PoolSize, sliding.Strides, Of(sliding.Padding), sliding.Dilation, sliding.CeilMode),
        AdaptiveSpec adaptive => PoolingWindow.Adaptive(adaptive.OutputSize),
        GlobalSpec => PoolingWindow.Global(inputShape.Length - 2, keepDims: true),
        FractionalSpec fractional => PoolingWindow.Fractional(
            fractional.PoolSize, fractional.OutputSize, Samples(fractional, inputShape, dataFormat)),
        RegionsSpec regions => PoolingWindow.Regions(regions.Bounds, regions.Overlapping),
        _ => throw new ArgumentException($"Expected known windows, but got {spec}.", nameof(spec)),
    };

    /// <summary>The library's padding.</summary>
    /// <param name="spec">What it is to be.</param>
    public static Padding Of(PaddingSpec spec)
    {
        Padding padding = spec.Kind switch
        {
            PaddingKind.Valid => Padding.Valid,
            PaddingKind.SameUpper => Padding.Same,
            PaddingKind.SameLower => Padding.SameLower,
            _ => Padding.Explicit(spec.Begin.AsSpan(), spec.End.AsSpan()),
        };
        return spec.Zeros ? padding.WithZeros() : padding;
    }

    private static Tensor<double> Samples(FractionalSpec spec, ReadOnlySpan<nint> inputShape, DataFormat dataFormat)
    {
        nint channels = dataFormat == DataFormat.ChannelsLast ? inputShape[^1] : inputShape[1];
        return Tensor.Create(spec.Samples, [inputShape[0], channels, inputShape.Length - 2]);
    }
}
