namespace Notebooks.Engine.Documents;

/// <summary>The names under which notebooks know languages.</summary>
internal static class LanguageName
{
    public const string CSharp = "csharp";
    public const string Markdown = "markdown";

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["csharp"] = CSharp,
        ["c#"] = CSharp,
        ["cs"] = CSharp,
        [".net-csharp"] = CSharp,
        ["polyglot-notebook"] = CSharp,
        ["dotnet-interactive.csharp"] = CSharp,
        ["fsharp"] = "fsharp",
        ["f#"] = "fsharp",
        ["fs"] = "fsharp",
        [".net-fsharp"] = "fsharp",
        ["dotnet-interactive.fsharp"] = "fsharp",
        ["pwsh"] = "pwsh",
        ["powershell"] = "pwsh",
        [".net-pwsh"] = "pwsh",
        ["dotnet-interactive.pwsh"] = "pwsh",
        ["javascript"] = "javascript",
        ["js"] = "javascript",
        ["html"] = "html",
        ["markdown"] = Markdown,
        ["md"] = Markdown,
        ["mermaid"] = "mermaid",
        ["http"] = "http",
        ["sql"] = "sql",
        ["kql"] = "kql",
        ["value"] = "value",
    };

    /// <summary>The one name of a language: <c>C#</c>, <c>cs</c> and <c>.net-csharp</c> are all <c>csharp</c>.</summary>
    public static string Normalize(string name) => Aliases.GetValueOrDefault(name, name);

    /// <summary>Whether a cell may begin with <c>#!name</c> without anyone having declared that name.</summary>
    public static bool IsKnown(string name) => Aliases.ContainsKey(name);
}
