using Notebooks.Engine;
using Notebooks.Engine.Display;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>How values become text, HTML or anything else; the cell may add formatters of its own.</summary>
/// <remarks>
/// A formatter registered here wins over the one a type names for itself, the most recent over earlier ones, and the
/// one for the most derived type over those for its bases. An open generic type stands for all its constructed types.
/// </remarks>
public static class Formatter
{
    private static int _listExpansionLimit = 20;

    /// <summary>The MIME type in which values are shown first: <c>text/html</c>.</summary>
    public static string DefaultMimeType => MimeType.Html;

    /// <summary>How many items of a sequence are shown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public static int ListExpansionLimit
    {
        get => _listExpansionLimit;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _listExpansionLimit = value;
        }
    }

    /// <summary>Registers a formatter that writes.</summary>
    /// <param name="type">The type whose values it formats; may be an open generic type or an interface.</param>
    /// <param name="formatter">Writes the text of a value.</param>
    /// <param name="mimeType">The MIME type of the text.</param>
    public static void Register(Type type, Action<object, TextWriter> formatter, string mimeType = MimeType.Text)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(formatter);
        ArgumentException.ThrowIfNullOrWhiteSpace(mimeType);
        RegisteredFormatters.Add(new RegisteredFormatter(type, mimeType, formatter));
    }

    /// <summary>Registers a formatter that writes.</summary>
    /// <typeparam name="T">The type whose values it formats.</typeparam>
    /// <param name="formatter">Writes the text of a value.</param>
    /// <param name="mimeType">The MIME type of the text.</param>
    public static void Register<T>(Action<T, TextWriter> formatter, string mimeType = MimeType.Text)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        Register(typeof(T), (value, writer) => formatter((T)value, writer), mimeType);
    }

    /// <summary>Registers a formatter that returns text.</summary>
    /// <typeparam name="T">The type whose values it formats.</typeparam>
    /// <param name="formatter">Gives the text of a value.</param>
    /// <param name="mimeType">The MIME type of the text.</param>
    public static void Register<T>(Func<T, string> formatter, string mimeType = MimeType.Text)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        Register(typeof(T), (value, writer) => writer.Write(formatter((T)value)), mimeType);
    }

    /// <summary>Says in which MIME types values of a type are shown when nothing else is asked for.</summary>
    /// <param name="type">The type; may be an open generic type or an interface.</param>
    /// <param name="preferredMimeTypes">One MIME type or more.</param>
    /// <exception cref="ArgumentException"><paramref name="preferredMimeTypes"/> is empty.</exception>
    public static void SetPreferredMimeTypesFor(Type type, params string[] preferredMimeTypes)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (preferredMimeTypes is not { Length: > 0 } || preferredMimeTypes.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("Expected one MIME type or more, none of them empty.", nameof(preferredMimeTypes));
        }

        RegisteredFormatters.SetPreferred(type, preferredMimeTypes);
    }

    /// <summary>Gives the text of a value.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeType">The MIME type of the text.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">There is no formatter for the MIME type.</exception>
    public static string ToDisplayString(this object? value, string mimeType = MimeType.Text) =>
        ValueFormatting.Format(value, [mimeType])[0].Value;

    /// <summary>Forgets all registered formatters and preferences.</summary>
    public static void ResetToDefault()
    {
        RegisteredFormatters.Clear();
        ListExpansionLimit = 20;
    }
}
