namespace Pooling;

/// <summary>
/// Regions of random sizes, the same for every sample and channel (Graham 2014, as TensorFlow's
/// <c>fractional_max_pool</c> and <c>fractional_avg_pool</c> have it).
/// </summary>
/// <remarks>
/// <para>
/// Along an axis of length <c>n</c> there are <c>o = floor(n / poolingRatio)</c> regions, which share out the input. At
/// random: each has <c>floor(n / o)</c> elements or one more, in shuffled order. Pseudo-random: region <c>i</c> but the
/// first starts at <c>ceil(n / o * (i + u)) - 1</c>, for one random number <c>u</c> so chosen that the sizes differ by one
/// at most. Overlapping regions take the first element of the next one as well.
/// </para>
/// <para>
/// The random numbers follow from the seed, not as TensorFlow's do; for TensorFlow's own regions see
/// <see cref="PoolingWindow.Regions"/>. Made by <see cref="PoolingWindow.FractionalRegions"/>.
/// </para>
/// </remarks>
public sealed class FractionalRegionsWindow : PoolingWindow
{
    private readonly double[] _poolingRatio;

    internal FractionalRegionsWindow(double[] poolingRatio, int seed, bool pseudoRandom, bool overlapping)
        : base(Shape.CheckRank(poolingRatio.Length, nameof(poolingRatio)))
    {
        CheckRatios(poolingRatio, Rank, nameof(poolingRatio), "at least 1 and finite", ratio => ratio >= 1 && double.IsFinite(ratio));
        _poolingRatio = poolingRatio;
        Seed = seed;
        PseudoRandom = pseudoRandom;
        Overlapping = overlapping;
    }

    /// <summary>The length of the input over that of the output along each spatial axis, at least 1.</summary>
    public ReadOnlySpan<double> PoolingRatio => _poolingRatio;

    /// <summary>What the random numbers follow from.</summary>
    public int Seed { get; }

    /// <summary>Whether one random number shifts all bounds; else the sizes are shuffled.</summary>
    public bool PseudoRandom { get; }

    /// <summary>Whether a region takes the first element of the next one as well.</summary>
    public bool Overlapping { get; }

    /// <summary>The settings, such as <c>poolingRatio: 1.44x1.73, seed: 7, pseudo-random, overlapping</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        string text = FormattableString.Invariant($"poolingRatio: {RatioText(_poolingRatio)}, seed: {Seed}");
        text += PseudoRandom ? ", pseudo-random" : "";
        return Overlapping ? text + ", overlapping" : text;
    }

    internal override nint OutputLength(int axis, nint inputLength) => (nint)(inputLength / _poolingRatio[axis]);

    internal override AxisWindows Lay(int axis, nint inputLength, nint batch, nint channel)
    {
        nint outputLength = OutputLength(axis, inputLength);
        return PseudoRandom
            ? AxisWindows.FractionalBounds(inputLength, outputLength, Shift(axis, inputLength, outputLength), Overlapping)
            : AxisWindows.Listed(ShuffledStarts(axis, inputLength, outputLength), Overlapping);
    }

    internal override string Need(int axis) => FormattableString.Invariant(
        $"Expected at least {_poolingRatio[axis]} elements, the pooling ratio, along the {Shape.SpatialName(axis, Rank)}");

    /// <summary>A random shift that keeps every size at <c>floor(n / o)</c> or one more, the first and last included.</summary>
    private double Shift(int axis, nint inputLength, nint outputLength)
    {
        double alpha = (double)inputLength / outputLength;
        nint size = inputLength / outputLength;
        double first = ((size + 2) / alpha) - 1;
        double last = ((inputLength + 1 - size) / alpha) - (outputLength - 1);
        // Not quite 0, which would put every bound that is a whole number one element too low.
        return double.Max(SeededRandom.Uniform(Seed, axis, 0, 0), 1e-9) * double.Min(first, last);
    }

    private nint[] ShuffledStarts(int axis, nint inputLength, nint outputLength)
    {
        (nint size, nint larger) = nint.DivRem(inputLength, outputLength);
        nint[] starts = new nint[outputLength + 1];
        for (nint i = 0; i < outputLength; i++)
        {
            // One more element with the share that larger regions have among those left: every order is as likely.
            bool isLarger = SeededRandom.Uniform(Seed, axis, i, 1) * (outputLength - i) < larger;
            larger -= isLarger ? 1 : 0;
            starts[i + 1] = starts[i] + size + (isLarger ? 1 : 0);
        }

        return starts;
    }
}
