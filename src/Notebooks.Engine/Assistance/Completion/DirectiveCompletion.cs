using System.Text.RegularExpressions;
using Notebooks.Engine.Directives;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>What may stand in a line that starts with <c>#</c>: directives, packages, files.</summary>
internal static partial class DirectiveCompletion
{
    private static readonly string[] Assemblies = [".dll"];
    private static readonly string[] Scripts = [".csx", ".cs"];

    /// <summary>Completes a directive or its argument.</summary>
    /// <returns>Null where the line is none of a directive.</returns>
    public static CompletionList? TryComplete(string cell, int position)
    {
        var start = CellText.LineStart(cell, position);
        var line = cell[start..position];
        if (Name().IsMatch(line))
        {
            var mark = start + line.IndexOf('#', StringComparison.Ordinal);
            return CompletionList.Of(mark, End(cell, position, ' ', '\t', '"'), cell[mark..position], Names());
        }

        if (Package().Match(line) is { Success: true } package)
        {
            return package.Groups["version"] is { Success: true } version
                ? PackageCompletion.Versions(package.Groups["id"].Value, start + version.Index, End(cell, position, '"', ','), version.Value)
                : PackageCompletion.Ids(start + package.Groups["id"].Index, End(cell, position, '"', ','), package.Groups["id"].Value);
        }

        if (Source().Match(line) is { Success: true } source)
        {
            return PathCompletion.Complete(cell, start + source.Groups["path"].Index, position, []);
        }

        if (Reference().Match(line) is { Success: true } reference)
        {
            var files = PathCompletion.Complete(
                cell, start + reference.Groups["path"].Index, position, reference.Groups["name"].Value == "#r" ? Assemblies : Scripts);
            return reference.Groups["name"].Value != "#load" && "nuget: ".StartsWith(reference.Groups["path"].Value, StringComparison.OrdinalIgnoreCase)
                ? files with { Items = [new CompletionItem("nuget: ", "keyword", "a package"), .. files.Items] }
                : files;
        }

        if (Argument().Match(line) is { Success: true } argument)
        {
            var directive = DirectiveTable.All.FirstOrDefault(candidate => candidate.Name == argument.Groups["name"].Value);
            return directive is null || directive.FileEndings.Count == 0
                ? CompletionList.None(position)
                : PathCompletion.Complete(cell, start + argument.Groups["path"].Index, position, directive.FileEndings);
        }

        return null;
    }

    private static IEnumerable<CompletionCandidate> Names() =>
        DirectiveTable.All.Select(directive => (directive.Name, directive.Summary))
            .Concat(CellParser.Languages.Select(language => ($"#!{language.Key}", $"The rest of the cell is {language.Value}.")))
            .Append(("#load", "Runs a file of C# (\"path\") as part of this code."))
            .Concat(((string, string)[])
            [
                ("#define", ""), ("#undef", ""), ("#if", ""), ("#elif", ""), ("#else", ""), ("#endif", ""), ("#region", ""),
                ("#endregion", ""), ("#nullable", ""), ("#pragma", ""), ("#line", ""), ("#error", ""), ("#warning", ""),
            ])
            .Select(pair => new CompletionCandidate(
                new CompletionItem(pair.Item1, "directive", pair.Item2.Length == 0 ? null : pair.Item2),
                pair.Item1,
                pair.Item2.Length == 0 ? CompletionPlace.Keyword : CompletionPlace.Usual));

    /// <summary>Where the text ends that the cursor is in: at one of the marks, or with the line.</summary>
    private static int End(string cell, int position, params ReadOnlySpan<char> marks)
    {
        var end = CellText.LineEnd(cell, position);
        var length = cell.AsSpan(position..end).IndexOfAny(marks);
        return length < 0 ? end : position + length;
    }

    [GeneratedRegex(@"^\s*#!?[\w#+-]*$")]
    private static partial Regex Name();

    [GeneratedRegex(""""^\s*#r\s+"\s*nuget:\s*(?<id>[^,"]*)(,\s*(?<version>[^,"]*))?$"""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Package();

    [GeneratedRegex(""""^\s*#i\s+"\s*nuget:\s*(?<path>[^"]*)$"""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Source();

    [GeneratedRegex(""""^\s*(?<name>#(r|i|load))\s+"(?<path>[^"]*)$"""", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    [GeneratedRegex(""""^\s*(?<name>#!\S+)\s+"?(?<path>[^"]*)$"""", RegexOptions.ExplicitCapture)]
    private static partial Regex Argument();
}
