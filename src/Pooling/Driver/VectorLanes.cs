using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>A vector of partial results at a time, of any width, for operators that have vectors.</summary>
internal readonly struct VectorLanes<T, TAccumulator, TResult, TOperator, TVector, TWidth>(TOperator op) : ILanes<T, TAccumulator, TVector>
    where TOperator : struct, IVectorOperator<TOperator, T, TAccumulator, TResult>
    where TWidth : struct, IWidth<TVector, TAccumulator>
{
    public static int Count => TWidth.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Start(ref readonly T elements) => TOperator.Start<TVector, TWidth>(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator StartOne(T element) => op.Start(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load(ref readonly TAccumulator partials) => TWidth.Load(in partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Combine(TVector first, TVector second) => TOperator.Combine<TVector, TWidth>(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator CombineOne(TAccumulator first, TAccumulator second) => op.Combine(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator Fold(TVector partials)
    {
        for (int count = Count / 2; count > 0; count /= 2)
        {
            partials = Combine(partials, TWidth.Upper(partials, count));
        }

        return TWidth.First(partials);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(TVector partials, ref TAccumulator destination) => TWidth.Store(partials, ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(TVector first, TVector second, out TVector even, out TVector odd) =>
        TWidth.Unzip(first, second, out even, out odd);
}
