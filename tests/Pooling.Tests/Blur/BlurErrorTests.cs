using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Every error of blurring names the argument, what was expected and what was got.</summary>
public class BlurErrorTests
{
    private static readonly float[] Ones = [.. Enumerable.Repeat(1f, 64)];

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void A_filter_has_1_to_7_weights(int filterSize)
    {
        Refused<ArgumentOutOfRangeException>(
            () => new BlurPooling2D(filterSize: filterSize), "filterSize", "Expected 1 to 7", $"got {filterSize}");
        Refused<ArgumentOutOfRangeException>(
            () => Blur([1, 4, 4, 1], [1, 2, 2, 1], [2, 2], filterSize), "filterSize", "Expected 1 to 7");
    }

    [Fact]
    public void Strides_are_at_least_1_and_one_for_each_spatial_axis()
    {
        Refused<ArgumentOutOfRangeException>(() => new BlurPooling1D(0), "strides", "at least 1", "got 0");
        Refused<ArgumentOutOfRangeException>(() => new BlurPooling2D((2, -1)), "strides", "at least 1", "got 2x-1");
        Refused<ArgumentOutOfRangeException>(
            () => new BlurPooling3D((1, 0, 1)), "strides", "at least 1", "got 1x0x1");
        Refused<ArgumentException>(() => Blur([1, 4, 4, 1], [1, 2, 2, 1], []), "strides", "1, 2 or 3 spatial axes", "got 0");
        Refused<ArgumentException>(() => Blur([1, 4, 4, 1], [1, 2, 2, 1], [1, 1, 1, 1]), "strides", "1, 2 or 3 spatial axes", "got 4");
        Refused<ArgumentException>(() => Blur([1, 4, 4, 1], [1, 2, 2, 1], [1]), "input", "Expected 3 axes", "got 4");
    }

    [Fact]
    public void A_padding_or_data_format_that_does_not_exist_is_refused()
    {
        Refused<ArgumentOutOfRangeException>(() => new BlurPooling2D(padding: (BlurPadding)5), "padding", "Reflect");
        Refused<ArgumentOutOfRangeException>(
            () => new BlurPooling2D(dataFormat: (DataFormat)5), "dataFormat", "ChannelsLast");
    }

    [Fact]
    public void Max_blur_pooling_checks_both_of_its_parts()
    {
        Refused<ArgumentOutOfRangeException>(() => new MaxBlurPooling1D(0), "poolSize", "at least 1", "got 0");
        Refused<ArgumentOutOfRangeException>(() => new MaxBlurPooling2D(2, (1, 0)), "strides", "at least 1", "got 1x0");
        Refused<ArgumentOutOfRangeException>(
            () => new MaxBlurPooling3D(blurPadding: (BlurPadding)5), "blurPadding", "Reflect");
        Refused<ArgumentException>(
            () => new MaxBlurPooling2D(5).ComputeOutputShape([1, 4, 4, 1]), "inputShape", "window spans 5");
        Refused<ArgumentException>(
            () => new MaxBlurPooling2D().ComputeOutputShape([1, 4, 3, 1]),
            "inputShape",
            "the width of what is blurred, (1, 3, 2, 1), is 2");
    }

    [Fact]
    public void Reflection_needs_more_elements_than_the_padding_has()
    {
        string[] message = ["filter of 4 pads 2 at the end", "the width of what is blurred, (1, 4, 2, 1), is 2"];

        Refused<ArgumentException>(() => new BlurPooling2D().ComputeOutputShape([1, 4, 2, 1]), "inputShape", message);
        Refused<ArgumentException>(() => Blur([1, 4, 2, 1], [1, 2, 1, 1], [2, 2]), "input", message);
        Refused<ArgumentException>(() => BlurBackward([1, 2, 1, 1], [1, 4, 2, 1], [2, 2]), "gradInput", message);
        Assert.Equal(
            [1, 2, 1, 1], new BlurPooling2D(padding: BlurPadding.Replicate).ComputeOutputShape([1, 4, 2, 1]));
    }

