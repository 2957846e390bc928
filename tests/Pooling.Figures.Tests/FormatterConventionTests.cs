using System.Collections;
using System.Reflection;

namespace Pooling.Figures.Tests;

/// <summary>
/// Finds and runs the formatters by name, as .NET Interactive does (Formatter.TryRegisterFromFormatterSources).
/// </summary>
public class FormatterConventionTests
{
    private static readonly Figure Example = Figure.Heatmap(Tensors.Article, "Example");

    [Fact]
    public void A_host_finds_a_formatter_for_each_type_of_content()
    {
        string[] types = [.. Formatters().Select(formatter => Property<string>(formatter, "MimeType"))];
        Assert.Equal(["text/html", "image/svg+xml", "application/vnd.plotly.v1+json", "text/plain"], types);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/svg+xml")]
    [InlineData("application/vnd.plotly.v1+json")]
    [InlineData("text/plain")]
    public void A_formatter_writes_what_the_figure_writes(string type)
    {
        string expected = type switch
        {
            "text/html" => Example.ToHtml(),
            "image/svg+xml" => Example.ToSvg(),
            "text/plain" => Example.ToString(),
            _ => Example.ToJson(),
        };
        Assert.Equal((true, expected), Format(type, Example));
    }

    [Fact]
    public void What_is_not_a_figure_is_left_to_the_host() =>
        Assert.Equal((false, ""), Format("text/html", "not a figure"));

    [Fact]
    public void DotNet_Interactive_is_not_asked_for_Plotly_data_which_it_would_send_as_a_string()
    {
        string[] preferred = Property<string[]>(Attribute(), "PreferredMimeTypes");
        Assert.Equal(["text/html", "image/svg+xml"], preferred);
    }

    [Fact]
    public void A_figure_in_words_has_its_title_and_size() =>
        Assert.Equal("Example (heatmap, scatter, 264x286 pixels)", Example.ToString());

    private static object Attribute() =>
        typeof(Figure).GetCustomAttributes(inherit: true)
            .Single(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");

    private static IEnumerable<object> Formatters()
    {
        object source = Activator.CreateInstance(Property<Type>(Attribute(), "FormatterSourceType"))!;
        return ((IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).Cast<object>();
    }

    private static (bool Written, string Text) Format(string type, object value)
    {
        object formatter = Formatters().Single(formatter => Property<string>(formatter, "MimeType") == type);
        MethodInfo format = formatter.GetType().GetMethod("Format")!;
        using var writer = new StringWriter();
        bool written = (bool)format.Invoke(formatter, [value, writer])!;
        return (written, writer.ToString());
    }

    private static T Property<T>(object instance, string name) =>
        Assert.IsAssignableFrom<T>(instance.GetType().GetProperty(name)!.GetValue(instance));
}
