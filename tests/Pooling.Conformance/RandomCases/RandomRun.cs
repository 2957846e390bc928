using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Pooling.Conformance.Cases;

namespace Pooling.Conformance.RandomCases;

/// <summary>Runs many random cases on all processors.</summary>
internal static class RandomRun
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(2);

    /// <summary>Runs the cases of a range of numbers.</summary>
    /// <param name="seed">What they follow from.</param>
    /// <param name="from">The first number.</param>
    /// <param name="count">How many.</param>
    /// <param name="step">The distance between numbers.</param>
    /// <param name="failed">Told of each failure.</param>
    /// <param name="progress">Told now and then how far the run is.</param>
    /// <returns>How many passed, and the bits of all results of which every bit counts.</returns>
    public static (Tally Tally, ExactBits Bits) Run(
        int seed, long from, long count, int step, Action<string> failed, Action<string>? progress = null)
    {
        Tally tally = new();
        ExactBits all = default;
        Lock tallying = new();
        Stopwatch watch = Stopwatch.StartNew();
        TimeSpan next = ProgressInterval;
        Parallel.ForEach(Partitioner.Create(0, count, rangeSize: 64), range =>
        {
            for (long i = range.Item1; i < range.Item2; i++)
            {
                ExactBits bits = default;
                IReadOnlyList<string> failures = RandomCheck.Run(new RandomCase(seed, from + (i * step)), ref bits);
                lock (tallying)
                {
                    tally.Add(passed: failures.Count == 0);
                    all.Add(bits);
                    foreach (string failure in failures)
                    {
                        failed(failure);
                    }
                }
            }

            lock (tallying)
            {
                if (watch.Elapsed > next)
                {
                    next = watch.Elapsed + ProgressInterval;
                    progress?.Invoke(string.Create(
                        CultureInfo.InvariantCulture, $"{tally.Passed + tally.Failed} of {count}, {tally.Failed} failed"));
                }
            }
        });
        return (tally, all);
    }
}
