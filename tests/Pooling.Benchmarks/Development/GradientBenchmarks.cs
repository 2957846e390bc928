using BenchmarkDotNet.Attributes;

namespace Pooling.Benchmarks;

/// <summary>Gradients and indices beside the forward pass.</summary>
public class GradientBenchmarks
{
    private readonly PoolingCase _case = new("benchmark", CaseOperation.Max, [1, 64, 112, 112], [3, 3], [2, 2], [1, 1]);
    private Action _max = null!;
    private Action _indices = null!;
    private Action _maxBackward = null!;
    private Action _average = null!;
    private Action _averageBackward = null!;

    /// <summary>Where the channels are.</summary>
    [Params(DataFormat.ChannelsFirst, DataFormat.ChannelsLast)]
    public DataFormat DataFormat { get; set; }

    /// <summary>Makes tensors.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        PoolingCase average = _case with { Op = CaseOperation.Avg };
        _max = CaseCall.Of(_case, DataFormat);
        _indices = CaseCall.Of(_case with { Direction = CaseDirection.Indices }, DataFormat);
        _maxBackward = CaseCall.Of(_case with { Direction = CaseDirection.Backward }, DataFormat);
        _average = CaseCall.Of(average, DataFormat);
        _averageBackward = CaseCall.Of(average with { Direction = CaseDirection.Backward }, DataFormat);
    }

    /// <summary>Max 3x3, stride 2.</summary>
    [Benchmark(Baseline = true)]
    public void Max() => _max();

    /// <summary>The same with indices.</summary>
    [Benchmark]
    public void MaxWithIndices() => _indices();

    /// <summary>Its gradient.</summary>
    [Benchmark]
    public void MaxBackward() => _maxBackward();

    /// <summary>Average 3x3, stride 2.</summary>
    [Benchmark]
    public void Average() => _average();

    /// <summary>Its gradient.</summary>
    [Benchmark]
    public void AverageBackward() => _averageBackward();
}
