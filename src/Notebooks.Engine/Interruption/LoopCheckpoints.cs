using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Engine.Interruption;

/// <summary>Puts a <see cref="Checkpoint"/> into what may run for long: loops, and lambdas that are blocks.</summary>
/// <remarks>
/// What is put in takes its text from the tokens around it, so that every line and column stays where the author sees
/// it, and every statement has some text, as the debugging information asks. A loop that counts an <c>int</c> and calls
/// nothing is left alone, and so is one around it that does nothing else: they end by themselves, and they are what a
/// naive algorithm spends its time in. A checkpoint in them, though only a comparison, can make it half as fast.
/// </remarks>
internal sealed class LoopCheckpoints : CSharpSyntaxRewriter
{
    private static readonly ExpressionSyntax Pass = SyntaxFactory.InvocationExpression(
        Member(
            SyntaxFactory.AliasQualifiedName(
                SyntaxFactory.IdentifierName(Unseen(SyntaxKind.GlobalKeyword)), Unseen(SyntaxKind.ColonColonToken), Unseen(nameof(Notebooks))),
            nameof(Engine),
            nameof(Interruption),
            nameof(Checkpoint),
            nameof(Checkpoint.Pass)),
        SyntaxFactory.ArgumentList(Unseen(SyntaxKind.OpenParenToken), default, Unseen(SyntaxKind.CloseParenToken)));

    private LoopCheckpoints()
    {
    }

    /// <summary>The same text with checkpoints; a text that cannot be compiled stays as it is.</summary>
    public static SyntaxTree AddTo(SyntaxTree tree)
    {
        var root = tree.GetRoot();
        return root.ContainsDiagnostics ? tree : tree.WithRootAndOptions(new LoopCheckpoints().Visit(root), tree.Options);
    }

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        node = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return node.WithCloseParenToken(Unseen(SyntaxKind.CloseParenToken)).WithStatement(Guard(node.CloseParenToken, node.Statement));
    }

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node)
    {
        if (IsShort(node))
        {
            return node;
        }

        node = (ForStatementSyntax)base.VisitForStatement(node)!;
        return node.WithCloseParenToken(Unseen(SyntaxKind.CloseParenToken)).WithStatement(Guard(node.CloseParenToken, node.Statement));
    }

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node)
    {
        node = (ForEachStatementSyntax)base.VisitForEachStatement(node)!;
        return node.WithCloseParenToken(Unseen(SyntaxKind.CloseParenToken)).WithStatement(Guard(node.CloseParenToken, node.Statement));
    }

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        node = (ForEachVariableStatementSyntax)base.VisitForEachVariableStatement(node)!;
        return node.WithCloseParenToken(Unseen(SyntaxKind.CloseParenToken)).WithStatement(Guard(node.CloseParenToken, node.Statement));
    }

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        node = (DoStatementSyntax)base.VisitDoStatement(node)!;

        // Without a block, only a condition could guard the statement, and what it assigns would count as unassigned.
        return node.Statement is BlockSyntax block
            ? node.WithDoKeyword(Unseen(SyntaxKind.DoKeyword)).WithStatement(Guard(node.DoKeyword, block))
            : node;
    }

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        node = (SimpleLambdaExpressionSyntax)base.VisitSimpleLambdaExpression(node)!;
        return node.Block is { } block
            ? node.WithArrowToken(Unseen(SyntaxKind.EqualsGreaterThanToken)).WithBlock(Guard(node.ArrowToken, block))
            : node;
    }

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        node = (ParenthesizedLambdaExpressionSyntax)base.VisitParenthesizedLambdaExpression(node)!;
        return node.Block is { } block
            ? node.WithArrowToken(Unseen(SyntaxKind.EqualsGreaterThanToken)).WithBlock(Guard(node.ArrowToken, block))
            : node;
    }

    // An exception in a finalizer ends the process.
    public override SyntaxNode? VisitDestructorDeclaration(DestructorDeclarationSyntax node) => node;

    private static StatementSyntax Guard(SyntaxToken before, StatementSyntax statement) => statement is BlockSyntax block
        ? Guard(before, block)
        : SyntaxFactory.IfStatement(
            default,
            Unseen(SyntaxKind.IfKeyword),
            Unseen(SyntaxKind.OpenParenToken),
            Pass,
            Reads(before, SyntaxKind.CloseParenToken),
            statement,
            null);

    /// <summary>Puts the checkpoint first in a block.</summary>
    /// <param name="before">The token before the block, whose text the block takes over.</param>
    /// <param name="block">The block.</param>
    private static BlockSyntax Guard(SyntaxToken before, BlockSyntax block)
    {
        var pass = SyntaxFactory.ExpressionStatement(default, Pass, Reads(block.OpenBraceToken, SyntaxKind.SemicolonToken));
        return block
            .WithOpenBraceToken(Reads(before, SyntaxKind.OpenBraceToken))
            .WithStatements(block.Statements.Insert(0, pass));
    }

    /// <summary>Whether a loop counts an <c>int</c>, calls nothing, and has no loops in it but such as have none.</summary>
    private static bool IsShort(ForStatementSyntax node, bool isInner = false) =>
        node is
        {
            Declaration.Variables: [{ Initializer: { } start } counter],
            Condition: BinaryExpressionSyntax
            {
                RawKind: (int)SyntaxKind.LessThanExpression or (int)SyntaxKind.LessThanOrEqualExpression
                    or (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.GreaterThanOrEqualExpression,
                Left: IdentifierNameSyntax compared,
            },
            Incrementors: [PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax],
        }
        && compared.Identifier.ValueText == counter.Identifier.ValueText
        && (node.Declaration.Type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.IntKeyword }
            || (node.Declaration.Type.IsVar && start.Value is LiteralExpressionSyntax { Token.Value: int }))
        && !node.Condition.DescendantNodes().Any(inner => MayTakeLong(inner, isInner: true))
        && !node.Statement.DescendantNodesAndSelf().Any(inner => MayTakeLong(inner, isInner));

    private static bool MayTakeLong(SyntaxNode node, bool isInner) => node switch
    {
        ForStatementSyntax loop => isInner || !IsShort(loop, isInner: true),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var type } } =>
            type is not (PredefinedTypeSyntax or IdentifierNameSyntax { Identifier.ValueText: nameof(Math) or nameof(MathF) }),
        InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax or YieldStatementSyntax
            or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax
            or GotoStatementSyntax or AnonymousFunctionExpressionSyntax or ThrowExpressionSyntax => true,

        // The counter may be set back.
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax assigned } =>
            node.FirstAncestorOrSelf<ForStatementSyntax>()?.Declaration?.Variables is [var counter]
            && counter.Identifier.ValueText == assigned.Identifier.ValueText,
        _ => false,
    };

    /// <summary>A token that reads as another one in the text.</summary>
    private static SyntaxToken Reads(SyntaxToken text, SyntaxKind kind) =>
        SyntaxFactory.Token(text.LeadingTrivia, kind, text.Text, text.Text, text.TrailingTrivia);

    private static SyntaxToken Unseen(SyntaxKind kind) => SyntaxFactory.Token(default, kind, "", "", default);

    private static IdentifierNameSyntax Unseen(string name) =>
        SyntaxFactory.IdentifierName(SyntaxFactory.Identifier(default, SyntaxKind.IdentifierToken, "", name, default));

    private static ExpressionSyntax Member(ExpressionSyntax left, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            left = SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression, left, Unseen(SyntaxKind.DotToken), Unseen(name));
        }

        return left;
    }
}
