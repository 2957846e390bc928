using Pooling.Conformance.Cases;
using Pooling.Conformance.Library;
using Pooling.Conformance.Naive;
using Pooling.Conformance.VectorFiles;

namespace Pooling.Tests;

/// <summary>What PyTorch, ONNX Runtime, the ONNX node tests and TensorFlow.js computed.</summary>
public class VectorTests
{
    /// <summary>Every file, with the number of its cases.</summary>
    public static TheoryData<string, int> Files => new()
    {
        { "onnx_node", 9 },
        { "onnxruntime_avg_pool", 87 },
        { "onnxruntime_global", 54 },
        { "onnxruntime_lp_pool", 63 },
        { "onnxruntime_max_pool", 93 },
        { "onnxruntime_max_unpool", 24 },
        { "pytorch_adaptive_avg_pool", 81 },
        { "pytorch_adaptive_avg_pool_backward", 54 },
        { "pytorch_adaptive_max_pool", 81 },
        { "pytorch_adaptive_max_pool_backward", 54 },
        { "pytorch_avg_pool", 117 },
        { "pytorch_avg_pool_backward", 78 },
        { "pytorch_fractional_max_pool", 76 },
        { "pytorch_fractional_max_pool_backward", 40 },
        { "pytorch_lp_pool", 80 },
        { "pytorch_lp_pool_backward", 50 },
        { "pytorch_max_pool", 117 },
        { "pytorch_max_pool_backward", 78 },
        { "pytorch_max_unpool", 75 },
        { "pytorch_max_unpool_backward", 45 },
        { "tfjs_avg_pool", 73 },
        { "tfjs_backward", 40 },
        { "tfjs_global", 28 },
        { "tfjs_max_pool", 93 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void The_library_gives_what_the_peers_computed(string file, int cases) =>
        AllPass(file, cases, LibraryPooling.WaysInBothFormats);

    [Theory]
    [MemberData(nameof(Files))]
    public void The_naive_reference_gives_what_the_peers_computed(string file, int cases) =>
        AllPass(file, cases, _ => [new NaiveReference(), new InOtherDataFormat(new NaiveReference())]);

    [Fact]
    public void Every_vector_file_is_run() => Assert.Equal(
        Directory.EnumerateFiles(Folder, "*.jsonl").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
        Files.Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Vectors");

    private static void AllPass(
        string file, int cases, Func<PoolingSpec, IEnumerable<IPoolingImplementation>> implementations)
    {
        List<string> failures = [];

        Tally tally = VectorFile.Run(
            Path.Combine(Folder, file + ".jsonl"), implementations, (id, failure) => failures.Add($"{id}: {failure}"));

        Assert.Empty(failures);
        Assert.Equal((cases, 0), (tally.Passed, tally.Failed));
    }
}
