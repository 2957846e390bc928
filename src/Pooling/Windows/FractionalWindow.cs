using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// Windows of one size at random places, with random numbers of their own for every sample and channel (Graham 2014, as
/// PyTorch has it).
/// </summary>
/// <remarks>
/// Along an axis of length <c>n</c> with pool size <c>k</c>, <c>o</c> outputs and random number <c>u</c>, the last window
/// starts at <c>n - k</c>, and window <c>i</c> before it at <c>floor((i + u) * a) - floor(u * a)</c> with
/// <c>a = (n - k) / (o - 1)</c>. The input must have at least <c>o + k - 1</c> elements. Made by
/// <see cref="PoolingWindow.Fractional(ReadOnlySpan{int}, ReadOnlySpan{int}, int)"/> and its namesakes.
/// </remarks>
public sealed class FractionalWindow : PoolingWindow
{
    private readonly int[] _poolSize;
    private readonly int[] _outputSize;
    private readonly double[] _outputRatio;
    private readonly double[]? _samples;
    private readonly nint _batch;
    private readonly nint _channels;

    internal FractionalWindow(
        int[] poolSize, int[] outputSize, double[] outputRatio, Tensor<double>? samples, int seed)
        : base(Shape.CheckRank(poolSize.Length, nameof(poolSize)))
    {
        CheckSizes(poolSize, Rank, nameof(poolSize));
        if (outputRatio.Length == 0)
        {
            CheckSizes(outputSize, Rank, nameof(outputSize));
        }
        else
        {
            CheckRatios(outputRatio, Rank, nameof(outputRatio), "more than 0 and less than 1", ratio => ratio is > 0 and < 1);
        }

        _poolSize = poolSize;
        _outputSize = outputSize;
        _outputRatio = outputRatio;
        Seed = seed;
        if (samples is not null)
        {
            CheckSamples(samples, Rank);
            _samples = [.. samples];
            _batch = samples.Lengths[0];
            _channels = samples.Lengths[1];
        }
    }

    /// <summary>How many elements the window has along each spatial axis, at least 1.</summary>
    public ReadOnlySpan<int> PoolSize => _poolSize;

    /// <summary>The number of windows along each spatial axis; empty where <see cref="OutputRatio"/> is given.</summary>
    public ReadOnlySpan<int> OutputSize => _outputSize;

    /// <summary>
    /// The length of the output over that of the input along each spatial axis; empty where <see cref="OutputSize"/> is
    /// given.
    /// </summary>
    public ReadOnlySpan<double> OutputRatio => _outputRatio;

    /// <summary>Whether the caller gave the random numbers; else they follow from <see cref="Seed"/>.</summary>
    public bool HasSamples => _samples is not null;

    /// <summary>What the random numbers follow from where the caller did not give them.</summary>
    public int Seed { get; }

    /// <summary>The random numbers that the caller gave, of shape <c>(batch, channels, rank)</c>; null if none.</summary>
    internal Tensor<double>? Samples => HasSamples ? Tensor.Create(_samples!, [_batch, _channels, Rank]) : null;

    internal override bool VariesByPlane => true;

    /// <summary>The settings, such as <c>poolSize: 2x2, outputSize: 3x3, seed: 7</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        string output = _outputRatio.Length == 0 ? $"outputSize: {Text(_outputSize)}" : $"outputRatio: {RatioText(_outputRatio)}";
        string source = HasSamples ? "samples given" : FormattableString.Invariant($"seed: {Seed}");
        return $"poolSize: {Text(_poolSize)}, {output}, {source}";
    }

    internal override nint OutputLength(int axis, nint inputLength)
    {
        nint windows = _outputRatio.Length == 0 ? _outputSize[axis] : (nint)(inputLength * _outputRatio[axis]);
        return windows <= inputLength - _poolSize[axis] + 1 ? windows : 0;
    }

    internal override AxisWindows Lay(int axis, nint inputLength, nint batch, nint channel)
    {
        if (HasSamples && ((nuint)batch >= (nuint)_batch || (nuint)channel >= (nuint)_channels))
        {
            throw new ArgumentOutOfRangeException(
                (nuint)batch >= (nuint)_batch ? nameof(batch) : nameof(channel),
                FormattableString.Invariant(
                    $"Expected one of the {_batch} samples and {_channels} channels that random numbers were given for, but got {batch} and {channel}."));
        }

        double sample = HasSamples
            ? _samples![(((batch * _channels) + channel) * Rank) + axis]
            : SeededRandom.Uniform(Seed, batch, channel, axis);
        return AxisWindows.FractionalStarts(inputLength, OutputLength(axis, inputLength), _poolSize[axis], sample);
    }

    internal override string Need(int axis) => _outputRatio.Length == 0
        ? FormattableString.Invariant(
            $"Expected at least {(nint)_outputSize[axis] + _poolSize[axis] - 1} elements for {_outputSize[axis]} windows of {_poolSize[axis]} along the {Shape.SpatialName(axis, Rank)}")
        : FormattableString.Invariant(
            $"Expected enough elements for windows of {_poolSize[axis]}, {_outputRatio[axis]} of the input in number, along the {Shape.SpatialName(axis, Rank)}");

    internal override void CheckPlanes(nint batch, nint channels, string argument)
    {
        if (HasSamples && (batch != _batch || channels != _channels))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Expected a batch of {_batch} with {_channels} channels, for which random numbers were given, but got {batch} and {channels}."),
                argument);
        }
    }

    private static void CheckSamples(Tensor<double> samples, int rank)
    {
        if (samples.Rank != 3 || samples.Lengths[2] != rank)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Expected the shape (batch, channels, {rank}), but got {Shape.Text(samples.Lengths)}."),
                nameof(samples));
        }

        foreach (double sample in samples)
        {
            if (!(sample is >= 0 and < 1))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(samples), sample, "Expected random numbers of at least 0 and less than 1.");
            }
        }
    }
}
