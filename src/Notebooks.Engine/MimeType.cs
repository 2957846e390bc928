namespace Notebooks.Engine;

/// <summary>The MIME types that are treated in a way of their own.</summary>
public static class MimeType
{
    /// <summary>Plain text.</summary>
    public const string Text = "text/plain";

    /// <summary>HTML, a fragment or a whole page.</summary>
    public const string Html = "text/html";

    /// <summary>Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>JSON.</summary>
    public const string Json = "application/json";

    /// <summary>An SVG picture.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>A Plotly figure: data, layout and frames.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>Whether values of this type travel and are stored as JSON, not as a string that holds JSON.</summary>
    /// <param name="mimeType">A MIME type.</param>
    public static bool IsJson(string mimeType) =>
        mimeType == Json
        || (mimeType.StartsWith("application/", StringComparison.Ordinal)
            && mimeType.EndsWith("+json", StringComparison.Ordinal));
}
