namespace Pooling.Benchmarks;

/// <summary>The one place where the library is told how many threads it may use.</summary>
internal static class LibraryThreads
{
    /// <summary>Limits the library to a number of threads.</summary>
    public static void Limit(int threads) => Pool.MaxDegreeOfParallelism = threads;
}
