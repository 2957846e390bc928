using Notebooks.Engine.Display;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A value as text of one MIME type.</summary>
public sealed class FormattedValue
{
    /// <summary>Creates a formatted value.</summary>
    /// <param name="mimeType">The MIME type, such as <c>text/html</c>.</param>
    /// <param name="value">The text; JSON text for JSON types, Base64 for binary ones.</param>
    /// <exception cref="ArgumentException"><paramref name="mimeType"/> is empty.</exception>
    public FormattedValue(string mimeType, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mimeType);
        ArgumentNullException.ThrowIfNull(value);
        MimeType = mimeType;
        Value = value;
    }

    /// <summary>The MIME type.</summary>
    public string MimeType { get; }

    /// <summary>The text.</summary>
    public string Value { get; }

    /// <summary>Formats a value in the given MIME types, or in those it prefers.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeTypes">MIME types; none for the preferred ones.</param>
    /// <returns>One formatted value for each MIME type.</returns>
    /// <exception cref="ArgumentException">There is no formatter for one of the MIME types.</exception>
    public static IReadOnlyList<FormattedValue> CreateManyFromObject(object? value, params string[] mimeTypes) =>
        ValueFormatting.Format(value, mimeTypes);

    /// <inheritdoc/>
    public override string ToString() => $"{MimeType}: {Value}";
}
