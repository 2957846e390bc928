using Notebooks.Engine.Directives;
using Notebooks.Engine.Display;
using Notebooks.Engine.Documents;
using Notebooks.Engine.Interruption;

namespace Notebooks.Engine.Scripting;

/// <summary>One run of one cell, with what its directives have asked for.</summary>
internal sealed class CellRun(Session session, ScriptChain scripts, CodeRunner runner, IOutput output, CancellationToken interrupt)
{
    private readonly List<Action> _atEnd = [];
    private readonly Stack<string> _files = new();

    /// <summary>The session the cell runs in.</summary>
    public Session Session { get; } = session;

    /// <summary>Is cancelled when the cell is interrupted.</summary>
    public CancellationToken Interrupt { get; } = interrupt;

    /// <summary>Has something done when the cell has ended, in whatever way.</summary>
    public void AtEnd(Action action) => _atEnd.Add(action);

    /// <summary>Runs the cell.</summary>
    public async Task RunAsync(string code, string source, string language)
    {
        try
        {
            await RunPartsAsync(code, source, language);
        }
        finally
        {
            foreach (var action in _atEnd)
            {
                action();
            }
        }
    }

    /// <summary>Runs the text of another file in place.</summary>
    /// <exception cref="DirectiveException">The file is one of those that are being run already.</exception>
    public async Task RunFileAsync(string path, string name, string code, string language)
    {
        if (_files.Contains(path))
        {
            throw new DirectiveException(
                $"#!import goes round in a circle: {string.Join(" imports ", _files.Reverse().Append(path).Select(Path.GetFileName))}.");
        }

        _files.Push(path);
        try
        {
            await RunPartsAsync(code, name, language);
        }
        catch (CellFailedException failure)
        {
            // The line is the file's own, not one of the cell's.
            var error = failure.Error with { Message = $"{name}: {failure.Error.Message}", Line = null, Column = null };
            throw new CellFailedException(error, failure);
        }

        _files.Pop();
    }

    private async Task RunPartsAsync(string code, string source, string language)
    {
        var parts = CellParser.Parse(code, language);
        for (var i = 0; i < parts.Count; i++)
        {
            Interrupt.ThrowIfCancellationRequested();
            switch (parts[i])
            {
                case DirectivePart directive:
                    await RunDirectiveAsync(directive, source);
                    break;
                case TextPart { Language: "csharp" } text:
                    RunCode(text, source, isLast: i == parts.Count - 1);
                    break;
                case TextPart text:
                    Show(text, source);
                    break;
            }
        }
    }

    private async Task RunDirectiveAsync(DirectivePart directive, string source)
    {
        try
        {
            await DirectiveTable.Find(directive.Name).RunAsync(directive.Arguments, this);
        }
        catch (Exception failure) when (failure is DirectiveException or NotebookFormatException or IOException)
        {
            var traceback = new[] { $"{source} ({directive.Line},1): {failure.Message}" };
            throw new CellFailedException(new CellError("DirectiveError", failure.Message, traceback, directive.Line, 1), failure);
        }
    }

    private void RunCode(TextPart text, string source, bool isLast)
    {
        // The compiler counts lines from the start of the cell when the earlier ones are there, if only empty.
        var (hasValue, value) = scripts.Run(new string('\n', text.Line - 1) + text.Text, source, Interrupt);
        if (!hasValue || value is Microsoft.DotNet.Interactive.Formatting.DisplayedValue)
        {
            return;
        }

        if (isLast && _files.Count == 0)
        {
            output.Result(runner.Run(() => ValueFormatting.Format(value, []), Interrupt));
        }
        else
        {
            runner.Run(() => value.Display(), Interrupt);
        }
    }

    private static void Show(TextPart text, string source)
    {
        switch (text.Language)
        {
            case "html":
                text.Text.DisplayAs(MimeType.Html);
                break;
            case "markdown":
                text.Text.DisplayAs(MimeType.Markdown);
                break;
            case "javascript":
                Microsoft.DotNet.Interactive.Kernel.Javascript(text.Text);
                break;
            default:
                var message = $"This engine runs C#, and shows HTML, Markdown and JavaScript, but the cell is in '{text.Language}'.";
                throw new CellFailedException(new CellError("LanguageError", message, [$"{source}: {message}"]));
        }
    }
}
