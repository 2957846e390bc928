using System.Text.Json;

namespace Pooling;

/// <summary>Windows as settings in a configuration: what is written here is read here.</summary>
internal static class WindowConfig
{
    /// <summary>Writes a window's settings; those that Keras lacks only where they are not the default.</summary>
    public static void WriteWindow(this Utf8JsonWriter config, PoolingWindow window)
    {
        switch (window)
        {
            case SlidingWindow sliding:
                config.WriteSliding(sliding);
                break;
            case AdaptiveWindow adaptive:
                config.WriteOutputSize(adaptive.OutputSize);
                break;
            case GlobalWindow global:
                config.WriteBoolean("keepdims", global.KeepDims);
                break;
            case FractionalWindow fractional:
                config.WriteFractional(fractional);
                break;
            case FractionalRegionsWindow regions:
                config.WriteNumbers("pooling_ratio", regions.PoolingRatio);
                config.WriteNumber("seed", regions.Seed);
                config.WriteFlag("pseudo_random", regions.PseudoRandom);
                config.WriteFlag("overlapping", regions.Overlapping);
                break;
            case RegionsWindow regions:
                config.WriteBounds(regions);
                config.WriteFlag("overlapping", regions.Overlapping);
                break;
            default:
                throw new NotSupportedException($"Expected a window that configurations know, but got {window}.");
        }
    }

    /// <summary>Reads a window that slides, with Keras's defaults.</summary>
    public static SlidingWindow SlidingWindow(this ConfigReader config, int rank) => PoolingWindow.Create(
        config.SizesOr("pool_size", rank, 2),
        config.SizesOrNull("strides", rank),
        config.Padding(rank),
        config.SizesOrNull("dilation", rank),
        config.Flag("ceil_mode"));

    /// <summary>Reads the window of a max that is undone, which has no dilation and no ceil mode.</summary>
    public static SlidingWindow UnpoolingWindow(this ConfigReader config, int rank) => PoolingWindow.Create(
        config.SizesOr("pool_size", rank, 2), config.SizesOrNull("strides", rank), config.Padding(rank));

    /// <summary>Reads the window of a max that is blurred, which moves by one element at a time.</summary>
    public static SlidingWindow MaxBlurWindow(this ConfigReader config, int rank) => PoolingWindow.Create(
        config.SizesOr("pool_size", rank, 2), [.. Enumerable.Repeat(1, rank)], config.Padding(rank));

    /// <summary>Reads a window that shares out the input.</summary>
    public static AdaptiveWindow AdaptiveWindow(this ConfigReader config, int rank) =>
        PoolingWindow.Adaptive(config.OutputSizes("output_size", rank));

    /// <summary>Reads a window as large as the input.</summary>
    public static GlobalWindow GlobalWindow(this ConfigReader config, int rank) =>
        PoolingWindow.Global(rank, config.Flag("keepdims"));

    /// <summary>Reads one of the three windows of fractional pooling, told apart by their settings.</summary>
    public static PoolingWindow FractionalWindow(this ConfigReader config, int rank)
    {
        if (config.Has("bounds"))
        {
            return PoolingWindow.Regions(config.Lists("bounds", rank), config.Flag("overlapping"));
        }

        if (config.Has("pooling_ratio"))
        {
            return PoolingWindow.FractionalRegions(
                config.Ratios("pooling_ratio", rank),
                config.Integer("seed"),
                config.Flag("pseudo_random"),
                config.Flag("overlapping"));
        }

        int[] poolSize = config.Sizes("pool_size", rank);
        if (config.Has("output_ratio"))
        {
            return PoolingWindow.Fractional(poolSize, config.Ratios("output_ratio", rank), config.Integer("seed"));
        }

        int[] outputSize = config.Sizes("output_size", rank);
        return config.Has("samples")
            ? PoolingWindow.Fractional(poolSize, outputSize, config.Tensor("samples"))
            : PoolingWindow.Fractional(poolSize, outputSize, config.Integer("seed"));
    }

