namespace Notebooks.Cli.Pages;

/// <summary>The MIME types that pages treat in a way of their own.</summary>
internal static class MimeType
{
    public const string Html = "text/html";
    public const string Plotly = "application/vnd.plotly.v1+json";
    public const string Svg = "image/svg+xml";
}
