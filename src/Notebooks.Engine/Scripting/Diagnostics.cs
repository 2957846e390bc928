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

        // A line of a file that the cell loads is none of the cell's.
        var first = errors[0].Location.GetLineSpan();
        return LoadedFile(first, source) is null
            ? new CellError(
                "CompilationError",
                $"{Place(first)}: {Text(errors[0])}",
                traceback,
                first.StartLinePosition.Line + 1,
                first.StartLinePosition.Character + 1)
            : new CellError("CompilationError", traceback[0], traceback);
    }

    /// <summary>A message on one line: where, how grave, which, what.</summary>
    /// <param name="diagnostic">The message.</param>
    /// <param name="source">The name of the cell or file.</param>
    public static string Format(Diagnostic diagnostic, string source)
    {
        var span = diagnostic.Location.GetLineSpan();
        return $"{LoadedFile(span, source) ?? source} {Place(span)}: {Text(diagnostic)}";
    }

    private static string Place(FileLinePositionSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})");

    private static string Text(Diagnostic diagnostic)
    {
        var severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return $"{severity} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }

    /// <summary>The file that a place is in, as seen from the notebook; null where it is in the cell itself.</summary>
    private static string? LoadedFile(FileLinePositionSpan span, string source) => Path.IsPathRooted(span.Path) && span.Path != source
        ? Path.GetRelativePath(Directory.GetCurrentDirectory(), span.Path)
        : null;

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
