using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// The largest or smallest floating-point number, found among <see cref="NumberKeys{T, TKey, TExtreme}"/>: worth while where
/// there are no vectors of numbers, or where windows are so large that elements are compared many times.
/// </summary>
internal readonly struct KeyExtremeOperator<T, TKey, TExtreme>(bool paddingHoldsZeros)
    : IVectorOperator<KeyExtremeOperator<T, TKey, TExtreme>, T, TKey, T>
    where T : INumber<T>
    where TKey : IBinaryInteger<TKey>, IMinMaxValue<TKey>
    where TExtreme : struct, IExtreme<T>
{
    public static bool IsIdempotent => true;

    public TKey Identity => NumberKeys<T, TKey, TExtreme>.Of(TExtreme.Identity);

    public bool IsFinal => false;

    public TKey Start(T element) => NumberKeys<T, TKey, TExtreme>.Of(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Start<TVector, TWidth>(ref readonly T elements)
        where TWidth : struct, IWidth<TVector, TKey> => NumberKeys<T, TKey, TExtreme>.Of<TVector, TWidth>(in elements);

    public TKey Combine(TKey first, TKey second) => NumberKeys<T, TKey, TExtreme>.Pick(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, TKey> => NumberKeys<T, TKey, TExtreme>.Pick<TVector, TWidth>(first, second);

    public T Finish(TKey result, in WindowCount count) => Finish(result, Weigh(this, count));

    // A weight is the key that every window has besides those of its elements; NaN that is passed over loses against it.
    public static bool IsWeighted => true;

    public static Weight<TKey> Weigh(in KeyExtremeOperator<T, TKey, TExtreme> self, in WindowCount count) => new(self.LeastOf(count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish<TVector, TWidth>(TVector results, TVector weights, TVector seconds, ref T destination)
        where TWidth : struct, IWidth<TVector, TKey> =>
        TWidth.Store(
            NumberKeys<T, TKey, TExtreme>.ToNumbers<TVector, TWidth>(Combine<TVector, TWidth>(results, weights)),
            ref Unsafe.As<T, TKey>(ref destination));

    public static T Finish(TKey result, in Weight<TKey> weight) =>
        NumberKeys<T, TKey, TExtreme>.ToNumber(NumberKeys<T, TKey, TExtreme>.Pick(result, weight.First));

    private TKey LeastOf(in WindowCount count) =>
        paddingHoldsZeros && count.Positions > count.Elements ? Combine(Identity, Start(T.Zero)) : Identity;
}
