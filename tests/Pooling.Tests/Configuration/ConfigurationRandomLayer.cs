using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>A random layer of every kind, whose windows fit an input of <see cref="InputLength"/> along every axis.</summary>
internal static class ConfigurationRandomLayer
{
    public const int InputLength = 9;
    public const int Batch = 2;
    public const int Channels = 3;

    private static readonly Func<Random, PoolingLayer>[] Kinds =
    [
        random => new MaxPooling1D(Size(random), Stride(random), Padding1D(random), Format(random), Size(random), Flag(random), Policy(random)),
        random => new MaxPooling2D(Size2D(random), Size2D(random), Padding2D(random), Format(random), Size2D(random), Flag(random), Policy(random)),
        random => new MaxPooling3D(Size3D(random), Size3D(random), Padding3D(random), Format(random), Size3D(random), Flag(random), Policy(random)),
        random => new MinPooling1D(Size(random), Stride(random), Padding1D(random), Format(random), Size(random), Flag(random), Policy(random)),
        random => new MinPooling2D(Size2D(random), null, Padding2D(random), Format(random), Size2D(random), Flag(random), Policy(random)),
        random => new MinPooling3D(Size3D(random), Size3D(random), Padding3D(random), Format(random), null, Flag(random), Policy(random)),
        random => new AveragePooling1D(Size(random), Stride(random), Padding1D(random), Format(random), Size(random), Flag(random), Flag(random), Divisor(random)),
        random => new AveragePooling2D(Size2D(random), Size2D(random), Padding2D(random), Format(random), Size2D(random), Flag(random), Flag(random), Divisor(random)),
        random => new AveragePooling3D(Size3D(random), Size3D(random), Padding3D(random), Format(random), Size3D(random), Flag(random), Flag(random), Divisor(random)),
        random => new SumPooling1D(Size(random), Stride(random), Padding1D(random), Format(random), Size(random), Flag(random)),
        random => new SumPooling2D(Size2D(random), Size2D(random), Padding2D(random), Format(random), Size2D(random), Flag(random)),
        random => new SumPooling3D(Size3D(random), Size3D(random), Padding3D(random), Format(random), Size3D(random), Flag(random)),
        random => new LpPooling1D(Size(random), Stride(random), Padding1D(random), Format(random), Power(random), Rule(random), Size(random), Flag(random)),
        random => new LpPooling2D(Size2D(random), Size2D(random), Padding2D(random), Format(random), Power(random), Rule(random), Size2D(random), Flag(random)),
        random => new LpPooling3D(Size3D(random), Size3D(random), Padding3D(random), Format(random), Power(random), Rule(random), Size3D(random), Flag(random)),
        random => new GeneralizedMeanPooling1D(Size(random), Stride(random), Padding1D(random), Format(random), Power(random), Epsilon(random), Size(random), Flag(random)),
        random => new GeneralizedMeanPooling2D(Size2D(random), Size2D(random), Padding2D(random), Format(random), Power(random), Epsilon(random), Size2D(random), Flag(random)),
        random => new GeneralizedMeanPooling3D(Size3D(random), Size3D(random), Padding3D(random), Format(random), Power(random), Epsilon(random), Size3D(random), Flag(random)),
        random => new StochasticPooling1D(Size(random), Stride(random), Padding1D(random), Format(random), SeedOrNull(random), Size(random), Flag(random)),
        random => new StochasticPooling2D(Size2D(random), Size2D(random), Padding2D(random), Format(random), SeedOrNull(random), Size2D(random), Flag(random)),
        random => new StochasticPooling3D(Size3D(random), Size3D(random), Padding3D(random), Format(random), SeedOrNull(random), Size3D(random), Flag(random)),
        random => new GlobalMaxPooling1D(Format(random), Flag(random), Policy(random)),
        random => new GlobalMaxPooling2D(Format(random), Flag(random), Policy(random)),
        random => new GlobalMaxPooling3D(Format(random), Flag(random), Policy(random)),
        random => new GlobalAveragePooling1D(Format(random), Flag(random)),
        random => new GlobalAveragePooling2D(Format(random), Flag(random)),
        random => new GlobalAveragePooling3D(Format(random), Flag(random)),
        random => new GlobalLpPooling1D(Power(random), Rule(random), Format(random), Flag(random)),
        random => new GlobalLpPooling2D(Power(random), Rule(random), Format(random), Flag(random)),
        random => new GlobalLpPooling3D(Power(random), Rule(random), Format(random), Flag(random)),
        random => new GlobalGeneralizedMeanPooling1D(Power(random), Epsilon(random), Format(random), Flag(random)),
        random => new GlobalGeneralizedMeanPooling2D(Power(random), Epsilon(random), Format(random), Flag(random)),
        random => new GlobalGeneralizedMeanPooling3D(Power(random), Epsilon(random), Format(random), Flag(random)),
        random => new AdaptiveMaxPooling1D(OutputSize(random), Format(random), Policy(random)),
        random => new AdaptiveMaxPooling2D((OutputSize(random), OutputSize(random)), Format(random), Policy(random)),
        random => new AdaptiveMaxPooling3D((OutputSize(random), OutputSize(random), OutputSize(random)), Format(random), Policy(random)),
        random => new AdaptiveAveragePooling1D(OutputSize(random), Format(random)),
        random => new AdaptiveAveragePooling2D((OutputSize(random), OutputSize(random)), Format(random)),
        random => new AdaptiveAveragePooling3D((OutputSize(random), OutputSize(random), OutputSize(random)), Format(random)),
        random => Fractional<PoolingLayer>(random, 1, w => new FractionalMaxPooling1D(w, Format(random)), w => new FractionalMaxPooling1D(w, Format(random)), w => new FractionalMaxPooling1D(w, Format(random))),
        random => Fractional<PoolingLayer>(random, 2, w => new FractionalMaxPooling2D(w, Format(random)), w => new FractionalMaxPooling2D(w, Format(random)), w => new FractionalMaxPooling2D(w, Format(random))),
        random => Fractional<PoolingLayer>(random, 3, w => new FractionalMaxPooling3D(w, Format(random)), w => new FractionalMaxPooling3D(w, Format(random)), w => new FractionalMaxPooling3D(w, Format(random))),
        random => Fractional<PoolingLayer>(random, 1, w => new FractionalAveragePooling1D(w, Format(random)), w => new FractionalAveragePooling1D(w, Format(random)), w => new FractionalAveragePooling1D(w, Format(random))),
        random => Fractional<PoolingLayer>(random, 2, w => new FractionalAveragePooling2D(w, Format(random)), w => new FractionalAveragePooling2D(w, Format(random)), w => new FractionalAveragePooling2D(w, Format(random))),
        random => Fractional<PoolingLayer>(random, 3, w => new FractionalAveragePooling3D(w, Format(random)), w => new FractionalAveragePooling3D(w, Format(random)), w => new FractionalAveragePooling3D(w, Format(random))),
        random => new BlurPooling1D(Size(random), random.Next(1, 8), Edge(random), Format(random)),
        random => new BlurPooling2D(Size2D(random), random.Next(1, 8), Edge(random), Format(random)),
        random => new BlurPooling3D(Size3D(random), random.Next(1, 8), Edge(random), Format(random)),
        random => new MaxBlurPooling1D(Size(random), Size(random), random.Next(1, 8), Padding1D(random), Edge(random), Format(random)),
        random => new MaxBlurPooling2D(Size2D(random), Size2D(random), random.Next(1, 8), Padding2D(random), Edge(random), Format(random)),
        random => new MaxBlurPooling3D(Size3D(random), Size3D(random), random.Next(1, 8), Padding3D(random), Edge(random), Format(random)),
        random => new SpatialPyramidPooling1D(Levels(random), Format(random)),
        random => new SpatialPyramidPooling2D(Levels(random), Format(random)),
        random => new SpatialPyramidPooling3D(Levels(random), Format(random)),
    ];

