using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Notebooks.Engine.Display;

namespace Notebooks.Cli.Pages;

/// <summary>
/// Colors C# by its syntax alone: keywords, strings, numbers, comments, directives, and types where syntax tells them.
/// Code that is broken is colored as far as it goes; not a character is ever lost.
/// </summary>
internal static class CSharpHighlighter
{
    private const string Comment = "hl-comment";
    private const string Directive = "hl-directive";
    private const string Keyword = "hl-keyword";
    private const string Number = "hl-number";
    private const string Text = "hl-string";
    private const string Type = "hl-type";

    // Nobody writes code like that; the parser, which tries what every bracket might be, takes minutes or forever over it.
    private const int MaxLength = 200_000;
    private const int MaxNesting = 64;
    private const int MaxConditionalNesting = 6;

    // For what the limits above do not foresee.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly CSharpParseOptions Options =
        new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>Makes HTML of code: the code, escaped, with spans around what has a color.</summary>
    public static string ToHtml(string code)
    {
        return code.Length <= MaxLength && !IsNestedTooDeeply(code) && Parse(code) is { } root
            ? ToHtml(code, root)
            : HtmlText.Escape(code);
    }

    private static SyntaxNode? Parse(string code)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            return CSharpSyntaxTree.ParseText(SourceText.From(code), Options, cancellationToken: patience.Token).GetRoot(patience.Token);
        }
        catch (Exception error) when (error is InsufficientExecutionStackException or OperationCanceledException)
        {
            return null;
        }
    }

    private static bool IsNestedTooDeeply(string code)
    {
        var open = new Stack<bool>();
        var conditional = 0;
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] is '(' or '[' or '{')
            {
                // a?[b?[c ... doubles the work with every bracket.
                var isConditional = code[i] == '[' && code.AsSpan(0, i).TrimEnd().EndsWith("?", StringComparison.Ordinal);
                conditional += isConditional ? 1 : 0;
                open.Push(isConditional);
                if (open.Count > MaxNesting || conditional > MaxConditionalNesting)
                {
                    return true;
                }
            }
            else if (code[i] is ')' or ']' or '}' && open.TryPop(out var wasConditional))
            {
                conditional -= wasConditional ? 1 : 0;
            }
        }

        return false;
    }

    private static string ToHtml(string code, SyntaxNode root)
    {
        var html = new StringBuilder(code.Length * 2);
        var position = 0;
        foreach (var token in root.DescendantTokens())
        {
            foreach (var trivia in token.LeadingTrivia)
            {
                Write(trivia.FullSpan, Class(trivia));
            }

            Write(token.Span, Class(token));
            foreach (var trivia in token.TrailingTrivia)
            {
                Write(trivia.FullSpan, Class(trivia));
            }
        }

        HtmlText.Append(html, code.AsSpan(position));
        return html.ToString();

        void Write(TextSpan span, string? color)
        {
            if (span.Start < position || color is null || span.IsEmpty)
            {
                return;
            }

            HtmlText.Append(html, code.AsSpan(position, span.Start - position));
            html.Append("<span class=\"").Append(color).Append("\">");
            // A directive's span takes its line end along, which would stretch its color over the next line.
            var text = code.AsSpan(span.Start, span.Length);
            var visible = text.TrimEnd("\r\n");
            HtmlText.Append(html, visible).Append("</span>");
            HtmlText.Append(html, text[visible.Length..]);
            position = span.End;
        }
    }

    private static string? Class(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        SyntaxKind.SingleLineCommentTrivia
            or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia
            or SyntaxKind.MultiLineDocumentationCommentTrivia
            or SyntaxKind.DisabledTextTrivia => Comment,
        _ => trivia.IsDirective ? Directive : null,
    };

    private static string? Class(SyntaxToken token)
    {
        var kind = token.Kind();
        switch (kind)
        {
            case SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken
                or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
                or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
                or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken
                or SyntaxKind.InterpolatedRawStringEndToken:
                return Text;
            case SyntaxKind.NumericLiteralToken:
                return Number;
            case SyntaxKind.IdentifierToken:
                return Class(token, token.Parent);
            default:
                return SyntaxFacts.IsKeywordKind(kind) || SyntaxFacts.IsContextualKeyword(kind) ? Keyword : null;
        }
    }

    private static string? Class(SyntaxToken identifier, SyntaxNode? parent) => parent switch
    {
        IdentifierNameSyntax { IsVar: true } name when IsType(name) => Keyword,
        SimpleNameSyntax name when IsType(name) => Type,
        BaseTypeDeclarationSyntax type when type.Identifier == identifier => Type,
        DelegateDeclarationSyntax type when type.Identifier == identifier => Type,
        ConstructorDeclarationSyntax constructor when constructor.Identifier == identifier => Type,
        TypeParameterSyntax => Type,
        _ => null,
    };

    private static bool IsType(SimpleNameSyntax name)
    {
        if (name is GenericNameSyntax { Parent: not (InvocationExpressionSyntax or MemberAccessExpressionSyntax) })
        {
            return true;
        }

        switch (name.Parent)
        {
            // The last part of a qualified name; the parts before it are namespaces.
            case QualifiedNameSyntax qualified:
                return qualified.Right == name && IsTypePlace(qualified);
            // Console.WriteLine: by convention only types, and not variables, begin with a capital.
            case MemberAccessExpressionSyntax member:
                return member.Expression == name && char.IsUpper(name.Identifier.ValueText.FirstOrDefault());
            default:
                return IsTypePlace(name);
        }
    }

    private static bool IsTypePlace(NameSyntax name) => name.Parent switch
    {
        VariableDeclarationSyntax node => node.Type == name,
        ParameterSyntax node => node.Type == name,
        ObjectCreationExpressionSyntax node => node.Type == name,
        CastExpressionSyntax node => node.Type == name,
        MethodDeclarationSyntax node => node.ReturnType == name,
        LocalFunctionStatementSyntax node => node.ReturnType == name,
        BasePropertyDeclarationSyntax node => node.Type == name,
        DelegateDeclarationSyntax node => node.ReturnType == name,
        ForEachStatementSyntax node => node.Type == name,
        DeclarationExpressionSyntax node => node.Type == name,
        DeclarationPatternSyntax node => node.Type == name,
        RecursivePatternSyntax node => node.Type == name,
        CatchDeclarationSyntax node => node.Type == name,
        TypeConstraintSyntax node => node.Type == name,
        BinaryExpressionSyntax node => node.Right == name && node.Kind() is SyntaxKind.IsExpression or SyntaxKind.AsExpression,
        UsingDirectiveSyntax node => node.StaticKeyword != default || node.Alias is not null,
        BaseTypeSyntax or TypeArgumentListSyntax or ArrayTypeSyntax or NullableTypeSyntax or TupleElementSyntax
            or TypeOfExpressionSyntax or DefaultExpressionSyntax or TypePatternSyntax or RefTypeSyntax or PointerTypeSyntax
            or AttributeSyntax or SizeOfExpressionSyntax => true,
        _ => false,
    };
}
