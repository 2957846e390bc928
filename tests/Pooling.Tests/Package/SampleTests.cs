using System.Xml.Linq;

namespace Pooling.Tests;

/// <summary>What users are shown compiles, runs, and gives what its comments say.</summary>
public class SampleTests
{
    private static readonly Dictionary<string, Sample> Samples =
        FindSamples().ToDictionary(sample => sample.ToString());

    public static TheoryData<string> Names => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_sample_runs_and_gives_what_it_says(string sample)
    {
        IReadOnlyList<string> failures = await SampleScript.RunAsync(Samples[sample]);

        Assert.True(failures.Count == 0, $"{string.Join('\n', failures)}\n\n{Samples[sample].Code}");
    }

    [Fact]
    public void Both_READMEs_and_the_documentation_have_samples()
    {
        Assert.Contains(Samples.Values, sample => sample.File == "README.md");
        Assert.Contains(Samples.Values, sample => sample.File == "src/Pooling/README.md");
        Assert.Contains(Samples.Values, sample => sample.File == "T:Pooling.MaxPooling2D");
    }

    private static IEnumerable<Sample> FindSamples() =>
    [
        .. InRepository("README.md"),
        .. InRepository("src/Pooling/README.md"),
        .. Sample.InDocumentation(XDocument.Load(Path.ChangeExtension(typeof(Pool).Assembly.Location, ".xml"))),
    ];

    private static IEnumerable<Sample> InRepository(string file) =>
        Sample.InMarkdown(file, File.ReadAllText(Path.Combine(Repository.Root, file)));
}
