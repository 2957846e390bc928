using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;

namespace Pooling.Benchmarks;

/// <summary>What a call costs where there is next to nothing to do. Operations allocate nothing, layers their result.</summary>
public class TinyInputBenchmarks
{
    private const DataFormat Last = DataFormat.ChannelsLast;

    private readonly Tensor<float> _input = Tensor.CreateFromShape<float>([1, 8, 8, 4]);
    private readonly Tensor<float> _output = Tensor.CreateFromShape<float>([1, 4, 4, 4]);
    private readonly SlidingWindow _window = PoolingWindow.Create2D(poolSize: 2);
    private readonly MaxPooling2D _layer = new(poolSize: 2);

    /// <summary>The operation into memory of the caller's.</summary>
    [Benchmark(Baseline = true)]
    public void Operation() => Pool.Max<float>(_input, _window, Last, _output);

    /// <summary>The same with averages.</summary>
    [Benchmark]
    public void AverageOperation() => Pool.Average<float>(_input, _window, Last, _output);

    /// <summary>The layer.</summary>
    [Benchmark]
    public Tensor<float> Layer() => _layer.Forward(_input);
}
