namespace Pooling.Tests;

public class PoolingWindowTests
{
    [Fact]
    public void Strides_default_to_the_pool_size()
    {
        SlidingWindow window = PoolingWindow.Create3D((2, 3, 4));

        Assert.Equal(3, window.Rank);
        Assert.Equal([2, 3, 4], window.PoolSize);
        Assert.Equal([2, 3, 4], window.Strides);
        Assert.Equal(Padding.Valid, window.Padding);
    }

    [Fact]
    public void A_whole_number_stands_for_every_axis()
    {
        SlidingWindow window = PoolingWindow.Create2D(3, 2);

        Assert.Equal([3, 3], window.PoolSize);
        Assert.Equal([2, 2], window.Strides);
    }

    [Fact]
    public void Windows_without_padding_lie_inside_the_input_and_leave_out_the_rest()
    {
        AxisWindows windows = PoolingWindow.Create1D(3, 2).Over(0, 8);

        Assert.Equal(8, windows.InputLength);
        Assert.Equal(3, windows.OutputLength);
        Assert.Equal((0, 0), (windows.PaddingBefore, windows.PaddingAfter));
        Assert.Equal([new(0, 3), new(2, 5), new(4, 7)], Ranges(windows));
    }

    [Fact]
    public void Same_padding_puts_an_odd_element_at_the_end()
    {
        // 6 windows of 3 at stride 1 need 2 positions more; 3 windows of 3 at stride 2 need 1 more.
        AxisWindows even = PoolingWindow.Create1D(3, 1, Padding.Same).Over(0, 6);
        AxisWindows odd = PoolingWindow.Create1D(3, 2, Padding.Same).Over(0, 6);

        Assert.Equal((6, 1, 1), (even.OutputLength, even.PaddingBefore, even.PaddingAfter));
        Assert.Equal(-1, even.Positions(0).Start);
        Assert.Equal((3, 0, 1), (odd.OutputLength, odd.PaddingBefore, odd.PaddingAfter));
        Assert.Equal([new(0, 3), new(2, 5), new(4, 6)], Ranges(odd));
    }

    [Fact]
    public void A_window_much_larger_than_the_input_is_clipped_to_it()
    {
        AxisWindows windows = PoolingWindow.Create1D(7, 1, Padding.Same).Over(0, 2);

        Assert.Equal((2, 3, 3), (windows.OutputLength, windows.PaddingBefore, windows.PaddingAfter));
        Assert.Equal([new(-3, 4), new(-2, 5)], [windows.Positions(0), windows.Positions(1)]);
        Assert.Equal([new(0, 2), new(0, 2)], Ranges(windows));
    }

    [Fact]
    public void A_stride_larger_than_the_window_leaves_elements_out()
    {
        AxisWindows windows = PoolingWindow.Create1D(1, 3, Padding.Same).Over(0, 5);

        Assert.Equal((2, 0, 0), (windows.OutputLength, windows.PaddingBefore, windows.PaddingAfter));
        Assert.Equal([new(0, 1), new(3, 4)], Ranges(windows));
    }

    [Fact]
    public void The_largest_lengths_and_sizes_do_not_overflow()
    {
        AxisWindows valid = PoolingWindow.Create1D(int.MaxValue, 1).Over(0, nint.MaxValue);
        AxisWindows same = PoolingWindow.Create1D(1, 1, Padding.Same).Over(0, nint.MaxValue);

        Assert.Equal(nint.MaxValue - int.MaxValue + 1, valid.OutputLength);
        Assert.Equal(nint.MaxValue, valid.Elements(valid.OutputLength - 1).End);
        Assert.Equal(nint.MaxValue, same.OutputLength);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void An_input_length_below_1_is_refused(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>("inputLength", () => PoolingWindow.Create1D(2).Over(0, length));

    [Fact]
    public void A_window_that_does_not_fit_says_both_sizes()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            "inputLength", () => PoolingWindow.Create1D(5).Over(0, 3));

        Assert.Contains("window spans 5", error.Message, StringComparison.Ordinal);
        Assert.Contains("got 3", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_window_that_is_not_there_is_refused(int window)
    {
        AxisWindows windows = PoolingWindow.Create1D(2).Over(0, 6);

        ArgumentOutOfRangeException error =
            Assert.Throws<ArgumentOutOfRangeException>("output", () => windows.Elements(window));
        Assert.Contains($"Expected 0 to 2, but got {window}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_output_shape_keeps_batch_and_channels_in_either_data_format()
    {
        SlidingWindow window = PoolingWindow.Create2D((2, 3), padding: Padding.Same);

        Assert.Equal([7, 3, 2, 5], window.ComputeOutputShape([7, 5, 5, 5]));
        Assert.Equal([7, 6, 3, 2], window.ComputeOutputShape([7, 6, 5, 5], DataFormat.ChannelsFirst));
    }

    [Fact]
    public void A_window_reads_like_its_settings() =>
        Assert.Equal(
            "poolSize: 2x3, strides: 1x1, padding: same",
            PoolingWindow.Create2D((2, 3), 1, Padding.Same).ToString());

    private static ElementRange[] Ranges(AxisWindows windows) =>
        [.. Enumerable.Range(0, (int)windows.OutputLength).Select(output => windows.Elements(output))];
}
