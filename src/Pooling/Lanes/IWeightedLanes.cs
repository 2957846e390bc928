namespace Pooling;

/// <summary>What makes outputs of several partial results at once, where outputs are made by weights.</summary>
/// <typeparam name="TAccumulator">The type of partial results.</typeparam>
/// <typeparam name="TResult">The type of outputs.</typeparam>
/// <typeparam name="TVector">Several partial results, or weights.</typeparam>
internal interface IWeightedLanes<TAccumulator, TResult, TVector>
{
    /// <summary>Whether there is such a thing for these types; else nothing else may be called.</summary>
    static virtual bool Finishes => false;

    /// <summary>Whether there is a second number to each weight.</summary>
    static virtual bool HasSecondWeights => false;

    /// <summary>One weight for all.</summary>
    static virtual TVector Weigh(TAccumulator weight) => throw new NotSupportedException();

    /// <summary>The weights from <paramref name="weights"/> on.</summary>
    static virtual TVector LoadWeights(ref readonly TAccumulator weights) => throw new NotSupportedException();

    /// <summary>Writes outputs from <paramref name="destination"/> on.</summary>
    static virtual void Finish(TVector results, TVector weights, TVector seconds, ref TResult destination) =>
        throw new NotSupportedException();

    /// <summary>One output.</summary>
    static virtual TResult FinishOne(TAccumulator result, in Weight<TAccumulator> weight) => throw new NotSupportedException();
}
