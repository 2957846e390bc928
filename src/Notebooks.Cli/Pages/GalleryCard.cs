namespace Notebooks.Cli.Pages;

/// <summary>What the index of a gallery says of a notebook.</summary>
/// <param name="Title">The notebook's title.</param>
/// <param name="Address">Its page, relative to the index.</param>
/// <param name="Status">How its run ended.</param>
public sealed record GalleryCard(string Title, string Address, NotebookStatus Status)
{
    /// <summary>What the notebook is about, in a sentence.</summary>
    public string? Summary { get; init; }

    /// <summary>A picture of what it shows, relative to the index.</summary>
    public string? Thumbnail { get; init; }

    /// <summary>How many code cells it has.</summary>
    public int CodeCells { get; init; }

    /// <summary>How many figures and pictures its outputs hold.</summary>
    public int Figures { get; init; }
}
