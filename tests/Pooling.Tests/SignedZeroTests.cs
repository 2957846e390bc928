using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>The sign of a zero does not depend on how well a loop has been compiled by the time it runs.</summary>
public class SignedZeroTests
{
    private const int ManyTimes = 50_000;

    [Theory]
    [InlineData(NaNPolicy.Propagate)]
    [InlineData(NaNPolicy.Ignore)]
    public void Zeros_of_the_padding_lose_a_min_to_minus_zero_and_win_a_max(NaNPolicy nanPolicy)
    {
        Check<float>(nanPolicy);
        Check<double>(nanPolicy);
    }

    private static void Check<T>(NaNPolicy nanPolicy)
        where T : IFloatingPointIeee754<T>
    {
        PoolingWindow window = PoolingWindow.Create1D(2, padding: Padding.Explicit(1, 0).WithZeros());
        T[] smallest = new T[1];
        T[] largest = new T[1];
        long[] index = new long[1];
        TensorSpan<T> min = new(smallest, [1, 1, 1]);
        TensorSpan<T> max = new(largest, [1, 1, 1]);
        TensorSpan<long> indices = new(index, [1, 1, 1]);
        ReadOnlyTensorSpan<T> input = new([T.NegativeZero], [1, 1, 1]);
        for (int time = 0; time < ManyTimes; time++)
        {
            Pool.Min(input, window, DataFormat.ChannelsLast, min, nanPolicy);
            Pool.Max(input, window, DataFormat.ChannelsLast, max, nanPolicy);
            Assert.True(T.IsNegative(smallest[0]) && T.IsPositive(largest[0]));

            Pool.MinWithIndices(input, window, DataFormat.ChannelsLast, min, indices, nanPolicy: nanPolicy);
            Pool.MaxWithIndices(input, window, DataFormat.ChannelsLast, max, indices, nanPolicy: nanPolicy);
            Assert.True(T.IsNegative(smallest[0]) && T.IsPositive(largest[0]));
        }
    }
}
