using System.Text.Json.Nodes;
using Pooling.Conformance.Cases;
using Pooling.Conformance.Library;
using Pooling.Conformance.Naive;
using Pooling.Conformance.VectorFiles;

namespace Pooling.Tests;

/// <summary>The runner of vector files tells what is wrong from what is right.</summary>
public sealed class VectorFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_right_case_passes() => Assert.Empty(Failures(_ => { }));

    [Theory]
    [InlineData("op", "\"median_pool\"")]
    [InlineData("op", "\"global_max_pool_backward\"")]
    [InlineData("op", "7")]
    [InlineData("rank", "4")]
    [InlineData("layout", "\"channels_middle\"")]
    [InlineData("dtype", "\"float16\"")]
    [InlineData("nan_policy", "\"forget\"")]
    [InlineData("kernel", "[2]")]
    [InlineData("kernel", "[2, 0]")]
    [InlineData("kernel", "[2, 1.5]")]
    [InlineData("ceil_mode", "0")]
    [InlineData("padding", "{\"mode\": \"reflect\"}")]
    [InlineData("padding", "{\"mode\": \"valid\", \"pad_value\": \"one\"}")]
    [InlineData("padding", "{\"mode\": \"explicit\", \"begin\": [0, 0]}")]
    [InlineData("padding", "{\"mode\": \"valid\", \"begin\": [0, 0]}")]
    [InlineData("input", "{\"shape\": [1, 1, 2, 2], \"data\": [1, 2, 3]}")]
    [InlineData("input", "{\"shape\": [1, 2, 2], \"data\": [1, 2, 3, 4]}")]
    [InlineData("input", "{\"shape\": [1, 1, 2, 2], \"data\": [1, 2, 3, \"four\"]}")]
    [InlineData("indices", "{\"convention\": \"ours\", \"shape\": [1, 1, 1, 1], \"data\": [3]}")]
    [InlineData("tolerance", "{\"rtol\": 0}")]
    [InlineData("count_include_pad", "true")]
    public void A_case_that_is_not_known_fails(string field, string value) =>
        Assert.StartsWith("sample: Expected", Assert.Single(Failures(json => json[field] = JsonNode.Parse(value))), StringComparison.Ordinal);

    [Theory]
    [InlineData("op")]
    [InlineData("source")]
    [InlineData("rank")]
    [InlineData("layout")]
    [InlineData("dtype")]
    [InlineData("tags")]
    [InlineData("kernel")]
    [InlineData("strides")]
    [InlineData("dilation")]
    [InlineData("padding")]
    [InlineData("ceil_mode")]
    [InlineData("input")]
    [InlineData("expected")]
    [InlineData("tolerance")]
    public void A_case_that_lacks_a_field_fails(string field) =>
        Assert.Contains($"'{field}'", Assert.Single(Failures(json => json.Remove(field))), StringComparison.Ordinal);

    [Fact]
    public void A_case_without_an_id_is_named_by_its_line() =>
        Assert.Contains(", line 1: Expected a field 'id'", Assert.Single(Failures(json => json.Remove("id"))), StringComparison.Ordinal);

    [Fact]
    public void A_wrong_value_is_named_with_its_place() => Assert.Equal(
        "sample: naive: output at (0, 0, 0, 0) (element 0): got 4, wanted 5",
        Assert.Single(Failures(json => json["expected"]!["data"]![0] = 5)));

    [Fact]
    public void A_wrong_index_is_named_with_its_place() => Assert.Equal(
        "sample: naive: index at (0, 0, 0, 0) (element 0): got 3, wanted 2",
        Assert.Single(Failures(json => json["indices"]!["data"]![0] = 2)));

    [Fact]
    public void A_wrong_shape_is_named() => Assert.Equal(
        "sample: naive: output: got the shape (1, 1, 1, 1), wanted (1, 1, 1, 2)",
        Assert.Single(Failures(json => json["expected"] = JsonNode.Parse("""{"shape": [1, 1, 1, 2], "data": [4, 4]}"""))));

    [Fact]
    public void NaN_agrees_with_NaN_alone() => Assert.Equal(
        "sample: naive: output at (0, 0, 0, 0) (element 0): got 4, wanted NaN",
        Assert.Single(Failures(json => json["expected"]!["data"]![0] = "NaN")));

    [Fact]
    public void What_is_not_JSON_ends_the_run()
    {
        File.WriteAllText(_path, "{\"id\": \n");

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Run([]));
        Assert.StartsWith($"{_path}, line 1 is not JSON", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Indices_of_default_size_count_in_a_corner_of_the_result()
    {
        // The case of ONNX's test_maxunpool_export_with_output_shape, twice in the batch.
        File.WriteAllText(_path, """
            {"id": "sample", "source": "by hand", "op": "max_unpool", "rank": 2, "layout": "channels_first", "dtype": "float32", "tags": ["indices_of_default_size"], "kernel": [2, 2], "strides": [2, 2], "padding": {"mode": "explicit", "begin": [0, 0], "end": [0, 0]}, "output_size": [5, 5], "input": {"shape": [2, 1, 2, 2], "data": [5, 6, 7, 8, 1, 2, 3, 4]}, "indices": {"convention": "tensor", "shape": [2, 1, 2, 2], "data": [5, 7, 13, 15, 16, 19, 28, 31]}, "expected": {"shape": [2, 1, 5, 5], "data": [0, 0, 0, 0, 0, 0, 5, 0, 6, 0, 0, 0, 0, 0, 0, 0, 7, 0, 8, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 4, 0, 0, 0, 0, 0, 0]}, "tolerance": {"rtol": 0, "atol": 0}}
            """);
        List<string> failures = [];

        VectorFile.Run(
            _path,
            spec => [new NaiveReference(), .. LibraryPooling.WaysInBothFormats(spec)],
            (id, failure) => failures.Add($"{id}: {failure}"));

        Assert.Empty(failures);
    }

    private List<string> Failures(Action<JsonObject> change)
    {
        JsonObject json = JsonNode.Parse("""
            {"id": "sample", "source": "by hand", "op": "max_pool", "rank": 2, "layout": "channels_first",
             "dtype": "float32", "tags": [], "kernel": [2, 2], "strides": [2, 2],
             "padding": {"mode": "explicit", "begin": [0, 0], "end": [0, 0]}, "dilation": [1, 1], "ceil_mode": false,
             "input": {"shape": [1, 1, 2, 2], "data": [1, 2, 3, 4]},
             "expected": {"shape": [1, 1, 1, 1], "data": [4]},
             "indices": {"convention": "plane", "shape": [1, 1, 1, 1], "data": [3]},
             "tolerance": {"rtol": 0, "atol": 0}}
            """)!.AsObject();
        change(json);
        File.WriteAllText(_path, json.ToJsonString());
        List<string> failures = [];

        Tally tally = Run(failures);

        Assert.Equal(failures.Count == 0 ? (1, 0) : (0, 1), (tally.Passed, tally.Failed));
        return failures;
    }

    private Tally Run(List<string> failures) =>
        VectorFile.Run(_path, _ => [new NaiveReference()], (id, failure) => failures.Add($"{id}: {failure}"));
}
