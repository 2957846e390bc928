using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;

namespace Pooling.Tests;

/// <summary>What a layer writes is read back as the same layer.</summary>
public class ConfigurationTests
{
    private const int Seed = 20240607;

    public static TheoryData<MaxUnpoolingLayer> Unpoolings =>
    [
        new MaxUnpooling1D(),
        new MaxUnpooling1D(3, 2, Padding.Explicit(1), DataFormat.ChannelsFirst),
        new MaxUnpooling2D((3, 4), (1, 2), Padding.Explicit((0, 1), (2, 1))),
        new MaxUnpooling3D((3, 4, 5), (1, 2, 3), dataFormat: DataFormat.ChannelsFirst),
    ];

    [Fact]
    public void A_layer_reads_back_with_the_same_settings()
    {
        foreach (PoolingLayer layer in ConfigurationRandomLayer.Many(each: 200, Seed))
        {
            string json = layer.ToJson();
            PoolingLayer back = PoolingLayer.FromJson(json);

            Assert.Equal(layer.GetType(), back.GetType());
            Assert.Equal(layer.ToString(), back.ToString());
            Assert.Equal(json, back.ToJson());
        }
    }

    [Fact]
    public void A_layer_reads_back_with_the_same_behavior()
    {
        foreach (PoolingLayer layer in ConfigurationRandomLayer.Many(each: 8, Seed))
        {
            PoolingLayer back = PoolingLayer.FromJson(layer.ToJson());
            Tensor<double> input = ConfigurationRandomLayer.Input(layer, Seed);

            Tensor<double> expected = layer.Forward(input);
            Tensor<double> actual = back.Forward(input);

            Assert.Equal(expected.Lengths.ToArray(), actual.Lengths.ToArray());
            Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Theory]
    [MemberData(nameof(Unpoolings), DisableDiscoveryEnumeration = true)]
    public void An_unpooling_reads_back_with_the_same_settings(MaxUnpoolingLayer layer)
    {
        MaxUnpoolingLayer back = MaxUnpoolingLayer.FromJson(layer.ToJson());

        Assert.Equal(layer.GetType(), back.GetType());
        Assert.Equal(layer.ToString(), back.ToString());
        Assert.Equal(layer.ToJson(), back.ToJson());
    }

    [Theory]
    [InlineData(RoiAlignMode.Average, RoiCoordinates.HalfPixel, DataFormat.ChannelsLast)]
    [InlineData(RoiAlignMode.Max, RoiCoordinates.OutputHalfPixel, DataFormat.ChannelsFirst)]
    [InlineData(RoiAlignMode.MaxOfCorners, RoiCoordinates.HalfPixel, DataFormat.ChannelsFirst)]
    public void Pooling_of_regions_reads_back_with_the_same_settings(
        RoiAlignMode mode, RoiCoordinates coordinates, DataFormat dataFormat)
    {
        RoiAlign2D align = new((3, 4), mode, coordinates, samplingRatio: 2, spatialScale: 0.1, dataFormat);
        RoiMaxPooling2D max = new((3, 4), spatialScale: 0.1, dataFormat);

        Assert.Equal(align.ToString(), RoiAlign2D.FromJson(align.ToJson()).ToString());
        Assert.Equal(align.ToJson(), RoiAlign2D.FromJson(align.ToJson()).ToJson());
        Assert.Equal(max.ToString(), RoiMaxPooling2D.FromJson(max.ToJson()).ToString());
        Assert.Equal(max.ToJson(), RoiMaxPooling2D.FromJson(max.ToJson()).ToJson());
    }

    [Fact]
    public void Every_class_of_layer_is_among_the_random_ones()
    {
        IEnumerable<Type> all = typeof(PoolingLayer).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(PoolingLayer)) && !type.IsAbstract);
        IEnumerable<Type> random = ConfigurationRandomLayer.Many(each: 1, Seed).Select(layer => layer.GetType());

        Assert.Empty(all.Except(random));
    }

    [Fact]
    public void Configurations_read_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (PoolingLayer layer in ConfigurationRandomLayer.Many(each: 2, Seed))
            {
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                string json = layer.ToJson();
                CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
                Assert.Equal(json, layer.ToJson());
                Assert.Equal(json, PoolingLayer.FromJson(json).ToJson());
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_text_with_random_changes_is_read_or_refused_with_a_clear_error()
    {
        Random random = new(Seed);
        const string Characters = "\"{}[],:.-+0123456789eEabnultrfs_ \\\ud800é";
        int read = 0;
        int refused = 0;
        foreach (PoolingLayer layer in ConfigurationRandomLayer.Many(each: 60, Seed))
        {
            char[] text = layer.ToJson().ToCharArray();
            for (int change = random.Next(1, 3); change > 0; change--)
            {
                text[random.Next(text.Length)] = Characters[random.Next(Characters.Length)];
            }

            try
            {
                PoolingLayer other = PoolingLayer.FromJson(new string(text));
                Assert.Equal(other.ToJson(), PoolingLayer.FromJson(other.ToJson()).ToJson());
                read++;
            }
            catch (ArgumentException error)
            {
                Assert.Equal("json", error.ParamName);
                Assert.Contains("Expected ", error.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.True(read > 50 && refused > 500, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Numbers_are_written_in_digits_that_read_back_exactly()
    {
        double p = 1.0 / 3;
        string json = new LpPooling1D(p: p).ToJson();

        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement config = document.RootElement.GetProperty("config");
        Assert.Equal(p, config.GetProperty("p").GetDouble());
        Assert.Equal(p, ((LpPooling1D)PoolingLayer.FromJson(json)).P);
    }
}
