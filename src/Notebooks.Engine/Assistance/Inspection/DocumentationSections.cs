using System.Xml.Linq;

namespace Notebooks.Engine.Assistance.Inspection;

/// <summary>A part of a symbol's documentation.</summary>
/// <param name="Title">What it is about; empty for the summary.</param>
/// <param name="Text">What it says.</param>
internal readonly record struct DocumentationSection(string Title, string Text);

/// <summary>The parts of a symbol's documentation, in the order they are read in.</summary>
internal static class DocumentationSections
{
    /// <summary>The parts that say something.</summary>
    /// <param name="documentation">The documentation.</param>
    /// <param name="withDetails">Whether remarks and examples are among them.</param>
    /// <param name="isMarkdown">Whether they are Markdown or plain text.</param>
    public static IEnumerable<DocumentationSection> Of(XElement? documentation, bool withDetails, bool isMarkdown)
    {
        if (documentation is null)
        {
            return [];
        }

        var text = new DocumentationText(isMarkdown);
        DocumentationSection[] sections =
        [
            new("", All("summary")),
            new("Type parameters", Named("typeparam")),
            new("Parameters", Named("param")),
            new("Returns", All("returns")),
            new("Value", All("value")),
            new("Exceptions", Thrown()),
            .. withDetails ? [new("Remarks", All("remarks")), new("Example", All("example"))] : Array.Empty<DocumentationSection>(),
        ];
        return sections.Where(section => section.Text.Length > 0);

        string All(string name) =>
            string.Join("\n\n", documentation.Elements(name).Select(text.Render).Where(part => part.Length > 0));

        string Named(string name) => string.Join('\n', documentation.Elements(name)
            .Select(element => text.Entry(element.Attribute("name")?.Value ?? "", element)));

        string Thrown() => string.Join('\n', documentation.Elements("exception")
            .Select(element => text.Entry(DocumentationText.ShortName(element.Attribute("cref")?.Value ?? ""), element)));
    }
}
