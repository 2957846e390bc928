using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
        where TWidth : struct, IWidth<TVector, TKey> => TWidth.Load<T, NumberKeys<T, TKey, TExtreme>>(in elements);

    public TKey Combine(TKey first, TKey second) => NumberKeys<T, TKey, TExtreme>.Pick(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, TKey> => NumberKeys<T, TKey, TExtreme>.Pick<TVector, TWidth>(first, second);

    public T Finish(TKey result, in WindowCount count) => Finish(result, LeastOf(count));

    // A weight is the key that every window has besides those of its elements; NaN that is passed over loses against it.
    public static bool IsWeighted => true;

    public static TKey Weigh(in KeyExtremeOperator<T, TKey, TExtreme> self, in WindowCount count, bool isColumn) => self.LeastOf(count);

    public static TKey Product(TKey weight, TKey another) => NumberKeys<T, TKey, TExtreme>.Pick(weight, another);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Product<TVector, TWidth>(TVector weights, TVector others)
        where TWidth : struct, IWidth<TVector, TKey> => NumberKeys<T, TKey, TExtreme>.Pick<TVector, TWidth>(weights, others);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish<TVector, TWidth>(TVector results, TVector weights, ref T destination)
        where TWidth : struct, IWidth<TVector, TKey> =>
        TWidth.Store(
            NumberKeys<T, TKey, TExtreme>.ToNumbers<TVector, TWidth>(Combine<TVector, TWidth>(results, weights)),
            ref Unsafe.As<T, TKey>(ref destination));

    public static T Finish(TKey result, TKey weight) =>
        NumberKeys<T, TKey, TExtreme>.ToNumber(NumberKeys<T, TKey, TExtreme>.Pick(result, weight));

    public static void Finish(
        in KeyExtremeOperator<T, TKey, TExtreme> self, ReadOnlySpan<TKey> results, in WindowCount count, Span<T> outputs)
    {
        int done = 0;
        if (outputs.Length >= Vector<TKey>.Count)
        {
            ref TKey source = ref MemoryMarshal.GetReference(results);
            ref TKey target = ref Unsafe.As<T, TKey>(ref MemoryMarshal.GetReference(outputs));
            Vector<TKey> least = new(self.LeastOf(count));
            for (; done < outputs.Length; done += Vector<TKey>.Count)
            {
                // The last vector has some of the one before once more.
                nuint at = (nuint)int.Min(done, outputs.Length - Vector<TKey>.Count);
                NumberKeys<T, TKey, TExtreme>.ToNumbers(NumberKeys<T, TKey, TExtreme>.Pick(Vector.LoadUnsafe(ref source, at), least))
                    .StoreUnsafe(ref target, at);
            }
        }

        for (; done < outputs.Length; done++)
        {
            outputs[done] = self.Finish(results[done], count);
        }
    }

    private TKey LeastOf(in WindowCount count) =>
        paddingHoldsZeros && count.Positions > count.Elements ? Combine(Identity, TKey.Zero) : Identity;
}
