using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>The keywords that fit a place.</summary>
/// <remarks>
/// The parser itself is asked: a keyword fits if code that ends in it has no error there. So the list is the
/// language's own, and needs no grammar beside the compiler's.
/// </remarks>
internal static class KeywordCompletion
{
    /// <summary>Contextual keywords, each with what may follow it; alone they would be read as names.</summary>
    private static readonly (string Keyword, string Tail)[] Contextual =
    [
        ("add", ";"), ("and", " 1"), ("ascending", " select 1"), ("async", " () => 1"), ("async", " Task F() { }"), ("await", " 1"),
        ("by", " 1"), ("descending", " select 1"), ("equals", " 1 select 1"), ("from", " x in y select x"), ("get", ";"),
        ("group", " 1 by 1"), ("init", ";"), ("into", " x select x"), ("join", " x in y on 1 equals 1 select x"), ("let", " x = 1 select x"),
        ("not", " 1"), ("on", " 1 equals 1 select 1"), ("or", " 1"), ("orderby", " 1 select 1"), ("partial", " class C { }"),
        ("record", " R;"), ("remove", ";"), ("required", " int P { get; set; }"), ("select", " 1"), ("set", ";"), ("switch", " { _ => 1 }"),
        ("when", " 1: break;"), ("when", " 1 => 1"), ("when", " (1) { }"), ("where", " 1 select 1"), ("where", " T : class"), ("with", " { }"),
        ("yield", " return 1;"),
    ];

    private static readonly string[] Reserved =
    [
        .. SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText)
            .Where(keyword => !keyword.StartsWith("__", StringComparison.Ordinal) && keyword != "namespace"),
    ];

    public static IEnumerable<CompletionCandidate> Candidates(CompletionSite site)
    {
        var probe = new Probe(site);
        var words = Reserved.Where(keyword => NameMatch.Of(keyword, site.Typed) != NameMatch.None
                && (probe.Fits(keyword, "") || (SyntaxFacts.IsPredefinedType(SyntaxFacts.GetKeywordKind(keyword)) && probe.Fits(keyword, " x")))
                && IsInPlace(site, keyword))
            .Concat(Contextual.Where(pair => NameMatch.Of(pair.Keyword, site.Typed) != NameMatch.None && probe.Fits(pair.Keyword, pair.Tail)
                && IsInPlace(site, pair.Keyword)).Select(pair => pair.Keyword))
            .Concat(Names(site, probe));
        return words.Distinct().Select(word => new CompletionCandidate(new CompletionItem(word, "keyword"), word, CompletionPlace.Keyword));
    }

    /// <summary>Words that the compiler reads as names, and knows a meaning of.</summary>
    private static IEnumerable<string> Names(CompletionSite site, Probe probe)
    {
        var previous = site.Previous;
        if (NameMatch.Of("var", site.Typed) != NameMatch.None && probe.Fits("int", " x")
            && (probe.Fits("while", "") || previous.IsKind(SyntaxKind.OutKeyword) || previous.IsKind(SyntaxKind.UsingKeyword)
                || (previous.IsKind(SyntaxKind.OpenParenToken)
                    && previous.Parent is ForStatementSyntax or CommonForEachStatementSyntax or UsingStatementSyntax)))
        {
            yield return "var";
        }

        if (NameMatch.Of("dynamic", site.Typed) != NameMatch.None && probe.Fits("int", " x"))
        {
            yield return "dynamic";
        }

        if (NameMatch.Of("nameof", site.Typed) != NameMatch.None && probe.Fits("typeof", "(int)"))
        {
            yield return "nameof";
        }
    }

    /// <summary>What the parser lets pass and the compiler does not.</summary>
    private static bool IsInPlace(CompletionSite site, string keyword)
    {
        var around = site.Token.Parent!.AncestorsAndSelf()
            .TakeWhile(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) || node is GlobalStatementSyntax);
        return keyword switch
        {
            "break" => around.Any(node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or SwitchSectionSyntax),
            "continue" => around.Any(node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax),
            "this" => site.Token.Parent.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not null || site.Previous.Parent is ParameterListSyntax,
            "base" or "required" => site.Token.Parent.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not null,
            "yield" => site.Token.Parent.FirstAncestorOrSelf<SyntaxNode>(node => node is LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax) is not null,
            _ => true,
        };
    }

    /// <summary>Tries words at the cursor, with nothing behind them but what they need.</summary>
    private sealed class Probe
    {
        private readonly int _start;
        private readonly int _lastEnd;
        private readonly SourceText _text;
        private readonly SyntaxTree _tree;
        private readonly HashSet<(string Id, int Start)> _before;

        public Probe(CompletionSite site)
        {
            // A statement depends on the one before it at most, as else does; the rest of a long cell need not be read each time.
            var from = site.Model.Root.ChildNodes().TakeWhile(node => node.SpanStart <= site.Start).TakeLast(2).FirstOrDefault()?.FullSpan.Start ?? 0;
            _start = site.Start - from;
            _lastEnd = site.Previous.Span.End - from;
            _text = SourceText.From(site.Code[from..site.Start]);
            _tree = CSharpSyntaxTree.ParseText(_text, ScriptChain.ParseOptions);

            // What a line above lacks is no reason to refuse the next one.
            _before = site.StartsLine
                ? [.. _tree.GetDiagnostics().Select(error => (error.Id, error.Location.SourceSpan.Start))]
                : [];
        }

        public bool Fits(string keyword, string tail)
        {
            var tree = _tree.WithChangedText(_text.WithChanges(new TextChange(new TextSpan(_start, 0), keyword + tail)));
            var token = tree.GetRoot().FindToken(_start);
            return token.SpanStart == _start
                && SyntaxFacts.IsKeywordKind(token.Kind())
                && token.Text == keyword
                && !tree.GetDiagnostics().Any(error => error.Severity == DiagnosticSeverity.Error && IsHere(error));

            bool IsHere(Diagnostic error) =>
                error.Location.SourceSpan.Start >= _lastEnd
                && error.Location.SourceSpan.Start < _start + keyword.Length
                && !_before.Contains((error.Id, error.Location.SourceSpan.Start));
        }
    }
}
