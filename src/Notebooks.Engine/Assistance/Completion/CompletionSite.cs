using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Assistance.Completion;

/// <summary>A place in code where a word is being typed.</summary>
/// <remarks>The code is read with a name in place of the word, so that the place is the same whatever has been typed yet.</remarks>
internal sealed class CompletionSite
{
    private const string Name = "__completed__";

    private CompletionSite(string code, int start, int end, string typed, CellModel model, SyntaxToken token)
    {
        Code = code;
        Start = start;
        End = end;
        Typed = typed;
        Model = model;
        Token = token;
    }

    /// <summary>The code as it is.</summary>
    public string Code { get; }

    /// <summary>Where the word starts.</summary>
    public int Start { get; }

    /// <summary>Where the word ends.</summary>
    public int End { get; }

    /// <summary>The word up to the cursor.</summary>
    public string Typed { get; }

    /// <summary>The code with the name in place of the word.</summary>
    public CellModel Model { get; }

    /// <summary>The name.</summary>
    public SyntaxToken Token { get; }

    /// <summary>The name as part of code; null where a new name is being given.</summary>
    public SimpleNameSyntax? Node => Token.Parent as SimpleNameSyntax;

    /// <summary>What stands before the name.</summary>
    public SyntaxToken Previous => Token.GetPreviousToken();

    /// <summary>Whether the name is the first of its line.</summary>
    public bool StartsLine => Previous.RawKind == 0 || Code.AsSpan(Previous.Span.End, Start - Previous.Span.End).ContainsAny('\r', '\n');

    /// <summary>The name with the dots before it.</summary>
    public ExpressionSyntax? Whole
    {
        get
        {
            ExpressionSyntax? whole = Node;
            while (whole?.Parent is QualifiedNameSyntax or MemberAccessExpressionSyntax or AliasQualifiedNameSyntax
                && whole.Parent.Span.End == whole.Span.End)
            {
                whole = (ExpressionSyntax)whole.Parent;
            }

            return whole;
        }
    }

    /// <summary>Finds the word at a position.</summary>
    /// <returns>Null in comments, in the text of strings, and in numbers.</returns>
    public static CompletionSite? Find(ScriptChain scripts, string code, int position)
    {
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
        {
            start--;
        }

        var end = position;
        while (end < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[end]))
        {
            end++;
        }

        if (start < end && !SyntaxFacts.IsIdentifierStartCharacter(code[start]))
        {
            return null;
        }

        var typed = code[start..position];
        if (start > 0 && code[start - 1] == '@')
        {
            start--;
        }

        var named = string.Concat(code.AsSpan(0, start), Name, EndsStatement(code, start, end) ? ";" : "", code.AsSpan(end));
        var model = CellModel.Create(scripts, named);
        var token = model.Root.FindToken(start);
        return token.SpanStart == start && token.ValueText == Name ? new CompletionSite(code, start, end, typed, model, token) : null;
    }

    /// <summary>Whether a line ends in the middle of a member's name, and the next one would be read on as part of it.</summary>
    private static bool EndsStatement(string code, int start, int end)
    {
        var before = code.AsSpan(0, start).TrimEnd();
        var after = code.AsSpan(end);
        var next = after.TrimStart();
        return before.EndsWith(".") && !next.IsEmpty && (SyntaxFacts.IsIdentifierStartCharacter(next[0]) || next[0] is '@')
            && after[..^next.Length].ContainsAny('\r', '\n');
    }
}
