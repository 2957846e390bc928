using System.Globalization;

namespace Jupyter.Tests;

/// <summary>What a long session costs.</summary>
public sealed class LongSessionTests(RunningKernel kernel) : IClassFixture<RunningKernel>
{
    private const int MostMebibytes = 400;

    [SkippableFact]
    public async Task A_thousand_trivial_cells_do_not_fill_up_memory()
    {
        for (var i = 0; i < 1000; i++)
        {
            var run = await kernel.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"{i} + 1"));
            Assert.Equal((i + 1).ToString(CultureInfo.InvariantCulture), run.Result);
        }

        var memory = (await kernel.ProcessesAsync()).Sum(process => (double)process["memory"]!) / (1 << 20);
        Assert.True(memory < MostMebibytes, $"{memory:0} MiB");
    }
}
