using System.Globalization;

namespace Jupyter.Tests;

/// <summary>Many cells: time and memory stay within bounds that leave room for a busy machine.</summary>
public sealed class SpeedTests(RunningKernel kernel) : IClassFixture<RunningKernel>
{
    [SkippableFact]
    public async Task A_thousand_trivial_cells_stay_fast_and_small()
    {
        var seconds = new List<double>();
        for (var i = 0; i < 1000; i++)
        {
            var run = await kernel.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"{i} + 1"));
            Assert.Equal((i + 1).ToString(CultureInfo.InvariantCulture), run.Result);
            seconds.Add(run.Seconds);
        }

        // What else the machine does takes its time from some cells, but not from all.
        var warm = seconds.TakeLast(100).Order().ElementAt(25);
        Assert.True(warm < 0.05, $"a warm cell takes {warm * 1000:0.0} ms");
        var memory = (await kernel.ProcessesAsync()).Sum(process => (double)process["memory"]!) / (1 << 20);
        Assert.True(memory < 400, $"{memory:0} MiB");
    }
}
