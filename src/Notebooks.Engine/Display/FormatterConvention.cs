using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Notebooks.Engine.Display;

/// <summary>A formatter that a type names for itself.</summary>
/// <param name="MimeType">The MIME type it writes.</param>
/// <param name="Format">Writes a value; false where it leaves the value to the default view.</param>
internal sealed record ConventionFormatter(string MimeType, Func<object, TextWriter, bool> Format);

/// <summary>Finds the formatters that a type names for itself, by .NET Interactive's convention.</summary>
/// <remarks>
/// The convention goes by names, so that a library can follow it without a reference to any notebook host: an attribute
/// called <c>TypeFormatterSourceAttribute</c> on the type, its <c>FormatterSourceType</c> with a public
/// <c>CreateTypeFormatters()</c>, and formatters with a <c>MimeType</c> and a <c>bool Format(object, TextWriter)</c>.
/// Names can only be found by reflection. <c>PreferredMimeTypes</c> is not asked: the engine's output carries every
/// type a formatter source has, and each front end picks from them.
/// </remarks>
internal static class FormatterConvention
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<ConventionFormatter>> ByType = new();

    /// <summary>The formatters a type names, in the order its source gives them; none for most types.</summary>
    public static IReadOnlyList<ConventionFormatter> For(Type type) => ByType.GetOrAdd(type, Find);

    private static IReadOnlyList<ConventionFormatter> Find(Type type)
    {
        var formatters = new List<ConventionFormatter>();
        foreach (var attribute in type.GetCustomAttributes(inherit: true))
        {
            if (attribute.GetType().Name != "TypeFormatterSourceAttribute"
                || attribute.GetType().GetProperty("FormatterSourceType")?.GetValue(attribute) is not Type sourceType)
            {
                continue;
            }

            var source = Activator.CreateInstance(sourceType, nonPublic: true);
            if (sourceType.GetMethod("CreateTypeFormatters", Type.EmptyTypes)?.Invoke(source, null) is not IEnumerable found)
            {
                throw new InvalidOperationException(
                    $"The formatter source {sourceType} of {type} needs a public method CreateTypeFormatters() "
                    + "that returns a sequence of formatters.");
            }

            formatters.AddRange(found.Cast<object>().Select(formatter => Bind(type, formatter)));
        }

        return formatters;
    }

    private static ConventionFormatter Bind(Type type, object formatter)
    {
        var formatterType = formatter.GetType();
        var format = formatterType.GetMethod("Format", BindingFlags.Public | BindingFlags.Instance, [typeof(object), typeof(TextWriter)]);
        if (formatterType.GetProperty("MimeType")?.GetValue(formatter) is not string mimeType
            || format is null
            || format.ReturnType != typeof(bool))
        {
            throw new InvalidOperationException(
                $"The formatter {formatterType} of {type} needs a public string MimeType and a public method "
                + "bool Format(object, TextWriter).");
        }

        return new ConventionFormatter(mimeType, format.CreateDelegate<Func<object, TextWriter, bool>>(formatter));
    }
}
