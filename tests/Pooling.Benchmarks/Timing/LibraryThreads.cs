namespace Pooling.Benchmarks;

/// <summary>The one place where the library is told how many threads it may use.</summary>
internal static class LibraryThreads
{
    /// <summary>Limits the library to a number of threads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The library cannot use so many.</exception>
    public static void Limit(int threads)
    {
        if (threads != 1)
        {
            throw new ArgumentOutOfRangeException(nameof(threads), threads, "The library uses one thread. Expected 1.");
        }
    }
}
