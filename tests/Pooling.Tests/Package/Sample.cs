using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pooling.Tests;

/// <summary>A piece of C# that users are shown: a block of a README, or an example of the XML documentation.</summary>
/// <param name="File">Where it stands: a file of the repository, or the documented type or member.</param>
/// <param name="Line">The line on which its first line stands; in the XML documentation it is 1.</param>
/// <param name="Code">The code.</param>
public sealed partial record Sample(string File, int Line, string Code)
{
    // Examples in the XML documentation leave out what each of them would begin with.
    private const string ExampleUsings = "using System.Numerics.Tensors; using Pooling; ";

    /// <summary>The blocks of a Markdown file that are marked as <c>csharp</c>.</summary>
    public static IEnumerable<Sample> InMarkdown(string file, string text) =>
        Fence().Matches(text.ReplaceLineEndings("\n")).Select(match => new Sample(
            file,
            text.ReplaceLineEndings("\n").AsSpan(0, match.Groups["code"].Index).Count('\n') + 1,
            match.Groups["code"].Value));

    /// <summary>The code of the examples in an XML documentation file.</summary>
    public static IEnumerable<Sample> InDocumentation(XDocument documentation) =>
        from member in documentation.Descendants("member")
        from example in member.Elements("example").Elements("code").Index()
        let number = example.Index == 0 ? "" : $", example {example.Index + 1}"
        select new Sample(member.Attribute("name")?.Value + number, 1, ExampleUsings + example.Item.Value.TrimStart());

    public override string ToString() => $"{File}:{Line}";

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
