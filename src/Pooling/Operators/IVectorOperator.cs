namespace Pooling;

/// <summary>An operator that does the same to all elements of a vector as to one, whatever its settings.</summary>
internal interface IVectorOperator<TSelf, T, TAccumulator, TResult> : IPoolingOperator<TSelf, T, TAccumulator, TResult>
    where TSelf : struct, IVectorOperator<TSelf, T, TAccumulator, TResult>
{
    /// <summary>The partial results of the elements from <paramref name="elements"/> on, each alone.</summary>
    static abstract TVector Start<TVector, TWidth>(ref readonly T elements)
        where TWidth : struct, IWidth<TVector, TAccumulator>;

    /// <summary>The partial results of parts of windows.</summary>
    static abstract TVector Combine<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, TAccumulator>;
}
