using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine.Display;

// In System, because a cell calls these without any using.
namespace System;

/// <summary>Shows values.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeTypes">The MIME types to show it in; none for those the value prefers.</param>
    /// <returns>The value on display, to be updated later.</returns>
    /// <exception cref="ArgumentException">There is no formatter for one of the MIME types.</exception>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) =>
        DisplayHub.Show(value, ValueFormatting.Format(value, mimeTypes));

    /// <summary>Shows text as what it is: HTML, Markdown, SVG and so on.</summary>
    /// <param name="value">The text.</param>
    /// <param name="mimeType">Its MIME type.</param>
    /// <returns>The value on display, to be updated later.</returns>
    public static DisplayedValue DisplayAs(this string value, string mimeType) =>
        DisplayHub.Show(value, [new FormattedValue(mimeType, value)]);

    /// <summary>Shows a sequence of objects as a table.</summary>
    /// <param name="value">The sequence.</param>
    /// <param name="mimeTypes">The MIME types to show it in; none for those the value prefers.</param>
    /// <typeparam name="T">The type of the objects.</typeparam>
    /// <returns>The value on display, to be updated later.</returns>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> value, params string[] mimeTypes) =>
        value.Display(mimeTypes);
}
