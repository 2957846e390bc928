namespace Pooling;

/// <summary>What makes outputs of several partial results at once, where outputs are partial results times weights.</summary>
/// <typeparam name="TAccumulator">The type of partial results.</typeparam>
/// <typeparam name="TResult">The type of outputs.</typeparam>
/// <typeparam name="TVector">Several partial results, or weights.</typeparam>
internal interface IWeightedLanes<TAccumulator, TResult, TVector>
{
    /// <summary>Whether there is such a thing for these types; else nothing else may be called.</summary>
    static virtual bool Finishes => false;

    /// <summary>The weight that two come to.</summary>
    static virtual TAccumulator Product(TAccumulator weight, TAccumulator another) => throw new NotSupportedException();

    /// <summary>One weight for all.</summary>
    static virtual TVector Weigh(TAccumulator weight) => throw new NotSupportedException();

    /// <summary>The weights from <paramref name="weights"/> on, each times another.</summary>
    static virtual TVector Weigh(ref readonly TAccumulator weights, TVector another) => throw new NotSupportedException();

    /// <summary>Writes outputs from <paramref name="destination"/> on.</summary>
    static virtual void Finish(TVector results, TVector weights, ref TResult destination) => throw new NotSupportedException();

    /// <summary>One output.</summary>
    static virtual TResult FinishOne(TAccumulator result, TAccumulator weight) => throw new NotSupportedException();
}
