using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Where results go: memory for partial results, or outputs that are made of them on the way.</summary>
internal interface IWriter<TLanes, TAccumulator, TVector, TTarget>
{
    /// <summary>Whether results are treated alike in all places of a run, so that runs without a gap are one.</summary>
    static abstract bool IsUniform { get; }

    /// <summary>Writes as many results as a vector holds.</summary>
    /// <param name="lanes">The kind of pooling.</param>
    /// <param name="results">The results.</param>
    /// <param name="index">The place of the first in its run.</param>
    /// <param name="target">Where it goes.</param>
    void Write(in TLanes lanes, TVector results, nint index, ref TTarget target);

    /// <summary>Writes one result.</summary>
    /// <inheritdoc cref="Write"/>
    void WriteOne(in TLanes lanes, TAccumulator result, nint index, ref TTarget target);
}

/// <summary>Keeps results as they are.</summary>
internal readonly struct ToPartials<T, TAccumulator, TVector, TLanes> : IWriter<TLanes, TAccumulator, TVector, TAccumulator>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>
{
    public static bool IsUniform => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(in TLanes lanes, TVector results, nint index, ref TAccumulator target) => TLanes.Store(results, ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOne(in TLanes lanes, TAccumulator result, nint index, ref TAccumulator target) => target = result;
}

/// <summary>Makes outputs of results whose windows have one weight.</summary>
internal readonly struct ToOutputs<TAccumulator, TResult, TVector, TLanes>(Weight<TAccumulator> weight)
    : IWriter<TLanes, TAccumulator, TVector, TResult>
    where TLanes : struct, IWeightedLanes<TAccumulator, TResult, TVector>
{
    public static bool IsUniform => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(in TLanes lanes, TVector results, nint index, ref TResult target) =>
        TLanes.Finish(
            results, TLanes.Weigh(weight.First), TLanes.Weigh(TLanes.HasSecondWeights ? weight.Second! : weight.First), ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOne(in TLanes lanes, TAccumulator result, nint index, ref TResult target) =>
        target = TLanes.FinishOne(result, weight);
}

/// <summary>Makes outputs of results whose windows have a weight for each place of a run.</summary>
/// <param name="weights">The weights.</param>
/// <param name="seconds">The second number to each, if there is one.</param>
internal readonly ref struct ToWeightedOutputs<TAccumulator, TResult, TVector, TLanes>(
    ref readonly TAccumulator weights, ref readonly TAccumulator seconds)
    : IWriter<TLanes, TAccumulator, TVector, TResult>
    where TLanes : struct, IWeightedLanes<TAccumulator, TResult, TVector>
{
    private readonly ref readonly TAccumulator _weights = ref weights;
    private readonly ref readonly TAccumulator _seconds = ref seconds;

    public static bool IsUniform => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(in TLanes lanes, TVector results, nint index, ref TResult target)
    {
        TVector weights = TLanes.LoadWeights(in Unsafe.Add(ref Unsafe.AsRef(in _weights), index));
        TVector seconds = TLanes.HasSecondWeights ? TLanes.LoadWeights(in Unsafe.Add(ref Unsafe.AsRef(in _seconds), index)) : weights;
        TLanes.Finish(results, weights, seconds, ref target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOne(in TLanes lanes, TAccumulator result, nint index, ref TResult target)
    {
        TAccumulator weight = Unsafe.Add(ref Unsafe.AsRef(in _weights), index);
        TAccumulator second = TLanes.HasSecondWeights ? Unsafe.Add(ref Unsafe.AsRef(in _seconds), index) : weight;
        target = TLanes.FinishOne(result, new Weight<TAccumulator>(weight, second));
    }
}

/// <summary>Makes outputs of results whose windows have a weight for each place of a run, at which there are many results.</summary>
/// <param name="weights">The weights.</param>
/// <param name="seconds">The second number to each, if there is one.</param>
internal readonly ref struct ToPositionOutputs<TAccumulator, TResult, TVector, TLanes>(
    ref readonly TAccumulator weights, ref readonly TAccumulator seconds)
    : IWriter<TLanes, TAccumulator, TVector, TResult>
    where TLanes : struct, IWeightedLanes<TAccumulator, TResult, TVector>
{
    private readonly ref readonly TAccumulator _weights = ref weights;
    private readonly ref readonly TAccumulator _seconds = ref seconds;

    public static bool IsUniform => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(in TLanes lanes, TVector results, nint index, ref TResult target)
    {
        TVector weights = TLanes.Weigh(Unsafe.Add(ref Unsafe.AsRef(in _weights), index));
        TVector seconds = TLanes.HasSecondWeights ? TLanes.Weigh(Unsafe.Add(ref Unsafe.AsRef(in _seconds), index)) : weights;
        TLanes.Finish(results, weights, seconds, ref target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOne(in TLanes lanes, TAccumulator result, nint index, ref TResult target) =>
        new ToWeightedOutputs<TAccumulator, TResult, TVector, TLanes>(in _weights, in _seconds).WriteOne(lanes, result, index, ref target);
}
