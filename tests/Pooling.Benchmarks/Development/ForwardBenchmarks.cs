using BenchmarkDotNet.Attributes;

namespace Pooling.Benchmarks;

/// <summary>Forward passes of the kinds that networks have, and of large windows.</summary>
public class ForwardBenchmarks
{
    private Action _stemMax = null!;
    private Action _halvingMax = null!;
    private Action _halvingAverage = null!;
    private Action _denseMax = null!;
    private Action _denseAverage = null!;
    private Action _largeMax = null!;
    private Action _largeAverage = null!;
    private Action _globalAverage = null!;

    /// <summary>Where the channels are.</summary>
    [Params(DataFormat.ChannelsFirst, DataFormat.ChannelsLast)]
    public DataFormat DataFormat { get; set; }

    /// <summary>Makes tensors.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _stemMax = Call(CaseOperation.Max, [1, 64, 112, 112], size: 3, stride: 2, pad: 1);
        _halvingMax = Call(CaseOperation.Max, [1, 64, 112, 112], size: 2, stride: 2, pad: 0);
        _halvingAverage = Call(CaseOperation.Avg, [1, 64, 112, 112], size: 2, stride: 2, pad: 0);
        _denseMax = Call(CaseOperation.Max, [1, 192, 35, 35], size: 3, stride: 1, pad: 1);
        _denseAverage = Call(CaseOperation.Avg, [1, 192, 35, 35], size: 3, stride: 1, pad: 1);
        _largeMax = Call(CaseOperation.Max, [1, 1, 512, 512], size: 31, stride: 1, pad: 15);
        _largeAverage = Call(CaseOperation.Avg, [1, 1, 512, 512], size: 31, stride: 1, pad: 15);
        _globalAverage = Call(CaseOperation.Avg, [1, 2048, 7, 7], size: 7, stride: 7, pad: 0);
    }

    /// <summary>Max 3x3, stride 2.</summary>
    [Benchmark]
    public void StemMax() => _stemMax();

    /// <summary>Max 2x2, stride 2.</summary>
    [Benchmark]
    public void HalvingMax() => _halvingMax();

    /// <summary>Average 2x2, stride 2.</summary>
    [Benchmark]
    public void HalvingAverage() => _halvingAverage();

    /// <summary>Max 3x3, stride 1.</summary>
    [Benchmark]
    public void DenseMax() => _denseMax();

    /// <summary>Average 3x3, stride 1.</summary>
    [Benchmark]
    public void DenseAverage() => _denseAverage();

    /// <summary>Max 31x31, stride 1.</summary>
    [Benchmark]
    public void LargeWindowMax() => _largeMax();

    /// <summary>Average 31x31, stride 1.</summary>
    [Benchmark]
    public void LargeWindowAverage() => _largeAverage();

    /// <summary>Average 7x7 of the whole input.</summary>
    [Benchmark]
    public void GlobalAverage() => _globalAverage();

    private Action Call(CaseOperation operation, int[] shape, int size, int stride, int pad) =>
        CaseCall.Of(new PoolingCase("benchmark", operation, shape, [size, size], [stride, stride], [pad, pad]), DataFormat);
}
