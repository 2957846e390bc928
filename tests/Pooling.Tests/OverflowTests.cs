using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Sizes too large to count are a clear error, never a wrong size.</summary>
public class OverflowTests
{
    private static readonly Tensor<float> Three = Tensor.Create<float>([1, 2, 3], [1, 3, 1]);

    [Fact]
    public void A_window_with_too_many_positions_is_refused() =>
        Overflows(() => PoolingWindow.Create3D(int.MaxValue), "positions can be counted in 64 bits", "2147483647x2147483647x2147483647");

    [Fact]
    public void The_widest_window_that_can_be_counted_has_the_right_size()
    {
        SlidingWindow window = PoolingWindow.Create1D(int.MaxValue, 1, Padding.Same, dilation: int.MaxValue);
        long extent = ((long)int.MaxValue * (int.MaxValue - 1)) + 1;

        AxisWindows windows = window.Over(0, 3);

        Assert.Equal(extent - 1, windows.PaddingBefore + windows.PaddingAfter);
        Assert.Equal(3, windows.OutputLength);
        Assert.Equal([1, 2, 3], new MaxPooling1D(3, 1, Padding.Same, dilation: int.MaxValue).Forward(Three));
        ArgumentException error = Assert.Throws<ArgumentException>(
            "input", () => new MaxPooling1D(int.MaxValue, 1, dilation: int.MaxValue).Forward(Three));
        Assert.Contains($"the window spans {extent} along the width", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_too_long_for_its_padding_is_refused()
    {
        Overflows(() => PoolingWindow.Create1D(2, padding: Padding.Explicit(1)).Over(0, nint.MaxValue - 1), "got 9223372036854775806");
        Overflows(() => PoolingWindow.Create1D(2, 7, ceilMode: true).Over(0, nint.MaxValue - 6), "got 9223372036854775801");
        Assert.Equal(nint.MaxValue - 3, PoolingWindow.Create1D(2, 1, Padding.Explicit(1)).Over(0, nint.MaxValue - 4).OutputLength);
    }

    [Fact]
    public void Padding_far_longer_than_the_input_costs_nothing()
    {
        MaxPooling1D layer = new(2, int.MaxValue, Padding.Explicit(int.MaxValue, 0));

        Assert.Equal([float.NegativeInfinity, 2], layer.Forward(Three));
    }

    [Fact]
    public void A_result_with_more_elements_than_a_tensor_holds_is_refused()
    {
        Overflows(() => new MaxPooling1D(2, 1, Padding.Explicit(int.MaxValue)).Forward(Three), "(1, 4294967296, 1)");
        Overflows(() => new AdaptiveMaxPooling1D(int.MaxValue).Forward(Three), "(1, 2147483647, 1)");
        Overflows(() => new SpatialPyramidPooling3D([1, int.MaxValue]), "levels: 1 2147483647");
        Overflows(
            () => new MaxUnpooling1D(2, int.MaxValue).Forward(Three, Tensor.Create<long>([0, 1, 2], [1, 3, 1])),
            "(1, 4294967296, 1)");
        Assert.Equal(4294967296, new MaxPooling1D(2, 1, Padding.Explicit(int.MaxValue)).ComputeOutputShape([1, 3, 1])[1]);
    }

    [Fact]
    public void A_sum_that_does_not_fit_its_type_is_refused()
    {
        Overflows(() => new SumPooling1D(2).Forward(Tensor.Create<byte>([200, 100], [1, 2, 1])), "fits in Byte", "got 300");
        Overflows(() => new AveragePooling1D(2, divisorOverride: -1).Forward(Tensor.Create<uint>([1, 2], [1, 2, 1])), "got -3");
        Assert.Equal(new byte[] { 255 }, new SumPooling1D(2).Forward(Tensor.Create<byte>([200, 55], [1, 2, 1])));
    }

    private static void Overflows(Func<object> action, params string[] message)
    {
        OverflowException error = Assert.Throws<OverflowException>(action);
        Assert.All(message, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
