using System.Text.Json;
using Pooling.Conformance.Cases;

namespace Pooling.Conformance.VectorFiles;

/// <summary>One case of a vector file; Vectors/README.md is the schema.</summary>
internal sealed class VectorCase
{
    private const string BackwardSuffix = "_backward";

    private VectorCase(JsonFields fields)
    {
        string operation = fields.TakeText("op");
        bool backward = operation.EndsWith(BackwardSuffix, StringComparison.Ordinal);
        string forward = backward ? operation[..^BackwardSuffix.Length] : operation;
        if (backward && forward.StartsWith("global_", StringComparison.Ordinal))
        {
            throw new UnknownCaseException($"Expected a known 'op', but got '{operation}'.");
        }

        Rank = fields.TakeInteger("rank");
        if (Rank is < 1 or > 3)
        {
            throw new UnknownCaseException($"Expected a 'rank' of 1, 2 or 3, but got {Rank}.");
        }

        fields.TakeText("source");
        ElementType = fields.TakeText("dtype");
        HashSet<string> tags = Tags(fields.Take("tags"));
        JsonFields tolerance = new(fields.Take("tolerance"), "'tolerance'");
        RelativeTolerance = tolerance.TakeNumber("rtol");
        AbsoluteTolerance = tolerance.TakeNumber("atol");
        tolerance.End();

        Input = Tensor(fields, "input");
        if (backward)
        {
            GradOutput = Tensor(fields, "grad_output");
        }

        Expected = Tensor(fields, backward ? "grad_input" : "expected");
        DataFormat dataFormat = fields.TakeText("layout") switch
        {
            "channels_first" => DataFormat.ChannelsFirst,
            "channels_last" => DataFormat.ChannelsLast,
            string other => throw new UnknownCaseException($"Expected a known 'layout', but got '{other}'."),
        };
        PoolingSpec spec = new VectorAttributes(fields, Rank, Input.Shape, dataFormat, tags).Read(forward);
        (Indices, IndexConvention convention) = TakeIndices(fields, forward);
        Spec = spec with { Backward = backward, Convention = convention };
        fields.End();
    }

    public int Rank { get; }

    public string ElementType { get; }

    public double RelativeTolerance { get; }

    public double AbsoluteTolerance { get; }

    public PoolingSpec Spec { get; }

    public JsonTensor Input { get; }

    /// <summary>The gradient that a backward case starts from.</summary>
    public JsonTensor? GradOutput { get; }

    /// <summary>The output, or the gradient of the input.</summary>
    public JsonTensor Expected { get; }

    /// <summary>The indices that a max gives, or that an unpooling takes.</summary>
    public JsonTensor? Indices { get; }

    /// <summary>Reads a case.</summary>
    /// <param name="json">The case.</param>
    /// <param name="id">Its name, as far as it has one.</param>
    /// <exception cref="UnknownCaseException">It does not follow the schema.</exception>
    public static VectorCase Read(JsonElement json, out string id)
    {
        id = "(no id)";
        JsonFields fields = new(json, "the case");
        id = fields.TakeText("id");
        return new VectorCase(fields);
    }

    private static HashSet<string> Tags(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(tag => tag.ValueKind == JsonValueKind.String)
            ? [.. json.EnumerateArray().Select(tag => tag.GetString()!)]
            : throw new UnknownCaseException($"Expected a list of words for 'tags', but got {json.GetRawText()}.");

    private JsonTensor Tensor(JsonFields fields, string name) => new(fields.Take(name), $"'{name}'", Rank + 2);

    private (JsonTensor? Indices, IndexConvention Convention) TakeIndices(JsonFields fields, string operation)
    {
        JsonElement? json = operation switch
        {
            "max_pool" => fields.TakeOptional("indices"),
            "adaptive_max_pool" or "fractional_max_pool" or "max_unpool" => fields.Take("indices"),
            _ => null,
        };
        if (json is null)
        {
            return (null, IndexConvention.Plane);
        }

        JsonFields indices = new(json.Value, "'indices'");
        IndexConvention convention = indices.TakeText("convention") switch
        {
            "plane" => IndexConvention.Plane,
            "tensor" => IndexConvention.Tensor,
            "tensor_column_major" => IndexConvention.TensorColumnMajor,
            "hwc" => IndexConvention.ChannelsLast,
            "nhwc" => IndexConvention.ChannelsLastWithBatch,
            string other => throw new UnknownCaseException($"Expected a known 'convention', but got '{other}'."),
        };
        return (new JsonTensor(indices, "'indices'", Rank + 2), convention);
    }
}
