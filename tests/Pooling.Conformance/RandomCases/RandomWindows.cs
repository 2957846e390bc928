using Pooling.Conformance.Cases;
using Pooling.Conformance.Naive;

namespace Pooling.Conformance.RandomCases;

/// <summary>Random windows for an input of given size.</summary>
/// <param name="random">Where they come from.</param>
/// <param name="spatial">The spatial size of the input.</param>
/// <param name="planes">The number of channels times that of the batch.</param>
internal sealed class RandomWindows(Random random, int[] spatial, int planes)
{
    public WindowSpec Next() => random.Next(12) switch
    {
        0 => new GlobalSpec(),
        1 => new AdaptiveSpec([.. spatial.Select(length => random.Next(1, length + 3))]),
        2 => Fractional(),
        3 => new RegionsSpec([.. spatial.Select(Bounds)], random.Next(2) == 0),
        _ => Sliding(),
    };

    private SlidingSpec Sliding()
    {
        PaddingKind kind = (PaddingKind)random.Next(4);
        bool zeros = kind != PaddingKind.Valid && random.Next(6) == 0;
        bool ceilMode = random.Next(3) == 0;
        bool large = random.Next(4) == 0;
        bool dilated = random.Next(3) == 0;
        bool farOut = random.Next(4) == 0;
        while (true)
        {
            int[] size = Each(length => random.Next(1, large ? length + 3 : 6));
            int[] strides = random.Next(6) switch
            {
                0 or 1 => size,
                2 => [.. size.Select(length => Math.Max(1, (length - 1) / random.Next(1, 3)))],
                _ => Each(length => random.Next(1, large ? length + 3 : 5)),
            };
            int[] dilation = Each(_ => dilated ? random.Next(1, 5) : 1);
            int[] begin = kind == PaddingKind.Explicit ? Padding(size, farOut) : [];
            int[] end = kind == PaddingKind.Explicit ? random.Next(2) == 0 ? begin : Padding(size, farOut) : [];
            SlidingSpec spec = new(size, strides, dilation, new PaddingSpec(kind, begin, end, zeros), ceilMode);
            if (spatial.Select((_, axis) => NaiveAxis.Of(spec, axis, spatial, 0)).All(axis => axis.Windows.Length > 0))
            {
                return spec;
            }
        }
    }

    private int[] Each(Func<int, int> next) => [.. spatial.Select(next)];

    /// <summary>Padding of less than the window, or of more, so that some windows hold no element.</summary>
    private int[] Padding(int[] size, bool farOut) => [.. size.Select(length => random.Next(farOut ? length + 4 : length))];

    private FractionalSpec Fractional()
    {
        int[] size = Each(length => random.Next(1, Math.Min(length, 4) + 1));
        int[] outputSize = [.. spatial.Select((length, axis) => random.Next(1, length - size[axis] + 2))];
        double[] samples = [.. Enumerable.Range(0, planes * spatial.Length).Select(_ => random.NextDouble())];
        return new FractionalSpec(size, outputSize, samples);
    }

    private int[] Bounds(int length)
    {
        IEnumerable<int> inner = Enumerable.Range(1, length - 1).Where(_ => random.Next(2) == 0);
        return [0, .. inner, length];
    }
}
