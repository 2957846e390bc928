namespace Pooling.Benchmarks;

/// <summary>An operation to be timed.</summary>
internal enum CaseOperation
{
    /// <summary>The largest element.</summary>
    Max,

    /// <summary>The average, without padding.</summary>
    Avg,
}
