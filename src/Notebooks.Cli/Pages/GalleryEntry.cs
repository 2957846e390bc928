using Notebooks.Engine.Documents;

namespace Notebooks.Cli.Pages;

/// <summary>A notebook of a gallery.</summary>
/// <param name="Name">The notebook's file name without its extension; pages are named after it.</param>
/// <param name="Document">The notebook with the outputs of its run; as it was, when it was skipped.</param>
/// <param name="Status">How the run ended.</param>
public sealed record GalleryEntry(string Name, NotebookDocument Document, NotebookStatus Status)
{
    /// <summary>
    /// The file the notebook came from, if any. Pictures that its Markdown names relative to that file go into the page, and
    /// links to other notebooks of the gallery lead to their pages.
    /// </summary>
    public string? SourcePath { get; init; }
}
