using System.Numerics;

namespace Pooling;

/// <summary>The sum, in the type of the elements.</summary>
internal readonly struct AddOperator<T> : IPoolingOperator<AddOperator<T>, T, T, T>
    where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
{
    public static bool StartsAsIs => true;

    public T Identity => T.AdditiveIdentity;

    public bool IsFinal => true;

    public T Start(T element) => element;

    public T Combine(T first, T second) => first + second;

    public T Finish(T result, in WindowCount count) => result;
}
