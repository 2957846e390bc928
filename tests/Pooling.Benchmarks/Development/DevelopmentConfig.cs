using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Pooling.Benchmarks;

/// <summary>How benchmarks run: shortly and in this process, so that nothing has to be built besides.</summary>
internal static class DevelopmentConfig
{
    /// <summary>The configuration.</summary>
    public static IConfig Create() => DefaultConfig.Instance
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet"))
        .WithOptions(ConfigOptions.JoinSummary);
}
