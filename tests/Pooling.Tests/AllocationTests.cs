using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Operations allocate nothing once the array pool is warm.</summary>
public class AllocationTests
{
    private const DataFormat Last = DataFormat.ChannelsLast;

    private static readonly float[] Input = [.. Enumerable.Range(0, 2 * 9 * 9 * 3).Select(i => (float)(i * 31 % 23))];
    private static readonly float[] Output = new float[Input.Length];
    private static readonly float[] Gradient = new float[Input.Length];
    private static readonly long[] Indices = new long[Input.Length];
    private static readonly nint[] Shape = [2, 9, 9, 3];

    public static TheoryData<string> Windows => ["sliding", "adaptive", "global", "fractional", "regions"];

    [Theory]
    [MemberData(nameof(Windows))]
    public void Operations_on_windows_allocate_nothing(string kind)
    {
        PoolingWindow window = kind switch
        {
            "sliding" => PoolingWindow.Create2D(3, 2, Padding.Explicit(1), dilation: 2, ceilMode: true),
            "adaptive" => PoolingWindow.Adaptive(4, 5),
            "global" => PoolingWindow.Global(2),
            "fractional" => PoolingWindow.Fractional([2, 2], [4, 5], 1),
            _ => PoolingWindow.FractionalRegions([1.5, 1.7], 1, pseudoRandom: true),
        };
        nint[] shape = window.ComputeOutputShape(Shape);

        AllocatesNothing(() => Pool.Max(Read(Input, Shape), window, Last, Write(Output, shape)));
        AllocatesNothing(() => Pool.Max(Read(Input, Shape), window, Last, Write(Output, shape), NaNPolicy.Ignore));
        AllocatesNothing(() => Pool.Min(Read(Input, Shape), window, Last, Write(Output, shape)));
        AllocatesNothing(() => Pool.MaxWithIndices(
            Read(Input, Shape), window, Last, Write(Output, shape), Write(Indices, shape), IndexConvention.ChannelsLast));
        AllocatesNothing(() => Pool.Average(Read(Input, Shape), window, Last, Write(Output, shape)));
        AllocatesNothing(() => Pool.Sum(Read(Input, Shape), window, Last, Write(Output, shape)));
        AllocatesNothing(() => Pool.Lp(Read(Input, Shape), window, 3, LpRule.Onnx, Last, Write(Output, shape)));
        AllocatesNothing(() => Pool.GeneralizedMean(Read(Input, Shape), window, 3, Last, Write(Output, shape)));
        AllocatesNothing(() => Pool.Stochastic(Read(Input, Shape), window, 7, Last, Write(Output, shape)));
        AllocatesNothing(() => Pool.StochasticExpected(Read(Input, Shape), window, Last, Write(Output, shape)));

        AllocatesNothing(() => Pool.MaxBackward(Read(Input, Shape), Read(Output, shape), window, Last, Write(Gradient, Shape)));
        AllocatesNothing(() => Pool.AverageBackward(Read(Output, shape), window, Last, Write(Gradient, Shape)));
        AllocatesNothing(() => Pool.LpBackward(
            Read(Input, Shape), Read(Output, shape), window, 2, LpRule.Onnx, Last, Write(Gradient, Shape)));
        AllocatesNothing(() => Pool.StochasticBackward(
            Read(Input, Shape), Read(Output, shape), window, 7, Last, Write(Gradient, Shape)));
        AllocatesNothing(() => Pool.StochasticExpectedBackward(
            Read(Input, Shape), Read(Output, shape), window, Last, Write(Gradient, Shape)));
    }

    [Fact]
    public void Other_operations_allocate_nothing()
    {
        SpatialPyramid pyramid = new(2, 1, 2, 4);
        nint[] features = pyramid.ComputeOutputShape(Shape);
        nint[] small = [2, 3, 3, 3];
        nint[] channels = [2, 3];
        Array.Clear(Indices);

        AllocatesNothing(() => Pool.GlobalMax(Read(Input, Shape), Last, Write(Output, channels)));
        AllocatesNothing(() => Pool.GlobalAverage(Read(Input, Shape), Last, Write(Output, channels)));
        AllocatesNothing(() => Pool.SpatialPyramid(Read(Input, Shape), pyramid, Last, Write(Output, features)));
        AllocatesNothing(() => Pool.SpatialPyramidBackward(
            Read(Input, Shape), Read(Output, features), pyramid, Last, Write(Gradient, Shape)));
        AllocatesNothing(() => Pool.MaxUnpool(Read(Input, small), Read(Indices, small), Last, Write(Output, Shape)));
        AllocatesNothing(() => Pool.MaxUnpoolBackward(Read(Output, Shape), Read(Indices, small), Last, Write(Gradient, small)));
        AllocatesNothing(() => Pool.MaxBackward(Read(Input, small), Read(Indices, small), Last, Write(Gradient, Shape)));
    }

    private static void AllocatesNothing(Action operation)
    {
        // The first calls compile the code and fill the pool.
        for (int i = 0; i < 3; i++)
        {
            operation();
        }

        // Another thread's collection may empty the pool in between: one run without is enough.
        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            operation();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static ReadOnlyTensorSpan<T> Read<T>(T[] memory, nint[] shape) => new(memory.AsSpan(), shape);

    private static TensorSpan<T> Write<T>(T[] memory, nint[] shape) => new(memory.AsSpan(), shape);
}
