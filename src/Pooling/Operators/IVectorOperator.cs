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

    /// <summary>The partial results of parts of windows, each with one of the elements from <paramref name="elements"/> on.</summary>
    static virtual TVector Append<TVector, TWidth>(TVector partials, ref readonly T elements)
        where TWidth : struct, IWidth<TVector, TAccumulator> =>
        TSelf.Combine<TVector, TWidth>(partials, TSelf.Start<TVector, TWidth>(in elements));

    /// <summary>
    /// Whether partial results become outputs by weights, which are what
    /// <see cref="IPoolingOperator{TSelf, T, TAccumulator, TResult}.Weigh"/> gives for each window.
    /// </summary>
    static virtual bool IsWeighted => false;

    /// <summary>Whether there is a second number to each weight.</summary>
    static virtual bool HasSecondWeights => false;

    /// <summary>Writes outputs from <paramref name="destination"/> on, where they are made by weights.</summary>
    static virtual void Finish<TVector, TWidth>(TVector results, TVector weights, TVector seconds, ref TResult destination)
        where TWidth : struct, IWidth<TVector, TAccumulator> => throw new NotSupportedException();

    /// <summary>One output, where they are made by weights.</summary>
    static virtual TResult Finish(TAccumulator result, in Weight<TAccumulator> weight) => throw new NotSupportedException();
}
