namespace Pooling.Conformance.Cases;

/// <summary>What becomes of the elements of a window.</summary>
internal enum PoolingOperation
{
    Max,
    Min,
    Sum,
    Average,
    Lp,
    GeneralizedMean,
    StochasticExpected,
    MaxUnpool,
}
