using System.Numerics.Tensors;

namespace Pooling.Tests;

public class FractionalWindowTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Regions_share_out_the_input_in_sizes_that_differ_by_one(bool pseudoRandom)
    {
        for (int seed = 0; seed < 200; seed++)
        {
            foreach ((int length, double ratio) in (ReadOnlySpan<(int, double)>)[(10, 1.44), (23, 2.3), (12, 3), (7, 1), (40, 1.01)])
            {
                AxisWindows windows = PoolingWindow.FractionalRegions([ratio], seed, pseudoRandom).Over(0, length);

                int count = (int)Math.Floor(length / ratio);
                ElementRange[] regions = Ranges(windows);
                Assert.Equal(count, regions.Length);
                Assert.Equal(0, regions[0].Start);
                Assert.Equal(length, regions[^1].End);
                Assert.All(regions, region => Assert.InRange(region.Length, length / count, (length / count) + 1));
                Assert.All(regions.Zip(regions.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Overlapping_regions_take_the_first_element_of_the_next(bool pseudoRandom)
    {
        ElementRange[] disjoint = Ranges(PoolingWindow.FractionalRegions([1.6], 3, pseudoRandom).Over(0, 21));
        ElementRange[] overlapping =
            Ranges(PoolingWindow.FractionalRegions([1.6], 3, pseudoRandom, overlapping: true).Over(0, 21));

        Assert.Equal(disjoint.Select(region => region.Start), overlapping.Select(region => region.Start));
        Assert.Equal(disjoint.Select(region => Math.Min(region.End + 1, 21)), overlapping.Select(region => region.End));
    }

    [Fact]
    public void Shuffled_regions_have_their_larger_ones_anywhere()
    {
        // 7 elements in 3 regions: the one of 3 elements is as likely at each place.
        int[] places = new int[3];
        for (int seed = 0; seed < 3000; seed++)
        {
            ElementRange[] regions = Ranges(PoolingWindow.FractionalRegions([2.2], seed).Over(0, 7));
            places[Array.FindIndex(regions, region => region.Length == 3)]++;
        }

        Assert.All(places, place => Assert.InRange(place, 900, 1100));
    }

    [Fact]
    public void The_same_seed_gives_the_same_windows_and_another_seed_others()
    {
        ElementRange[] Windows(int seed) =>
            Ranges(PoolingWindow.Fractional([2], [9], seed).Over(0, 30, batch: 1, channel: 2));

        Assert.Equal(Windows(5), Windows(5));
        Assert.Contains(Enumerable.Range(0, 20), seed => !Windows(seed).SequenceEqual(Windows(5)));
    }

    [Fact]
    public void Windows_differ_by_channel_and_sample()
    {
        FractionalWindow window = PoolingWindow.Fractional([3], [30], 5);
        var planes = from batch in Enumerable.Range(0, 3) from channel in Enumerable.Range(0, 3) select (batch, channel);

        string[] all = [.. planes.Select(plane => string.Join(' ', Ranges(window.Over(0, 100, plane.batch, plane.channel))))];

        Assert.True(all.Distinct().Count() > 5);
    }

    [Fact]
    public void Samples_place_windows_by_PyTorchs_formula()
    {
        // a = (12 - 3) / (4 - 1) = 3: starts floor(3 (i + u)) - floor(3 u) = 0 3 6, and the last at 9.
        Tensor<double> samples = Tensor.Create([0.0, 0.5], [1, 2, 1]);
        FractionalWindow window = PoolingWindow.Fractional([3], [4], samples);

        Assert.Equal([new(0, 3), new(3, 6), new(6, 9), new(9, 12)], Ranges(window.Over(0, 12, 0, 0)));

        // a = (8 - 2) / (4 - 1) = 2 and a = (9 - 2) / 3 = 7/3: floor(7/3 (i + 0.5)) - floor(7/6) = 0, 2, 4; then 7.
        Assert.Equal([0, 2, 4, 7], Starts(PoolingWindow.Fractional([2], [4], samples).Over(0, 9, 0, 1)));
    }

    [Fact]
    public void A_ratio_gives_a_share_of_the_input_rounded_down()
    {
        FractionalWindow window = PoolingWindow.Fractional([2, 2], [0.6, 0.5], seed: 1);

        Assert.Equal([3, 5, 6, 4], window.ComputeOutputShape([3, 9, 13, 4]));
    }

    [Fact]
    public void Given_bounds_are_the_regions()
    {
        RegionsWindow window = PoolingWindow.Regions([[0, 2, 3, 5]], overlapping: true);

        Assert.Equal([new(0, 3), new(2, 4), new(3, 5)], Ranges(window.Over(0, 5)));
        Assert.Throws<ArgumentException>("inputLength", () => window.Over(0, 6));
        Assert.Throws<ArgumentException>("bounds", () => PoolingWindow.Regions([[1, 2]]));
        Assert.Throws<ArgumentException>("bounds", () => PoolingWindow.Regions([[0, 2, 2]]));
    }

    [Fact]
    public void Every_kind_of_window_knows_which_windows_cover_an_element()
    {
        PoolingWindow[] windows =
        [
            PoolingWindow.Create1D(3, 2, Padding.Same), PoolingWindow.Create1D(3, 2, Padding.Explicit(4, 2), dilation: 3),
            PoolingWindow.Create1D(4, 6, Padding.Explicit(1), dilation: 4, ceilMode: true), PoolingWindow.Create1D(2, 5),
            PoolingWindow.Create1D(2, 4, Padding.Explicit(3), dilation: 6), PoolingWindow.Adaptive(7), PoolingWindow.Adaptive(60),
            PoolingWindow.Global(1), PoolingWindow.Fractional([3], [5], 11), PoolingWindow.Fractional([1], [20], 4),
            PoolingWindow.FractionalRegions([1.7], 2), PoolingWindow.FractionalRegions([1.7], 2, true, true),
        ];
        foreach (PoolingWindow window in windows)
        {
            AxisWindows over = window.Over(0, 23);
            for (int position = 0; position < 23; position++)
            {
                int[] expected =
                    [.. Enumerable.Range(0, (int)over.OutputLength).Where(output => Members(over.Elements(output)).Contains(position))];

                Assert.Equal(expected, Members(over.Covering(position)));
            }
        }
    }

    [Fact]
    public void Wrong_settings_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => PoolingWindow.Fractional([2], [2], Tensor.Create([1.0], [1, 1, 1])));
        Assert.Throws<ArgumentException>("samples", () => PoolingWindow.Fractional([2], [2], Tensor.Create([0.5], [1, 1])));
        Assert.Throws<ArgumentOutOfRangeException>("outputRatio", () => PoolingWindow.Fractional([2], [1.0], 1));
        Assert.Throws<ArgumentOutOfRangeException>("poolingRatio", () => PoolingWindow.FractionalRegions([0.9], 1));
        Assert.Throws<ArgumentOutOfRangeException>("outputSize", () => PoolingWindow.Fractional([2], [0], 1));
        Assert.Throws<ArgumentException>("outputSize", () => PoolingWindow.Fractional([2], [1, 1], 1));
        ArgumentException error = Assert.Throws<ArgumentException>(
            "input", () => new FractionalMaxPooling1D(2, 5, seed: 1).Forward(Tensor.Create([1f, 2, 3, 4, 5], [1, 5, 1])));
        Assert.Contains("at least 6 elements for 5 windows of 2", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(
            "input",
            () => new FractionalMaxPooling1D(PoolingWindow.Fractional([1], [2], Tensor.Create([0.5], [1, 1, 1])))
                .Forward(Tensor.Create([1f, 2, 3, 4], [1, 2, 2])));
        Assert.Contains("batch of 1 with 1 channels", error.Message, StringComparison.Ordinal);
    }

    private static ElementRange[] Ranges(AxisWindows windows) =>
        [.. Enumerable.Range(0, (int)windows.OutputLength).Select(output => windows.Elements(output))];

    private static nint[] Starts(AxisWindows windows) => [.. Ranges(windows).Select(range => range.Start)];

    private static int[] Members(ElementRange range) =>
        [.. Enumerable.Range(0, (int)range.Length).Select(i => (int)(range.Start + (i * range.Step)))];
}
