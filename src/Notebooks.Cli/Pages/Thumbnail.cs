using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Engine;
using Notebooks.Engine.Documents;

namespace Notebooks.Cli.Pages;

/// <summary>The picture that stands for a notebook.</summary>
/// <param name="Extension">The extension of its file, with the dot.</param>
/// <param name="Content">The file's bytes.</param>
internal sealed record Thumbnail(string Extension, byte[] Content)
{
    /// <summary>
    /// Picks the first picture among the outputs, vector pictures before others; from the cell that the notebook's metadata
    /// name as <c>gallery.thumbnail</c> (a cell's id, or its number from 1), where that cell shows one.
    /// </summary>
    public static Thumbnail? Of(NotebookDocument notebook)
    {
        var named = NamedCell(notebook);
        return (named is null ? null : FirstPicture([named])) ?? FirstPicture(notebook.Cells);
    }

    private static NotebookCell? NamedCell(NotebookDocument notebook)
    {
        var name = (notebook.Metadata["gallery"] as JsonObject)?["thumbnail"] as JsonValue;
        return name is null ? null
            : name.TryGetValue(out int number) ? notebook.Cells.ElementAtOrDefault(number - 1)
            : name.TryGetValue(out string? id) ? notebook.Cells.FirstOrDefault(cell => cell.Id == id)
            : null;
    }

    private static Thumbnail? FirstPicture(IEnumerable<NotebookCell> cells)
    {
        var bundles = cells.SelectMany(cell => cell.Outputs).Select(output => (output as JsonObject)?["data"]).OfType<JsonObject>().ToList();
        var svg = bundles.Select(data => MultilineText.Read(data[MimeType.Svg])).FirstOrDefault(text => text is not null);
        if (svg is not null)
        {
            return new Thumbnail(".svg", Encoding.UTF8.GetBytes(SvgText.AsFile(svg)));
        }

        return bundles.Select(data => Raster(data, "image/png", ".png") ?? Raster(data, "image/jpeg", ".jpg"))
            .FirstOrDefault(picture => picture is not null);
    }

    private static Thumbnail? Raster(JsonObject data, string type, string extension)
    {
        try
        {
            return MultilineText.Read(data[type]) is { } base64 ? new Thumbnail(extension, Convert.FromBase64String(base64)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
