using System.Text.Json;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine.Display;

/// <summary>Turns a value into the bundle of MIME types it is shown in.</summary>
/// <remarks>
/// First the formatters that the user registered, then those that the type names for itself
/// (<see cref="FormatterConvention"/>), then tables for sequences of objects, then text.
/// </remarks>
internal static class ValueFormatting
{
    private static readonly JsonSerializerOptions JsonOptions = new() { IncludeFields = true };

    /// <summary>Formats a value in the given MIME types, or in all that it has where none is given.</summary>
    /// <exception cref="ArgumentException">There is no formatter for one of the MIME types.</exception>
    public static IReadOnlyList<FormattedValue> Format(object? value, string[] mimeTypes)
    {
        if (mimeTypes is { Length: > 0 })
        {
            return [.. mimeTypes.Select(mimeType => new FormattedValue(mimeType, FormatAs(value, mimeType)))];
        }

        return value switch
        {
            FormattedValue formatted => [formatted],
            IEnumerable<FormattedValue> bundle => [.. bundle],
            null or string => [new FormattedValue(MimeType.Text, PlainText.Of(value))],
            _ when RegisteredFormatters.PreferredFor(value.GetType()) is { } preferred => Format(value, preferred),
            _ => FormatAll(value),
        };
    }

    private static IReadOnlyList<FormattedValue> FormatAll(object value)
    {
        var bundle = new List<FormattedValue>();
        foreach (var formatter in RegisteredFormatters.For(value.GetType()))
        {
            bundle.Add(new FormattedValue(formatter.MimeType, Written(writer => formatter.Write(value, writer))));
        }

        foreach (var formatter in FormatterConvention.For(value.GetType()))
        {
            if (!Has(formatter.MimeType) && TryFormat(formatter, value, out var text))
            {
                bundle.Add(new FormattedValue(formatter.MimeType, text));
            }
        }

        var sample = SequenceSample.Of(value);
        if (bundle.Count == 0 && TryBuiltInHtml(sample, out var html))
        {
            bundle.Add(new FormattedValue(MimeType.Html, html));
        }

        if (!Has(MimeType.Text))
        {
            bundle.Add(new FormattedValue(MimeType.Text, PlainText.Of(sample)));
        }

        return bundle;

        bool Has(string mimeType) => bundle.Exists(formatted => formatted.MimeType == mimeType);
    }

    private static string FormatAs(object? value, string mimeType)
    {
        if (value is not null && TryCustom(value, mimeType, out var text))
        {
            return text;
        }

        return mimeType switch
        {
            MimeType.Text => PlainText.Of(value),
            MimeType.Html when value is not null && TryBuiltInHtml(value, out var html) => html,
            MimeType.Html => $"<pre>{HtmlText.Escape(PlainText.Of(value))}</pre>",
            MimeType.Json => JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object), JsonOptions),
            _ when value is string raw => raw,
            _ => throw new ArgumentException(
                $"There is no formatter for {value?.GetType().ToString() ?? "null"} as '{mimeType}'; it can be shown as "
                + $"{string.Join(", ", Available(value))}. Formatter.Register adds one."),
        };
    }

    private static IEnumerable<string> Available(object? value)
    {
        string[] always = [MimeType.Text, MimeType.Html, MimeType.Json];
        return value is null
            ? always
            : RegisteredFormatters.For(value.GetType()).Select(formatter => formatter.MimeType)
                .Concat(FormatterConvention.For(value.GetType()).Select(formatter => formatter.MimeType))
                .Concat(always)
                .Distinct();
    }

    /// <summary>Formats a value by a formatter that was registered for it, or that its type names.</summary>
    public static bool TryCustom(object value, string mimeType, out string text)
    {
        if (RegisteredFormatters.For(value.GetType()).FirstOrDefault(f => f.MimeType == mimeType) is { } registered)
        {
            text = Written(writer => registered.Write(value, writer));
            return true;
        }

        foreach (var formatter in FormatterConvention.For(value.GetType()))
        {
            if (formatter.MimeType == mimeType && TryFormat(formatter, value, out text))
            {
                return true;
            }
        }

        text = "";
        return false;
    }

    private static bool TryBuiltInHtml(object? value, out string html)
    {
        html = value is HtmlContent content ? content.ToString() : (value is null ? null : HtmlTable.TryWrite(value)) ?? "";
        return html.Length > 0 || value is HtmlContent;
    }

    private static bool TryFormat(ConventionFormatter formatter, object value, out string text)
    {
        var accepted = false;
        text = Written(writer => accepted = formatter.Format(value, writer));
        return accepted;
    }

    private static string Written(Action<TextWriter> write)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        write(writer);
        return writer.ToString();
    }
}