    /// <summary>Writes a padding.</summary>
    public static void WritePadding(this Utf8JsonWriter config, Padding padding, int rank)
    {
        if (padding.IsExplicit)
        {
            config.WriteStartObject("padding");
            config.WritePads("begin", padding, rank, pads => pads.Begin);
            config.WritePads("end", padding, rank, pads => pads.End);
            config.WriteEndObject();
        }
        else
        {
            config.WriteName("padding", SettingNames.Paddings, padding.WithoutZeros());
        }

        config.WriteFlag("padding_zeros", padding.HoldsZeros);
    }

    /// <summary>Reads a padding, valid if it is missing.</summary>
    public static Padding Padding(this ConfigReader config, int rank)
    {
        Padding padding = config.Has("padding", JsonValueKind.Object)
            ? config.ReadPads(rank)
            : config.Named("padding", SettingNames.Paddings, Pooling.Padding.Valid);
        return config.Flag("padding_zeros") ? padding.WithZeros() : padding;
    }

    private static void WriteSliding(this Utf8JsonWriter config, SlidingWindow window)
    {
        config.WriteNumbers("pool_size", window.PoolSize);
        config.WritePadding(window.Padding, window.Rank);
        config.WriteNumbers("strides", window.Strides);
        if (window.Dilation.ContainsAnyExcept(1))
        {
            config.WriteNumbers("dilation", window.Dilation);
        }

        config.WriteFlag("ceil_mode", window.CeilMode);
    }

    private static void WriteFractional(this Utf8JsonWriter config, FractionalWindow window)
    {
        config.WriteNumbers("pool_size", window.PoolSize);
        if (window.OutputRatio.IsEmpty)
        {
            config.WriteNumbers("output_size", window.OutputSize);
        }
        else
        {
            config.WriteNumbers("output_ratio", window.OutputRatio);
        }

        if (window.Samples is { } samples)
        {
            config.WriteStartObject("samples");
            config.WriteNumbers("shape", samples.Lengths);
            config.WriteNumbers<double>("data", [.. samples]);
            config.WriteEndObject();
        }
        else
        {
            config.WriteNumber("seed", window.Seed);
        }
    }

    /// <summary>Writes one side: a list, or one number for a padding that is for any number of axes.</summary>
    private static void WritePads(
        this Utf8JsonWriter config, string key, Padding padding, int rank, Func<(nint Begin, nint End), nint> side)
    {
        if (padding.IsForAnyRank)
        {
            config.WriteNumber(key, side(padding.Along(0, rank)));
        }
        else
        {
            config.WriteNumbers<nint>(key, [.. Enumerable.Range(0, rank).Select(axis => side(padding.Along(axis, rank)))]);
        }
    }

    private static Padding ReadPads(this ConfigReader config, int rank)
    {
        ConfigReader pads = config.Object("padding");
        Padding padding = pads.Has("begin", JsonValueKind.Array) || pads.Has("end", JsonValueKind.Array)
            ? Pooling.Padding.Explicit(pads.Sizes("begin", rank), pads.Sizes("end", rank))
            : Pooling.Padding.Explicit(pads.Integer("begin"), pads.Integer("end"));
        pads.CheckAllRead();
        return padding;
    }

    private static void WriteOutputSize(this Utf8JsonWriter config, ReadOnlySpan<int> outputSize)
    {
        config.WriteStartArray("output_size");
        foreach (int size in outputSize)
        {
            if (size == Pooling.AdaptiveWindow.SameAsInput)
            {
                config.WriteNullValue();
            }
            else
            {
                config.WriteNumberValue(size);
            }
        }

        config.WriteEndArray();
    }

    private static void WriteBounds(this Utf8JsonWriter config, RegionsWindow window)
    {
        config.WriteStartArray("bounds");
        for (int axis = 0; axis < window.Rank; axis++)
        {
            config.WriteNumbers(window.Bounds(axis));
        }

        config.WriteEndArray();
    }
}
