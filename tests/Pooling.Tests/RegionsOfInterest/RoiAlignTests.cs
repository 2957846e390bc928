using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>RoI align against its definition, and its backward pass.</summary>
public class RoiAlignTests
{
    private const int Configurations = 300;

    public static TheoryData<RoiAlignMode, RoiCoordinates> Settings => new()
    {
        { RoiAlignMode.Average, RoiCoordinates.HalfPixel },
        { RoiAlignMode.Average, RoiCoordinates.OutputHalfPixel },
        { RoiAlignMode.Max, RoiCoordinates.HalfPixel },
        { RoiAlignMode.Max, RoiCoordinates.OutputHalfPixel },
        { RoiAlignMode.MaxOfCorners, RoiCoordinates.HalfPixel },
        { RoiAlignMode.MaxOfCorners, RoiCoordinates.OutputHalfPixel },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void It_is_what_its_definition_gives(RoiAlignMode mode, RoiCoordinates coordinates)
    {
        Random random = new(1703);
        for (int i = 0; i < Configurations; i++)
        {
            RoiImages images = new(random, () => (random.NextDouble() * 20) - 10, quarters: false);
            int samplingRatio = random.Next(4);
            RoiAlign2D layer = new(
                images.OutputSize, mode, coordinates, samplingRatio, images.Scale, images.DataFormat);
            double[] expected = images.Output<double>((roi, channel, row, column) => RoiReference.Align(
                images.Plane(images.BatchIndices[roi], channel),
                images.Rois[roi],
                images.Scale,
                images.OutputSize.Height,
                images.OutputSize.Width,
                row,
                column,
                mode,
                coordinates == RoiCoordinates.HalfPixel,
                samplingRatio));

            Tensor<double> output = layer.Forward(
                images.Input<double>(), images.RoiTable<double>(withImage: false), images.BatchIndexTensor());

            Assert.Equal(images.OutputShape, output.Lengths.ToArray());
            Assert.Equal(images.OutputShape, layer.ComputeOutputShape(images.Input<double>().Lengths, images.Rois.Length));
            foreach ((double want, double got) in expected.Zip(output))
            {
                Assert.True(Math.Abs(want - got) < 1e-9, $"{images}, sampling ratio {samplingRatio}: expected {want}, got {got}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Backward_agrees_with_finite_differences(RoiAlignMode mode, RoiCoordinates coordinates)
    {
        Random random = new(1703);
        for (int i = 0; i < 40; i++)
        {
            // Positive values, so that no product ties with those of weight 0.
            RoiImages images = new(random, () => 1 + (random.NextDouble() * 1000), quarters: false);
            RoiAlign2D layer = new(images.OutputSize, mode, coordinates, i % 4, images.Scale, images.DataFormat);
            Tensor<double> rois = images.RoiTable<double>(withImage: false);
            Tensor<double> gradOutput = images.RandomOutput(random);

            RoiMaxPoolingTests.FiniteDifferences(
                images,
                input => layer.Forward(input, rois, images.BatchIndexTensor()),
                input => layer.Backward(input, rois, images.BatchIndexTensor(), gradOutput),
                gradOutput);
        }
    }

    [Fact]
    public void Samples_of_a_ramp_lie_where_the_coordinates_say()
    {
        // An interpolation of x gives x. Element i is at i + 0.5 in half-pixel coordinates, else at i.
        double[] ramp = [.. Enumerable.Range(0, 10).Select(x => (double)x)];
        Tensor<double> input = Tensor.Create(ramp, [1, 1, 10, 1]);
        Tensor<double> rois = Tensor.Create<double>([2, 0, 6, 1], [1, 4]);
        Tensor<long> image = Tensor.Create<long>([0], [1]);

        Assert.Equal([2.5, 4.5], new RoiAlign2D((1, 2)).Forward(input, rois, image).ToArray());
        Assert.Equal(
            [3, 5], new RoiAlign2D((1, 2), coordinates: RoiCoordinates.OutputHalfPixel).Forward(input, rois, image).ToArray());
        Assert.Equal([3, 5], new RoiAlign2D((1, 2), RoiAlignMode.Max).Forward(input, rois, image).ToArray());
    }

    [Fact]
    public void The_two_kinds_of_max_differ_between_elements()
    {
        // One sample in the middle of four elements: their mean, or a quarter of the largest.
        Tensor<float> input = Tensor.Create<float>([1, 2, 3, 8], [1, 2, 2, 1]);
        Tensor<float> rois = Tensor.Create<float>([0.5f, 0.5f, 1.5f, 1.5f], [1, 4]);
        Tensor<long> image = Tensor.Create<long>([0], [1]);

        Assert.Equal(3.5f, new RoiAlign2D(1, RoiAlignMode.Max).Forward(input, rois, image).Single());
        Assert.Equal(2f, new RoiAlign2D(1, RoiAlignMode.MaxOfCorners).Forward(input, rois, image).Single());
    }

    [Fact]
    public void A_max_of_negative_samples_is_negative_but_a_corner_without_weight_counts_as_0()
    {
        Tensor<float> input = Tensor.Create<float>([-1, -2, -3, -8], [1, 2, 2, 1]);
        Tensor<float> rois = Tensor.Create<float>([0, 0, 1, 1], [1, 4]);
        Tensor<long> image = Tensor.Create<long>([0], [1]);

        // The sample is at the center of the first element.
        Assert.Equal(-1f, new RoiAlign2D(1, RoiAlignMode.Max).Forward(input, rois, image).Single());
        Assert.Equal(0f, new RoiAlign2D(1, RoiAlignMode.MaxOfCorners).Forward(input, rois, image).Single());
    }

    [Theory]
    [InlineData(RoiAlignMode.Average)]
    [InlineData(RoiAlignMode.Max)]
    [InlineData(RoiAlignMode.MaxOfCorners)]
    public void NaN_reaches_only_the_bins_whose_samples_touch_it(RoiAlignMode mode)
    {
        Tensor<float> input = Tensor.Create([1, 2, float.NaN, 4], [1, 1, 4, 1]);
        Tensor<float> rois = Tensor.Create<float>([0, 0, 4, 1], [1, 4]);
        Tensor<long> image = Tensor.Create<long>([0], [1]);
        RoiAlign2D layer = new((1, 4), mode, samplingRatio: 1);

        // Each sample is at the center of an element, so its neighbor has no weight.
        float[] output = [.. layer.Forward(input, rois, image)];
        float[] gradInput = [.. layer.Backward(input, rois, image, Tensor.Create<float>([1, 1, 1, 1], [1, 1, 4, 1]))];

        Assert.Equal([1, 2, float.NaN, 4], output);
        Assert.Equal([1, 1, 1, 1], gradInput);
    }

    [Fact]
    public void Samples_beyond_the_edge_are_clamped_up_to_one_element_and_then_0()
    {
        Tensor<float> input = Tensor.Create<float>([5, 7], [1, 1, 2, 1]);
        Tensor<long> image = Tensor.Create<long>([0], [1]);

        float At(float x) => new RoiAlign2D(1, samplingRatio: 1)
            .Forward(input, Tensor.Create([x, 0, x, 1], [1, 4]), image).Single();

        Assert.Equal([0, 5, 5, 6, 7, 7, 0], [At(-0.75f), At(-0.5f), At(0.5f), At(1), At(1.5f), At(2.5f), At(2.75f)]);
    }

    [Fact]
    public void A_region_without_size_has_no_samples_unless_their_number_is_given()
    {
        Tensor<float> input = Tensor.Create<float>([5, 7], [1, 1, 2, 1]);
        Tensor<float> rois = Tensor.Create<float>([1, 0.5f, 1, 0.5f, 1.5f, 1, 0.5f, 0], [2, 4]);
        Tensor<long> images = Tensor.Create<long>([0, 0], [2]);

        foreach (RoiAlignMode mode in Enum.GetValues<RoiAlignMode>())
        {
            Assert.Equal([0, 0], new RoiAlign2D(1, mode).Forward(input, rois, images).ToArray());
        }

        Assert.Equal([6, 6], new RoiAlign2D(1, samplingRatio: 1).Forward(input, rois, images).ToArray());
    }

    [Fact]
    public void The_number_of_samples_follows_from_coordinates_in_float()
    {
        // 50 * 0.1f is 5 in float: five bins of one element each. In double it is a little more, and each bin had two samples.
        Random random = new(3);
        Tensor<float> input = Tensor.Create([.. Enumerable.Range(0, 64).Select(_ => random.NextSingle())], [1, 8, 8, 1]);
        Tensor<float> rois = Tensor.Create<float>([0, 0, 50, 50], [1, 4]);
        Tensor<long> image = Tensor.Create<long>([0], [1]);

        Assert.Equal(
            new RoiAlign2D(5, samplingRatio: 1, spatialScale: 0.1f).Forward(input, rois, image).ToArray(),
            new RoiAlign2D(5, spatialScale: 0.1f).Forward(input, rois, image).ToArray());
    }

    [Fact]
    public void Averages_and_gradients_of_halves_do_not_stall_or_overflow()
    {
        // 64 x 64 samples of the largest half, and 3,000 regions that each send a gradient of 1 to the same element.
        Half[] largest = [.. Enumerable.Repeat(Half.MaxValue, 64)];
        Tensor<Half> input = Tensor.Create(largest, [1, 8, 8, 1]);
        Tensor<Half> whole = Tensor.Create([Half.Zero, Half.Zero, (Half)8, (Half)8], [1, 4]);
        Assert.Equal(
            Half.MaxValue,
            new RoiAlign2D(1, samplingRatio: 64).Forward(input, whole, Tensor.Create<long>([0], [1])).Single());

        const int Regions = 3000;
        Half[] first = [Half.Zero, Half.Zero, Half.One, Half.One];
        Tensor<Half> rois = Tensor.Create([.. Enumerable.Repeat(first, Regions).SelectMany(roi => roi)], [Regions, 4]);
        Tensor<Half> gradOutput = Tensor.Create([.. Enumerable.Repeat(Half.One, Regions)], [Regions, 1, 1, 1]);
        Tensor<Half> gradInput = new RoiAlign2D(1).Backward(
            input, rois, Tensor.Create(new long[Regions], [Regions]), gradOutput);
        Assert.Equal((Half)Regions, gradInput.First());
    }
}
