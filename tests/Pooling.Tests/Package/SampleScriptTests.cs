using System.Xml.Linq;

namespace Pooling.Tests;

/// <summary>The check of the samples catches what is wrong with them.</summary>
public class SampleScriptTests
{
    private const string Begin = """
        using System.Numerics.Tensors;
        using Pooling;
        Tensor<float> x = Tensor.Create<float>([1, 2, 3, 4, 5], [1, 5, 1]);
        PoolingWindow window = PoolingWindow.Create1D(2);
        Tensor<float> y = Tensor.CreateFromShape<float>([1, 2, 1]);

        """;

    [Theory]
    [InlineData("new MaxPooling1D().Forward(x); // 2 4, shape (1, 2, 1)")]
    [InlineData("Tensor<float> z = new MaxPooling1D().Forward(x);   // 2 4")]
    [InlineData("var z = new MaxPooling1D()\n    .Forward(x); // 2 4")]
    [InlineData("y = new MaxPooling1D().Forward(x); // 2 4")]
    [InlineData("Pool.Max<float>(x, window, DataFormat.ChannelsLast, y); // 2 4")]
    [InlineData("Pool.Max(x.AsReadOnlyTensorSpan(), window, DataFormat.ChannelsLast, y.AsTensorSpan()); // 2 4")]
    [InlineData("Pool.Max<float>(x, window, destination: y, dataFormat: DataFormat.ChannelsLast); // 2 4")]
    [InlineData("Pool.Max<float>(x, window, DataFormat.ChannelsLast, y); // y: 2 4; x: 1 2 3 4 5")]
    [InlineData("window.ComputeOutputShape(x.Lengths); // 1 2 1")]
    public async Task A_right_sample_has_no_failure(string code) => Assert.Empty(await Run(Begin + code));

    [Theory]
    [InlineData("new MaxPooling1D().Forward(x); // 2 5", "sample(6): The comment states 2 5, but the result is 2 4.")]
    [InlineData("new MaxPooling1D().Forward(x); // 2 4, shape (1, 2)",
        "sample(6): The comment states shape (1, 2), but the result has (1, 2, 1).")]
    [InlineData("\nvar z =\n    new MaxPooling1D().Forward(x); // 2 5",
        "sample(8): The comment states 2 5, but the result is 2 4.")]
    [InlineData("y = new MaxPooling1D().Forward(x); // 2 5",
        "sample(6): The comment states 2 5, but the result is 2 4.")]
    [InlineData("Pool.Max<float>(x, window, DataFormat.ChannelsLast, y); // 2 5",
        "sample(6): The comment states 2 5, but the result is 2 4.")]
    [InlineData("Pool.Max<float>(x, window, DataFormat.ChannelsLast, y); // 2 4; x: 1 2 3 4 6",
        "sample(6): The comment states for x 1 2 3 4 6, but the result is 1 2 3 4 5.")]
    public async Task A_wrong_result_is_named_with_its_line(string code, string failure) =>
        Assert.Equal([failure], await Run(Begin + code));

    [Theory]
    [InlineData("// 2 4\nnew MaxPooling1D().Forward(x);",
        "sample(6): \"// 2 4\" looks like a result, but no statement ends on its line.")]
    [InlineData("Tensor.Create<float>(\n    [1,  // 1\n     2], [1, 2, 1]);",
        "sample(7): \"// 1\" looks like a result, but no statement ends on its line.")]
    [InlineData("Console.Write(1); // 1",
        "sample(6): The comment states a result, but the call has none and no destination.")]
    [InlineData("foreach (float value in x) { } // 5",
        "sample(6): The comment states a result, but the statement has none.")]
    public async Task A_result_that_nothing_has_is_a_failure(string code, string failure) =>
        Assert.Equal([failure], await Run(Begin + code));

    [Fact]
    public async Task An_error_of_the_compiler_is_named_with_its_line()
    {
        string failure = Assert.Single(await Run(Begin + "new MaxPooling1D(size: 2);"));

        Assert.StartsWith("sample(6): ", failure, StringComparison.Ordinal);
        Assert.Contains("size", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_is_a_failure()
    {
        string failure = Assert.Single(await Run(Begin + "new MaxPooling1D(0);"));

        Assert.Contains(nameof(ArgumentOutOfRangeException), failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_of_Markdown_are_found_with_their_lines()
    {
        const string Text =
            "# Title\n\n```csharp\nvar a = 1;\nvar b = 2;\n```\n\n```console\n$ ls\n```\n```csharp\nvar c = 3;\n```\n";

        Assert.Equal(
            [new Sample("a.md", 4, "var a = 1;\nvar b = 2;\n"), new Sample("a.md", 12, "var c = 3;\n")],
            Sample.InMarkdown("a.md", Text));
        Assert.Equal(2, Sample.InMarkdown("a.md", Text.ReplaceLineEndings("\r\n")).Count());
    }

    [Fact]
    public async Task Examples_of_the_documentation_are_decoded_and_need_no_usings_for_the_library()
    {
        XDocument documentation = XDocument.Parse("""
            <doc><member name="T:A"><example><code>
                Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2], [1, 2, 1]);
                new MaxPooling1D().Forward(x); // 3
            </code><code>int a = 1; // 1</code></example></member></doc>
            """);

        Sample[] samples = [.. Sample.InDocumentation(documentation)];

        Assert.Equal(["T:A", "T:A, example 2"], samples.Select(sample => sample.File));
        Assert.Equal(["T:A(2): The comment states 3, but the result is 2."], await SampleScript.RunAsync(samples[0]));
        Assert.Empty(await SampleScript.RunAsync(samples[1]));
    }

    private static Task<IReadOnlyList<string>> Run(string code) => SampleScript.RunAsync(new Sample("sample", 1, code));
}