    [Fact]
    public void Tensors_of_other_shapes_are_refused()
    {
        Refused<ArgumentException>(
            () => Blur([1, 4, 4, 1], [1, 2, 3, 1], [2, 2]), "destination", "Expected the shape (1, 2, 2, 1)", "got (1, 2, 3, 1)");
        Refused<ArgumentException>(
            () => BlurBackward([1, 4, 4, 1], [1, 4, 4, 1], [2, 2]), "gradOutput", "Expected the shape (1, 2, 2, 1)");
        Refused<ArgumentException>(
            () => new BlurPooling2D().Backward(Tensor.Create(Ones, [1, 8, 8, 1]), Tensor.Create(Ones, [1, 8, 8, 1])),
            "gradOutput",
            "Expected the shape (1, 4, 4, 1)",
            "got (1, 8, 8, 1)");
    }

    [Fact]
    public void A_destination_that_is_broadcast_or_overlaps_the_input_is_refused()
    {
        Refused<ArgumentException>(
            () => Pool.Blur(
                new ReadOnlyTensorSpan<float>(Ones, [1, 4, 4, 1]),
                3,
                [2, 2],
                DataFormat.ChannelsLast,
                new TensorSpan<float>(new float[4], [1, 2, 2, 1], [0, 0, 1, 0])),
            "destination",
            "axis 1 of (1, 2, 2, 1) is broadcast");

        float[] memory = new float[20];
        Refused<ArgumentException>(
            () => Pool.Blur(
                new ReadOnlyTensorSpan<float>(memory, [1, 4, 4, 1]),
                3,
                [2, 2],
                DataFormat.ChannelsLast,
                new TensorSpan<float>(memory, 15, [1, 2, 2, 1], [0, 2, 1, 0])),
            "destination",
            "input and destination overlap");
    }

    [Fact]
    public void An_empty_batch_gives_an_empty_batch()
    {
        BlurPooling2D layer = new();

        Tensor<float> output = layer.Forward(Tensor.CreateFromShape<float>([0, 4, 4, 3]));
        Tensor<float> gradInput = layer.Backward(Tensor.CreateFromShape<float>([0, 4, 4, 3]), output);

        Assert.Equal([0, 2, 2, 3], output.Lengths.ToArray());
        Assert.Equal([0, 4, 4, 3], gradInput.Lengths.ToArray());
    }

    [Fact]
    public void A_layer_reads_like_its_settings()
    {
        Assert.Equal(
            "BlurPooling2D(strides: 2x2, filterSize: 4, padding: reflect, channels last)", new BlurPooling2D().ToString());
        Assert.Equal(
            "MaxBlurPooling2D(poolSize: 2x2, strides: 2x2, filterSize: 4, padding: valid, blurPadding: reflect, channels last)",
            new MaxBlurPooling2D().ToString());
        Assert.Equal(
            "BlurPooling3D(strides: 1x2x3, filterSize: 7, padding: zero, channels first)",
            new BlurPooling3D((1, 2, 3), 7, BlurPadding.Zero, DataFormat.ChannelsFirst).ToString());
    }

    private static void Blur(int[] input, int[] output, int[] strides, int filterSize = 4) => Pool.Blur(
        new ReadOnlyTensorSpan<float>(Ones, Lengths(input)),
        filterSize,
        strides,
        DataFormat.ChannelsLast,
        new TensorSpan<float>(new float[64], Lengths(output)));

    private static void BlurBackward(int[] gradOutput, int[] gradInput, int[] strides) => Pool.BlurBackward(
        new ReadOnlyTensorSpan<float>(Ones, Lengths(gradOutput)),
        4,
        strides,
        DataFormat.ChannelsLast,
        new TensorSpan<float>(new float[64], Lengths(gradInput)));

    private static nint[] Lengths(int[] shape) => [.. shape.Select(length => (nint)length)];

    private static void Refused<TException>(Func<object> action, string argument, params string[] message)
        where TException : ArgumentException => Refused<TException>(() => { _ = action(); }, argument, message);

    private static void Refused<TException>(Action action, string argument, params string[] message)
        where TException : ArgumentException
    {
        TException error = Assert.Throws<TException>(argument, action);
        Assert.All(message, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
