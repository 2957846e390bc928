using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>The sum, in the type of the elements.</summary>
internal readonly struct AddOperator<T> : IVectorOperator<AddOperator<T>, T, T, T>
    where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
{
    public static bool StartsAsIs => true;

    public T Identity => T.AdditiveIdentity;

    public bool IsFinal => true;

    public T Start(T element) => element;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Start<TVector, TWidth>(ref readonly T elements)
        where TWidth : struct, IWidth<TVector, T> => TWidth.Load(in elements);

    public T Combine(T first, T second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, T> => TWidth.Add(first, second);

    public T Finish(T result, in WindowCount count) => result;
}
