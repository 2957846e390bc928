namespace Pooling.Figures;

/// <summary>The formatters of <see cref="Figure"/>, found by notebook hosts by name.</summary>
internal sealed class FigureFormatterSource
{
    private readonly FigureFormatter[] _formatters =
    [
        new FigureFormatter("text/html", figure => figure.ToHtml()),
        new FigureFormatter("image/svg+xml", figure => figure.ToSvg()),
        new FigureFormatter("application/vnd.plotly.v1+json", figure => figure.ToJson()),
        new FigureFormatter("text/plain", figure => figure.ToString()),
    ];

    /// <summary>One formatter for each type of content that a figure can be shown as.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}
