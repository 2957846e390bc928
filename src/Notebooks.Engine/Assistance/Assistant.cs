using Notebooks.Engine.Assistance.Completion;
using Notebooks.Engine.Assistance.Inspection;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Assistance;

/// <summary>Answers questions about a cell that is being written, in the light of those that have run.</summary>
/// <remarks>Nothing is run and nothing loaded, and a question never fails: where nothing is known, the answer is empty.</remarks>
internal sealed class Assistant(ScriptChain scripts)
{
    /// <summary>What may stand at a position.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="position">The cursor, in UTF-16 code units; outside of the cell, the nearest end.</param>
    public CompletionList Complete(string cell, int position)
    {
        position = Math.Clamp(position, 0, cell.Length);
        return Try(() => DirectiveCompletion.TryComplete(cell, position)
                ?? (CellText.IsCSharpAt(cell, position) ? CodeCompletion.Complete(scripts, CellText.CSharpOf(cell), position) : null))
            ?? CompletionList.None(position);
    }

    /// <summary>What the symbol at a position is.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="position">The cursor, in UTF-16 code units; outside of the cell, the nearest end.</param>
    /// <param name="withDetails">Whether remarks and other overloads are told too.</param>
    /// <returns>Null where there is nothing to tell.</returns>
    public CellInspection? Inspect(string cell, int position, bool withDetails) =>
        Try(() => CodeInspection.Inspect(scripts, cell, Math.Clamp(position, 0, cell.Length), withDetails));

    /// <summary>Asks a few questions, so that the first of a front end does not wait for the compiler.</summary>
    public void WarmUp()
    {
        Complete("Console.WriteLine(args: new[] { 1 }.Select(x => x.", 50);
        Complete("", 0);
        Inspect("Console.WriteLine(1)", 10, withDetails: false);
    }

    private static T? Try<T>(Func<T?> ask)
        where T : class
    {
        try
        {
            return ask();
        }
        catch (Exception)
        {
            // Half a cell may be anything, a file it loads may be gone: nobody who types wants to hear of it.
            return null;
        }
    }
}
