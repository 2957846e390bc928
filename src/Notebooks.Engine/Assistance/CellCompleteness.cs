using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Assistance;

/// <summary>Whether a cell is whole.</summary>
public enum CompletenessStatus
{
    /// <summary>It may be run.</summary>
    Complete,

    /// <summary>More must follow.</summary>
    Incomplete,

    /// <summary>Whatever follows, it is no C#.</summary>
    Invalid,
}

/// <summary>Tells cells that are whole from those that go on, and those that are wrong however they go on.</summary>
/// <param name="Status">Which.</param>
/// <param name="Indent">The blanks that the next line starts with, where one must follow; else null.</param>
public sealed record CellCompleteness(CompletenessStatus Status, string? Indent = null)
{
    private const string Step = "    ";

    /// <summary>Errors at the start of a literal or comment that has no end.</summary>
    private static readonly HashSet<string> Unterminated = ["CS1010", "CS1011", "CS1035", "CS1039", "CS8076", "CS8997"];

    /// <summary>Errors at the last token that tell of what is missing behind it.</summary>
    private static readonly HashSet<string> Missing = ["CS1002", "CS1519", "CS1524"];

    /// <summary>Judges a cell.</summary>
    public static CellCompleteness Of(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var code = CellText.CSharpOf(cell);
        var tree = CSharpSyntaxTree.ParseText(code, ScriptChain.ParseOptions);
        var root = (CompilationUnitSyntax)tree.GetRoot();
        var errors = tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        var isSubmission = SyntaxFactory.IsCompleteSubmission(tree);
        if (errors.Count == 0 && isSubmission)
        {
            return new CellCompleteness(CompletenessStatus.Complete);
        }

        var last = root.EndOfFileToken.GetPreviousToken(includeZeroWidth: false);
        var isOnlyUnfinished = !HasStray(root) && errors.TrueForAll(error => IsAtEnd(error, last, isSubmission));
        return isOnlyUnfinished
            ? new CellCompleteness(CompletenessStatus.Incomplete, NextIndent(code, root, errors))
            : new CellCompleteness(CompletenessStatus.Invalid);
    }

    private static bool HasStray(SyntaxNode root) =>
        root.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SkippedTokensTrivia));

    private static bool IsAtEnd(Diagnostic error, SyntaxToken last, bool isSubmission)
    {
        var place = error.Location.SourceSpan;
        return place.Start >= last.Span.End
            || (Missing.Contains(error.Id) && place == last.Span)
            || (SyntaxFacts.IsPredefinedType(last.Kind()) && place == last.Span)
            || (!isSubmission && Unterminated.Contains(error.Id)
                && (place.Start >= last.SpanStart || last.Parent!.FirstAncestorOrSelf<InterpolatedStringExpressionSyntax>()?.Span.Contains(place.Start) == true));
    }

    private static string NextIndent(string code, CompilationUnitSyntax root, List<Diagnostic> errors)
    {
        var last = root.EndOfFileToken.GetPreviousToken(includeZeroWidth: false);
        if (last.RawKind == 0 || errors.Exists(error => Unterminated.Contains(error.Id)))
        {
            // Blanks would become part of the text.
            return "";
        }

        var lines = code.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        var current = lines[^1].Length - lines[^1].TrimStart().Length;
        var indent = lines[^1][..current];
        var open = OpenBrackets(root, upTo: code.TrimEnd().Length - lines[^1].Length);
        var openInAll = OpenBrackets(root, upTo: int.MaxValue);
        var goesOn = openInAll > open
            || (last.Kind() is not (SyntaxKind.SemicolonToken or SyntaxKind.CloseBraceToken or SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken) && openInAll == open)
            || (last.IsKind(SyntaxKind.ColonToken) && last.Parent is SwitchLabelSyntax);
        return goesOn ? indent + Step : indent;
    }

    /// <summary>How many brackets stand open at a place.</summary>
    private static int OpenBrackets(SyntaxNode root, int upTo) => root.DescendantTokens()
        .TakeWhile(token => token.Span.End <= upTo)
        .Where(token => !token.IsMissing)
        .Sum(token => token.Kind() switch
        {
            SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
            SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
            _ => 0,
        });
}
