using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>A vector of partial results at a time, of any width, for operators that have vectors.</summary>
internal readonly struct VectorLanes<T, TAccumulator, TResult, TOperator, TVector, TWidth>(TOperator op) : ILanes<T, TAccumulator, TVector>, IWeightedLanes<TAccumulator, TResult, TVector>
    where TOperator : struct, IVectorOperator<TOperator, T, TAccumulator, TResult>
    where TWidth : struct, IWidth<TVector, TAccumulator>
{
    public static int Count => TWidth.Count;

    public static bool IsIdempotent => TOperator.IsIdempotent;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Create(TAccumulator partial) => TWidth.Create(partial);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Start(ref readonly T elements) => TOperator.Start<TVector, TWidth>(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator StartOne(T element) => op.Start(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Append(TVector partials, ref readonly T elements) => TOperator.Append<TVector, TWidth>(partials, in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load(ref readonly TAccumulator partials) => TWidth.Load(in partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Combine(TVector first, TVector second) => TOperator.Combine<TVector, TWidth>(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator CombineOne(TAccumulator first, TAccumulator second) => op.Combine(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator Fold(TVector partials)
    {
        // No loop: the compiler knows which steps there are, and the distance of each.
        partials = Fold(partials, 32);
        partials = Fold(partials, 16);
        partials = Fold(partials, 8);
        partials = Fold(partials, 4);
        partials = Fold(partials, 2);
        return TWidth.First(Fold(partials, 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(TVector partials, ref TAccumulator destination) => TWidth.Store(partials, ref destination);

    public static bool Finishes => TOperator.IsWeighted;

    public static bool HasSecondWeights => TOperator.HasSecondWeights;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Weigh(TAccumulator weight) => TWidth.Create(weight);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LoadWeights(ref readonly TAccumulator weights) => TWidth.Load(in weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(TVector results, TVector weights, TVector seconds, ref TResult destination) =>
        TOperator.Finish<TVector, TWidth>(results, weights, seconds, ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TResult FinishOne(TAccumulator result, in Weight<TAccumulator> weight) => TOperator.Finish(result, weight);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(TVector first, TVector second, out TVector even, out TVector odd) =>
        TWidth.Unzip(first, second, out even, out odd);

    public static bool CanArrange => TWidth.CanArrange;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(ref TAccumulator order) => TWidth.Prepare(ref order);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Arrange(TVector first, TVector second, TVector head, ref readonly TAccumulator order) =>
        TWidth.Arrange(first, second, head, in order);

    public static bool CanShift => TWidth.CanShift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Shift(TVector first, TVector second, int count) => TWidth.Shift(first, second, count);

    /// <summary>Merges as many partial results with those after them, if a vector has as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Fold(TVector partials, int count) =>
        Count > count ? Combine(partials, TWidth.Upper(partials, count)) : partials;
}
