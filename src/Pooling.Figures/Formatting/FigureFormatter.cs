namespace Pooling.Figures;

/// <summary>Writes a <see cref="Figure"/> as one type of content.</summary>
/// <param name="mimeType">The type of content.</param>
/// <param name="write">Makes the content.</param>
internal sealed class FigureFormatter(string mimeType, Func<Figure, string> write)
{
    /// <summary>The type of content this writes.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes a value if it is a figure.</summary>
    /// <returns>False if the value is not a figure, so that the host uses its own view.</returns>
    public bool Format(object value, TextWriter writer)
    {
        if (value is not Figure figure)
        {
            return false;
        }

        writer.Write(write(figure));
        return true;
    }
}