    /// <summary>A layer of every kind, <paramref name="each"/> times.</summary>
    public static IEnumerable<PoolingLayer> Many(int each, int seed)
    {
        Random random = new(seed);
        return Enumerable.Range(0, each).SelectMany(_ => Kinds).Select(kind => kind(random));
    }

    /// <summary>An input for a layer: mostly positive numbers, some NaN and negative ones.</summary>
    public static Tensor<double> Input(PoolingLayer layer, int seed)
    {
        Random random = new(seed);
        nint[] spatial = [.. Enumerable.Repeat((nint)InputLength, layer.Rank)];
        nint[] shape = layer.DataFormat == DataFormat.ChannelsLast
            ? [Batch, .. spatial, Channels]
            : [Batch, Channels, .. spatial];
        Tensor<double> input = Tensor.CreateFromShape<double>(shape);
        foreach (ref double element in input.AsTensorSpan())
        {
            element = random.Next(40) == 0 ? double.NaN : (random.NextDouble() * 3) - 0.5;
        }

        return input;
    }

    private static T Fractional<T>(
        Random random,
        int rank,
        Func<FractionalWindow, T> fractional,
        Func<FractionalRegionsWindow, T> fractionalRegions,
        Func<RegionsWindow, T> regions)
    {
        int[] poolSize = [.. Enumerable.Range(0, rank).Select(_ => Size(random))];
        int[] outputSize = [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, 5))];
        double[] ratios = [.. Enumerable.Range(0, rank).Select(_ => 1 + (2 * random.NextDouble()))];
        switch (random.Next(5))
        {
            case 0:
                return fractional(PoolingWindow.Fractional(poolSize, outputSize, Seed(random)));
            case 1:
                double[] outputRatios = [.. ratios.Select(ratio => 0.5 / ratio)];
                return fractional(PoolingWindow.Fractional(poolSize, outputRatios, Seed(random)));
            case 2:
                double[] samples = [.. Enumerable.Range(0, Batch * Channels * rank).Select(_ => random.NextDouble())];
                return fractional(PoolingWindow.Fractional(poolSize, outputSize, Tensor.Create(samples, [Batch, Channels, rank])));
            case 3:
                return fractionalRegions(PoolingWindow.FractionalRegions(ratios, Seed(random), Flag(random), Flag(random)));
            default:
                int[][] bounds = [.. Enumerable.Range(0, rank).Select(_ => new[] { 0, random.Next(1, 4), random.Next(4, 9), InputLength })];
                return regions(PoolingWindow.Regions(bounds, Flag(random)));
        }
    }

    private static int Size(Random random) => random.Next(1, 4);

    private static Size2D Size2D(Random random) => new(Size(random), Size(random));

    private static Size3D Size3D(Random random) => new(Size(random), Size(random), Size(random));

    private static int? Stride(Random random) => Flag(random) ? null : Size(random);

    private static int OutputSize(Random random) => Flag(random) ? AdaptiveWindow.SameAsInput : random.Next(1, 12);

    private static bool Flag(Random random) => random.Next(2) == 0;

    private static int Seed(Random random) => random.Next(int.MinValue, int.MaxValue);

    private static int? SeedOrNull(Random random) => Flag(random) ? null : Seed(random);

    private static int? Divisor(Random random) => Flag(random) ? null : random.Next(-9, 0);

    private static double Power(Random random) => Flag(random) ? random.Next(1, 5) : random.NextDouble() + 0.1;

    private static double Epsilon(Random random) => Flag(random) ? 1e-6 : random.NextDouble() + 1e-9;

    private static DataFormat Format(Random random) => Flag(random) ? DataFormat.ChannelsLast : DataFormat.ChannelsFirst;

    private static NaNPolicy Policy(Random random) => Flag(random) ? NaNPolicy.Propagate : NaNPolicy.Ignore;

    private static BlurPadding Edge(Random random) => (BlurPadding)random.Next(3);

    private static int[] Levels(Random random) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 5))];

    private static LpRule Rule(Random random) => Flag(random) ? LpRule.Onnx : LpRule.PyTorch;

    private static Padding Padding1D(Random random) => AnyPadding(random, Padding.Explicit([random.Next(3)], [random.Next(3)]));

    private static Padding Padding2D(Random random) => AnyPadding(
        random, Padding.Explicit((random.Next(3), random.Next(3)), (random.Next(3), random.Next(3))));

    private static Padding Padding3D(Random random) => AnyPadding(
        random,
        Padding.Explicit((random.Next(3), random.Next(3), random.Next(3)), (random.Next(3), random.Next(3), random.Next(3))));

    private static Padding AnyPadding(Random random, Padding listed)
    {
        Padding padding = random.Next(5) switch
        {
            0 => Padding.Valid,
            1 => Padding.Same,
            2 => Padding.SameLower,
            3 => Padding.Explicit(random.Next(3), random.Next(3)),
            _ => listed,
        };
        return random.Next(4) == 0 ? padding.WithZeros() : padding;
    }
}
