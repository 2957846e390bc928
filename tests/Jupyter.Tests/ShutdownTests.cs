using System.Text.Json.Nodes;

namespace Jupyter.Tests;

/// <summary>Shutdown and restart leave no process and no locked file.</summary>
public sealed class ShutdownTests
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_that_ran_is_left(bool restart)
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no program 'sleep' on Windows.");
        using var kernel = new RunningKernel();
        await kernel.InitializeAsync();
        try
        {
            await kernel.ExecuteAsync("var child = System.Diagnostics.Process.Start(\"sleep\", \"1000\");");
            var endless = await kernel.SendCellAsync("Console.WriteLine(\"running\"); while (true) { }");
            await kernel.PrintedAsync(endless, "running");
            var ids = (await kernel.ProcessesAsync()).Select(process => (int)process["id"]!).ToList();
            Assert.Equal(3, ids.Count);

            await kernel.DoAsync("shut", new JsonObject { ["do"] = "shutdown", ["restart"] = restart });

            var alive = await kernel.DoAsync("alive", new JsonObject { ["do"] = "alive", ["ids"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) });
            Assert.Empty((JsonArray)alive["ids"]!);
            if (restart)
            {
                var run = await kernel.ExecuteAsync("1 + 1");
                Assert.Equal("2", run.Result);
                Assert.Equal(1, run.Count);
            }
        }
        finally
        {
            await kernel.DisposeAsync();
        }
    }
}
