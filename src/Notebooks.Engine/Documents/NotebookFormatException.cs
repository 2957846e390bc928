using System.Text.RegularExpressions;

namespace Notebooks.Engine.Documents;

/// <summary>
/// A file is not a notebook that can be read. The message is a single line that names the file, what is wrong with it
/// and what was expected.
/// </summary>
public sealed partial class NotebookFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="name">The file as the user named it.</param>
    /// <param name="problem">What is wrong, and what was expected; line breaks become spaces.</param>
    /// <param name="inner">What was thrown underneath, if anything.</param>
    public NotebookFormatException(string name, string problem, Exception? inner = null)
        : base($"{name}: {LineBreaks().Replace(problem, " ").Trim()}", inner)
    {
        FileName = name;
    }

    /// <summary>The file as the user named it.</summary>
    public string FileName { get; }

    [GeneratedRegex(@"\s*[\r\n]+\s*")]
    private static partial Regex LineBreaks();
}
