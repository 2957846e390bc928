using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Notebooks.Engine.Scripting;

/// <summary>The compiler's messages, with places as the cell's author counts them.</summary>
internal static class Diagnostics
{
    /// <summary>One error for a cell that does not compile.</summary>
    public static CellError ToError(IReadOnlyList<Diagnostic> errors, string source)
    {
        var traceback = new List<string>();
        foreach (var error in errors)
        {
            traceback.Add(Format(error, source));
            traceback.AddRange(Excerpt(error));
        }

        var first = errors[0].Location.GetLineSpan().StartLinePosition;
        return new CellError("CompilationError", Format(errors[0], ""), traceback, first.Line + 1, first.Character + 1);
    }

    /// <summary>A message on one line: where, how grave, which, what.</summary>
    /// <param name="diagnostic">The message.</param>
    /// <param name="source">The name of the cell or file; empty to leave it out.</param>
    public static string Format(Diagnostic diagnostic, string source)
    {
        var start = diagnostic.Location.GetLineSpan().StartLinePosition;
        var place = $"{source} ({start.Line + 1},{start.Character + 1})".TrimStart();
        var severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return $"{place}: {severity} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }

    /// <summary>The line with the error, and a mark under the place.</summary>
    private static IEnumerable<string> Excerpt(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree)
        {
            yield break;
        }

        var span = diagnostic.Location.GetLineSpan();
        var start = span.StartLinePosition;
        var text = tree.GetText().Lines[start.Line].ToString();
        var end = span.EndLinePosition.Line == start.Line ? span.EndLinePosition.Character : text.Length;
        var indent = string.Concat(text.Take(start.Character).Select(c => c == '\t' ? '\t' : ' '));
        yield return $"    {text}";
        yield return $"    {indent}{new string('^', Math.Max(1, end - start.Character))}";
    }
}
