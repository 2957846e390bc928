namespace Notebooks.Cli.Pages;

/// <summary>Where a notebook's page leads; every link is relative to the page.</summary>
public sealed record PageLinks
{
    /// <summary>The index of the gallery; null where the page stands alone.</summary>
    public string? Gallery { get; init; }

    /// <summary>The page before this one.</summary>
    public PageLink? Previous { get; init; }

    /// <summary>The page after this one.</summary>
    public PageLink? Next { get; init; }

    /// <summary>The executed notebook.</summary>
    public string? Notebook { get; init; }

    /// <summary>plotly.js beside the page; null leaves figures to their pictures and the CDN.</summary>
    public string? Plotly { get; init; }

    /// <summary>Turns a relative link of the notebook into one of the page; null leaves links as they are.</summary>
    public Func<string, string>? Link { get; init; }

    /// <summary>Turns the relative address of a picture in the notebook into one of the page; null leaves it as it is.</summary>
    public Func<string, string>? Picture { get; init; }
}

/// <summary>A link to a page.</summary>
/// <param name="Title">The page's title.</param>
/// <param name="Address">The relative address.</param>
public sealed record PageLink(string Title, string Address);
