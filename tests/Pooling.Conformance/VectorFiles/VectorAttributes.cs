using System.Text.Json;
using Pooling.Conformance.Cases;

namespace Pooling.Conformance.VectorFiles;

/// <summary>The attributes of a case, which differ from operation to operation.</summary>
/// <param name="fields">The fields that are left of the case.</param>
/// <param name="rank">The number of spatial axes.</param>
/// <param name="inputShape">The shape of the input.</param>
/// <param name="dataFormat">Where the channels are.</param>
/// <param name="tags">The tags of the case.</param>
internal sealed class VectorAttributes(
    JsonFields fields, int rank, int[] inputShape, DataFormat dataFormat, IReadOnlySet<string> tags)
{
    /// <summary>Takes the attributes of an operation.</summary>
    /// <param name="operation">Its name in the schema, without the word for its gradient.</param>
    public PoolingSpec Read(string operation) => operation switch
    {
        "max_pool" => Extremum(Sliding()),
        "avg_pool" => Average(),
        "lp_pool" => Lp(Sliding()),
        "global_max_pool" => Extremum(new GlobalSpec()),
        "global_avg_pool" => Of(PoolingOperation.Average, new GlobalSpec()),
        "global_lp_pool" => Lp(new GlobalSpec()),
        "adaptive_max_pool" => Extremum(Adaptive()),
        "adaptive_avg_pool" => Of(PoolingOperation.Average, Adaptive()),
        "fractional_max_pool" => Extremum(Fractional()),
        "max_unpool" => Unpool(),
        _ => throw new UnknownCaseException($"Expected a known 'op', but got '{operation}'."),
    };

    private PoolingSpec Of(PoolingOperation operation, WindowSpec? window) =>
        new() { Operation = operation, DataFormat = dataFormat, Window = window };

    private PoolingSpec Extremum(WindowSpec window) => Of(PoolingOperation.Max, window) with { NaNPolicy = TakeNaNPolicy() };

    private PoolingSpec Average() => Of(PoolingOperation.Average, Sliding()) with
    {
        CountIncludePad = fields.TakeBoolean("count_include_pad"),
        DivisorOverride = fields.TakeIntegerOrNull("divisor_override"),
    };

    private PoolingSpec Lp(WindowSpec window)
    {
        int p = fields.TakeInteger("p");
        return Of(PoolingOperation.Lp, window) with
        {
            P = p >= 1 ? p : throw new UnknownCaseException($"Expected a 'p' from 1, but got {p}."),
            LpRule = fields.TakeBoolean("signed_power") ? LpRule.PyTorch : LpRule.Onnx,
        };
    }

    private PoolingSpec Unpool()
    {
        int[] kernel = TakeSizes("kernel");
        int[] strides = TakeSizes("strides");
        PaddingSpec padding = TakePadding();
        int[] outputSize = TakeSizes("output_size");
        int[] indexedSize = outputSize;
        if (tags.Contains("indices_of_default_size"))
        {
            if (padding.Kind is not (PaddingKind.Explicit or PaddingKind.Valid))
            {
                throw new UnknownCaseException(
                    $"Expected explicit padding for indices of default size, but got {padding}.");
            }

            int[] spatial = Shapes.Spatial(inputShape, dataFormat);
            bool padded = padding.Kind == PaddingKind.Explicit;
            indexedSize =
            [
                .. spatial.Select((length, axis) => ((length - 1) * strides[axis]) + kernel[axis]
                    - (padded ? padding.Begin[axis] + padding.End[axis] : 0)),
            ];
        }

        return Of(PoolingOperation.MaxUnpool, window: null) with
        {
            OutputSize = outputSize,
            IndexedSize = indexedSize,
            NaNPolicy = TakeNaNPolicy(),
        };
    }

    private SlidingSpec Sliding() => new(
        TakeSizes("kernel"), TakeSizes("strides"), TakeSizes("dilation"), TakePadding(), fields.TakeBoolean("ceil_mode"));

    private AdaptiveSpec Adaptive() => new(TakeSizes("output_size"));

    private FractionalSpec Fractional()
    {
        JsonTensor samples = new(fields.Take("random_samples"), "'random_samples'", axes: 3);
        int[] expected = [inputShape[0], Shapes.Channels(inputShape, dataFormat), rank];
        if (!samples.Shape.SequenceEqual(expected))
        {
            throw new UnknownCaseException(
                $"Expected 'random_samples' of shape {Shapes.Text(expected)}, but got {Shapes.Text(samples.Shape)}.");
        }

        double[] inOrderOfAxes = samples.Read<double>().Data;
        if (rank == 2)
        {
            // Of images, the sample of the width comes first.
            for (int i = 0; i < inOrderOfAxes.Length; i += 2)
            {
                inOrderOfAxes.AsSpan(i, 2).Reverse();
            }
        }

        return new FractionalSpec(TakeSizes("kernel"), TakeSizes("output_size"), inOrderOfAxes);
    }

    private int[] TakeSizes(string field) => fields.TakeIntegers(field, rank, least: 1);

    private NaNPolicy TakeNaNPolicy() => fields.TakeOptional("nan_policy") switch
    {
        null => NaNPolicy.Propagate,
        { ValueKind: JsonValueKind.String } policy when policy.GetString() == "propagate" => NaNPolicy.Propagate,
        { ValueKind: JsonValueKind.String } policy when policy.GetString() == "ignore" => NaNPolicy.Ignore,
        { } other => throw new UnknownCaseException($"Expected a known 'nan_policy', but got {other.GetRawText()}."),
    };

    private PaddingSpec TakePadding()
    {
        JsonFields padding = new(fields.Take("padding"), "'padding'");
        string mode = padding.TakeText("mode");
        PaddingKind kind = mode switch
        {
            "explicit" => PaddingKind.Explicit,
            "valid" => PaddingKind.Valid,
            "same_upper" => PaddingKind.SameUpper,
            "same_lower" => PaddingKind.SameLower,
            _ => throw new UnknownCaseException($"Expected a known 'mode' of padding, but got '{mode}'."),
        };
        int[] begin = [];
        int[] end = [];
        if (kind == PaddingKind.Explicit)
        {
            begin = padding.TakeIntegers("begin", rank, least: 0);
            end = padding.TakeIntegers("end", rank, least: 0);
        }

        bool zeros = padding.TakeOptional("pad_value") switch
        {
            null => false,
            { ValueKind: JsonValueKind.String } value when value.GetString() == "zero" => true,
            { } other => throw new UnknownCaseException($"Expected a known 'pad_value', but got {other.GetRawText()}."),
        };
        padding.End();
        return new PaddingSpec(kind, begin, end, zeros);
    }
}
