namespace Pooling.Figures;

/// <summary>
/// Tells a notebook host where a type's formatters are. .NET Interactive and this project's engine know the attribute
/// by its name and by the names of its properties, so that a library that shows itself needs no reference to a host.
/// </summary>
/// <param name="formatterSourceType">
/// A class with a parameterless constructor and a public method <c>CreateTypeFormatters</c>.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The class that makes the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The types of content that a value is shown as, all at once; only <c>text/html</c> if null.</summary>
    public string[]? PreferredMimeTypes { get; set; }
}
