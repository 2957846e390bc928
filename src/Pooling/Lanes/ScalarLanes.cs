using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>One partial result at a time, for any operator.</summary>
internal readonly struct ScalarLanes<T, TAccumulator, TResult, TOperator>(TOperator op) : ILanes<T, TAccumulator, TAccumulator>, IWeightedLanes<TAccumulator, TResult, TAccumulator>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
{
    public static int Count => 1;

    public static bool IsIdempotent => TOperator.IsIdempotent;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TAccumulator Create(TAccumulator partial) => partial;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator Start(ref readonly T elements) => op.Start(elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator StartOne(T element) => op.Start(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator Append(TAccumulator partials, ref readonly T elements) => op.Combine(partials, op.Start(elements));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TAccumulator Load(ref readonly TAccumulator partials) => partials;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator Combine(TAccumulator first, TAccumulator second) => op.Combine(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator CombineOne(TAccumulator first, TAccumulator second) => op.Combine(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator Fold(TAccumulator partials) => partials;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(TAccumulator partials, ref TAccumulator destination) => destination = partials;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(TAccumulator first, TAccumulator second, out TAccumulator even, out TAccumulator odd)
    {
        even = first;
        odd = second;
    }
}
