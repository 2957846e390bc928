using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;

namespace Pooling.Benchmarks;

/// <summary>Times cases in both data formats and prints a line of JSON for each.</summary>
internal static class CompareCommand
{
    private const int FewestRuns = 5;

    /// <summary>Runs the cases.</summary>
    /// <param name="cases">What is timed.</param>
    /// <param name="seconds">How long each case and data format is timed.</param>
    /// <param name="output">Where the lines go.</param>
    public static void Run(IEnumerable<CompareCase> cases, double seconds, TextWriter output)
    {
        foreach (CompareCase timed in cases)
        {
            foreach (DataFormat dataFormat in (DataFormat[])[DataFormat.ChannelsFirst, DataFormat.ChannelsLast])
            {
                string layout = dataFormat == DataFormat.ChannelsFirst ? "channels_first" : "channels_last";
                double microseconds = Median(timed, dataFormat, seconds);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"peer":"pooling","id":"{{timed.Id}}","layout":"{{layout}}","threads":1,"us":{{microseconds:0.##}}}"""));
                output.Flush();
            }
        }
    }

    private static double Median(CompareCase timed, DataFormat dataFormat, double seconds)
    {
        nint[] shape = timed.InputShape(dataFormat);
        SlidingWindow window = PoolingWindow.Create(timed.Kernel, timed.Strides, Padding.Explicit(timed.Pad, timed.Pad));
        Tensor<float> input = Tensor.CreateFromShape<float>(shape);
        Random random = new(1);
        foreach (ref float element in input)
        {
            element = (float)(random.NextDouble() - 0.5);
        }

        Tensor<float> output = Tensor.CreateFromShape<float>(window.ComputeOutputShape(shape, dataFormat));
        Action run = timed.Op switch
        {
            "max" => () => Pool.Max<float>(input, window, dataFormat, output),
            "avg" => () => Pool.Average<float>(input, window, dataFormat, output),
            _ => throw new ArgumentException($"Expected the operation max or avg, but got {timed.Op}.", nameof(timed)),
        };

        // The first runs are compiled anew as they get hot.
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < FewestRuns || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds / 2; i++)
        {
            run();
        }

        List<double> times = [];
        start = Stopwatch.GetTimestamp();
        while (times.Count < FewestRuns || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            long before = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }
}
