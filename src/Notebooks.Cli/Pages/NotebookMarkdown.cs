using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Notebooks.Engine.Display;
using Notebooks.Engine.Documents;

namespace Notebooks.Cli.Pages;

/// <summary>
/// Renders the Markdown of one notebook, cell by cell, and remembers its headings. HTML in it stays, as in Jupyter.
/// </summary>
internal sealed class NotebookMarkdown(PageLinks links)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseTaskLists()
        .UseFootnotes()
        .UseAutoLinks()
        .UseMathematics()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .Build();

    private static readonly string[] SentenceEnds = [". ", "? ", "! "];

    private readonly List<Heading> _headings = [];
    private readonly HashSet<string> _ids = [];
    private int _rendered;

    public sealed record Heading(int Level, string Text, string Id);

    public IReadOnlyList<Heading> Headings => _headings;

    /// <summary>The first heading of a notebook, without markup.</summary>
    public static string? Title(NotebookDocument notebook) =>
        Blocks(notebook).OfType<HeadingBlock>().Select(PlainText).FirstOrDefault(text => text.Length > 0);

    /// <summary>The first paragraph of a notebook, without markup, or as many of its first sentences as a card has room for.</summary>
    public static string? Summary(NotebookDocument notebook)
    {
        const int Enough = 170;
        var text = Blocks(notebook).OfType<ParagraphBlock>().Select(PlainText).FirstOrDefault(text => text.Length > 0);
        if (text is null || text.Length <= Enough)
        {
            return text;
        }

        var sentenceEnd = SentenceEnds.Max(end => text.LastIndexOf(end, Enough, StringComparison.Ordinal));
        if (sentenceEnd > 0)
        {
            return text[..(sentenceEnd + 1)];
        }

        var word = text.LastIndexOf(' ', Enough);
        return string.Concat(text.AsSpan(0, word < 0 ? Enough : word), "…");
    }

    /// <summary>Renders a cell.</summary>
    public string ToHtml(string markdown, NotebookCell? cell = null)
    {
        _rendered++;
        var document = Parse(markdown);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var text = PlainText(heading);
            var id = UnusedId(LinkHelper.UrilizeAsGfm(text));
            heading.GetAttributes().Id = id;
            _headings.Add(new Heading(heading.Level, text, id));
        }

        foreach (var link in document.Descendants<LinkInline>())
        {
            link.Url = Address(link.Url ?? "", link.IsImage, cell);
        }

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new ScrollingTableRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new HighlightedCodeRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathInlineRenderer>(new PlainMathInlineRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathBlockRenderer>(new PlainMathBlockRenderer());
        renderer.Render(document);
        // Footnotes are numbered from 1 in every cell.
        var number = _rendered.ToString(CultureInfo.InvariantCulture);
        return writer.ToString()
            .Replace("\"fn:", $"\"fn:{number}:", StringComparison.Ordinal)
            .Replace("\"fnref:", $"\"fnref:{number}:", StringComparison.Ordinal)
            .Replace("\"#fn:", $"\"#fn:{number}:", StringComparison.Ordinal)
            .Replace("\"#fnref:", $"\"#fnref:{number}:", StringComparison.Ordinal);
    }

    /// <summary>Markdown without markup.</summary>
    public static string PlainText(LeafBlock block)
    {
        var text = new StringBuilder();
        foreach (var inline in block.Inline?.Descendants() ?? [])
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                AutolinkInline link => link.Url,
                LineBreakInline => " ",
                _ => "",
            });
        }

        return text.ToString().Trim();
    }

    private static MarkdownDocument Parse(string markdown) => MarkdownParser.Parse(markdown, Pipeline);

    private static IEnumerable<Block> Blocks(NotebookDocument notebook) => notebook.Cells
        .Where(cell => cell.Kind == CellKind.Markdown)
        .SelectMany(cell => Parse(cell.Source).Descendants<Block>());

    private string UnusedId(string wanted)
    {
        wanted = wanted.Length == 0 ? "section" : wanted;
        var id = wanted;
        for (var number = 1; !_ids.Add(id); number++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}");
        }

        return id;
    }

    private string Address(string address, bool isPicture, NotebookCell? cell)
    {
        const string Attachment = "attachment:";
        if (isPicture && address.StartsWith(Attachment, StringComparison.Ordinal))
        {
            return AttachmentData(Uri.UnescapeDataString(address[Attachment.Length..]), cell) ?? address;
        }

        if (address.StartsWith('#'))
        {
            // Jupyter's ids keep capitals, GitHub's and this page's do not; a link meant for either leads somewhere.
            return "#" + LinkHelper.UrilizeAsGfm(Uri.UnescapeDataString(address[1..]));
        }

        return (isPicture ? links.Picture : links.Link)?.Invoke(address) ?? address;
    }

    private static string? AttachmentData(string name, NotebookCell? cell)
    {
        var bundle = (cell?.Json["attachments"] as JsonObject)?[name] as JsonObject;
        foreach (var (type, value) in bundle ?? [])
        {
            if (type.StartsWith("image/", StringComparison.Ordinal) && MultilineText.Read(value) is { } data)
            {
                return $"data:{type};base64,{data.ReplaceLineEndings("")}";
            }
        }

        return null;
    }

    private sealed class ScrollingTableRenderer : HtmlTableRenderer
    {
        protected override void Write(HtmlRenderer renderer, Table table)
        {
            renderer.Write("<div class=\"scroll\">");
            base.Write(renderer, table);
            renderer.WriteLine("</div>");
        }
    }

    // Formulas stay in TeX: setting them would take a library as large as plotly.js.
    private sealed class PlainMathInlineRenderer : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline formula) =>
            renderer.Write($"<span class=\"math\">{HtmlText.Escape(formula.Content.ToString())}</span>");
    }

    private sealed class PlainMathBlockRenderer : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock formula) =>
            renderer.WriteLine($"<pre class=\"math\">{HtmlText.Escape(formula.Lines.ToString())}</pre>");
    }

    private sealed class HighlightedCodeRenderer : CodeBlockRenderer
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock block)
        {
            var code = block.Lines.ToString();
            var isCSharp = (block as FencedCodeBlock)?.Info?.ToLowerInvariant() is "csharp" or "cs" or "c#";
            renderer.EnsureLine();
            renderer.Write("<pre><code>");
            renderer.Write(isCSharp ? CSharpHighlighter.ToHtml(code) : HtmlText.Escape(code));
            renderer.WriteLine("</code></pre>");
        }
    }
}
