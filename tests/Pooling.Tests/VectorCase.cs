using System.Numerics;
using System.Numerics.Tensors;
using System.Text.Json;

namespace Pooling.Tests;

/// <summary>One case of a vector file; Vectors/README.md is the schema.</summary>
internal sealed class VectorCase(JsonElement json)
{
    public string Id => json.GetProperty("id").GetString()!;

    public string Operation => json.GetProperty("op").GetString()!;

    public string ElementType => json.GetProperty("dtype").GetString()!;

    public int Rank => json.GetProperty("rank").GetInt32();

    public DataFormat DataFormat =>
        json.GetProperty("layout").GetString() == "channels_last" ? DataFormat.ChannelsLast : DataFormat.ChannelsFirst;

    public double RelativeTolerance => json.GetProperty("tolerance").GetProperty("rtol").GetDouble();

    public double AbsoluteTolerance => json.GetProperty("tolerance").GetProperty("atol").GetDouble();

    public static IEnumerable<VectorCase> ReadFile(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Vectors", name + ".jsonl");
        foreach (string line in File.ReadLines(path))
        {
            yield return new VectorCase(JsonDocument.Parse(line).RootElement);
        }
    }

    public Tensor<T> ReadTensor<T>(string name)
        where T : INumber<T>
    {
        JsonElement tensor = json.GetProperty(name);
        nint[] shape = [.. tensor.GetProperty("shape").EnumerateArray().Select(length => (nint)length.GetInt64())];
        T[] data = [.. tensor.GetProperty("data").EnumerateArray().Select(ReadNumber<T>)];
        return Tensor.Create(data, shape);
    }

    /// <summary>
    /// The layer that says the same, or null. A case can be expressed if it is a max or average pooling, sliding or
    /// global, in which NaN propagates, and when it slides: nothing is dilated; the padding is that of valid or same,
    /// under whatever name, and holds no values; ceil mode adds no window; averages leave padding out and have no
    /// divisor of their own.
    /// </summary>
    public PoolingLayer? ToLayer()
    {
        if (json.TryGetProperty("nan_policy", out JsonElement policy) && policy.GetString() == "ignore")
        {
            return null;
        }

        return (Operation, Rank) switch
        {
            ("global_max_pool", 1) => new GlobalMaxPooling1D(DataFormat, keepDims: true),
            ("global_max_pool", 2) => new GlobalMaxPooling2D(DataFormat, keepDims: true),
            ("global_max_pool", 3) => new GlobalMaxPooling3D(DataFormat, keepDims: true),
            ("global_avg_pool", 1) => new GlobalAveragePooling1D(DataFormat, keepDims: true),
            ("global_avg_pool", 2) => new GlobalAveragePooling2D(DataFormat, keepDims: true),
            ("global_avg_pool", 3) => new GlobalAveragePooling3D(DataFormat, keepDims: true),
            ("max_pool" or "avg_pool", _) => ToWindowLayer(),
            _ => null,
        };
    }

    private WindowPoolingLayer? ToWindowLayer()
    {
        int[] kernel = Integers(json.GetProperty("kernel"));
        int[] strides = Integers(json.GetProperty("strides"));
        bool dilated = Integers(json.GetProperty("dilation")).Any(dilation => dilation != 1);
        if (dilated || ToPadding(kernel, strides) is not { } padding)
        {
            return null;
        }

        bool max = Operation == "max_pool";
        if (!max)
        {
            bool countsPadding = json.GetProperty("count_include_pad").GetBoolean() && padding != Padding.Valid;
            if (countsPadding || json.GetProperty("divisor_override").ValueKind != JsonValueKind.Null)
            {
                return null;
            }
        }

        if (Rank == 1)
        {
            return max
                ? new MaxPooling1D(kernel[0], strides[0], padding, DataFormat)
                : new AveragePooling1D(kernel[0], strides[0], padding, DataFormat);
        }

        if (Rank == 2)
        {
            Size2D poolSize = new(kernel[0], kernel[1]);
            Size2D steps = new(strides[0], strides[1]);
            return max
                ? new MaxPooling2D(poolSize, steps, padding, DataFormat)
                : new AveragePooling2D(poolSize, steps, padding, DataFormat);
        }

        Size3D poolSize3D = new(kernel[0], kernel[1], kernel[2]);
        Size3D steps3D = new(strides[0], strides[1], strides[2]);
        return max
            ? new MaxPooling3D(poolSize3D, steps3D, padding, DataFormat)
            : new AveragePooling3D(poolSize3D, steps3D, padding, DataFormat);
    }

    private Padding? ToPadding(int[] kernel, int[] strides)
    {
        JsonElement padding = json.GetProperty("padding");
        if (padding.TryGetProperty("pad_value", out _))
        {
            return null;
        }

        int[] shape = Integers(json.GetProperty("input").GetProperty("shape"));
        int[] lengths = DataFormat == DataFormat.ChannelsLast ? shape[1..^1] : shape[2..];
        (int Begin, int End)[] same = [.. lengths.Select((length, axis) =>
        {
            int outputs = (length + strides[axis] - 1) / strides[axis];
            int total = Math.Max(0, ((outputs - 1) * strides[axis]) + kernel[axis] - length);
            return (total / 2, total - (total / 2));
        })];
        (int Begin, int End)[] none = [.. lengths.Select(_ => (0, 0))];

        string? mode = padding.GetProperty("mode").GetString();
        (int Begin, int End)[] pads = mode switch
        {
            "valid" => none,
            "same_upper" => same,
            "same_lower" => [.. same.Select(pad => (pad.End, pad.Begin))],
            _ => [.. Integers(padding.GetProperty("begin")).Zip(Integers(padding.GetProperty("end")))],
        };

        if (json.GetProperty("ceil_mode").GetBoolean())
        {
            for (int axis = 0; axis < lengths.Length; axis++)
            {
                int span = lengths[axis] + pads[axis].Begin + pads[axis].End - kernel[axis];
                int partWindowStart = ((span / strides[axis]) + 1) * strides[axis];
                bool leavesRest = span % strides[axis] != 0;
                if (leavesRest && partWindowStart < lengths[axis] + pads[axis].Begin)
                {
                    return null;
                }
            }
        }

        return mode == "same_upper" ? Padding.Same
            : pads.SequenceEqual(none) ? Padding.Valid
            : pads.SequenceEqual(same) ? Padding.Same
            : null;
    }

    private static int[] Integers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];

    private static T ReadNumber<T>(JsonElement number)
        where T : INumber<T> => number.ValueKind switch
        {
            JsonValueKind.String => T.CreateChecked(number.GetString() switch
            {
                "NaN" => double.NaN,
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                string text => throw new FormatException($"'{text}' is not a number."),
                null => throw new FormatException("null is not a number."),
            }),
            _ when typeof(T) == typeof(long) => T.CreateChecked(number.GetInt64()),
            _ => T.CreateChecked(number.GetDouble()),
        };
}
