using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Every error names the argument, what was expected and what was got.</summary>
public class ErrorTests
{
    private static readonly float[] Ones = [.. Enumerable.Repeat(1f, 64)];

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void A_pool_size_below_1_is_refused(int size)
    {
        Refused<ArgumentOutOfRangeException>(() => new MaxPooling1D(size), "poolSize", "at least 1", $"got {size}");
        Refused<ArgumentOutOfRangeException>(() => new MaxPooling2D((2, size)), "poolSize", "at least 1", $"got 2x{size}");
        Refused<ArgumentOutOfRangeException>(
            () => new AveragePooling3D((2, size, 1)), "poolSize", "at least 1", $"got 2x{size}x1");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void A_stride_below_1_is_refused(int stride)
    {
        Refused<ArgumentOutOfRangeException>(
            () => new AveragePooling1D(2, stride), "strides", "at least 1", $"got {stride}");
        Refused<ArgumentOutOfRangeException>(
            () => new AveragePooling2D(2, (stride, 1)), "strides", "at least 1", $"got {stride}x1");
        Refused<ArgumentOutOfRangeException>(
            () => new MaxPooling3D(2, (1, 1, stride)), "strides", "at least 1", $"got 1x1x{stride}");
    }

    [Fact]
    public void A_data_format_that_does_not_exist_is_refused()
    {
        DataFormat unknown = (DataFormat)7;

        Refused<ArgumentOutOfRangeException>(() => new MaxPooling2D(dataFormat: unknown), "dataFormat", "ChannelsLast");
        Refused<ArgumentOutOfRangeException>(() => new GlobalMaxPooling2D(unknown), "dataFormat", "ChannelsLast");
        Refused<ArgumentOutOfRangeException>(
            () => Pool.Max(Input([1, 4, 4, 1]), PoolingWindow.Create2D(2), unknown, Output([1, 2, 2, 1])),
            "dataFormat",
            "ChannelsLast");
    }

    [Fact]
    public void A_null_argument_is_refused()
    {
        Assert.Throws<ArgumentNullException>("input", () => new MaxPooling2D().Forward<float>(null!));
        Assert.Throws<ArgumentNullException>(
            "window", () => Pool.Max(Input([1, 4, 4, 1]), null!, DataFormat.ChannelsLast, Output([1, 2, 2, 1])));
    }

    [Fact]
    public void A_wrong_number_of_axes_is_refused()
    {
        string[] message = ["Expected 4 axes (batch, height, width, channels)", "got 3: (1, 4, 4)"];

        Refused<ArgumentException>(() => new MaxPooling2D().Forward(Tensor.Create(Ones[..16], [1, 4, 4])), "input", message);
        Refused<ArgumentException>(() => new MaxPooling2D().ComputeOutputShape([1, 4, 4]), "inputShape", message);
        Refused<ArgumentException>(
            () => new GlobalAveragePooling2D().Forward(Tensor.Create(Ones[..16], [1, 4, 4])), "input", message);
        Refused<ArgumentException>(() => new GlobalMaxPooling2D().ComputeOutputShape([1, 4, 4]), "inputShape", message);
        Refused<ArgumentException>(
            () => PoolingWindow.Create2D(2).ComputeOutputShape([1, 4, 4]), "inputShape", message);
        Refused<ArgumentException>(
            () => Pool.Average(Input([1, 4, 4]), PoolingWindow.Create2D(2), DataFormat.ChannelsLast, Output([1, 2, 2])),
            "input",
            message);
        Refused<ArgumentException>(
            () => new MaxPooling3D(dataFormat: DataFormat.ChannelsFirst).ComputeOutputShape([4]),
            "inputShape",
            "Expected 5 axes (batch, channels, depth, height, width)",
            "got 1: (4,)");
    }

    [Theory]
    [InlineData(new[] { 4, 4 }, "got 2: (4, 4)")]
    [InlineData(new[] { 1, 2, 2, 2, 2, 2 }, "got 6: (1, 2, 2, 2, 2, 2)")]
    public void A_global_operation_takes_3_to_5_axes(int[] shape, string got) =>
        Refused<ArgumentException>(
            () => Pool.GlobalMax(Input(shape), DataFormat.ChannelsLast, Output([1, 1])),
            "input",
            "Expected 3, 4 or 5 axes",
            got);

    [Fact]
    public void An_axis_without_elements_is_refused_unless_it_is_the_batch()
    {
        Refused<ArgumentException>(
            () => new MaxPooling2D().ComputeOutputShape([1, 4, 0, 1]),
            "inputShape",
            "at least 1 element along every axis but the batch",
            "axis 2 of (batch, height, width, channels) has 0: (1, 4, 0, 1)");
        Refused<ArgumentException>(
            () => new AveragePooling2D().Forward(Tensor.CreateFromShape<float>([1, 4, 4, 0])),
            "input",
            "axis 3 of (batch, height, width, channels) has 0");
        Refused<ArgumentException>(
            () => new GlobalAveragePooling1D(DataFormat.ChannelsFirst).Forward(Tensor.CreateFromShape<float>([1, 3, 0])),
            "input",
            "axis 2 of (batch, channels, width) has 0");
    }

    [Fact]
    public void A_window_larger_than_the_input_is_refused_without_padding()
    {
        string[] message = ["window spans 3 along the width", "the input (1, 4, 2, 1) has 2"];

        Refused<ArgumentException>(() => new MaxPooling2D(3).ComputeOutputShape([1, 4, 2, 1]), "inputShape", message);
        Refused<ArgumentException>(
            () => new MaxPooling2D(3).Forward(Tensor.Create(Ones[..8], [1, 4, 2, 1])), "input", message);
        Refused<ArgumentException>(
            () => Pool.Max(Input([1, 4, 2, 1]), PoolingWindow.Create2D(3), DataFormat.ChannelsLast, Output([1, 1, 1, 1])),
            "input",
            message);
        Assert.Equal([1, 2, 1, 1], new MaxPooling2D(3, padding: Padding.Same).ComputeOutputShape([1, 4, 2, 1]));
    }

    [Theory]
    [InlineData(new[] { 1, 2, 3, 1 }, "got (1, 2, 3, 1)")]
    [InlineData(new[] { 1, 2, 2 }, "got (1, 2, 2)")]
    public void A_destination_of_another_shape_is_refused(int[] shape, string got)
    {
        PoolingWindow window = PoolingWindow.Create2D(2);

        Refused<ArgumentException>(
            () => Pool.Max(Input([1, 4, 4, 1]), window, DataFormat.ChannelsLast, Output(shape)),
            "destination",
            "Expected the shape (1, 2, 2, 1)",
            got);
        Refused<ArgumentException>(
            () => Pool.Average(Input([1, 4, 4, 1]), window, DataFormat.ChannelsLast, Output(shape)),
            "destination",
            "Expected the shape (1, 2, 2, 1)",
            got);
    }

    [Fact]
    public void A_global_destination_has_one_of_two_shapes()
    {
        Refused<ArgumentException>(
            () => Pool.GlobalAverage(Input([2, 4, 4, 1]), DataFormat.ChannelsLast, Output([1, 2])),
            "destination",
            "Expected the shape (2, 1) or (2, 1, 1, 1)",
            "got (1, 2)");

        float[] squeezed = new float[2];
        float[] kept = new float[2];
        Pool.GlobalAverage(Input([2, 4, 4, 1]), DataFormat.ChannelsLast, new TensorSpan<float>(squeezed, [2, 1]));
        Pool.GlobalAverage(Input([2, 4, 4, 1]), DataFormat.ChannelsLast, new TensorSpan<float>(kept, [2, 1, 1, 1]));
        Assert.Equal([1, 1], squeezed);
        Assert.Equal([1, 1], kept);
    }

    [Fact]
    public void A_broadcast_destination_is_refused() =>
        Refused<ArgumentException>(
            () => Pool.Max(
                Input([1, 4, 4, 1]),
                PoolingWindow.Create2D(2),
                DataFormat.ChannelsLast,
                new TensorSpan<float>(new float[4], [1, 2, 2, 1], [0, 0, 1, 0])),
            "destination",
            "axis 1 of (1, 2, 2, 1) is broadcast");

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(15)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(16 + 20)]
    public void Input_and_destination_may_touch_but_not_overlap(int destinationStart)
    {
        float[] memory = [.. Enumerable.Repeat(-1f, 48)];
        const int InputStart = 20;

        void Run() => Pool.Max(
            new ReadOnlyTensorSpan<float>(memory, InputStart, [1, 4, 4, 1], [0, 4, 1, 0]),
            PoolingWindow.Create2D(2),
            DataFormat.ChannelsLast,
            new TensorSpan<float>(memory, destinationStart, [1, 2, 2, 1], [0, 2, 1, 0]));

        bool overlaps = Enumerable.Range(InputStart, 16).Intersect(Enumerable.Range(destinationStart, 4)).Any();
        if (overlaps)
        {
            Refused<ArgumentException>(Run, "destination", "input and destination overlap");
        }
        else
        {
            Run();
        }
    }

