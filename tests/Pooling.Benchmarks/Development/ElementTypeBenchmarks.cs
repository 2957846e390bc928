using System.Numerics;
using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;

namespace Pooling.Benchmarks;

/// <summary>The same pooling of different types of elements.</summary>
/// <typeparam name="T">The type.</typeparam>
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
[GenericTypeArguments(typeof(Half))]
[GenericTypeArguments(typeof(byte))]
public class ElementTypeBenchmarks<T>
    where T : INumber<T>
{
    private readonly Tensor<T> _input = Tensor.CreateFromShape<T>([1, 56, 56, 64]);
    private readonly Tensor<T> _output = Tensor.CreateFromShape<T>([1, 28, 28, 64]);
    private readonly SlidingWindow _window = PoolingWindow.Create2D(poolSize: 2);

    /// <summary>Max 2x2, stride 2.</summary>
    [Benchmark]
    public void Max() => Pool.Max<T>(_input, _window, DataFormat.ChannelsLast, _output);

    /// <summary>Average 2x2, stride 2.</summary>
    [Benchmark]
    public void Average() => Pool.Average<T>(_input, _window, DataFormat.ChannelsLast, _output);
}
