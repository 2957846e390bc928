namespace Pooling;

/// <summary>What a plan depends on besides the window.</summary>
internal readonly ref struct PlanKey(
    DataFormat dataFormat,
    ReadOnlySpan<nint> inputLengths,
    ReadOnlySpan<nint> inputStrides,
    ReadOnlySpan<nint> outputLengths,
    ReadOnlySpan<nint> outputStrides)
{
    private readonly ReadOnlySpan<nint> _inputLengths = inputLengths;
    private readonly ReadOnlySpan<nint> _inputStrides = inputStrides;
    private readonly ReadOnlySpan<nint> _outputLengths = outputLengths;
    private readonly ReadOnlySpan<nint> _outputStrides = outputStrides;

    /// <summary>The same as numbers that can be kept.</summary>
    public nint[] Kept() =>
        [(nint)dataFormat, _inputLengths.Length, .. _inputLengths, .. _inputStrides, .. _outputLengths, .. _outputStrides];

    /// <summary>Whether numbers are those of <see cref="Kept"/>.</summary>
    public bool Is(ReadOnlySpan<nint> kept)
    {
        int inputRank = _inputLengths.Length;
        int outputRank = _outputLengths.Length;
        if (kept.Length != 2 + (2 * (inputRank + outputRank)) || kept[0] != (nint)dataFormat || kept[1] != inputRank)
        {
            return false;
        }

        ReadOnlySpan<nint> input = kept[2..];
        ReadOnlySpan<nint> output = input[(2 * inputRank)..];
        return input.StartsWith(_inputLengths)
            && input[inputRank..].StartsWith(_inputStrides)
            && output.StartsWith(_outputLengths)
            && output[outputRank..].StartsWith(_outputStrides);
    }
}
