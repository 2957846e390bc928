using System.Diagnostics;
using System.Runtime;

namespace Pooling.Benchmarks;

/// <summary>Times calls.</summary>
internal static class CallTimer
{
    private const int FewestSamples = 5;
    private const int FewestWarmUpCalls = 60;

    // Below this, the clock and what surrounds a call would be seen.
    private static readonly TimeSpan ShortestSample = TimeSpan.FromMicroseconds(20);

    // Tiered compilation waits 100 ms after the last new method, and compiles a hot method up to twice more.
    private static readonly TimeSpan CompiledWhenQuietFor = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(5);

    /// <summary>The median time of a call, in microseconds. Short calls are timed in batches.</summary>
    /// <param name="call">The call.</param>
    /// <param name="seconds">How long it is timed, besides warming up.</param>
    public static double MedianMicroseconds(Action call, double seconds)
    {
        WarmUp(call, seconds);
        int batch = BatchSize(call);
        List<double> samples = [];
        long start = Stopwatch.GetTimestamp();
        while (samples.Count < FewestSamples || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            samples.Add(Time(call, batch).TotalMicroseconds / batch);
        }

        return samples.Median()!.Value;
    }

    /// <summary>Calls until nothing has been compiled anew for a while.</summary>
    private static void WarmUp(Action call, double seconds)
    {
        long start = Stopwatch.GetTimestamp();
        long quietSince = start;
        long compiled = JitInfo.GetCompiledMethodCount();
        bool isCold = true;
        for (int calls = 1; isCold && Stopwatch.GetElapsedTime(start) < LongestWarmUp; calls++)
        {
            call();
            long now = JitInfo.GetCompiledMethodCount();
            if (now != compiled)
            {
                compiled = now;
                quietSince = Stopwatch.GetTimestamp();
            }

            bool isFew = calls < FewestWarmUpCalls && Stopwatch.GetElapsedTime(start).TotalSeconds < seconds;
            isCold = isFew || Stopwatch.GetElapsedTime(quietSince) < CompiledWhenQuietFor;
        }
    }

    private static int BatchSize(Action call)
    {
        int batch = 1;
        while (Time(call, batch) < ShortestSample)
        {
            batch *= 2;
        }

        return batch;
    }

    private static TimeSpan Time(Action call, int times)
    {
        long before = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++)
        {
            call();
        }

        return Stopwatch.GetElapsedTime(before);
    }
}
