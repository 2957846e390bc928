using System.Globalization;
using System.Text;
using Notebooks.Engine.Documents;

namespace Notebooks.Cli.Pages;

/// <summary>
/// Writes a gallery: <c>index.html</c>, a page and the executed notebook for every entry, <c>thumbnails/</c> and
/// <c>assets/</c>. All links are relative, so the folder can be moved, zipped or served as it is.
/// </summary>
public static class GalleryWriter
{
    private const string Index = "index.html";

    /// <summary>Writes the gallery. Files of the same names are replaced, others stay.</summary>
    /// <param name="folder">The folder, which is made where it is missing.</param>
    /// <param name="entries">The notebooks, in order.</param>
    /// <param name="introduction">Markdown above the index, or null.</param>
    /// <param name="introductionPath">The file the introduction came from, for the relative links in it, or null.</param>
    /// <param name="plotly">A file of plotly.js, such as <see cref="PageAssets.BuiltPlotly"/>, or null.</param>
    /// <returns>The path of the index.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static string Write(
        string folder,
        IReadOnlyList<GalleryEntry> entries,
        string? introduction = null,
        string? introductionPath = null,
        string? plotly = null)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Directory.CreateDirectory(Path.Combine(folder, "thumbnails"));
        PageAssets.Write(folder, plotly);
        var names = UniqueNames(entries);
        var pages = entries.Zip(names, (entry, name) => new PageLink(
            NotebookMarkdown.Title(entry.Document) ?? entry.Name, Uri.EscapeDataString(name) + ".html")).ToList();
        var addresses = new LinkMap(folder);
        foreach (var (entry, page) in entries.Zip(pages))
        {
            addresses.Add(entry.SourcePath, page.Address);
        }

        var cards = new List<GalleryCard>();
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var links = addresses.LinksOf(entry.SourcePath) with
            {
                Gallery = Index,
                Previous = i > 0 ? pages[i - 1] : null,
                Next = i + 1 < pages.Count ? pages[i + 1] : null,
                Notebook = Uri.EscapeDataString(names[i]) + ".ipynb",
                Plotly = plotly is null ? null : PageAssets.Plotly,
            };
            WriteText(Path.Combine(folder, names[i] + ".html"), NotebookPage.Render(entry.Document, entry.Name, entry.Status, links));
            entry.Document.Save(Path.Combine(folder, names[i] + ".ipynb"));
            cards.Add(new GalleryCard(pages[i].Title, pages[i].Address, entry.Status)
            {
                Summary = NotebookMarkdown.Summary(entry.Document),
                Thumbnail = WriteThumbnail(folder, names[i], entry.Document),
                CodeCells = entry.Document.CodeCells.Count,
                Figures = entry.Document.Cells.SelectMany(cell => cell.Outputs).Count(OutputRenderer.IsFigure),
            });
        }

        var index = Path.Combine(folder, Index);
        WriteText(index, GalleryPage.Render(cards, introduction, addresses.LinksOf(introductionPath)));
        return index;
    }

    private static string? WriteThumbnail(string folder, string name, NotebookDocument notebook)
    {
        if (Thumbnail.Of(notebook) is not { } thumbnail)
        {
            return null;
        }

        AtomicFile.Write(Path.Combine(folder, "thumbnails", name + thumbnail.Extension), stream => stream.Write(thumbnail.Content));
        return $"thumbnails/{Uri.EscapeDataString(name)}{thumbnail.Extension}";
    }

    /// <summary>Names for files: notebooks of the same name from different folders, and one called index, get a number.</summary>
    private static List<string> UniqueNames(IReadOnlyList<GalleryEntry> entries)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Path.GetFileNameWithoutExtension(Index) };
        var names = new List<string>();
        foreach (var entry in entries)
        {
            var name = entry.Name;
            for (var number = 2; !taken.Add(name); number++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{entry.Name}-{number}");
            }

            names.Add(name);
        }

        return names;
    }

    private static void WriteText(string path, string text) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
