using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Pooling.Tests;

/// <summary>Operations give the same result with any number of threads.</summary>
public sealed class ThreadTests : IDisposable
{
    private readonly int _threads = Pool.MaxDegreeOfParallelism;

    public static TheoryData<string, DataFormat> Poolings
    {
        get
        {
            TheoryData<string, DataFormat> data = [];
            foreach (string kind in (string[])["pairs", "padded", "strided", "tall", "wide", "long", "global", "adaptive", "planes", "volume", "channels", "small", "short", "pyramid"])
            {
                data.Add(kind, DataFormat.ChannelsFirst);
                data.Add(kind, DataFormat.ChannelsLast);
            }

            return data;
        }
    }

    public void Dispose() => Pool.MaxDegreeOfParallelism = _threads;

    [Theory]
    [MemberData(nameof(Poolings))]
    public void Bits_do_not_depend_on_the_number_of_threads(string kind, DataFormat dataFormat)
    {
        (PoolingWindow window, nint[] sizes) = Pooling(kind);
        nint[] shape = dataFormat == DataFormat.ChannelsFirst ? sizes : [sizes[0], .. sizes[2..], sizes[1]];
        Tensor<float> input = Tensor.CreateFromShape<float>(shape);
        Random random = new(5);
        foreach (ref float element in input)
        {
            // So seldom that most windows have none, however large they are.
            element = random.Next(5000) == 0 ? float.NaN : (float)(random.NextDouble() - 0.5);
        }

        Assert.True(input.FlattenedLength * sizeof(float) >= 1 << 20, "The input is too small to be shared among threads.");
        nint[] pooled = window.ComputeOutputShape(shape, dataFormat);
        foreach (Action<Tensor<float>> pool in (Action<Tensor<float>>[])
        [
            output => Pool.Max<float>(input, window, dataFormat, output),
            output => Pool.Min<float>(input, window, dataFormat, output, NaNPolicy.Ignore),
            output => Pool.Average<float>(input, window, dataFormat, output),
            output => Pool.Lp<float>(input, window, 2, LpRule.Onnx, dataFormat, output),
        ])
        {
            int[] alone = Bits(pool, pooled, threads: 1);
            Assert.Equal(alone, Bits(pool, pooled, threads: 2));
            Assert.Equal(alone, Bits(pool, pooled, threads: 7));
        }
    }

    [Theory]
    [InlineData(DataFormat.ChannelsFirst)]
    [InlineData(DataFormat.ChannelsLast)]
    public void Bits_of_a_gradient_do_not_depend_on_the_number_of_threads(DataFormat dataFormat)
    {
        nint[] shape = dataFormat == DataFormat.ChannelsFirst ? [2, 16, 100, 120] : [2, 100, 120, 16];
        foreach (PoolingWindow window in (PoolingWindow[])[PoolingWindow.Create2D(3, 1), PoolingWindow.Create2D(17, 1), PoolingWindow.Create2D((2, 31), 1)])
        {
            Tensor<float> gradOutput = Tensor.CreateFromShape<float>(window.ComputeOutputShape(shape, dataFormat));
            Random random = new(6);
            foreach (ref float gradient in gradOutput)
            {
                gradient = (float)(random.NextDouble() - 0.5);
            }

            void Back(Tensor<float> gradInput) => Pool.AverageBackward<float>(gradOutput, window, dataFormat, gradInput);
            int[] alone = Bits(Back, shape, threads: 1);
            Assert.Equal(alone, Bits(Back, shape, threads: 2));
            Assert.Equal(alone, Bits(Back, shape, threads: 7));
        }
    }

    [Fact]
    public void A_failure_on_any_thread_reaches_the_caller()
    {
        Tensor<sbyte> input = Tensor.CreateFromShape<sbyte>([1, 1, 1024, 2048]);
        input[0, 0, 1023, 2047] = 127;
        input[0, 0, 1023, 2046] = 127;
        Tensor<sbyte> output = Tensor.CreateFromShape<sbyte>([1, 1, 512, 1024]);
        PoolingWindow window = PoolingWindow.Create2D(2, 2);
        Pool.MaxDegreeOfParallelism = 4;
        OverflowException exception = Assert.Throws<OverflowException>(
            () => Pool.Sum<sbyte>(input, window, DataFormat.ChannelsFirst, output));
        Assert.Contains("254", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_threads_than_one_are_refused()
    {
        ArgumentOutOfRangeException exception =
            Assert.Throws<ArgumentOutOfRangeException>(() => Pool.MaxDegreeOfParallelism = 0);
        Assert.Equal("value", exception.ParamName);
        Assert.Contains("at least 1", exception.Message, StringComparison.Ordinal);
    }

    private static (PoolingWindow Window, nint[] Sizes) Pooling(string kind) => kind switch
    {
        "pairs" => (PoolingWindow.Create2D(2, 2), [2, 16, 100, 120]),
        "padded" => (PoolingWindow.Create2D(3, 1, Padding.Explicit(1)), [3, 20, 71, 93]),
        "strided" => (PoolingWindow.Create2D(3, 2, Padding.Same), [1, 5, 301, 277]),
        "tall" => (PoolingWindow.Create2D(31, 1, Padding.Explicit(15)), [1, 3, 400, 351]),
        "wide" => (PoolingWindow.Create1D(128, 1), [1, 3, 200_000]),
        "long" => (PoolingWindow.Create1D(1000, 1, Padding.Same), [1, 20, 30_000]),
        "global" => (PoolingWindow.Global(2), [30, 200, 9, 9]),
        "adaptive" => (PoolingWindow.Adaptive(7, 5), [4, 9, 111, 113]),
        "planes" => (PoolingWindow.Create1D(4, 4), [7, 11, 5003]),
        "channels" => (PoolingWindow.Create3D(3, (1, 2, 1), Padding.Explicit(1)), [1, 37, 7, 41, 35]),
        "small" => (PoolingWindow.Create2D(3, 1, Padding.Explicit(1)), [41, 90, 9, 8]),
        "short" => (PoolingWindow.Create2D(3, 2), [21, 91, 15, 13]),
        "pyramid" => (PoolingWindow.Create2D(9, 1, Padding.Explicit(4)), [31, 60, 14, 13]),
        _ => (PoolingWindow.Create3D(3, 2, Padding.Explicit(1)), [2, 6, 21, 41, 43]),
    };

    private static int[] Bits(Action<Tensor<float>> pool, nint[] shape, int threads)
    {
        Pool.MaxDegreeOfParallelism = threads;
        Tensor<float> output = Tensor.CreateFromShape<float>(shape);
        pool(output);
        float[] values = new float[output.FlattenedLength];
        output.FlattenTo(values);
        return MemoryMarshal.Cast<float, int>(values).ToArray();
    }
}
