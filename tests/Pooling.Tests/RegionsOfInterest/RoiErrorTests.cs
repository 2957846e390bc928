using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Every error of pooling by regions names the argument, what was expected and what was got.</summary>
public class RoiErrorTests
{
    private static readonly Tensor<float> Input = Tensor.Create([.. Enumerable.Repeat(1f, 32)], [2, 4, 4, 1]);

    private static readonly Tensor<long> First = Tensor.Create<long>([0], [1]);

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Refused<ArgumentOutOfRangeException>(() => new RoiMaxPooling2D((2, 0)), "outputSize", "at least 1", "got 2x0");
        Refused<ArgumentOutOfRangeException>(() => new RoiAlign2D(-1), "outputSize", "at least 1", "got -1x-1");
        foreach (double scale in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            Refused<ArgumentOutOfRangeException>(() => new RoiMaxPooling2D(2, scale), "spatialScale", "larger than 0");
            Refused<ArgumentOutOfRangeException>(
                () => new RoiAlign2D(2, spatialScale: scale), "spatialScale", "larger than 0");
        }

        Refused<ArgumentOutOfRangeException>(() => new RoiAlign2D(2, samplingRatio: -2), "samplingRatio", "got -2");
        Refused<ArgumentOutOfRangeException>(() => new RoiAlign2D(2, (RoiAlignMode)7), "mode", "MaxOfCorners");
        Refused<ArgumentOutOfRangeException>(
            () => new RoiAlign2D(2, coordinates: (RoiCoordinates)7), "coordinates", "HalfPixel");
        Refused<ArgumentOutOfRangeException>(
            () => new RoiAlign2D(2, dataFormat: (DataFormat)7), "dataFormat", "ChannelsLast");
        Refused<ArgumentOutOfRangeException>(
            () => new RoiMaxPooling2D(2, dataFormat: (DataFormat)7), "dataFormat", "ChannelsLast");
    }

    [Fact]
    public void A_table_of_regions_of_another_shape_is_refused()
    {
        Refused<ArgumentException>(
            () => new RoiMaxPooling2D(2).Forward(Input, Tensor.Create<float>([0, 0, 1, 1], [1, 4])),
            "rois",
            "(regions, 5) with rows (image, x1, y1, x2, y2)",
            "got (1, 4)");
        Refused<ArgumentException>(
            () => new RoiAlign2D(2).Forward(Input, Tensor.Create<float>([0, 0, 1, 1], [4]), First),
            "rois",
            "(regions, 4) with rows (x1, y1, x2, y2)",
            "got (4,)");
        Refused<ArgumentException>(
            () => new RoiAlign2D(2).Forward(
                Input, Tensor.Create<float>([0, 0, 1, 1], [1, 4]), Tensor.Create<long>([0, 0], [2])),
            "batchIndices",
            "Expected the shape (1,)",
            "got (2,)");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1e10f)]
    public void A_coordinate_that_is_not_finite_or_far_away_is_refused(float coordinate)
    {
        Refused<ArgumentException>(
            () => new RoiMaxPooling2D(2).Forward(
                Input, Tensor.Create([0, 0, 0, 1, 1, 0, 0, coordinate, 1, 1], [2, 5])),
            "rois",
            "finite",
            FormattableString.Invariant($"rois[1, 2] is {coordinate}"));
        Refused<ArgumentException>(
            () => new RoiAlign2D(2).Forward(Input, Tensor.Create([0, 0, 0, coordinate], [1, 4]), First),
            "rois",
            "finite",
            FormattableString.Invariant($"rois[0, 3] is {coordinate}"));
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(2f)]
    [InlineData(0.5f)]
    [InlineData(float.NaN)]
    public void A_region_of_an_image_that_does_not_exist_is_refused(float image) => Refused<ArgumentException>(
        () => new RoiMaxPooling2D(2).Forward(Input, Tensor.Create([0, 0, 0, 1, 1, image, 0, 0, 1, 1], [2, 5])),
        "rois",
        "index of one of 2 images",
        FormattableString.Invariant($"rois[1, 0] is {image}"));

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_batch_index_that_does_not_exist_is_refused(long image) => Refused<ArgumentException>(
        () => new RoiAlign2D(2).Forward(
            Input, Tensor.Create<float>([0, 0, 1, 1], [1, 4]), Tensor.Create([image], [1])),
        "batchIndices",
        "index of one of 2 images",
        $"batchIndices[0] is {image}");

    [Fact]
    public void More_samples_than_fit_in_memory_are_refused() => Refused<ArgumentException>(
        () => new RoiAlign2D(1).Forward(Input, Tensor.Create<float>([0, 0, 1e9f, 1e9f], [1, 4]), First),
        "rois",
        "samples in a bin",
        "region 0 has 1000000000 rows of 1000000000");

    [Fact]
    public void Tensors_of_other_shapes_are_refused()
    {
        Tensor<float> regions = Tensor.Create<float>([0, 0, 0, 1, 1], [1, 5]);
        Refused<ArgumentException>(
            () => new RoiMaxPooling2D(2).Forward(Tensor.Create<float>([1, 2], [1, 2, 1]), regions),
            "input",
            "Expected 4 axes (batch, height, width, channels)",
            "got 3");
        Refused<ArgumentException>(
            () => new RoiMaxPooling2D(2).Backward(Input, regions, Input),
            "gradOutput",
            "Expected the shape (1, 2, 2, 1)",
            "got (2, 4, 4, 1)");
        Refused<ArgumentException>(
            () => new RoiAlign2D(2).Backward(Input, Tensor.Create<float>([0, 0, 1, 1], [1, 4]), First, Input),
            "gradOutput",
            "Expected the shape (1, 2, 2, 1)");
        Refused<ArgumentException>(
            () => Pool.RoiMax(Input.AsReadOnlyTensorSpan(), regions, 2, DataFormat.ChannelsLast, new TensorSpan<float>(new float[4], [4])),
            "destination",
            "Expected the shape (1, 2, 2, 1)",
            "got (4,)");
    }

    [Fact]
    public void Nothing_is_written_when_the_last_region_is_wrong()
    {
        float[] output = [5, 5];
        Assert.Throws<ArgumentException>("rois", () => Pool.RoiMax(
            Input.AsReadOnlyTensorSpan(),
            Tensor.Create<float>([0, 0, 0, 1, 1, 7, 0, 0, 1, 1], [2, 5]),
            1,
            DataFormat.ChannelsLast,
            new TensorSpan<float>(output, [2, 1, 1, 1])));

        Assert.Equal([5, 5], output);
    }

    [Fact]
    public void No_regions_give_an_empty_result_and_a_gradient_of_0()
    {
        Tensor<float> none = Tensor.CreateFromShape<float>([0, 5]);
        RoiMaxPooling2D layer = new((2, 3));

        Tensor<float> output = layer.Forward(Input, none);

        Assert.Equal([0, 2, 3, 1], output.Lengths.ToArray());
        Assert.All(layer.Backward(Input, none, output), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void A_layer_reads_like_its_settings()
    {
        Assert.Equal(
            "RoiMaxPooling2D(outputSize: 7x7, spatialScale: 0.0625, channels last)",
            new RoiMaxPooling2D(7, 1 / 16.0).ToString());
        Assert.Equal(
            "RoiAlign2D(outputSize: 7x7, mode: Average, coordinates: HalfPixel, samplingRatio: 0, spatialScale: 1, channels first)",
            new RoiAlign2D(7, dataFormat: DataFormat.ChannelsFirst).ToString());
    }

    private static void Refused<TException>(Func<object> action, string argument, params string[] message)
        where TException : ArgumentException => Refused<TException>(() => { _ = action(); }, argument, message);

    private static void Refused<TException>(Action action, string argument, params string[] message)
        where TException : ArgumentException
    {
        TException error = Assert.Throws<TException>(argument, action);
        Assert.All(message, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