    [Fact]
    public void Rows_longer_than_an_array_are_refused() =>
        Refused<ArgumentException>(
            () => Pool.GlobalMax(
                new ReadOnlyTensorSpan<byte>([7], [1, int.MaxValue, 1], [0, 0, 0]),
                DataFormat.ChannelsLast,
                new TensorSpan<byte>(new byte[1], [1, 1])),
            "input",
            $"at most {Array.MaxLength} elements",
            $"got {int.MaxValue}");

    [Fact]
    public void Nothing_is_written_when_an_argument_is_wrong()
    {
        float[] destination = [5, 5, 5, 5, 5, 5];

        Assert.ThrowsAny<ArgumentException>(() => Pool.Max(
            Input([1, 4, 4, 1]),
            PoolingWindow.Create2D(2),
            DataFormat.ChannelsLast,
            new TensorSpan<float>(destination, [1, 2, 3, 1])));

        Assert.All(destination, value => Assert.Equal(5, value));
    }

    private static ReadOnlyTensorSpan<float> Input(int[] shape) =>
        new(Ones, [.. shape.Select(length => (nint)length)]);

    private static TensorSpan<float> Output(int[] shape) =>
        new(new float[64], [.. shape.Select(length => (nint)length)]);

    private static void Refused<TException>(Func<object> action, string argument, params string[] message)
        where TException : ArgumentException => Refused<TException>(() => { _ = action(); }, argument, message);

    private static void Refused<TException>(Action action, string argument, params string[] message)
        where TException : ArgumentException
    {
        TException error = Assert.Throws<TException>(argument, action);
        Assert.All(message, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
